import gzip
import re

import pytest

from moorings.web.assets import STATIC, TYPES, asset_url
from tests.web.conftest import Browser


@pytest.mark.parametrize("name", sorted(p.name for p in STATIC.iterdir()))
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


def test_it_is_packed_for_whoever_can_unpack(browser: Browser) -> None:
    packed = browser.get(asset_url("app.css"), [("accept-encoding", "br, gzip")])
    assert packed.header("content-encoding") == "gzip"
    assert gzip.decompress(packed.body) == (STATIC / "app.css").read_bytes()
    assert not browser.get(asset_url("app.css")).header("content-encoding")


def test_style_and_script_ask_nobody_else(browser: Browser) -> None:
    for name in ("app.css", "app.js", "icon.svg", "manifest.webmanifest"):
        text = browser.get(asset_url(name)).text
        assert set(re.findall(r"https?://[^\s\"')]+", text)) <= {
            "http://www.w3.org/2000/svg"
        }
        assert "@import" not in text


def test_the_name_on_a_home_screen_tells_nothing(browser: Browser) -> None:
    text = browser.get(asset_url("manifest.webmanifest")).text
    assert "Moorings" not in text
    assert "attach" not in text.lower()
