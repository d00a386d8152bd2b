from collections.abc import Callable

import pytest

from moorings.companion import sessions
from moorings.companion.drafting import drafts
from moorings.companion.opened import Opened
from moorings.web.visitor import House
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Answer, Browser, ids_in

INSIDE = "seven quiet boats at noon"
CANARY = "nobody outside may read this"
RECORD = "ab" * 16


def make(browser: Browser, passphrase: str = INSIDE) -> Answer:
    typed = {"new": passphrase, "again": passphrase}
    return browser.post("/room/make", typed)


def keep(browser: Browser, text: str = CANARY, record: str = RECORD) -> Answer:
    return browser.post("/room/write", {"record": record, "text": text})


@pytest.fixture
def room(browser: Browser, notebook: Opened) -> Browser:
    """Give a browser that is in a room."""
    del notebook
    assert make(browser).location == "/room"
    return browser


@pytest.mark.usefixtures("notebook")
def test_the_door_looks_the_same_with_a_room_and_without(browser: Browser) -> None:
    before = browser.get("/room")
    make(browser)
    keep(browser)
    browser.post("/room/leave")
    browser.get("/write")
    assert browser.get("/room").text == before.text
    assert before.status == 200


@pytest.mark.usefixtures("notebook")
def test_a_wrong_passphrase_is_answered_alike_with_a_room_and_without(
    browser: Browser,
) -> None:
    without = browser.post("/room/open", {"passphrase": "not this one at all"})
    make(browser)
    browser.post("/room/leave")
    browser.get("/write")
    with_one = browser.post("/room/open", {"passphrase": "not this one at all"})
    assert without.status == with_one.status == 403
    assert without.text == with_one.text
    assert "Nothing opens with that." in without.page.words


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("new", "again", "said"),
    [
        (INSIDE, "another one", "The two are not the same"),
        ("short", "short", "could be guessed too easily"),
        (PASSPHRASE, PASSPHRASE, "That is the passphrase of the notebook"),
    ],
)
def test_a_room_is_not_made_under_a_passphrase_that_keeps_nobody_out(
    browser: Browser, new: str, again: str, said: str
) -> None:
    answer = browser.post("/room/make", {"new": new, "again": again})
    assert answer.status == 422
    assert said in answer.page.words
    assert "A sealed room" in browser.get("/room").page.words


def test_what_is_kept_there_is_shown_there_and_nowhere_else(
    room: Browser, notebook: Opened
) -> None:
    assert keep(room).location == "/room"
    assert CANARY in room.get("/room").page.words
    assert CANARY in room.get(f"/room/{RECORD}").page.words
    for path in ("/", "/write", "/write/calendar", "/way", "/settings", "/people"):
        assert CANARY not in room.get(path).text, path
    assert room.get(f"/write/{RECORD}").status == 404
    assert notebook.journey.count() == 0


def test_an_empty_page_is_not_kept_and_a_strange_day_is_asked_again(
    room: Browser,
) -> None:
    assert keep(room, " ").status == 422
    answer = room.post(
        "/room/write", {"record": RECORD, "text": CANARY, "date": "2026-02-31"}
    )
    assert answer.status == 422
    assert "no day" in answer.page.words or "not a day" in answer.page.words
    assert CANARY in answer.page.words


def test_a_page_is_changed_and_erased(room: Browser) -> None:
    keep(room)
    shown = room.get(f"/room/{RECORD}/edit").page.form(f"/room/{RECORD}/edit")
    fields = {name: value for name, _, value in shown.fields}
    assert fields["text"].strip() == CANARY
    fields |= {"text": "as it is now"}
    assert room.post(f"/room/{RECORD}/edit", fields).location == "/room"
    assert "as it is now" in room.get("/room").page.words
    assert CANARY not in room.get("/room").page.words
    refused = room.post(f"/room/{RECORD}/edit", fields | {"text": "", "record": "c"})
    assert refused.status == 422
    assert room.post(f"/room/{RECORD}/erase").location == "/room"
    assert "Nothing stands here yet" in room.get("/room").page.words
    assert room.get(f"/room/{RECORD}").status == 404


def test_it_closes_at_once_when_asked_and_soon_after_another_page(
    room: Browser, clock: SetClock
) -> None:
    keep(room)
    room.get("/write")
    clock.go_on(sessions.LEFT_SECONDS - 1)
    assert CANARY in room.get("/room").page.words
    clock.go_on(sessions.LEFT_SECONDS + 1)
    assert CANARY in room.get("/room").page.words
    room.get("/write")
    clock.go_on(sessions.LEFT_SECONDS)
    assert CANARY not in room.get("/room").text
    assert room.get(f"/room/{RECORD}").location == "/room"
    assert room.post("/room/open", {"passphrase": INSIDE}).location == "/room"
    assert CANARY in room.get("/room").page.words
    assert room.post("/room/leave").location == "/write"
    assert CANARY not in room.get("/room").text


def test_what_a_page_fetches_by_itself_does_not_close_it(
    room: Browser, clock: SetClock
) -> None:
    keep(room)
    fetching = [("sec-fetch-mode", "cors"), ("sec-fetch-site", "same-origin")]
    assert room.get("/write", headers=fetching).status == 200
    clock.go_on(sessions.LEFT_SECONDS + 1)
    assert CANARY in room.get("/room").page.words


def test_a_room_is_open_in_one_browser_alone(
    room: Browser, notebook: Opened, house: House, new_browser: Callable[[], Browser]
) -> None:
    keep(room)
    other = new_browser()
    other.cookies |= room.cookies
    session = next(name for name in other.cookies if "-vault" not in name)
    other.cookies[session] = house.harbour.sessions.begin(notebook)
    assert other.get("/write").status == 200
    assert CANARY not in other.get("/room").text
    assert CANARY in room.get("/room").page.words


def test_what_was_begun_stands_there_again_and_in_no_list_outside(
    room: Browser, notebook: Opened
) -> None:
    typed = {"record": RECORD, "text": CANARY, "form": "room", "by": "script"}
    assert room.post("/room/draft", typed).status == 200
    assert CANARY in room.get("/room").page.words
    assert CANARY not in room.get("/write/draft").text
    assert CANARY not in room.get("/write").text
    assert drafts(notebook) == ()
    keep(room)
    shown = room.get("/room").page.form("/room/write")
    assert all(value.strip() != CANARY for _, _, value in shown.fields)


def test_an_edit_that_was_begun_stands_there_again(room: Browser) -> None:
    keep(room)
    path = f"/room/{RECORD}/edit"
    shown = room.get(path).page.form(path)
    fields = {name: value for name, _, value in shown.fields} | {"text": "half"}
    room.post("/room/draft", fields | {"form": "edit", "by": "script"})
    assert "half" in room.get(path).page.words


def test_nothing_typed_is_kept_outside_when_the_room_has_closed(
    room: Browser, notebook: Opened
) -> None:
    room.post("/room/leave")
    records = len(list(notebook.journey.records()))
    typed = {"record": RECORD, "text": CANARY, "form": "room", "by": "script"}
    assert room.post("/room/draft", typed).status == 409
    answer = keep(room)
    assert answer.status == 401
    assert "The room had closed" in answer.page.words
    assert len(list(notebook.journey.records())) == records
    assert not notebook.log.shelf(notebook.owner, "drafts")
    shown = answer.page.form("/room/again")
    fields = {name: value for name, _, value in shown.fields}
    assert fields["text"] == CANARY
    assert "passphrase" not in fields
    wrong = room.post("/room/again", fields | {"room": "not this one at all"})
    assert wrong.status == 403
    assert wrong.page.form("/room/again").fields == shown.fields
    assert room.post("/room/again", fields | {"room": INSIDE}).location == "/room"
    assert CANARY in room.get("/room").page.words


def test_words_that_arrive_at_a_locked_notebook_wait_in_the_page_alone(
    room: Browser, notebook: Opened, house: House
) -> None:
    house.harbour.lock_all()
    assert room.post("/room/draft", {"text": CANARY, "by": "script"}).status == 401
    answer = keep(room)
    assert answer.status == 401
    vault = notebook.owner.hex()
    with house.harbour.reach(vault) as log:
        assert not log.shelf(notebook.owner, "inbox")
    shown = answer.page.form("/room/again")
    fields = {name: value for name, _, value in shown.fields}
    assert "passphrase" in fields
    both = {"passphrase": PASSPHRASE, "room": INSIDE}
    wrong = room.post("/room/again", fields | both | {"passphrase": "not the one"})
    assert (wrong.status, "passphrase" in wrong.text) == (403, True)
    half = room.post("/room/again", fields | both | {"room": "not this one at all"})
    assert half.status == 403
    names = [name for name, _, _ in half.page.form("/room/again").fields]
    assert "passphrase" not in names  # the notebook is open now
    assert room.post("/room/again", fields | {"room": INSIDE}).location == "/room"
    assert CANARY in room.get("/room").page.words


def test_a_change_that_arrived_too_late_is_kept_as_that_or_as_a_page(
    room: Browser,
) -> None:
    keep(room)
    path = f"/room/{RECORD}/edit"
    shown = room.get(path).page.form(path)
    fields = {name: value for name, _, value in shown.fields} | {"text": "changed"}
    room.post("/room/leave")
    waiting = room.post(path, fields).page.form("/room/again")
    again = {name: value for name, _, value in waiting.fields} | {"room": INSIDE}
    assert room.post("/room/again", again).location == "/room"
    assert "changed" in room.get("/room").page.words
    assert CANARY not in room.get("/room").page.words
    room.post(f"/room/{RECORD}/erase")
    again |= {"record": "cd" * 16, "text": "without its page"}
    assert room.post("/room/again", again).location == "/room"
    assert "without its page" in room.get("/room").page.words


def test_a_page_of_the_diary_comes_in_and_is_erased_outside(
    room: Browser, write: Callable[..., str], notebook: Opened
) -> None:
    record = write(CANARY)
    shown = room.get("/room/bring-in")
    assert CANARY in shown.page.words
    assert record in ids_in(shown.text)
    assert room.post(f"/room/bring-in/{record}").location == "/room"
    assert CANARY in room.get("/room").page.words
    assert notebook.journey.count() == 0
    assert room.post(f"/room/bring-in/{record}").status == 404
    assert "There is no page that could come in" in room.get("/room/bring-in").text


def test_another_passphrase_for_the_room(room: Browser) -> None:
    keep(room)
    wanted = {"new": "another one for it", "again": "another one for it"}
    assert "The two are not" in room.post("/room/passphrase", {"new": INSIDE}).text
    weak = room.post("/room/passphrase", {"new": "a", "again": "a"})
    assert weak.status == 422
    assert room.post("/room/passphrase", wanted).location == "/room"
    room.post("/room/leave")
    assert room.post("/room/open", {"passphrase": INSIDE}).status == 403
    opened = room.post("/room/open", {"passphrase": "another one for it"})
    assert opened.location == "/room"
    assert CANARY in room.get("/room").page.words


@pytest.mark.parametrize(
    "path", ["/room/passphrase", "/room/bring-in", f"/room/{RECORD}/edit"]
)
def test_every_address_of_the_room_leads_to_its_door(
    browser: Browser, notebook: Opened, path: str
) -> None:
    del notebook
    assert browser.get(path).location == "/room"


def test_words_that_may_mean_danger_are_answered_in_the_room_too(
    room: Browser,
) -> None:
    keep(room, "He hit me again and said he will kill me if I leave.")
    assert "/crisis" in room.get("/room").text.split("</header>", 1)[1]
