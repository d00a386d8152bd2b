"""Forms in an order that nobody plans: a step back, a second tab, a far day, a zone."""

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest

from moorings.companion.appointing import due_today
from moorings.companion.clock import moment
from moorings.companion.drafting import drafts
from moorings.companion.guarding import standing
from moorings.companion.mending import Happened, begin_thread
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import promises, waiting
from moorings.companion.repairing import repair_of, state_of
from moorings.companion.stating import statements
from moorings.companion.together import check_of, is_open, keep_check, say_age
from moorings.companion.writing import name_person
from moorings.insight.repairs import State
from moorings.journey.records import HurtBy, MendingSort, PrivateCheck, RecordId
from tests.conftest import SetClock
from tests.web.conftest import Browser

T = "/people/together"
PROMISE, STEP = "ab" * 16, "cd" * 16
PLAN = {"record": PROMISE, "other": STEP, "text": "Leave the room first."}
DUE = "2026-03-08"


class Room(NamedTuple):
    """A notebook in which the rooms for two are open, and who is named in it."""

    browser: Browser
    opened: Opened
    clock: SetClock
    ida: RecordId

    def begun(self, by: HurtBy = "me", sort: MendingSort = "repair") -> str:
        record, when = new_id(), moment(self.opened.now())
        happened = Happened(sort, by, "The quarrel.", self.ida)
        begin_thread(self.opened, record, happened, when)
        return f"{T}/{sort}/{record}"

    def planned(self) -> str:
        """Give a repair with a plan, five weeks on."""
        path = self.begun()
        self.browser.post(f"{path}/plan", {**PLAN, "due": DUE})
        self.later(weeks=5)
        return path

    def later(self, **gone: int) -> None:
        self.clock.set_to(self.clock.now() + timedelta(**gone))
        keep_check(self.opened, new_id(), "clear")

    def fields(self, path: str) -> dict[str, str]:
        form = self.browser.get(path).page.form(path)
        return {name: value for name, kind, value in form.fields if kind != "radio"}

    def state(self, path: str) -> State:
        return state_of(self.opened, repair_of(self.opened, RecordId(path[-32:])))

    def ended(self, path: str) -> str:
        end = repair_of(self.opened, RecordId(path[-32:])).end
        return end.how if end else ""


@pytest.fixture
def room(browser: Browser, notebook: Opened, clock: SetClock) -> Room:
    ida = name_person(notebook, "Ida")
    keep_check(notebook, new_id(), "clear")
    say_age(notebook, under_18=False)
    return Room(browser, notebook, clock, ida)


@pytest.fixture
def utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


# --- the private check ------------------------------------------------------------


def test_a_check_that_is_corrected_by_going_back_raises_the_flag(room: Room) -> None:
    ids = {"record": PROMISE, "other": STEP, "force": "no"}
    alone = f"{T}/check/alone"
    room.browser.post(alone, {**ids, "afraid": "no"})
    yes = {**ids, "afraid": "yes", "afraid_of": room.ida}
    for _ in range(2):
        assert room.browser.post(alone, yes).location == "/safety"
    assert standing(room.opened).flagged == {room.ida}
    assert not is_open(room.opened, "repair", room.ida)


def test_force_that_is_said_by_going_back_is_known(room: Room) -> None:
    ids = {"record": PROMISE, "other": STEP, "afraid": "no"}
    alone = f"{T}/check/alone"
    room.browser.post(alone, {**ids, "force": "no"})
    yes = {**ids, "force": "yes", "force_with": room.ida}
    assert room.browser.post(alone, yes).location == f"{T}/help"
    assert check_of(room.opened, room.ida) == "force"


def test_a_yes_that_is_taken_back_by_going_back_is_a_later_word(room: Room) -> None:
    ids, alone = {"record": PROMISE, "other": STEP}, f"{T}/check/alone"
    yes = {**ids, "afraid": "no", "force": "yes", "force_with": room.ida}
    room.browser.post(alone, yes)
    for _ in range(2):
        room.browser.post(alone, {**ids, "afraid": "no", "force": "no"})
    assert check_of(room.opened, room.ida) == "clear"
    room.browser.post(alone, yes)
    assert check_of(room.opened, room.ida) == "force"
    room.browser.post(alone, yes)
    kept = tuple(room.opened.journey.standing(PrivateCheck))
    assert [each.answer for each in kept[1:]] == ["force", "clear", "force"]


# --- looking back, twice ----------------------------------------------------------


def test_not_yet_and_then_done_is_done(room: Room) -> None:
    path = f"{(here := room.planned())}/follow-through"
    form = room.fields(path)
    for answer in ("not-yet", "yes"):
        assert room.browser.post(path, {**form, "answer": answer}).location == here
    assert "follow-through" in room.state(here).done
    assert room.state(here).waits_until is None


def test_done_and_then_not_yet_is_asked_about_once_more(room: Room) -> None:
    path = f"{(here := room.planned())}/follow-through"
    form = room.fields(path)
    for answer in ("yes", "not-yet"):
        assert room.browser.post(path, {**form, "answer": answer}).location == here
    room.browser.post(f"{here}/reconnect", {"record": new_id(), "answer": "yes"})
    assert not room.state(here).may_be_complete
    assert promises(room.opened)[0].outcome is None


# --- how it ended -----------------------------------------------------------------


def test_no_wish_to_be_written_to_outlasts_a_later_form_that_calls_it_complete(
    room: Room,
) -> None:
    here = room.planned()
    path = f"{here}/follow-through"
    room.browser.post(path, {**room.fields(path), "answer": "yes"})
    room.browser.post(f"{here}/reconnect", {"record": new_id(), "answer": "yes"})
    done = {"record": new_id(), "how": "complete"}
    assert room.browser.post(f"{here}/end", done).location == here
    room.browser.post(f"{here}/go-on")
    assert room.ended(here) == ""
    room.browser.post(f"{here}/end", done)
    assert room.ended(here) == "complete"
    room.browser.post(f"{here}/end", {"record": new_id(), "how": "no-contact"})
    again = room.browser.post(f"{here}/end", {"record": new_id(), "how": "complete"})
    assert again.status == 422
    assert room.ended(here) == "no-contact"


def test_what_belonged_to_an_erased_repair_is_asked_about_no_more(room: Room) -> None:
    here = room.begun()
    room.browser.post(f"{here}/plan", {**PLAN, "due": DUE})
    room.browser.post(f"{here}/end", {"record": new_id(), "how": "no-contact"})
    room.browser.post(f"{here}/erase")
    room.later(days=8)
    assert waiting(room.opened) == ()
    assert due_today(room.opened) is None
    assert PLAN["text"] not in room.browser.get("/").text


def test_what_was_let_go_is_not_counted_as_open(room: Room) -> None:
    here, told = room.begun(), f"{T}/promises/{STEP}"
    room.browser.post(f"{T}/promises/new", {"record": STEP, "text": "A", "due": DUE})
    room.browser.post(told, {"record": new_id(), "how": "kept"})
    room.browser.post(f"{here}/plan", {**PLAN, "other": new_id(), "due": "2026-03-01"})
    assert "is open" in room.browser.get(f"{T}/promises").text
    room.browser.post(f"{here}/end", {"record": new_id(), "how": "stopped"})
    assert "is open" not in room.browser.get(f"{T}/promises").text


def test_where_another_plan_is_still_to_be_asked_about_it_is_not_complete(
    room: Room,
) -> None:
    here = room.planned()
    path = f"{here}/follow-through"
    room.browser.post(path, {**room.fields(path), "answer": "no"})
    again = {"text": "Leave sooner.", "due": "2026-04-20"}
    again |= {"record": new_id(), "other": new_id()}
    assert room.browser.post(f"{here}/plan", again).location == here
    room.browser.post(f"{here}/reconnect", {"record": new_id(), "answer": "yes"})
    end = {"record": new_id(), "how": "complete"}
    assert room.browser.post(f"{here}/end", end).status == 422
    room.browser.post(f"{T}/promises/{again['record']}/take-back")
    assert room.browser.post(f"{here}/end", end).location == here


def test_a_promise_cannot_be_added_to_what_ended(room: Room) -> None:
    here = room.begun(sort="rebuild")
    room.browser.post(f"{here}/end", {"record": new_id(), "how": "stopped"})
    sent = {"record": PROMISE, "text": "Ring.", "due": DUE, "mending": here[-32:]}
    assert room.browser.post(f"{T}/promises/new", sent).location == f"{T}/promises"
    assert promises(room.opened)[0].promise.mending is None


@pytest.mark.parametrize(
    ("leaves", "step"),
    [
        (lambda at: f"{at}/end", "own-part"),
        (lambda at: f"{at}/end", "plan"),
        (lambda _: f"{T}/promises/{PROMISE}/take-back", "follow-through"),
    ],
)
def test_what_was_typed_waits_where_it_ended_in_another_tab(
    room: Room, leaves: Callable[[str], str], step: str
) -> None:
    here = room.planned()
    path, words = f"{here}/{step}", "Long words about it."
    form = room.fields(path)
    room.browser.post(leaves(here), {"record": new_id(), "how": "stopped"})
    sent = {**form, "answer": "partly", "text": words, "due": "2026-04-20"}
    assert room.browser.post(path, sent).location == here
    assert "This ended meanwhile" in room.browser.get(here).text
    assert any(words in str(each) for each in drafts(room.opened))


def test_a_remorse_is_not_reworded_for_whoever_asked_for_quiet(room: Room) -> None:
    here = room.begun()
    room.browser.post(f"{here}/end", {"record": new_id(), "how": "no-contact"})
    sent = {"record": new_id(), "text": "Sorry you feel so.", "look": "yes"}
    assert room.browser.post(f"{here}/remorse", sent).location == here


def test_a_statement_for_whoever_asked_for_quiet_is_neither_reworded_nor_said(
    room: Room,
) -> None:
    sent = {"record": PROMISE, "own-feeling": "sad", "own-situation": "you go"}
    room.browser.post(f"{T}/statement/new", sent)
    one = f"{T}/statement/{PROMISE}"
    room.browser.post(f"{one}/unsent")
    one = f"{T}/statement/{statements(room.opened)[0].id}"
    for changed in ({"look": "yes"}, {"own-request": "call me"}):
        again = {**sent, **changed, "record": new_id()}
        assert room.browser.post(f"{one}/change", again).status == 422
    answer = {"record": new_id(), "own-answer": "They said no."}
    assert room.browser.post(one, answer).status == 422
    assert statements(room.opened)[0].said == "left"


# --- days -------------------------------------------------------------------------


@pytest.mark.parametrize("due", ["9999-12-31", "9999-12-20", "0001-01-01"])
def test_the_ends_of_the_calendar_are_borne(room: Room, due: str) -> None:
    here = room.begun()
    planned = room.browser.post(f"{here}/plan", {**PLAN, "due": due})
    assert planned.status == (422 if due < "2026" else 303)
    sent = {"record": new_id(), "text": "Ring.", "due": due, "mending": here[-32:]}
    room.browser.post(f"{T}/promises/new", sent)
    begin = {"record": new_id(), "text": "Late.", "hurt_by": "them", "date": due}
    begun = room.browser.post(f"{T}/repair/begin", begin).location
    for path in (here, begun, f"{here}/follow-through", f"{T}/repair", f"{T}/promises"):
        assert room.browser.get(path).status == 200, path


def test_nothing_is_missed_before_its_day(room: Room) -> None:
    sent = {"record": PROMISE, "text": "Ring.", "due": DUE}
    room.browser.post(f"{T}/promises/new", sent)
    path = f"{T}/promises/{PROMISE}"
    assert room.browser.post(path, {"record": new_id(), "how": "missed"}).status == 422
    early = {"record": new_id(), "how": "said-in-time"}
    assert room.browser.post(path, early).location == path


@pytest.mark.usefixtures("utc")
def test_where_the_evening_is_still_another_day_an_answer_counts(room: Room) -> None:
    los_angeles = {"zone": "America/Los_Angeles"}
    here, theirs = room.begun(), room.begun("them")
    room.clock.set_to(datetime(2026, 3, 2, 2, tzinfo=UTC))
    today = {**PLAN, **los_angeles, "due": "2026-03-01"}
    assert room.browser.post(f"{here}/plan", today).location == here
    room.browser.post(f"{T}/promises/{PROMISE}/change", {"text": "Go.", "due": DUE})
    room.clock.set_to(datetime(2026, 3, 29, 2, tzinfo=UTC))
    assert promises(room.opened)[0].promise.ask == date(2026, 3, 29)
    path = f"{here}/follow-through"
    sent = {**room.fields(path), **los_angeles, "answer": "yes"}
    assert room.browser.post(path, sent).location == here
    assert "follow-through" in room.state(here).done
    came = {**los_angeles, "record": new_id(), "answer": "yes"}
    room.browser.post(f"{theirs}/came", came)
    assert room.state(theirs).next != "came"
