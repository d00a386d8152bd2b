"""The whole table of routes: what holds for every page holds for the next one too."""

import itertools
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn
from unittest.mock import AsyncMock

import pytest

from moorings.companion.choosing import choose
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.wording import add_word
from moorings.web import assets, security
from moorings.web.app import all_routes
from moorings.web.pages.now.practice import OFFERED
from moorings.web.visitor import House, Notice
from tests.questionnaires import measured
from tests.rooms import furnished
from tests.web.conftest import HOST, PASSPHRASE, PORT, SECURE, Answer, Browser

OWN = f"http://{HOST}"
#: The same for everybody on a device, whatever is open.
EVERYBODYS = {"/now", "/now/after", "/now/stopped", "/now/yours", "/now/{practice}"}
EVERYBODYS |= {"/crisis", "/away"}
EVERYBODYS |= {"/now/check", "/now/unsure", "/now/far", "/now/outward"}
EVERYBODYS |= {"/now/familiar", "/now/real", "/now/name", "/safety"}
EVERYBODYS |= {f"/now/choose{more}" for more in ("", "/wait", "/else", "/steady")}
EVERYBODYS |= {"/now/hold", "/now/hold/waiting", "/now/ask", "/now/let-in"}
EVERYBODYS |= {"/now/time-out", "/now/time-out/away", "/now/nothing"}
PUBLIC = EVERYBODYS | {"/unlock", "/unlock/passkey", "/recover"}
PUBLIC |= {"/now/shell.json", "/now/note", "/now/box", "/now/heard", "/worker.js"}
PUBLIC |= {"/now/name/said", "/now/own"}
PUBLIC |= {"/leave", "/lock", "/hide", "/settings", "/settings/device"}
PUBLIC |= {"/welcome/breath", "/welcome/look", "/open/{link}"}
PUBLIC |= {"/static/{digest}/{name}", "/crisis/country"}
PUBLIC |= {"/together/join", "/together/turn/{code}", "/together/turn/{code}/still"}
PROOF = {"/welcome/gift", "/welcome/copy"}
BOXING = {"/write", "/write/unsent", "/write/draft", "/write/{record}/edit"}
FILLED = {
    "{link}": "not-the-link",
    "{practice}": "belly-breath",
    "{digest}": "0123456789ab",
    "{name}": "app.css",
    "{passkey}": "ab" * 16,
    "{month}": "2026-03",
    "{day}": "2026-03-01",
    "{number}": "2",
    "{number:int}": "2",
    "{blob}": "ab" * 16,
    "{asked}": "ef" * 16,
    "{sheet}": "slip",
    "{lesson}": "how-long",
    "{stage}": "naming",
    "{source}": "lines",
    "{question}": "cost",
    "{scene}": "closeness",
    "{how}": "leave",
    "{step}": "own-part",
    "{code}": "abcd-efgh-jkmn-pqrs",
    "{copy}": "ab" * 8,
}
NOTHING = {"/": "cd" * 16, "{person}": "cd" * 16}
#: An address may name a day or a record behind it, and nothing that was written.
PATHS = re.compile(r"/[a-z0-9/_-]*(?:\?(?:until|for|about|belief)=[0-9a-f-]+)?")
#: So that a service worker asks for the page anew, and how many sentences one wants:
#: both the same for everybody.
FRESH = {"/now?fresh", "/crisis?fresh"}
WHOLE = "?form=whole"
TITLES = {"Notebook", "Kitchen measures"}


#: Where every page is there, as something stands in each; but for what leads away.
ROOMS = ("/way", "/practise", "/plan", "/people")
ELSEWHERE = (
    *("moments/{record}", "/{record}/file", "/further/{number}", "/beside"),
    *("/reminders/file", "/drawn/{record}", "/month/{month}"),
)


def table(*, method: str) -> list[str]:
    return sorted({r.path for r in all_routes() if method in (r.methods or ())})


def filled(path: str, kept: Mapping[str, str] = NOTHING) -> str:
    """Give an address of a route; what stands there is named by how it begins."""
    record = next(kept[begins] for begins in kept if path.startswith(begins))
    told = FILLED | {"{record}": record, "{person}": kept["{person}"]}
    for name, value in told.items():
        path = path.replace(name, value)
    assert "{" not in path
    return path


def state(house: House, opened: Opened) -> tuple[object, ...]:
    """Everything a form could change."""
    log, owner = opened.log, opened.owner
    shelves = (
        ()
        if opened.locked
        else tuple(
            sorted(log.shelf(owner, name)) for name in ("drafts", "blobs", "inbox")
        )
    )
    return (
        opened.locked,
        opened.mark,
        opened.locked or log.header(owner),
        shelves,
        house.link,
        house.harbour.vaults(),
        frozenset(house.proofs),
    )


@pytest.fixture
def page(write: Callable[..., str]) -> str:
    return write("a page that stands", new_person="Mira")


@pytest.fixture
def kept(notebook: Opened, page: str) -> dict[str, str]:
    """Say what stands where an address has an id in it, the longest address first."""
    words = {"/way/words": add_word(notebook, "feeling", "grey")}
    return words | furnished(notebook) | measured(notebook) | {"/": page}


def test_each_page_module_has_its_routes_in_the_table() -> None:
    folder = Path(security.__file__).parent / "pages"
    modules = {f"moorings.web.pages.{f.stem}" for f in folder.glob("[!_]*.py")}
    assert {route.endpoint.__module__ for route in all_routes()} >= modules


# --- other sites cannot act ---------------------------------------------------


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
def test_only_our_own_pages_change_anything(
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
def test_a_form_of_our_own_page_passes_the_edge(
    browser: Browser, notebook: Opened, path: str
) -> None:
    del notebook
    for headers in ([("sec-fetch-site", "same-origin")], [("origin", OWN)]):
        answer = browser.ask("POST", filled(path), headers=headers)
        assert answer.status not in {405, 421}
        assert answer.status < 500
        assert "another site" not in answer.text


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
def test_a_form_that_says_two_things_about_itself_is_refused(
    browser: Browser, house: House, notebook: Opened, headers: list[tuple[str, str]]
) -> None:
    before = state(house, notebook)
    assert browser.ask("POST", "/lock", headers=headers).status == 403
    assert state(house, notebook) == before


@pytest.mark.parametrize("site", ["same-site", "cross-site"])
def test_other_sites_may_link_here_but_not_build_our_pages_into_theirs(
    browser: Browser, notebook: Opened, site: str
) -> None:
    del notebook
    for mode, status in (("navigate", 200), ("no-cors", 403), ("cors", 403)):
        headers = [("sec-fetch-site", site), ("sec-fetch-mode", mode)]
        assert browser.get("/write", headers).status == status


@pytest.mark.parametrize("path", table(method="GET"))
def test_looking_changes_nothing(
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


# --- other names are not answered ---------------------------------------------------

FOREIGN_HOSTS = [
    "evil.test",
    f"evil.test:{PORT}",
    "localhost",
    "localhost:",
    "localhost:80",
    f"localhost:0{PORT}",
    f"localhost:{PORT}0",
    f"localhost:{PORT} ",
    f" localhost:{PORT}",
    f"localhost.:{PORT}",
    f"localhost.evil.test:{PORT}",
    f"evil.localhost:{PORT}",
    f"localhost.localdomain:{PORT}",
    f"localhost:{PORT}.evil.test",
    f"localhost:{PORT}@evil.test",
    f"evil.test@localhost:{PORT}",
    f"user:pass@localhost:{PORT}",
    f"localhost:{PORT}/",
    f"localhost:{PORT}#",
    f"localhost:{PORT}?",
    f"localhost:{PORT},evil.test",
    f"localhost:{PORT}, localhost:{PORT}",
    f"localhost:{PORT}:{PORT}",
    f"http://localhost:{PORT}",
    f"//localhost:{PORT}",
    f"127.0.0.1.nip.io:{PORT}",
    f"127.0.0.1.evil.test:{PORT}",
    "127.0.0.1",
    "127.0.0.1:80",
    f"127.0.0.1:{PORT}0",
    f"127.0.0.2:{PORT}",
    f"127.1:{PORT}",
    f"0:{PORT}",
    f"0.0.0.0:{PORT}",
    f"2130706433:{PORT}",
    f"0x7f000001:{PORT}",
    f"0177.0.0.1:{PORT}",
    f"127.0.0.1.:{PORT}",
    "[::1]",
    "[::1]x",
    f"[::1]x:{PORT}",
    f"[::1].evil.test:{PORT}",
    f"::1:{PORT}",
    f"[::]:{PORT}",
    f"[0:0:0:0:0:0:0:1]:{PORT}",
    f"[::ffff:127.0.0.1]:{PORT}",
    f"[::1%25lo]:{PORT}",
    f"192.168.0.4:{PORT}",
    f"10.0.0.1:{PORT}",
    f"xn--lcalhost-d4a:{PORT}",
    f"l\xf6calhost:{PORT}",
    f"localhost\xb7:{PORT}",
    f"loc%61lhost:{PORT}",
    f"localhost\x00:{PORT}",
    f"localhost\t:{PORT}",
    f"{SECURE}:{PORT}",
    f"{SECURE}:443",
    f"{SECURE}.",
    f"{SECURE}.evil.test",
    f"evil.{SECURE}",
    f"{SECURE}@evil.test",
    "",
    "*",
    "null",
]


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
def test_another_name_is_not_answered(
    browser: Browser, house: House, notebook: Opened, host: str
) -> None:
    before = state(house, notebook)
    for method, path in (("GET", "/"), ("GET", "/write"), ("POST", "/lock")):
        headers = [("sec-fetch-site", "same-origin")]
        answer = browser.ask(method, path, hosts=[host], headers=headers)
        assert answer.status == 421
        assert not answer.location
        assert "Nothing you kept is touched." in answer.text
    assert state(house, notebook) == before


@pytest.mark.parametrize(
    "hosts", [[], [HOST, HOST], [HOST, "evil.test"], [f"127.0.0.1:{PORT}"] * 2]
)
def test_no_name_and_two_names_are_not_answered(
    browser: Browser, hosts: list[str]
) -> None:
    for method in ("GET", "POST"):
        assert browser.ask(method, "/", hosts=hosts).status == 421


@pytest.mark.parametrize("path", table(method="GET"))
def test_the_name_is_looked_at_before_the_path(browser: Browser, path: str) -> None:
    assert browser.ask("GET", filled(path), hosts=["evil.test"]).status == 421
    assert browser.ask("GET", "/no/such/page", hosts=["evil.test"]).status == 421


@pytest.mark.parametrize("host", [HOST, HOST.upper(), "LocalHost:8377", SECURE])
def test_our_own_names_are_answered_in_any_case(browser: Browser, host: str) -> None:
    assert browser.ask("GET", "/now", hosts=[host]).status == 200


@pytest.mark.parametrize("host", [f"127.0.0.1:{PORT}", f"[::1]:{PORT}"])
@pytest.mark.parametrize("path", ["/", "/write", "/write/day/2026-03-01", "/open/x"])
def test_a_numeric_address_is_sent_on_to_the_same_page(
    browser: Browser, host: str, path: str
) -> None:
    answer = browser.ask("GET", path, hosts=[host])
    assert (answer.status, answer.location) == (307, f"{OWN}{path}")
    assert (
        browser.ask("HEAD", f"{path}?a=b", hosts=[host]).location == f"{OWN}{path}?a=b"
    )
    form = browser.ask("POST", path, hosts=[host], headers=[("origin", OWN)])
    assert form.status == 421


@pytest.mark.parametrize(
    "target",
    [
        b"//evil.test",
        b"//evil.test/%2e%2e",
        b"/\\evil.test",
        b"\\\\evil.test",
        b"/%0d%0aLocation:%20https://evil.test",
        b"/%0d%0aSet-Cookie:%20a=b",
        b"@evil.test/",
        b":80@evil.test/",
        b".evil.test/",
        b"0/evil",
        b"http://evil.test/",
        b"https://evil.test",
        b"*",
        b"",
        b"/\xff\xfe",
        b"/\r\nset-cookie: a=b",
    ],
)
def test_being_sent_on_never_leads_anywhere_else(
    browser: Browser, target: bytes
) -> None:
    answer = browser.ask("GET", "/", hosts=[f"127.0.0.1:{PORT}"], raw_path=target)
    assert answer.status == 307
    assert answer.location.startswith(f"{OWN}/")
    assert not re.search(r"[\r\n\x00-\x20\x7f-\xff\\]", answer.location)
    assert [name for name, _ in answer.headers].count("location") == 1
    assert not answer.all("set-cookie")


# --- headers ---------------------------------------------------


def answers(browser: Browser, kept: Mapping[str, str]) -> Iterator[tuple[str, Answer]]:
    """One answer of every kind there is."""
    for path in table(method="GET"):
        yield path, browser.get(filled(path, kept))
    yield "asset", browser.get("/static/x/icon.svg")
    yield "unknown", browser.get("/no/such/page")
    yield "method", browser.ask("DELETE", "/", headers=[("origin", OWN)])
    yield "options", browser.ask("OPTIONS", "/write")
    yield "head", browser.ask("HEAD", "/write")
    yield "foreign form", browser.ask("POST", "/lock")
    yield "foreign name", browser.ask("GET", "/", hosts=["evil.test"])
    yield "numeric", browser.ask("GET", "/", hosts=[f"127.0.0.1:{PORT}"])
    yield "broken", browser.post("/write", {"text": ""})
    long = [("content-length", "99999999999")]
    yield "too large", browser.post("/write", {"text": "x"}, long)
    yield "redirect", browser.post("/write", {"text": "a page"})
    yield "locked", browser.post("/lock")
    yield "unlock", browser.get("/")


def test_every_answer_bears_all_headers_and_the_same(
    browser: Browser, kept: Mapping[str, str]
) -> None:
    seen = set()
    for name, answer in answers(browser, kept):
        seen.add(answer.status)
        for header, value in security.HEADERS.items():
            assert answer.all(header) == [value], (name, header)
        assert not answer.all("server"), name
        assert not answer.all("strict-transport-security"), name
        assert not answer.all("access-control-allow-origin"), name
        told = answer.header("cache-control")
        if name == "/worker.js":
            assert told == "no-cache"
        else:
            assert told == "no-store" or "/static/" in name or name == "asset", name
    assert seen >= {200, 303, 307, 401, 403, 404, 405, 413, 421, 422}


def test_the_policy_lets_nothing_in_from_outside() -> None:
    rules = dict(rule.split(" ", 1) for rule in security.POLICY.split("; "))
    assert (
        rules["default-src"]
        == rules["base-uri"]
        == rules["frame-ancestors"]
        == "'none'"
    )
    assert {"'self'", "'none'", "'self' data:", "'script'", "app"} == set(
        rules.values()
    )
    on = re.findall(r"([a-z-]+)=\(self\)", security.PERMISSIONS)
    assert set(on) == {
        "clipboard-write",
        "publickey-credentials-create",
        "publickey-credentials-get",
        "screen-wake-lock",
    }


def test_a_fault_is_told_with_all_headers_and_no_word_of_it_anywhere(
    browser: Browser,
    notebook: Opened,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    del notebook
    canary = "canary-7f3a"
    failing = AsyncMock(side_effect=RuntimeError(canary))
    for route in all_routes():
        wrapped = route.endpoint.__closure__
        method = "POST" if "POST" in (route.methods or ()) else "GET"
        if wrapped is None:
            continue
        with monkeypatch.context() as patch, caplog.at_level(logging.DEBUG):
            caplog.clear()
            patch.setattr(wrapped[0], "cell_contents", failing)
            failing.__module__ = route.endpoint.__module__
            headers = [("sec-fetch-site", "same-origin")]
            path = filled(route.path)
            answer = browser.ask(method, path, [canary.encode()], headers=headers)
        assert answer.status == 500, path
        told = re.search(r"find the fault: ([0-9a-f]{8})", answer.text)
        assert told, path
        [line] = [r.getMessage() for r in caplog.records if r.name == "moorings"]
        assert line == f"{route.endpoint.__module__} RuntimeError {told[1]}"
        assert canary not in answer.text + caplog.text
        assert "Traceback" not in answer.text + caplog.text
        for header, value in security.HEADERS.items():
            assert answer.all(header) == [value]
    said = capsys.readouterr()
    assert canary not in said.out + said.err


def test_a_fault_outside_of_every_page_is_told_in_the_same_way(
    browser: Browser, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Failing(dict[str, assets.Asset]):
        def get(self, *_: object) -> NoReturn:
            raise RuntimeError("canary-7f3a")

    failing = Failing(assets.assets())
    monkeypatch.setattr(assets, "assets", lambda: failing)
    answer = browser.get("/static/x/app.css")
    assert answer.status == 500
    assert "A fault of ours" in answer.text
    assert "canary" not in answer.text + caplog.text
    assert "Traceback" not in answer.text + caplog.text
    assert answer.header("cache-control") == "no-store"


# --- addresses, titles, methods ---------------------------------------------------


def test_no_address_and_no_title_tells_anything(
    browser: Browser, kept: Mapping[str, str]
) -> None:
    told: set[str] = set()
    for path in table(method="GET"):
        answer = browser.get(filled(path, kept))
        told.add(answer.location or "/")
        if "html" not in answer.header("content-type"):
            continue
        shown = answer.page
        assert shown.title in TITLES, path
        told |= set(shown.links) | {form.action for form in shown.forms}
    for path in table(method="POST"):
        if path not in {"/lock", "/leave"}:
            told.add(browser.post(filled(path, kept)).location or "/")
    told = {each.removesuffix(WHOLE) for each in told - FRESH}
    within = {each.partition("#")[0] or "/" for each in told}
    odd = {each for each in within if not PATHS.fullmatch(each)}
    assert all(each.startswith(("tel:", "sms:")) for each in odd), odd


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
    # Which form opens the notebook again, counts the tries as the lock does.
    for path in {*personal("POST")} - {"/room/again"}:
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


def test_one_vault_shows_nothing_of_another(
    browser: Browser,
    harbour: Harbour,
    kept: Mapping[str, str],
    new_browser: Callable[[], Browser],
) -> None:
    other, mine = new_browser(), harbour.make(PASSPHRASE, door="the other one")
    other.cookies[f"moorings-{PORT}"] = mine.token
    theirs, forms = (
        [
            filled(p, kept)
            for p in table(method=m)
            # A sealed room leads everybody to its door: pages/test_room.py.
            if ("{record}" in p or "{person}" in p) and not p.startswith("/room/")
        ]
        for m in ("GET", "POST")
    )
    assert len(theirs) > 15
    for path in theirs:
        assert other.get(path).status == 404, path
    for path in forms:
        assert other.post(path, {"text": "x"}).status in {303, 404}, path
    assert browser.get(f"/write/{kept['/']}").status == 200
    for path in ("/people", "/way", "/way/questionnaires", "/way/progress", "/way/map"):
        shown = other.get(path).text
        assert not any(words in shown for words in ("Mira", *kept.values())), path
    assert (
        "a page that stands"
        not in other.get(other.post("/write/search", {"words": "page"}).location).text
    )


def test_a_route_is_told_apart_from_what_has_a_name() -> None:
    """No fixed path may be swallowed by one with a name in it that stands before."""
    order = all_routes()
    for at, route in enumerate(order):
        for earlier in order[:at]:
            if "{" in earlier.path and "{" not in route.path:
                assert earlier.path_regex.match(route.path) is None
