"""Repair on its pages: readiness, the thread with its steps, and what rests."""

import html
import re
from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.drafting import IN_PLACE, drafts
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.mending import Happened, begin_thread, end_thread, threads
from moorings.companion.opened import Opened, new_id
from moorings.companion.repairing import repair_of
from moorings.companion.together import keep_check
from moorings.companion.writing import name_person
from moorings.journey.records import HurtBy, RecordId
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Browser

ALL = "/people/together/repair"
NEW, PAUSE, BEGIN = f"{ALL}/new", f"{ALL}/pause", f"{ALL}/begin"
QUARREL = {"text": "I told her news at dinner.", "hurt_by": "me"}
RESTS = "This rests today."
STEPS = ("own-part", "impact", "remorse", "plan", "follow-through", "reconnect")
HURT = ("cost", "need", "came", "reconnect")


def read(browser: Browser, path: str = ALL) -> str:
    return " ".join(html.unescape(browser.get(path).page.words).split())


def begun(opened: Opened, by: HurtBy = "me", person: RecordId | None = None) -> str:
    record, when = new_id(), moment(opened.now())
    happened = Happened("repair", by, "I told her news at dinner.", person)
    begin_thread(opened, record, happened, when)
    return f"{ALL}/{record}"


def values(browser: Browser, path: str) -> dict[str, str]:
    fields = browser.get(path).page.form(path).fields
    return {name: value.strip() for name, kind, value in fields if kind != "radio"}


def test_an_empty_room_reproaches_nobody_and_says_where_it_has_no_place(
    browser: Browser, room: Opened
) -> None:
    del room
    shown = read(browser)
    assert "It may well stay empty." in shown
    assert "Where this has no place" in shown
    links = {*browser.get(ALL).page.links}
    assert {NEW, "/safety", "/practise/read/repair"} <= links
    assert browser.get("/practise/read/repair").status == 200
    assert browser.get("/practise/read/harm-is-not-a-pattern").status == 200


@pytest.mark.parametrize(("number", "place"), [("4", BEGIN), ("5", PAUSE)])
def test_calm_comes_first_and_the_number_is_not_kept(
    browser: Browser, room: Opened, number: str, place: str
) -> None:
    before = len(list(room.journey.records()))
    assert "The number is not kept." in read(browser, NEW)
    assert browser.post(NEW, {"stirred": number}).location == place
    assert len(list(room.journey.records())) == before


def test_without_a_number_it_asks_again_and_the_pause_leads_to_what_steadies(
    browser: Browser, room: Opened
) -> None:
    del room
    for typed in ("", "11", "much"):
        answer = browser.post(NEW, {"stirred": typed})
        assert answer.status == 422
        assert "Choose a number" in answer.text
    shown = browser.get(PAUSE)
    assert "Twenty minutes or more" in shown.text
    assert "/practise/quarrel-breath" in shown.page.links
    assert NEW in shown.page.links


def test_it_begins_once_with_a_line_and_leads_to_its_steps(
    browser: Browser, room: Opened
) -> None:
    ida = name_person(room, "Ida")
    keep_check(room, new_id(), "clear")
    sent = {**QUARREL, "record": "ab" * 16, "person": ida}
    for _ in range(2):
        assert browser.post(BEGIN, sent).location == f"{ALL}/{'ab' * 16}"
    [thread] = threads(room, "repair")
    assert (thread.mending.by, thread.mending.person) == ("me", ida)
    assert "since 1 Mar 2026 · Ida" in read(browser)
    path = f"{ALL}/{thread.mending.id}"
    shown = read(browser, path)
    assert "I hurt them" in shown
    assert "The next step, if you like one thing you did" in shown
    links = browser.get(path).page.links
    assert [f"{path}/{step}" in links for step in STEPS] == [True] * 6


@pytest.mark.parametrize(
    ("by", "steps"),
    [("me", STEPS), ("them", HURT), ("both", (*STEPS, "need", "came"))],
)
def test_each_has_the_steps_that_are_theirs_and_they_can_be_walked_both_ways(
    browser: Browser, room: Opened, by: HurtBy, steps: tuple[str, ...]
) -> None:
    path = begun(room, by)
    links = browser.get(path).page.links
    for step in {*STEPS, *HURT}:
        status = browser.get(f"{path}/{step}").status
        assert status == (200 if step in steps else 404), step
        assert (f"{path}/{step}" in links) == (step in steps)
    step = f"{path}/{steps[1]}"
    shown = browser.get(step).page.links
    assert len([each for each in shown if re.match(f"{path}/[a-z-]+", each)]) == 2
    owes = "You owe no forgiveness here" in read(browser, path)
    assert owes == (by != "me")
    assert browser.get(f"{path}/blame").status == 404


def test_it_may_be_stopped_any_day_reads_as_a_good_end_and_may_go_on(
    browser: Browser, room: Opened
) -> None:
    path = begun(room, "them")
    sent = {"record": "ab" * 16, "how": "stopped"}
    for _ in range(2):
        assert browser.post(f"{path}/end", sent).location == path
    shown = browser.get(path)
    assert f"{path}/go-on" in {form.action for form in shown.page.forms}
    assert "That is a good end, too." in read(browser, path)
    assert browser.get(f"{path}/cost").location == path
    assert "ended" in read(browser)
    assert browser.post(f"{path}/go-on").location == path
    assert repair_of(room, RecordId(path[-32:])).end is None
    assert browser.post(f"{path}/end", {"how": "fled"}).status == 400


@pytest.mark.parametrize(
    ("how", "said"),
    [("parted", "you go separate ways"), ("no-contact", "Nothing here is for sending")],
)
def test_each_end_is_said_plainly_and_then_nothing_is_offered_to_send(
    browser: Browser, room: Opened, how: str, said: str
) -> None:
    path = begun(room)
    browser.post(f"{path}/remorse", {"text": "I am sorry if I hurt you."})
    assert "data-copy=" in browser.get(f"{path}/remorse").text
    browser.post(f"{path}/end", {"how": how})
    shown = browser.get(path)
    assert said in read(browser, path)
    assert "I am sorry if I hurt you." in shown.text
    assert "data-copy=" not in shown.text
    assert "Places you may want to look at" not in shown.text
    for step in STEPS:
        assert browser.get(f"{path}/{step}").location == path
    assert "That is not how it was" in shown.text
    assert "how=" not in browser.post(f"{path}/end", {"how": how}).location


def test_erasing_takes_the_whole_thread(browser: Browser, room: Opened) -> None:
    path = begun(room)
    browser.post(f"{path}/own-part", {"text": "I told it."})
    assert browser.post(f"{path}/erase").location == ALL
    assert browser.get(path).status == 404
    assert threads(room, "repair") == ()


def test_from_five_on_it_is_told_how_long_repairs_took_with_how_many(
    browser: Browser, room: Opened, clock: SetClock
) -> None:
    for number, days in enumerate((30, 40, 50, 60, 70)):
        if number == 4:
            assert "4 repairs since 1 Mar 2026, 4 complete. Too early" in read(browser)
        record = RecordId(begun(room)[-32:])
        clock.set_to(clock.now() + timedelta(days))
        keep_check(room, new_id(), "clear")
        end_thread(room, new_id(), record, "complete", moment(room.now()))
    shown = read(browser)
    assert "Half of your repairs were complete after about" in shown
    assert "That is from 5 since 1 Mar 2026, 5 of them complete" in shown
    assert "That is 70 days after it began here." in read(browser, f"{ALL}/{record}")


def test_with_none_complete_nothing_is_made_of_the_times(
    browser: Browser, room: Opened, clock: SetClock
) -> None:
    for _ in range(5):
        begun(room)
    clock.set_to(clock.now() + timedelta(1))
    assert "cannot be told from these" in read(browser)


def test_far_too_many_are_folded_and_bounded(browser: Browser, room: Opened) -> None:
    for _ in range(203):
        record = RecordId(begun(room)[-32:])
        end_thread(room, new_id(), record, "stopped", moment(room.now()))
    shown = read(browser)
    assert "195 earlier ones" in shown
    assert "3 still earlier ones are kept and not listed." in shown


@pytest.mark.parametrize("reason", ["not asked", "flagged", "flag on them", "force"])
def test_where_it_rests_every_reason_looks_alike_and_it_can_still_end(
    browser: Browser, room: Opened, clock: SetClock, reason: str
) -> None:
    ida = name_person(room, "Ida")
    keep_check(room, new_id(), "clear")
    path = begun(room, person=ida)
    browser.post(f"{path}/own-part", {"text": "I told it."})
    match reason:
        case "flagged":
            raise_flag(room)
        case "flag on them":
            raise_flag(room, ida)
        case "force":
            keep_check(room, new_id(), "force", ida)
        case _:
            clock.set_to(clock.now() + timedelta(100))
    places = (ALL, NEW, BEGIN, path, f"{path}/change")
    for where in (*places, *(f"{path}/{step}" for step in STEPS)):
        assert RESTS in read(browser, where), where
        shown = browser.get(where).page
        assert [form.action for form in shown.forms if form.texts] == []
    assert "I told it." in read(browser, path)
    keeps_nothing(browser, room, path, ida)
    assert browser.post(f"{path}/end", {"how": "complete"}).status == 422
    assert browser.post(f"{path}/end", {"how": "stopped"}).location == path
    assert browser.post(f"{path}/go-on").status == 422
    assert browser.post(f"{path}/erase").location == ALL


def keeps_nothing(browser: Browser, room: Opened, path: str, ida: RecordId) -> None:
    """Send every form where it rests: each is refused, and what was typed stays."""
    assert "data-copy=" not in browser.get(f"{path}/remorse").text
    sent = {"text": "Mine.", "hurt_by": "me", "answer": "yes", "due": "2027-01-01"}
    for step in (*STEPS[:4], "reconnect", "change"):
        answer = browser.post(f"{path}/{step}", {**sent, "person": ida})
        assert answer.status == 422
        assert "This rests today, so nothing was kept." in answer.text
        assert "Mine." in answer.text
    assert browser.post(BEGIN, {**sent, "person": ida}).status == 422
    looked = browser.post(f"{path}/remorse", {**sent, "look": "yes"})
    assert looked.status == 422
    [thread] = threads(room, "repair")
    assert [each.part for each in thread.steps] == ["own-part"]


def test_with_one_person_resting_the_others_stay(
    browser: Browser, room: Opened, clock: SetClock
) -> None:
    ida = name_person(room, "Ida")
    keep_check(room, new_id(), "clear")
    begun(room, person=ida)
    clock.go_on(60)
    name_person(room, "Sam")
    keep_check(room, new_id(), "force", ida)
    shown = browser.get(ALL)
    assert RESTS in shown.text
    keep_check(room, new_id(), "clear")
    assert RESTS not in browser.get(ALL).text
    assert "Sam" in browser.get(BEGIN).text


def test_words_of_danger_bring_people_on_the_next_page(
    browser: Browser, room: Opened
) -> None:
    path = begun(room)
    answer = browser.post(f"{path}/own-part", {"text": "I want to kill myself."})
    assert 'data-heard="crisis"' in browser.get(answer.location).text


def test_what_was_begun_while_locked_stands_again(
    browser: Browser, room: Opened, harbour: Harbour
) -> None:
    path = begun(room)
    places = (BEGIN, *(f"{path}/{step}" for step in ("own-part", "plan", "change")))
    vault = room.owner.hex()
    harbour.lock(room)
    for number, place in enumerate(places):
        sent = {"record": f"{number}{number}" * 16, "place": place, "text": "Begun."}
        assert browser.post(place, sent).status == 401
    name = next(each for each in browser.cookies if "vault" not in each)
    browser.cookies[name] = harbour.unlock(vault, PASSPHRASE)
    found = drafts(harbour.find(browser.cookies[name]))
    assert {each.form for each in found} == {IN_PLACE}
    for place in places:
        assert "Begun." in browser.get(place).text
