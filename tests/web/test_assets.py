import gzip
import json
import re
from collections.abc import Callable

import pytest

from moorings.companion.opened import Opened
from moorings.web.assets import STATIC, TYPES, asset_url
from tests.web.conftest import Browser

NAMES = sorted(file.name for file in STATIC.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_each_file_is_kept_for_good_under_a_name_that_changes_with_it(
    browser: Browser, name: str
) -> None:
    answer = browser.get(asset_url(name))
    assert (answer.status, answer.body) == (200, (STATIC / name).read_bytes())
    assert answer.header("cache-control") == "public, max-age=31536000, immutable"
    assert answer.header("content-type") == TYPES[(STATIC / name).suffix]
    older = browser.get(f"/static/000000000000/{name}")
    assert older.header("cache-control") == "no-cache"
    assert older.body == answer.body


@pytest.mark.parametrize("name", ["rules.en.json", "hints.en.json"])
def test_a_table_is_sent_as_it_is_written_from_its_content(
    browser: Browser, name: str
) -> None:
    answer = browser.get(asset_url(name))
    assert answer.status == 200
    assert answer.header("content-type") == "application/json"
    assert answer.header("cache-control") == "public, max-age=31536000, immutable"
    assert len(json.loads(answer.body)) > 1


@pytest.mark.parametrize("name", ["rules.xx.json", "words.json", "others.en.json"])
def test_no_other_table_is_sent(browser: Browser, name: str) -> None:
    assert browser.get(f"/static/000000000000/{name}").status == 404
    with pytest.raises(KeyError, match=name):
        asset_url(name)


def test_it_is_packed_for_whoever_can_unpack(browser: Browser) -> None:
    packed = browser.get(asset_url("app.css"), [("accept-encoding", "br, gzip")])
    assert packed.header("content-encoding") == "gzip"
    assert gzip.decompress(packed.body) == (STATIC / "app.css").read_bytes()
    assert not browser.get(asset_url("app.css")).header("content-encoding")


@pytest.mark.parametrize("name", [n for n in NAMES if not n.endswith(".png")])
def test_style_and_script_ask_nobody_else(browser: Browser, name: str) -> None:
    text = browser.get(asset_url(name)).text
    assert set(re.findall(r"https?://[^\s\"')]+", text)) <= {
        "http://www.w3.org/2000/svg"
    }
    assert "@import" not in text


def test_the_service_worker_has_one_address_for_all_pages_and_is_asked_for_anew(
    browser: Browser,
) -> None:
    answer = browser.get("/worker.js")
    assert (answer.status, answer.body) == (200, (STATIC / "worker.js").read_bytes())
    assert answer.header("content-type") == "text/javascript; charset=utf-8"
    assert answer.header("cache-control") == "no-cache"
    assert "default-src 'none'" in answer.header("content-security-policy")
    assert not answer.all("set-cookie")


def test_the_service_worker_is_the_same_for_everybody(
    browser: Browser, notebook: Opened, new_browser: Callable[[], Browser]
) -> None:
    del notebook
    assert browser.get("/worker.js").body == new_browser().get("/worker.js").body


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [("same-origin", "same-origin", 200), ("cross-site", "no-cors", 403)],
)
def test_the_service_worker_comes_to_our_own_pages_alone(
    browser: Browser, site: str, mode: str, status: int
) -> None:
    headers = [("sec-fetch-site", site), ("sec-fetch-mode", mode)]
    headers.append(("sec-fetch-dest", "serviceworker"))
    assert browser.get("/worker.js", headers).status == status


def test_the_name_on_a_home_screen_tells_nothing(browser: Browser) -> None:
    text = browser.get(asset_url("manifest.webmanifest")).text
    assert "Moorings" not in text
    assert "attach" not in text.lower()
