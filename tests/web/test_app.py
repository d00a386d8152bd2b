"""The whole table of routes: what holds for every page holds for the next one too."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from moorings.companion.choosing import choose
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.web import security
from moorings.web.app import all_routes
from moorings.web.pages.now.practice import OFFERED
from moorings.web.visitor import House, Notice
from tests.web.addresses import EVERYBODYS, PROOF, PUBLIC, filled, table
from tests.web.conftest import PORT, Answer, Browser


def test_each_page_module_has_its_routes_in_the_table() -> None:
    folder = Path(security.__file__).parent / "pages"
    modules = {f"moorings.web.pages.{f.stem}" for f in folder.glob("[!_]*.py")}
    assert {route.endpoint.__module__ for route in all_routes()} >= modules


# --- addresses, titles, methods ---------------------------------------------------


@pytest.mark.parametrize("path", sorted({route.path for route in all_routes()}))
def test_a_method_that_a_page_does_not_know_is_told(
    browser: Browser, path: str
) -> None:
    there = [r for r in all_routes() if r.path_regex.match(filled(path))]
    known = {method for route in there for method in (route.methods or ())}
    headers = [("sec-fetch-site", "same-origin")]
    for method in {"GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "FOO"} - known:
        answer = browser.ask(method, filled(path), headers=headers)
        assert answer.status == 405
        assert "Not this way" in answer.text
        assert set(answer.header("allow").split(", ")) == known


UNKNOWN = [
    "/nothing",
    "/write/",
    "/Write",
    "//",
    "/write/x",
    "/write/" + "g" * 32,
    "/write/day/2026-02-30",
    "/write/calendar/2026-13",
    "/write/draft/ab",
    "/write/further/-1",
    "/write/further/x",
    "/write/further/" + "9" * 5000,
    "/people/x",
    "/refused/200",
    "/%00",
    "/write/%0a",
    "/static/x/y.css",
    "/static/x/" + "a" * 5000 + ".css",
    "/static/x/..%2fapp.py",
]


@pytest.mark.parametrize(
    "path",
    UNKNOWN,
)
def test_an_unknown_address_is_told(
    browser: Browser, notebook: Opened, path: str
) -> None:
    del notebook
    answer = browser.get(path)
    assert answer.status == 404
    assert "Nothing you kept is touched." in answer.text or "is not here" in answer.text


# --- the same for everybody ---------------------------------------------------


def everybodys(browser: Browser) -> dict[str, Answer]:
    """Every page of Help now and of the numbers, and what keeps them."""
    practices = {f"/now/{name}" for name in OFFERED}
    paths = (EVERYBODYS - {"/now/{practice}"}) | practices | {"/now/shell.json"}
    return {path: browser.get(path) for path in sorted(paths)}


def test_the_pages_that_a_browser_may_keep_are_those_named_here(
    browser: Browser, kept: Mapping[str, str]
) -> None:
    shown = {path: browser.get(filled(path, kept)) for path in table(method="GET")}
    public = {
        path
        for path, answer in shown.items()
        if b"data-public" in answer.body.partition(b"<head>")[0]
    }
    assert public | {"/away"} == EVERYBODYS  # which has no frame


def test_a_page_that_a_browser_may_keep_is_the_same_to_the_byte_whatever_is_open(
    browser: Browser,
    house: House,
    notebook: Opened,
    page: str,
    new_browser: Callable[[], Browser],
) -> None:
    del page
    house.notices[browser.cookies[f"moorings-{PORT}"]] = Notice("a word left")
    choose(notebook, {"name": "Zoë", "voice": "plain", "brings": "asked"})
    shown = everybodys(browser)
    trial = new_browser()
    trial.cookies[f"moorings-{PORT}"] = house.harbour.try_out().token
    states = {
        "a trial": everybodys(trial),
        "nothing": everybodys(new_browser()),
        "a stale session": everybodys(with_session(new_browser(), "stale")),
    }
    house.harbour.lock(notebook)
    states["locked"] = everybodys(browser)
    for state_of_things, found in states.items():
        for path, answer in shown.items():
            assert (answer.status, found[path].status) == (200, 200), path
            assert found[path].body == answer.body, (state_of_things, path)
    assert "Zoë" not in "".join(answer.text for answer in shown.values())


def test_a_word_left_after_an_act_is_not_used_up_by_a_page_for_everybody(
    browser: Browser, page: str
) -> None:
    browser.post(f"/write/{page}/take-back")
    everybodys(browser)
    assert "Taken back" in browser.get("/write").text


def with_session(browser: Browser, session: str) -> Browser:
    browser.cookies[f"moorings-{PORT}"] = session
    return browser


# --- locked ---------------------------------------------------


def personal(method: str) -> list[str]:
    return [path for path in table(method=method) if path not in PUBLIC | PROOF]


def sent(browser: Browser, path: str, fields: Mapping[str, str]) -> Answer:
    """Send a form; some lead to the page itself, which is shown after unlocking."""
    answer = browser.post(path, fields)
    return browser.get(answer.location) if answer.status == 303 else answer


@pytest.mark.parametrize("token", ["", "garbage", "stale", "\xe9" * 40, "x" * 4000])
def test_a_locked_page_shows_the_way_in_and_nothing_else(
    browser: Browser,
    harbour: Harbour,
    notebook: Opened,
    kept: Mapping[str, str],
    token: str,
) -> None:
    stale = browser.cookies[f"moorings-{PORT}"]
    harbour.lock(notebook)
    browser.cookies[f"moorings-{PORT}"] = stale if token == "stale" else token
    for path in personal("GET"):
        answer = browser.get(filled(path, kept))
        assert answer.status == 401, path
        for words in ("a page that stands", "Mira", "Sentence"):
            assert words not in answer.text, path
        form = answer.page.form("/unlock")
        assert ("to", "hidden", filled(path, kept)) in form.fields


def test_a_locked_form_changes_nothing(
    browser: Browser, house: House, notebook: Opened, kept: Mapping[str, str]
) -> None:
    house.harbour.lock(notebook)
    file = house.harbour.folder / notebook.owner.hex() / "vault.db"
    before = file.read_bytes()
    # What was typed in words is another matter: it is sealed, not lost.
    for path in personal("POST"):
        answer = sent(browser, filled(path, kept), {"how": "x", "word": "x"})
        assert answer.status == 401, path
        assert answer.page.form("/unlock").texts
    assert file.read_bytes() == before


@pytest.mark.parametrize("token", ["", "garbage"])
def test_before_there_is_a_vault_every_page_says_how_to_begin(
    browser: Browser, house: House, token: str
) -> None:
    browser.cookies[f"moorings-{PORT}"] = token
    for path in personal("GET") + personal("POST"):
        answer = (
            browser.get(filled(path))
            if path in personal("GET")
            else sent(browser, filled(path), {"text": "x"})
        )
        assert answer.status == 401, path
        assert "opening link" in answer.text
    for path in PROOF:
        assert browser.get(path).status == browser.post(path).status == 403
    assert house.harbour.vaults() == ()


def test_a_route_is_told_apart_from_what_has_a_name() -> None:
    """No fixed path may be swallowed by one with a name in it that stands before."""
    order = all_routes()
    for at, route in enumerate(order):
        for earlier in order[:at]:
            if "{" in earlier.path and "{" not in route.path:
                assert earlier.path_regex.match(route.path) is None
