"""Steps of a hard moment: from plain forms, and sealed from a browser's queue."""

import json
from base64 import b64encode
from collections.abc import Callable

import pytest

from moorings.companion.boxing import INBOX, MOST_WAITING
from moorings.companion.clock import moment
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.journey.codec import encode
from moorings.journey.records import AnyRecord, Entry, RawNote
from moorings.vault.keyring import seal_for_box
from moorings.web.pages.now.noting import LARGEST_BOX
from moorings.web.pages.now.shell import MOST_SHELLS
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, PORT, Answer, Browser, Headers, SentForm

SAME = ("sec-fetch-site", "same-origin")
SAVED, NOWHERE = "Saved.", "could not be kept"
SEALED = "Sealed, for the notebook last opened in this browser."
TRIAL = "Here until you leave. Nothing is kept yet."
PUBLIC = (
    "/now",
    "/now/after",
    "/now/stopped",
    "/now/belly-breath",
    "/now/long-exhale",
    "/now/coherent",
    "/now/orient-outward",
    "/now/five-senses",
    "/crisis",
    "/away",
)


@pytest.fixture
def locked(harbour: Harbour, notebook: Opened) -> Opened:
    harbour.lock(notebook)
    return notebook


@pytest.fixture
def unlock(browser: Browser, harbour: Harbour) -> Callable[[], Opened]:
    def turn() -> Opened:
        assert browser.post("/unlock", {"passphrase": PASSPHRASE}).status == 303
        return harbour.find(browser.cookies[f"moorings-{PORT}"])

    return turn


def step_of(answer: Answer, step: str) -> SentForm:
    """Find the form of one step on a page."""
    return next(
        form
        for form in answer.page.forms
        if form.action == "/now/note" and ("step", "hidden", step) in form.fields
    )


def words(answer: Answer) -> str:
    return " ".join(answer.page.words.split())


def sends(browser: Browser, shown: Answer, step: str, **typed: str) -> Answer:
    """Fill in one step of a page as a browser without script would."""
    form = step_of(shown, step)
    hidden = {name: value for name, kind, value in form.fields if kind == "hidden"}
    answer = browser.post(form.action, hidden | typed)
    shown = browser.get(answer.location) if answer.status == 303 else answer
    assert shown.status == 200
    return shown


def goes_through(browser: Browser, said: str) -> None:
    """Rate, note a line and come back, each on the page that the last one gave."""
    shown = browser.get("/now/belly-breath")
    shown = sends(browser, shown, "rating", intensity="8")
    assert said in words(shown)
    shown = sends(browser, shown, "note", text=" a line\r\nand one more ")
    assert said in words(shown)
    shown = sends(browser, shown, "rating", intensity="3")
    shown = sends(browser, shown, "back")
    assert said in words(shown)


def is_one_whole_moment(opened: Opened, where: str) -> None:
    [found] = opened.journey.activations()
    assert [rating.intensity for rating in found.ratings] == [8, 3]
    assert [rating.practice for rating in found.ratings] == ["belly-breath", ""]
    assert [note.text for note in found.notes] == ["a line\nand one more"]
    assert found.end is not None
    assert found.end.how == "calm"
    assert {step.written_where for step in found.steps} == {where}
    assert not [r for r in opened.journey.records() if isinstance(r, RawNote)]


# --- plain forms -------------------------------------------------------------------


def test_without_script_the_steps_of_an_open_notebook_belong_to_one_moment(
    browser: Browser, notebook: Opened
) -> None:
    goes_through(browser, SAVED)
    is_one_whole_moment(notebook, "here")
    assert "a line" in browser.get("/write").text


@pytest.mark.usefixtures("locked")
def test_without_script_a_locked_notebook_has_them_after_unlocking(
    browser: Browser, unlock: Callable[[], Opened]
) -> None:
    goes_through(browser, SEALED)
    is_one_whole_moment(unlock(), "locked")


@pytest.mark.usefixtures("locked")
def test_a_browser_that_never_opened_it_puts_nothing_into_somebody_elses_notebook(
    new_browser: Callable[[], Browser], unlock: Callable[[], Opened]
) -> None:
    stranger = new_browser()
    shown = sends(stranger, stranger.get("/now/after"), "note", text="<my> words")
    assert NOWHERE in words(shown)
    assert "&lt;my&gt; words</textarea>" in shown.text
    assert list(unlock().journey.activations()) == []


def test_where_there_is_no_notebook_it_says_so(browser: Browser) -> None:
    shown = sends(browser, browser.get("/now/after"), "note", text="a line")
    assert NOWHERE in words(shown)
    asked = [("accept", "application/json")]
    answer = browser.post("/now/note", {"step": "back"}, asked)
    assert json.loads(answer.body) == {"kept": "nowhere"}


@pytest.mark.parametrize(
    "sent",
    [
        {"step": "rating"},
        {"step": "rating", "intensity": "11"},
        {"step": "rating", "intensity": "-1"},
        {"step": "rating", "intensity": "²"},
        {"step": "rating", "intensity": "9" * 5_000},
        {"step": "note", "text": " \n "},
        {"step": "else", "text": "a line"},
        {},
    ],
)
def test_a_step_that_says_nothing_keeps_nothing(
    browser: Browser, notebook: Opened, sent: dict[str, str]
) -> None:
    answer = browser.post("/now/note", sent | {"activation": "f" * 32})
    assert answer.status == 200
    assert ("activation", "hidden", "f" * 32) in step_of(answer, "note").fields
    assert not [said for said in (SAVED, SEALED, NOWHERE) if said in words(answer)]
    assert list(notebook.journey.records()) == []


def test_a_script_is_told_in_a_word_what_became_of_it(
    browser: Browser, harbour: Harbour, notebook: Opened
) -> None:
    asked = [("accept", "application/json")]
    for sent, kept in (
        ({"step": "note", "text": "a line"}, "open"),
        ({"step": "note", "text": ""}, "nothing"),
    ):
        answer = browser.post("/now/note", sent, asked)
        assert json.loads(answer.body) == {"kept": kept}
    harbour.lock(notebook)
    answer = browser.post("/now/note", {"step": "back"}, asked)
    assert json.loads(answer.body) == {"kept": "sealed"}


def test_while_looking_round_it_is_kept_as_long_as_everything_else(
    browser: Browser, harbour: Harbour
) -> None:
    made = harbour.try_out()
    browser.cookies[f"moorings-{PORT}"] = made.token
    assert "data-pin" not in browser.get("/").text
    assert "data-trying" in browser.get("/").text
    goes_through(browser, TRIAL)
    is_one_whole_moment(made.opened, "here")


# --- the pages themselves ------------------------------------------------------------


def test_public_pages_are_the_same_to_the_byte_open_or_locked(
    browser: Browser, harbour: Harbour, notebook: Opened, write: Callable[..., str]
) -> None:
    write("canary", new_person="canary-name")
    assert "data-pin" in browser.get("/").text
    shown = [browser.get(path) for path in (*PUBLIC, "/now/shell.json")]
    harbour.lock(notebook)
    again = [browser.get(path) for path in (*PUBLIC, "/now/shell.json")]
    assert [answer.status for answer in shown] == [200] * len(shown)
    assert [answer.body for answer in shown] == [answer.body for answer in again]
    assert not [a for a in shown if "canary" in a.text or "data-pin" in a.text]


def test_what_a_worker_keeps_is_every_public_page_and_all_they_load(
    browser: Browser,
) -> None:
    told = json.loads(browser.get("/now/shell.json").body)
    assert set(PUBLIC) <= set(told["paths"])
    loaded = set()
    for path in PUBLIC:
        for tag, given in browser.get(path).page.tags:
            if tag == "script" or given.get("rel") in {"stylesheet", "manifest"}:
                loaded.add(given.get("src") or given.get("href"))
    assert loaded
    assert loaded <= set(told["paths"])
    assert {browser.get(path).status for path in told["paths"]} == {200}


def test_its_version_changes_with_what_this_device_was_told(browser: Browser) -> None:
    def version() -> str:
        return str(json.loads(browser.get("/now/shell.json").body)["version"])

    seen = [version()]
    assert version() == seen[0]
    browser.post("/settings/device", {"theme": "night"})
    seen.append(version())
    browser.post("/settings/device", {"theme": "night", "voice": "plain"})
    seen.append(version())
    browser.post("/crisis/country", {"country": "gb"})
    seen.append(version())
    browser.post("/now/yours", {"way": "coherent", "line": "Call Jo"})
    seen.append(version())
    assert len(set(seen)) == len(seen)


def test_its_version_changes_once_the_numbers_were_not_read_for_a_year(
    browser: Browser, clock: SetClock
) -> None:
    clock.go_on(366 * 86_400)
    fresh = browser.get("/now/shell.json").body
    clock.go_on(366 * 86_400)
    assert browser.get("/now/shell.json").body != fresh


def test_however_many_choices_are_tried_each_gets_its_own(browser: Browser) -> None:
    def version() -> str:
        return str(json.loads(browser.get("/now/shell.json").body)["version"])

    seen = set()
    for number in range(MOST_SHELLS + 2):
        browser.post("/now/yours", {"line": f"Call {number}"})
        seen.add(version())
    assert len(seen) == MOST_SHELLS + 2


# --- the box -------------------------------------------------------------------------


def line(opened: Opened, text: str = "a line") -> Entry:
    now = opened.now()
    return Entry(
        id=new_id(),
        written_at=now,
        written_where="offline",
        when=moment(now),
        text=text,
        activation=new_id(),
    )


def delivery(opened: Opened, *records: AnyRecord) -> str:
    """Seal as moment.js does, and pack as worker.js does."""
    header = opened.unlocked.header
    items = []
    for record in records:
        item = bytes.fromhex(record.id)
        body = seal_for_box(header.box, header.vault, item, encode(record))
        items.append([record.id, b64encode(body).decode()])
    return json.dumps({"vault": header.vault.hex(), "items": items})


def delivers(browser: Browser, body: str | bytes, *headers: tuple[str, str]) -> Answer:
    sent = body.encode() if isinstance(body, str) else body
    return browser.ask("POST", "/now/box", [sent], headers=headers or [SAME])


def texts(opened: Opened) -> list[str]:
    pages = (page.newest for page in opened.journey.pages())
    return sorted("raw" if isinstance(page, RawNote) else page.text for page in pages)


def test_a_delivery_to_an_open_notebook_is_in_it_at_once(
    browser: Browser, notebook: Opened
) -> None:
    sent = delivery(notebook, line(notebook))
    for _ in range(3):
        answer = delivers(browser, sent)
        assert (answer.status, json.loads(answer.body)) == (200, {"open": True})
    assert texts(notebook) == ["a line"]


def test_a_delivery_to_a_locked_notebook_needs_no_session_and_waits(
    new_browser: Callable[[], Browser],
    locked: Opened,
    unlock: Callable[[], Opened],
) -> None:
    sent = delivery(locked, line(locked))
    for _ in range(3):
        answer = delivers(new_browser(), sent)
        assert (answer.status, json.loads(answer.body)) == (200, {"open": False})
        assert not answer.all("set-cookie")
    opened = unlock()
    assert texts(opened) == ["a line"]
    assert not opened.log.shelf(opened.owner, INBOX)


@pytest.mark.parametrize(
    "headers",
    [
        (("sec-fetch-site", "cross-site"),),
        (("sec-fetch-site", "same-site"),),
        (("sec-fetch-site", "none"),),
        (("origin", "https://elsewhere.example"),),
        (("origin", "null"),),
        (("content-type", "application/json"),),
    ],
)
def test_another_site_delivers_nothing(
    browser: Browser, locked: Opened, harbour: Harbour, headers: Headers
) -> None:
    answer = delivers(browser, delivery(locked, line(locked)), *headers)
    assert answer.status == 403
    with harbour.reach(locked.owner.hex()) as log:
        assert not log.shelf(locked.owner, INBOX)


def test_what_cannot_be_read_is_refused_and_changes_nothing(
    browser: Browser, locked: Opened, harbour: Harbour
) -> None:
    vault, item = locked.owner.hex(), "0" * 32
    for body in (
        b"",
        b"\xff\xfe",
        b"garbage",
        b"[]",
        b"null",
        b"{}",
        b'{"vault": 1, "items": []}',
        b"[" * 20_000,
        json.dumps({"vault": vault, "items": [[item]]}),
        json.dumps({"vault": vault, "items": [["zz", "QUJD"]]}),
        json.dumps({"vault": vault, "items": [[item[1:], "QUJD"]]}),
        json.dumps({"vault": vault, "items": [[item + "00", "QUJD"]]}),
        json.dumps({"vault": vault, "items": [[item, "QUJ"]]}),
        json.dumps({"vault": vault, "items": [[item, "QU\u00fcJD"]]}),
        json.dumps({"vault": vault, "items": [[item, ""]]}),
        json.dumps({"vault": vault, "items": {item: "QUJD"}}),
    ):
        assert delivers(browser, body).status == 400, body[:60]
    with harbour.reach(vault) as log:
        assert not log.shelf(locked.owner, INBOX)


@pytest.mark.usefixtures("locked")
@pytest.mark.parametrize("vault", ["f" * 32, "", "..", "../../etc", "\udc00", "a/b"])
def test_a_notebook_that_is_not_here_is_not_found(browser: Browser, vault: str) -> None:
    sent = json.dumps({"vault": vault, "items": [["0" * 32, "QUJD"]]})
    assert delivers(browser, sent).status in {400, 404}


def test_too_much_at_once_is_refused_and_just_enough_is_not(
    browser: Browser, locked: Opened
) -> None:
    sent = delivery(locked, line(locked)).encode()
    assert delivers(browser, sent.ljust(LARGEST_BOX)).status == 200
    assert delivers(browser, sent.ljust(LARGEST_BOX + 1)).status == 413


def test_a_full_box_says_so_and_takes_in_what_it_has(
    browser: Browser, locked: Opened, unlock: Callable[[], Opened], harbour: Harbour
) -> None:
    with (
        harbour.reach(locked.owner.hex()) as log,
        log.writing(locked.owner) as writing,
    ):
        for number in range(MOST_WAITING - 1):
            writing.put(INBOX, number.to_bytes(16, "big"), b"from somewhere")
    thousandth = delivery(locked, line(locked, "the last to fit"))
    after = delivery(locked, line(locked, "one too many"))
    assert delivers(browser, thousandth).status == 200
    answer = delivers(browser, after)
    assert (answer.status, json.loads(answer.body)) == (503, {"full": True})
    assert delivers(browser, thousandth).status == 200
    assert texts(unlock()) == ["the last to fit"]
    assert delivers(browser, after).status == 200
    assert texts(unlock()) == ["one too many", "the last to fit"]


# --- what nobody else is told ---------------------------------------------------------


def test_only_who_has_it_open_is_told_that_it_is_open(
    browser: Browser, new_browser: Callable[[], Browser], notebook: Opened
) -> None:
    for who, told in ((new_browser(), False), (browser, True)):
        answer = delivers(who, delivery(notebook, line(notebook)))
        assert json.loads(answer.body) == {"open": told}
    assert texts(notebook) == ["a line", "a line"]


def test_an_empty_delivery_is_none(browser: Browser, notebook: Opened) -> None:
    assert delivers(browser, delivery(notebook)).status == 400
