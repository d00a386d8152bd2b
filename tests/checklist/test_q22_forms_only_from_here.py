"""Q22: nothing changes unless a page of our own asks for it."""

import itertools
from collections.abc import Mapping

import pytest

from moorings.companion.opened import Opened
from moorings.web.visitor import House
from tests.web.addresses import filled, state, table
from tests.web.conftest import HOST, PLAIN, Browser

OWN = f"http://{HOST}"
#: Where every page is there, as something stands in each; but for what leads away.
ROOMS = ("/way", "/practise", "/plan", "/people")
ELSEWHERE = (
    *("moments/{record}", "/{record}/file", "/further/{number}", "/beside"),
    *("/reminders/file", "/drawn/{record}", "/month/{month}"),
)

ORIGINS = {
    "none": [],
    "same": [OWN],
    "null": ["null"],
    "foreign": ["https://evil.test"],
}
SITES = (None, "none", "same-origin", "same-site", "cross-site")


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.usefixtures("page")
def test_q22_only_our_own_pages_change_anything(
    browser: Browser, house: House, notebook: Opened, origin: str, site: str | None
) -> None:
    lets_pass = site == "same-origin" or (site is None and origin == "same")
    headers = [("origin", value) for value in ORIGINS[origin]]
    headers += [("sec-fetch-site", site)] if site else []
    before = state(house, notebook)
    for path, method in itertools.product(
        table(method="POST"), ("POST", "PUT", "PATCH", "DELETE")
    ):
        if lets_pass and method == "POST":
            continue
        answer = browser.ask(method, filled(path), [b"text=x"], headers=headers)
        assert answer.status == (405 if lets_pass else 403), (method, path)
        assert not answer.all("set-cookie"), (method, path)
    assert state(house, notebook) == before


@pytest.mark.parametrize("path", table(method="POST"))
def test_q22_a_form_of_our_own_page_passes_the_edge(
    browser: Browser, notebook: Opened, path: str
) -> None:
    del notebook
    for headers in ([("sec-fetch-site", "same-origin")], [("origin", OWN)]):
        answer = browser.ask("POST", filled(path), headers=headers)
        assert answer.status not in {405, 421}
        assert answer.status < 500
        assert "another site" not in answer.text


METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "FOO")
LOOKING = {"GET": 200, "HEAD": 200, "OPTIONS": 405}


def expected(method: str, origin: str, site: str | None) -> int:
    """Say with which status a form that keeps a page is answered."""
    if method in LOOKING:
        return LOOKING[method]
    if site == "same-origin" or (site is None and origin == "same"):
        return 303 if method == "POST" else 405
    return 403


def test_q22_the_whole_table_over_a_form_that_keeps_a_page(
    browser: Browser, house: House, notebook: Opened
) -> None:
    seen, wanted = {}, {}
    for method, origin, site in itertools.product(METHODS, ORIGINS, SITES):
        headers = [("origin", value) for value in ORIGINS[origin]]
        headers += [("sec-fetch-site", site)] if site else []
        headers += [("content-type", PLAIN)]
        before = state(house, notebook)
        answer = browser.ask(method, "/write", [b"text=words"], headers=headers)
        status = expected(method, origin, site)
        wanted[method, origin, site] = status, status == 303
        changed = state(house, notebook) != before
        seen[method, origin, site] = answer.status, changed
    assert seen == wanted
    assert len(seen) == 180
    # Four times from here by what the browser says, once by the name alone.
    assert sum(changed for _, changed in seen.values()) == 5
    assert notebook.journey.count() == 5


@pytest.mark.parametrize("kind", ["text/plain", "application/json", ""])
def test_q22_a_form_of_a_kind_that_another_site_could_send_changes_nothing(
    browser: Browser, house: House, notebook: Opened, kind: str
) -> None:
    before = state(house, notebook)
    body = b'{"text": "words", "x": "="}'
    headers = [("content-type", kind)] if kind else []
    for site in ("cross-site", "same-site", "none"):
        told = [*headers, ("sec-fetch-site", site)]
        assert browser.ask("POST", "/write", [body], headers=told).status == 403
    assert state(house, notebook) == before
    ours = [*headers, ("sec-fetch-site", "same-origin")]
    assert browser.ask("POST", "/write", [body], headers=ours).status in {400, 422}
    assert state(house, notebook) == before


@pytest.mark.parametrize(
    "headers",
    [
        [("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")],
        [("origin", OWN), ("origin", "https://evil.test")],
        [("origin", OWN.upper())],
        [("origin", f"{OWN}/")],
        [("origin", f"{OWN}.evil.test")],
        [("sec-fetch-site", "")],
    ],
)
def test_q22_a_form_that_says_two_things_about_itself_is_refused(
    browser: Browser, house: House, notebook: Opened, headers: list[tuple[str, str]]
) -> None:
    before = state(house, notebook)
    assert browser.ask("POST", "/lock", headers=headers).status == 403
    assert state(house, notebook) == before


@pytest.mark.parametrize("site", ["same-site", "cross-site"])
def test_q22_other_sites_may_link_here_but_not_build_our_pages_into_theirs(
    browser: Browser, notebook: Opened, site: str
) -> None:
    del notebook
    for mode, status in (("navigate", 200), ("no-cors", 403), ("cors", 403)):
        headers = [("sec-fetch-site", site), ("sec-fetch-mode", mode)]
        assert browser.get("/write", headers).status == status


@pytest.mark.parametrize("path", table(method="GET"))
def test_q22_looking_changes_nothing(
    browser: Browser,
    house: House,
    notebook: Opened,
    kept: Mapping[str, str],
    path: str,
) -> None:
    if path == "/open/{link}":
        pytest.skip("taking the link is what this page is for")
    before = state(house, notebook)
    answer = browser.get(filled(path, kept))
    there = path.startswith(ROOMS) and not path.endswith(ELSEWHERE)
    assert answer.status == 200 if there else answer.status < 500
    assert state(house, notebook) == before
