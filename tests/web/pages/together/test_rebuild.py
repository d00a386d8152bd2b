"""Building trust again on its pages: begun, answered, stopped any day, and at rest."""

import html
from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.drafting import IN_PLACE, drafts
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.mending import Happened, begin_thread, threads
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import Promised, keep_outcome, keep_promise, promises
from moorings.companion.rebuilding import rebuilding_of
from moorings.companion.together import keep_check, say_age
from moorings.companion.writing import name_person
from moorings.journey.records import HurtBy, RecordId
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Browser

ALL = "/people/together/rebuild"
NEW = f"{ALL}/new"
MONEY = {"text": "The money was gone.", "hurt_by": "me"}
RESTS = "This rests today."
FORGIVE = ("forgiven yet", "have you forgiven", "do you forgive")


def read(browser: Browser, path: str = ALL) -> str:
    return " ".join(html.unescape(browser.get(path).page.words).split())


def begun(opened: Opened, by: HurtBy = "me", person: RecordId | None = None) -> str:
    record, when = new_id(), moment(opened.now())
    happened = Happened("rebuild", by, "The money was gone.", person)
    begin_thread(opened, record, happened, when)
    return f"{ALL}/{record}"


def test_an_empty_one_reproaches_nobody_and_says_what_is_too_much_for_two(
    browser: Browser, room: Opened
) -> None:
    del room
    shown = read(browser)
    assert "It may stay empty." in shown
    assert "A therapist for both can help" in shown
    links = browser.get(ALL).page.links
    assert {NEW, "/practise/therapy", "/practise/finding-help", "/safety"} <= {*links}
    assert browser.get("/practise/finding-help").status == 200


def test_it_begins_once_with_a_line_and_leads_to_its_page(
    browser: Browser, room: Opened
) -> None:
    ida = name_person(room, "Ida")
    keep_check(room, new_id(), "clear")
    sent = {**MONEY, "record": "ab" * 16, "person": ida}
    for _ in range(2):
        assert browser.post(NEW, sent).location == f"{ALL}/{'ab' * 16}"
    [thread] = threads(room, "rebuild")
    assert (thread.mending.by, thread.mending.person) == ("me", ida)
    assert "since 1 Mar 2026 · Ida" in read(browser)
    shown = read(browser, f"{ALL}/{thread.mending.id}")
    assert "The money was gone." in shown
    assert "I hurt them" in shown


@pytest.mark.parametrize(
    ("by", "has", "has_not"),
    [
        ("me", ["What it cost them", "asked to see", "What you promise"], "you need"),
        ("them", ["What it cost you", "What you need to see"], "What you promise"),
        ("both", ["What it cost them", "What you need to see"], "What it cost you"),
    ],
)
def test_each_is_asked_what_is_theirs_and_nobody_whether_they_forgive(
    browser: Browser, room: Opened, by: HurtBy, has: list[str], has_not: str
) -> None:
    path = begun(room, by)
    shown = read(browser, path)
    assert all(each in shown for each in has)
    assert has_not not in shown
    assert "There is no date here by which anybody has to be done" in shown
    assert not any(each in shown.casefold() for each in FORGIVE)
    if by != "me":
        assert "You owe no forgiveness here" in shown
    for question in ("cost", "openness", "need"):
        status = browser.get(f"{path}/{question}").status
        assert status == (200 if f"{path}/{question}" in links(browser, path) else 404)
    assert browser.get(f"{path}/blame").status == 404


def links(browser: Browser, path: str) -> list[str]:
    return browser.get(path).page.links


def test_an_answer_is_kept_once_and_a_later_one_stands_before_it(
    browser: Browser, room: Opened
) -> None:
    path = begun(room)
    cost = f"{path}/cost"
    sent = {"record": "ab" * 16, "text": "A winter, I think.", "answer": "not-yet"}
    for _ in range(2):
        assert browser.post(cost, sent).location == path
    assert "A guess, I have not asked" in read(browser, path)
    form = browser.get(cost).page.form(cost)
    values = {name: value for name, _, value in form.fields}
    assert values["text"].strip() == "A winter, I think."
    later = {"record": new_id(), "text": "Her sleep.", "answer": "yes"}
    assert browser.post(cost, later).location == path
    shown = read(browser, path)
    assert "1 earlier answer" in shown
    assert shown.index("Her sleep.") < shown.index("A winter, I think.")
    for wrong in ({"text": " "}, {"text": "x" * 4_001}):
        assert browser.post(cost, {**later, **wrong}).status == 422


def test_it_may_be_stopped_any_day_reads_as_a_good_end_and_may_go_on(
    browser: Browser, room: Opened
) -> None:
    path = begun(room, "them")
    sent = {"record": "ab" * 16, "how": "stopped"}
    for _ in range(2):
        assert browser.post(f"{path}/end", sent).location == path
    shown = browser.get(path)
    assert "That is a good end, too." in read(browser, path)
    assert f"{path}/go-on" in {form.action for form in shown.page.forms}
    assert browser.get(f"{path}/cost").status == 404
    assert browser.post(f"{path}/cost", {"text": "More."}).location == path
    assert "More." not in read(browser, path)
    assert "ended" in read(browser)
    assert browser.post(f"{path}/go-on").location == path
    assert rebuilding_of(room, RecordId(path[-32:])).end is None
    assert browser.post(f"{path}/end", {"how": "fled"}).status == 400


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("parted", "you go separate ways"),
        ("no-contact", "Nothing here is for sending."),
        ("complete", "it needs no page any more"),
    ],
)
def test_each_end_is_said_plainly_and_no_contact_offers_no_way_on(
    browser: Browser, room: Opened, how: str, said: str
) -> None:
    path = begun(room)
    browser.post(f"{path}/end", {"how": how})
    browser.get(path)
    shown = browser.get(path)
    assert said in read(browser, path)
    offered = f"{path}/go-on" in {form.action for form in shown.page.forms}
    assert offered == (how != "no-contact")


def test_erasing_leaves_the_promises(browser: Browser, room: Opened) -> None:
    path = begun(room)
    thread, now = RecordId(path[-32:]), moment(room.now())
    said = Promised("Show the bill.", now.date, mending=thread)
    keep_promise(room, new_id(), said, now)
    assert "Show the bill." in read(browser, path)
    assert browser.post(f"{path}/erase").location == ALL
    assert browser.get(path).status == 404
    assert len(promises(room)) == 1
    left = f"/people/together/promises/{promises(room)[0].promise.id}"
    assert browser.get(left).status == 200


def test_promises_of_the_thread_are_drawn_from_eight_on_and_not_before(
    browser: Browser, room: Opened
) -> None:
    path = begun(room)
    thread, now = RecordId(path[-32:]), moment(room.now())
    for number in range(8):
        record, due = new_id(), now.date - timedelta(7 * number)
        if number == 7:
            assert "7 noted so far. Too early to tell" in read(browser, path)
        keep_promise(room, record, Promised("Bill.", due, mending=thread), now)
        keep_outcome(room, new_id(), (record, "kept", "", ()), now)
    shown = browser.get(path)
    assert 'class="consistency"' in shown.text
    assert "8 noted since" in read(browser, path)
    other = begun(room)
    assert 'class="consistency"' not in browser.get(other).text


@pytest.mark.parametrize("reason", ["not asked", "age", "flagged", "force"])
def test_where_it_rests_every_reason_looks_alike_and_it_can_still_end(
    browser: Browser, room: Opened, clock: SetClock, reason: str
) -> None:
    ida = name_person(room, "Ida")
    keep_check(room, new_id(), "clear")
    path = begun(room, person=ida)
    match reason:
        case "flagged":
            raise_flag(room, ida)
        case "force":
            keep_check(room, new_id(), "force")
        case "age":
            say_age(room, under_18=True)
        case _:
            clock.set_to(clock.now() + timedelta(100))
    for where in (ALL, path, NEW, f"{path}/cost", f"{path}/change"):
        assert RESTS in read(browser, where), where
        shown = browser.get(where).page
        assert [form.action for form in shown.forms if form.texts] == []
    assert "The money was gone." in read(browser, path)
    answer = browser.post(f"{path}/cost", {"text": "A winter.", "answer": "yes"})
    assert answer.status == 422
    assert "This rests today, so nothing was kept." in answer.text
    assert "A winter." in answer.text
    again = browser.post(f"{path}/change", MONEY)
    assert (again.status, threads(room, "rebuild")[0].steps) == (422, ())
    assert browser.post(f"{path}/end", {"how": "stopped"}).location == path
    assert browser.post(f"{path}/go-on").status == 422
    assert browser.post(f"{path}/erase").location == ALL


def test_with_one_flagged_person_the_others_stay(
    browser: Browser, room: Opened
) -> None:
    ida, bo = name_person(room, "Ida"), name_person(room, "Bo")
    keep_check(room, new_id(), "clear")
    unnamed, theirs = begun(room), begun(room, person=ida)
    begun(room, person=bo)
    keep_check(room, new_id(), "force", ida)
    shown = read(browser)
    assert "What you wrote" in shown
    assert NEW in links(browser, ALL)
    form = browser.get(NEW).text
    assert bo in form
    assert ida not in form
    assert "Nobody in particular" not in form
    answer = browser.post(f"{theirs}/change", {**MONEY, "person": bo})
    assert answer.status == 422
    # Where nobody is named it could be about whom force was used with.
    for path in (unnamed, f"{unnamed}/cost", f"{unnamed}/change"):
        assert "This rests today." in read(browser, path)


def test_words_of_danger_bring_people_on_the_next_page(
    browser: Browser, room: Opened
) -> None:
    path = begun(room)
    answer = browser.post(f"{path}/cost", {"text": "I want to kill myself."})
    assert 'data-heard="crisis"' in browser.get(answer.location).text


def test_what_was_begun_while_locked_stands_again(
    browser: Browser, room: Opened, harbour: Harbour
) -> None:
    path = begun(room)
    places = (NEW, f"{path}/cost", f"{path}/change")
    vault = room.owner.hex()
    harbour.lock(room)
    for number, place in enumerate(places):
        sent = {"record": f"{number}{number}" * 16, "place": place, "text": "Begun."}
        assert browser.post(place, {**sent, "answer": "yes"}).status == 401
    name = next(each for each in browser.cookies if "vault" not in each)
    browser.cookies[name] = harbour.unlock(vault, PASSPHRASE)
    assert {each.form for each in drafts(harbour.find(browser.cookies[name]))} == {
        IN_PLACE
    }
    for place in places:
        assert "Begun." in browser.get(place).text
