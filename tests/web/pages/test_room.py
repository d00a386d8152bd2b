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


def do(browser: Browser, act: str, **fields: str) -> Answer:
    """Ask for something in the room, or at its door."""
    return browser.post("/room", {"act": act, **fields})


def make(browser: Browser, passphrase: str = INSIDE) -> Answer:
    return do(browser, "make", new=passphrase, again=passphrase)


def keep(browser: Browser, text: str = CANARY, record: str = RECORD) -> Answer:
    return do(browser, "write", record=record, text=text)


def form_in(answer: Answer, act: str) -> dict[str, str]:
    """Give the fields of the form that asks for this act."""
    for form in answer.page.forms:
        fields = {name: value for name, _, value in form.fields}
        if fields.get("act") == act:
            return fields
    raise AssertionError(act)


def editing(browser: Browser) -> dict[str, str]:
    return form_in(do(browser, "edit", of=RECORD), "keep")


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
    do(browser, "leave")
    browser.get("/write")
    assert browser.get("/room").text == before.text
    assert before.status == 200


@pytest.mark.usefixtures("notebook")
def test_a_wrong_passphrase_is_answered_alike_with_a_room_and_without(
    browser: Browser,
) -> None:
    without = do(browser, "open", passphrase="not this one at all")
    make(browser)
    do(browser, "leave")
    browser.get("/write")
    with_one = do(browser, "open", passphrase="not this one at all")
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
    answer = do(browser, "make", new=new, again=again)
    assert answer.status == 422
    assert said in answer.page.words
    assert "A sealed room" in browser.get("/room").page.words


def test_what_is_kept_there_is_shown_there_and_nowhere_else(
    room: Browser, notebook: Opened
) -> None:
    assert keep(room).location == "/room"
    assert CANARY in room.get("/room").page.words
    for path in ("/", "/write", "/write/calendar", "/way", "/settings", "/people"):
        assert CANARY not in room.get(path).text, path
    assert room.get(f"/write/{RECORD}").status == 404
    assert notebook.journey.count() == 0


def test_an_empty_page_is_not_kept_and_a_strange_day_is_asked_again(
    room: Browser,
) -> None:
    assert keep(room, " ").status == 422
    answer = do(room, "write", record=RECORD, text=CANARY, date="2026-02-31")
    assert answer.status == 422
    assert "no day" in answer.page.words or "not a day" in answer.page.words
    assert CANARY in answer.page.words


def test_a_page_is_changed_and_erased(room: Browser) -> None:
    keep(room)
    fields = editing(room)
    assert fields["text"].strip() == CANARY
    fields |= {"text": "as it is now"}
    assert room.post("/room", fields).location == "/room"
    assert "as it is now" in room.get("/room").page.words
    assert CANARY not in room.get("/room").page.words
    refused = room.post("/room", fields | {"text": "", "record": "c" * 32})
    assert refused.status == 422
    assert form_in(refused, "keep")["of"] == RECORD
    assert do(room, "erase", of=RECORD).location == "/room"
    assert "Nothing stands here yet" in room.get("/room").page.words
    assert do(room, "edit", of=RECORD).status == 404


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
    assert do(room, "open", passphrase=INSIDE).location == "/room"
    assert CANARY in room.get("/room").page.words
    assert do(room, "leave").location == "/write"
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
    assert not form_in(room.get("/room"), "write")["text"].strip()


def test_an_edit_that_was_begun_stands_there_again(room: Browser) -> None:
    keep(room)
    fields = editing(room) | {"text": "half"}
    room.post("/room/draft", fields | {"form": "edit", "by": "script"})
    assert editing(room)["text"].strip() == "half"


def test_nothing_typed_is_kept_outside_when_the_room_has_closed(
    room: Browser, notebook: Opened
) -> None:
    do(room, "leave")
    records = len(list(notebook.journey.records()))
    typed = {"record": RECORD, "text": CANARY, "form": "room", "by": "script"}
    assert room.post("/room/draft", typed).status == 409
    answer = keep(room)
    assert answer.status == 401
    assert "The room had closed" in answer.page.words
    assert len(list(notebook.journey.records())) == records
    assert not notebook.log.shelf(notebook.owner, "drafts")
    fields = form_in(answer, "again")
    assert fields["text"] == CANARY
    assert "passphrase" not in fields
    wrong = room.post("/room", fields | {"room": "not this one at all"})
    assert wrong.status == 403
    assert form_in(wrong, "again") == fields
    assert room.post("/room", fields | {"room": INSIDE}).location == "/room"
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
    fields = form_in(answer, "again")
    assert "passphrase" in fields
    both = {"passphrase": PASSPHRASE, "room": INSIDE}
    wrong = room.post("/room", fields | both | {"passphrase": "not the one"})
    assert (wrong.status, "passphrase" in form_in(wrong, "again")) == (403, True)
    half = room.post("/room", fields | both | {"room": "not this one at all"})
    assert half.status == 403
    assert "passphrase" not in form_in(half, "again")  # the notebook is open now
    assert room.post("/room", fields | {"room": INSIDE}).location == "/room"
    assert CANARY in room.get("/room").page.words


def test_a_change_that_arrived_too_late_is_kept_as_that_or_as_a_page(
    room: Browser,
) -> None:
    keep(room)
    fields = editing(room) | {"text": "changed"}
    do(room, "leave")
    again = form_in(room.post("/room", fields), "again") | {"room": INSIDE}
    assert room.post("/room", again).location == "/room"
    assert "changed" in room.get("/room").page.words
    assert CANARY not in room.get("/room").page.words
    do(room, "erase", of=RECORD)
    late = fields | {"record": "cd" * 16, "text": "without its page"}
    assert room.post("/room", late).location == "/room"
    assert "without its page" in room.get("/room").page.words


def test_a_page_of_the_diary_comes_in_and_is_erased_outside(
    room: Browser, write: Callable[..., str], notebook: Opened
) -> None:
    record = write(CANARY)
    shown = do(room, "choose")
    assert CANARY in shown.page.words
    assert record in ids_in(shown.text)
    assert do(room, "bring", of=record).location == "/room"
    assert CANARY in room.get("/room").page.words
    assert notebook.journey.count() == 0
    assert do(room, "bring", of=record).status == 404
    assert "There is no page that could come in" in do(room, "choose").text


def test_another_passphrase_for_the_room(room: Browser) -> None:
    keep(room)
    new = "another one for it"
    assert "The two are not" in do(room, "change", new=INSIDE).text
    assert do(room, "change", new="a", again="a").status == 422
    assert do(room, "passphrase").status == 200
    assert do(room, "change", new=new, again=new).location == "/room"
    assert CANARY in room.get("/room").page.words
    do(room, "leave")
    assert do(room, "open", passphrase=INSIDE).status == 403
    assert do(room, "open", passphrase=new).location == "/room"
    assert CANARY in room.get("/room").page.words


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    "act", ["passphrase", "choose", "edit", "erase", "bring", "change"]
)
def test_whatever_is_asked_for_in_no_room_leads_to_its_door(
    browser: Browser, act: str
) -> None:
    answer = do(browser, act, of=RECORD)
    assert answer.location == "/room" or answer.status == 400
    assert do(browser, "no-such-act").status == 400


def test_a_word_of_the_room_waits_for_its_own_page_and_shows_on_no_other(
    room: Browser,
) -> None:
    keep(room, "He hit me again and said he will kill me if I leave.")
    outside = room.get("/write")
    assert "Kept in this room." not in outside.text
    assert "/crisis" not in outside.text.split("</header>", 1)[1].split("<footer", 1)[0]
    assert "Kept in this room." in room.get("/room").text


def test_who_was_there_goes_along_where_the_room_had_closed(room: Browser) -> None:
    do(room, "write", record=RECORD, text="with somebody", new_person="Zoë")
    person = ids_in(room.get("/room").text.split('name="people"', 1)[1])[0]
    do(room, "leave")
    late = do(room, "write", record="cd" * 16, text="again", people=person)
    again = form_in(late, "again") | {"room": INSIDE}
    assert again["people"] == person
    room.post("/room", again)
    assert room.get("/room").text.count("<bdi>Zoë</bdi>") >= 3


def test_a_browser_left_alone_closes_its_room_while_another_uses_the_notebook(
    room: Browser, notebook: Opened, house: House, clock: SetClock
) -> None:
    keep(room)
    other = house.harbour.sessions.begin(notebook)
    for _ in range(4):
        clock.go_on(100)
        house.harbour.find(other)
    assert room.get("/write").status == 200
    assert CANARY not in room.get("/room").text


def test_what_a_page_before_sends_late_does_not_keep_the_room_open(
    room: Browser, clock: SetClock
) -> None:
    keep(room)
    room.get("/write")
    typed = {"record": "cd" * 16, "text": "late", "form": "entry", "by": "script"}
    assert room.post("/room/draft", typed).status == 200
    clock.go_on(sessions.LEFT_SECONDS)
    assert CANARY not in room.get("/room").text


def test_words_that_may_mean_danger_are_answered_in_the_room_too(
    room: Browser,
) -> None:
    keep(room, "He hit me again and said he will kill me if I leave.")
    assert "/crisis" in room.get("/room").text.split("</header>", 1)[1]
