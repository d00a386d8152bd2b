"""Promises on their pages: kept, told of, said early, let go, and at rest."""

import html
from datetime import date, timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.drafting import IN_PLACE, drafts
from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.mending import Happened, begin_thread, end_thread
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import (
    Promised,
    keep_outcome,
    keep_promise,
    promise_of,
    promises,
)
from moorings.companion.together import keep_check, say_age
from moorings.companion.writing import name_person
from moorings.journey.records import Keeping, RecordId
from moorings.library.practices import practice_ids
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Browser

ALL = "/people/together/promises"
NEW = f"{ALL}/new"
RING = {"text": "Ring on Sunday.", "due": "2026-03-08"}
RESTS = "This rests today."


def read(browser: Browser, path: str = ALL) -> str:
    return " ".join(html.unescape(browser.get(path).page.words).split())


def promised(opened: Opened, text: str = "Ring.", days: int = 0, **more: str) -> str:
    record = new_id()
    told = {name: RecordId(value) for name, value in more.items()}
    due = moment(opened.now()).date + timedelta(days)
    said = Promised(text, due, "", None, told.get("person"), told.get("mending"))
    keep_promise(opened, record, said, moment(opened.now()))
    return record


def tell(opened: Opened, of: str, how: Keeping) -> None:
    outcome = RecordId(of), how, "", ()
    keep_outcome(opened, new_id(), outcome, moment(opened.now()))


def test_an_empty_one_asks_for_nothing_and_says_why_only_mine_stand_here(
    browser: Browser, room: Opened
) -> None:
    del room
    shown = read(browser)
    assert "Nothing is promised here." in shown
    assert "can turn into watching them" in shown
    assert NEW in browser.get(ALL).page.links


def test_a_promise_is_kept_once_with_its_day_its_person_and_its_way(
    browser: Browser, room: Opened
) -> None:
    ida = name_person(room, "Ida")
    keep_check(room, new_id(), "clear")
    sent = {**RING, "record": "ab" * 16, "person": ida, "know": " It rang. "}
    for _ in range(2):
        answer = browser.post(NEW, {**sent, "way": "ordinary-days", "zone": ""})
        assert answer.location == ALL
    [kept] = promises(room)
    said = kept.promise
    assert (said.text, said.know, said.person) == ("Ring on Sunday.", "It rang.", ida)
    assert (said.due, said.way) == (date(2026, 3, 8), "ordinary-days")
    shown = read(browser)
    assert "by 8 Mar 2026 · Ida" in shown
    one = read(browser, f"{ALL}/{said.id}")
    assert "Being there on a plain day" in one
    assert "Sunday 8 March 2026" in one


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": " "}, "Write what you will do"),
        ({"due": ""}, "Choose a day."),
        ({"due": "2026-02-30"}, "not a day or time"),
        ({"know": "x" * 501}, "501 letters"),
        ({"text": "x" * 501}, "501 letters"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_place_and_what_was_typed_stays(
    browser: Browser, room: Opened, sent: dict[str, str], said: str
) -> None:
    typed = {**RING, "record": "ab" * 16, "new_person": "Sam", "know": "k", **sent}
    answer = browser.post(NEW, typed)
    assert answer.status == 422
    assert said in html.unescape(answer.text)
    values = {name: value for name, _, value in answer.page.form(NEW).fields}
    assert values["record"] == "ab" * 16
    assert (values["new_person"], values["due"]) == ("Sam", typed["due"])
    assert values["text"].strip() == typed["text"].strip()
    assert promises(room) == ()
    assert room.journey.people() == {}


def test_somebody_named_just_now_is_known_from_then_on_and_rests_until_the_check(
    browser: Browser, room: Opened, clock: SetClock
) -> None:
    clock.go_on(60)
    sent = {**RING, "record": "ab" * 16, "new_person": "Sam", "place": NEW}
    answer = browser.post(NEW, sent)
    assert answer.status == 422
    assert "This rests today, so nothing was kept." in answer.text
    [sam] = room.journey.people()
    values = {n: v for n, _, v in answer.page.form(NEW).fields if n == "new_person"}
    assert values == {"new_person": ""}
    chosen = [t for tag, t in answer.page.tags if tag == "input" and "checked" in t]
    assert sam in {each["value"] for each in chosen}
    assert promises(room) == ()
    assert "Ring on Sunday." in browser.get(NEW).text
    keep_check(room, new_id(), "clear")
    again = {n: v for n, _, v in browser.get(NEW).page.form(NEW).fields}
    assert browser.post(NEW, {**again, **RING, "person": sam}).location == ALL
    assert [k.promise.person for k in promises(room)] == [sam]
    assert drafts(room) == ()


def test_a_promise_is_said_otherwise_and_what_it_belongs_to_stays(
    browser: Browser, room: Opened
) -> None:
    thread = new_id()
    now = moment(room.now())
    begin_thread(room, thread, Happened("repair", "me", "The ferry."), now)
    record, due = new_id(), now.date
    said = Promised("Ring.", due, mending=thread, ask=due + timedelta(21))
    keep_promise(room, record, said, now)
    path = f"{ALL}/{record}/change"
    form = browser.get(path).page.form(path)
    sent = {n: v for n, kind, v in form.fields if kind in {"hidden", "date"}}
    later = (due + timedelta(7)).isoformat()
    sent |= {"text": "Ring at six.", "due": later}
    for _ in range(2):
        answer = browser.post(path, sent)
    kept = promise_of(room, record).promise
    assert answer.location == f"{ALL}/{kept.id}"
    assert (kept.text, kept.mending) == ("Ring at six.", thread)
    assert kept.ask == due + timedelta(28)
    assert len(room.journey.versions(record)) == 2
    assert browser.post(path, {**sent, "text": " "}).status == 422
    shown = browser.get(answer.location).page.links
    assert f"/people/together/repair/{thread}" in shown


def test_before_its_day_it_can_be_done_or_said_in_time_and_a_miss_is_none_yet(
    browser: Browser, room: Opened
) -> None:
    path = f"{ALL}/{promised(room, days=3)}"
    shown = read(browser, path)
    assert "I said in time that it would not work" in shown
    assert "I missed it" not in shown
    sent = {"record": "cd" * 16, "how": "said-in-time", "text": "A cold."}
    for _ in range(2):
        assert browser.post(path, sent).location == path
    shown = read(browser, path)
    assert "You said in time that it would not work." in shown
    assert "A cold." in shown
    assert "said in time" in read(browser)


def test_when_its_day_has_come_it_asks_and_any_answer_is_kept(
    browser: Browser, room: Opened
) -> None:
    path = f"{ALL}/{promised(room, days=-3)}"
    assert "Their day has come Ring." in read(browser)
    assert "You said you would, by Thursday." in read(browser, path)
    answer = browser.post(path, {"text": "Rain.", "record": "cd" * 16})
    assert answer.status == 422
    assert "Choose one of these." in answer.text
    values = {n: v for n, _, v in answer.page.form(path).fields if n == "text"}
    assert values["text"].strip() == "Rain."
    too_long = {"how": "kept", "text": "x" * 4_001}
    assert "4001 letters" in browser.post(path, too_long).text
    sent = {"how": "kept", "ways": "admitting", "record": "cd" * 16}
    assert browser.post(path, sent).location == path
    shown = read(browser, path)
    assert "You did what you said." in shown
    assert "Saying that I was wrong" in shown
    assert "Their day has come" not in read(browser)


def test_a_miss_leads_to_owning_it_without_a_word_of_blame_and_may_be_mended(
    browser: Browser, room: Opened
) -> None:
    ida = name_person(room, "Ida")
    keep_check(room, new_id(), "clear")
    path = f"{ALL}/{promised(room, person=ida)}"
    assert browser.post(path, {"how": "missed"}).location == path
    assert "/practise/own-a-miss" in browser.get(path).page.links
    assert "own-a-miss" in practice_ids()
    assert "Is it mended now?" in read(browser, path)
    browser.post(path, {"how": "mended", "record": new_id()})
    assert "It was missed, and you mended it." in read(browser, path)
    alone = f"{ALL}/{promised(room)}"
    browser.post(alone, {"how": "missed", "record": new_id()})
    assert "/practise/own-a-miss" not in browser.get(alone).page.links


def test_it_is_taken_back_brought_back_and_erased(
    browser: Browser, room: Opened
) -> None:
    path = f"{ALL}/{promised(room, 'Hem the towels.')}"
    assert browser.post(f"{path}/take-back").location == ALL
    shown = browser.get(ALL)
    assert f"{path}/bring-back" in {form.action for form in shown.page.forms}
    assert "You took this back." in read(browser, path)
    assert browser.post(path, {"how": "kept"}).status == 404
    assert browser.post(f"{path}/bring-back").location == path
    assert len(promises(room)) == 1
    assert browser.post(f"{path}/erase").location == ALL
    assert promises(room) == ()
    assert browser.get(path).status == 404


def test_this_week_and_the_five_ways_are_told_with_their_counts_and_weeks_drawn(
    browser: Browser, room: Opened
) -> None:
    ends: tuple[Keeping, ...] = ("kept", "said-in-time", "mended", "missed")
    for number in range(7):
        tell(room, promised(room, days=-7 * number), ends[number % 4])
    promised(room)
    shown = browser.get(ALL)
    assert "This week: 1 of 1 kept, or said in time. 1 is open." in read(browser)
    assert "7 noted so far. Too early to tell" in read(browser)
    assert 'class="consistency"' not in shown.text
    due = moment(room.now()).date - timedelta(50)
    record, when = new_id(), moment(room.now())
    keep_promise(room, record, Promised("Rest.", due, way="limits"), when)
    tell(room, record, "kept")
    shown = browser.get(ALL)
    assert 'class="consistency"' in shown.text
    assert "8 noted since" in read(browser)
    assert "3 kept, 2 said in time, 2 mended, 1 missed." in read(browser)
    assert "1 kept · of 1 noted" in read(browser)
    assert "streak" not in shown.text


def test_far_too_many_are_folded_and_bounded(browser: Browser, room: Opened) -> None:
    for number in range(203):
        tell(room, promised(room, f"n{number}", days=-number % 28), "kept")
    shown = read(browser)
    assert "195 earlier ones" in shown
    assert "3 still earlier ones are kept and not listed." in shown


def test_a_promise_of_a_thread_begins_and_ends_on_its_page(
    browser: Browser, room: Opened
) -> None:
    ida, thread, now = name_person(room, "Ida"), new_id(), moment(room.now())
    keep_check(room, new_id(), "clear")
    begin_thread(room, thread, Happened("rebuild", "me", "The money.", ida), now)
    place = f"{ALL}/for/{thread}"
    shown = browser.get(place)
    assert f'value="{ida}" checked' in shown.text
    sent = {**RING, "record": "ab" * 16, "person": ida, "mending": thread}
    missing = browser.post(NEW, {**sent, "text": "", "place": place})
    assert f'name="mending" value="{thread}"' in missing.text
    there = f"/people/together/rebuild/{thread}"
    assert browser.post(NEW, sent).location == there
    assert promises(room)[0].promise.mending == thread
    say_age(room, under_18=True)
    assert RESTS in read(browser, place)
    end_thread(room, new_id(), thread, "stopped", now)
    assert browser.get(place).status == 404
    assert "let go" in read(browser)
    path = f"{ALL}/{promises(room)[0].promise.id}"
    assert RESTS in read(browser, path)
    say_age(room, under_18=False)
    assert "It asks for nothing any more." in read(browser, path)
    assert browser.post(NEW, {**RING, "mending": new_id()}).location == ALL


@pytest.mark.parametrize("reason", ["not asked", "flagged", "force"])
def test_where_it_rests_every_reason_looks_alike_and_nothing_is_lost(
    browser: Browser, room: Opened, clock: SetClock, reason: str
) -> None:
    ida = name_person(room, "Ida")
    keep_check(room, new_id(), "clear")
    record = promised(room, "Hem the towels.", person=ida)
    path = f"{ALL}/{record}"
    if reason == "flagged":
        raise_flag(room, ida)
    elif reason == "force":
        keep_check(room, new_id(), "force")
    else:
        clock.set_to(clock.now() + timedelta(100))
    shown = read(browser, path)
    assert RESTS in shown
    assert "Hem the towels." in shown
    assert [f.action for f in browser.get(path).page.forms if f.texts] == []
    answer = browser.post(path, {"how": "missed", "text": "It rained."})
    assert answer.status == 422
    assert "This rests today, so nothing was kept." in answer.text
    assert "It rained." in answer.text
    assert promise_of(room, RecordId(record)).outcome is None
    assert RESTS in read(browser, f"{path}/change")
    listed = read(browser)
    assert "Hem the towels." in listed
    assert "Their day has come" not in listed
    assert browser.post(f"{path}/take-back").location == ALL


def test_words_of_danger_bring_people_on_the_next_page(
    browser: Browser, room: Opened
) -> None:
    del room
    answer = browser.post(NEW, {**RING, "know": "I want to kill myself."})
    assert 'data-heard="crisis"' in browser.get(answer.location).text


def test_what_is_sent_while_locked_is_put_aside_and_not_lost(
    browser: Browser, room: Opened, harbour: Harbour
) -> None:
    path = f"{ALL}/{promised(room)}"
    vault = room.owner.hex()
    harbour.lock(room)
    sent = {"record": "ab" * 16, "place": NEW, **RING}
    assert browser.post(NEW, sent).status == 401
    told = {"record": "cd" * 16, "place": path, "how": "kept", "text": "Twice."}
    assert browser.post(path, told).status == 401
    aside = drafts(harbour.find(harbour.unlock(vault, PASSPHRASE)))
    assert {each.form for each in aside} == {IN_PLACE}
    texts = {each.fields["text"] for each in aside}
    assert texts == {"Ring on Sunday.", "Twice."}


def test_what_was_begun_stands_again_in_each_form(
    browser: Browser, room: Opened, harbour: Harbour
) -> None:
    path = f"{ALL}/{promised(room)}"
    places = {path: "how", f"{path}/change": "due"}
    vault = room.owner.hex()
    harbour.lock(room)
    for number, place in enumerate(places):
        sent = {"record": f"{number}{number}" * 16, "place": place, "text": "Begun."}
        assert browser.post(place, {**sent, "how": "kept"}).status == 401
    token = harbour.unlock(vault, PASSPHRASE)
    name = next(each for each in browser.cookies if "vault" not in each)
    browser.cookies[name] = token
    for place in places:
        assert "Begun." in browser.get(place).text


def test_today_asks_once_in_few_words(
    browser: Browser, room: Opened, clock: SetClock
) -> None:
    record = promised(room, "Hem the towels.", days=1)
    assert "You said you would" not in read(browser, "/")
    clock.set_to(clock.now() + timedelta(1))
    shown = read(browser, "/")
    assert "You said you would, by today" in shown
    assert "Hem the towels." in shown
    assert f"{ALL}/{record}" in browser.get("/").page.links
    clock.set_to(clock.now() + timedelta(1))
    assert "How did it go?" in read(browser, "/")
    assert browser.post("/today/put-by", {"of": record}).location == "/"
    assert "You said you would" not in read(browser, "/")


def test_a_day_for_asking_leads_to_the_thread_it_belongs_to(
    browser: Browser, room: Opened
) -> None:
    thread, now = new_id(), moment(room.now())
    begin_thread(room, thread, Happened("repair", "me", "The ferry."), now)
    said = Promised("Ring.", now.date - timedelta(21), mending=thread, ask=now.date)
    keep_promise(room, new_id(), said, now)
    assert "A day you chose for looking back at this" in read(browser, "/")
    assert f"/people/together/repair/{thread}" in browser.get("/").page.links
