"""The steps of a repair: words kept and looked at, a plan, and its day weeks later."""

import html
from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.drafting import IN_PLACE, drafts, save_draft
from moorings.companion.mending import Happened, begin_thread
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import promises
from moorings.companion.repairing import repair_of
from moorings.companion.together import keep_check, say_age
from moorings.companion.writing import name_person
from moorings.journey.records import HurtBy, RecordId
from tests.conftest import SetClock
from tests.web.conftest import Browser

ALL = "/people/together/repair"
PLAN = {"record": "ab" * 16, "other": "cd" * 16, "text": "Leave the room first."}
LOOK = "Places you may want to look at"


@pytest.fixture
def room(browser: Browser, notebook: Opened) -> Opened:
    """Give a notebook in which the rooms for two are open."""
    del browser
    name_person(notebook, "Ida")
    keep_check(notebook, new_id(), "clear")
    say_age(notebook, under_18=False)
    return notebook


def read(browser: Browser, path: str) -> str:
    return " ".join(html.unescape(browser.get(path).page.words).split())


def begun(opened: Opened, by: HurtBy = "me") -> str:
    [ida] = opened.journey.people()
    record, when = new_id(), moment(opened.now())
    begin_thread(opened, record, Happened("repair", by, "The quarrel.", ida), when)
    return f"{ALL}/{record}"


def later(opened: Opened, clock: SetClock, weeks: int) -> None:
    """Let weeks go by, and the rooms be open."""
    clock.set_to(clock.now() + timedelta(weeks=weeks))
    keep_check(opened, new_id(), "clear")


def values(browser: Browser, path: str) -> dict[str, str]:
    fields = browser.get(path).page.form(path).fields
    return {name: value.strip() for name, kind, value in fields if kind != "radio"}


def planned(browser: Browser, path: str, days: int = 7) -> RecordId:
    due = f"2026-03-{1 + days:02}"
    browser.post(f"{path}/plan", {**PLAN, "due": due})
    return RecordId(PLAN["record"])


def test_ones_own_part_is_kept_once_put_better_and_the_earlier_words_stay(
    browser: Browser, room: Opened
) -> None:
    path = begun(room)
    step = f"{path}/own-part"
    sent = {"record": "ab" * 16, "text": "I told it."}
    for _ in range(2):
        assert browser.post(step, sent).location == path
    assert "Your own partI told it. · 1 Mar 2026" in read(browser, path)
    assert "Next" not in read(browser, step)
    assert values(browser, step)["text"] == "I told it."
    browser.post(step, {"record": new_id(), "text": "I told it at dinner."})
    assert values(browser, step)["text"] == "I told it at dinner."
    assert "What stood here before I told it." in read(browser, step)
    assert len(repair_of(room, RecordId(path[-32:])).steps) == 2
    for wrong in (" ", "x" * 4_001):
        answer = browser.post(step, {"text": wrong})
        assert answer.status == 422
        assert wrong in html.unescape(answer.text)


def test_what_it_was_like_for_them_is_guessed_first_and_then_asked(
    browser: Browser, room: Opened
) -> None:
    path = begun(room)
    step = f"{path}/impact"
    browser.post(step, {"text": "Left out.", "answer": "not-yet"})
    shown = browser.get(step)
    assert "A guess; I have not asked" in read(browser, step)
    assert 'value="not-yet" checked' in shown.text
    assert values(browser, step)["text"] == ""
    browser.post(step, {"text": "She was ashamed.", "answer": "yes"})
    said = read(browser, step)
    assert said.index("She was ashamed.") < said.index("Left out.")
    assert "I asked, and they told me" in said
    assert browser.post(step, {"answer": "no"}).location == path


def test_a_draft_of_an_apology_is_asked_about_may_stay_and_is_copied_by_hand(
    browser: Browser, room: Opened
) -> None:
    path = begun(room)
    step = f"{path}/remorse"
    text = "I am sorry if I hurt you, but you started it. Please forgive me."
    answer = browser.post(step, {"record": "ab" * 16, "text": text})
    assert answer.location == step
    shown = browser.get(step)
    assert LOOK in shown.text
    for words in ("sorry if", "you started it", "Please forgive me"):
        assert f"“{words}”" in html.unescape(shown.text)
    assert "Each of them may stay as it is." in read(browser, step)
    assert 'data-copy="sentence"' in shown.text
    assert text in shown.text.partition('id="to-copy"')[2]
    assert "send" not in {n for form in shown.page.forms for n in form.texts}
    plain = "I told your news at dinner. It was yours. I am sorry."
    browser.post(step, {"record": new_id(), "text": plain})
    browser.get(step)
    assert LOOK not in browser.get(step).text


def test_a_draft_can_be_read_first_and_then_nothing_is_kept(
    browser: Browser, room: Opened
) -> None:
    path = begun(room)
    step = f"{path}/remorse"
    sent = {"record": "ab" * 16, "text": "Sorry if that hurt.", "look": "yes"}
    answer = browser.post(step, sent)
    assert answer.status == 200
    assert LOOK in answer.text
    assert "Nothing is kept yet, and every word may stay" in answer.text
    typed = {name: value for name, _, value in answer.page.form(step).fields}
    assert (typed["record"], typed["text"].strip()) == ("ab" * 16, sent["text"])
    answer = browser.post(step, {**sent, "text": "I am sorry."})
    assert "Nothing in it was found to ask about." in answer.text
    assert browser.post(step, {**sent, "text": "x" * 4_001}).status == 422
    assert repair_of(room, RecordId(path[-32:])).steps == ()


def test_only_an_apology_is_read_first_and_other_words_are_kept(
    browser: Browser, room: Opened
) -> None:
    steps: dict[HurtBy, str] = {"me": "own-part", "them": "cost"}
    for by, step in steps.items():
        path = begun(room, by)
        sent = {"record": new_id(), "text": "I lay awake.", "look": "yes"}
        assert browser.post(f"{path}/{step}", sent).location == path
        [kept] = repair_of(room, RecordId(path[-32:])).steps
        assert kept.text == "I lay awake."


def test_where_a_draft_says_danger_people_come_first_and_nothing_is_reworded(
    browser: Browser, room: Opened
) -> None:
    step = f"{begun(room)}/remorse"
    text = "I am sorry if I hurt you. I will kill myself tonight."
    looked = browser.post(step, {"text": text, "look": "yes"})
    browser.post(step, {"text": text})
    for shown in (looked, browser.get(step), browser.get(step)):
        assert 'data-heard="crisis"' in shown.text
        assert LOOK not in shown.text
        assert "data-copy=" not in shown.text
        assert 'id="to-copy"' not in shown.text


def test_whoever_was_hurt_notes_what_came_and_whether_it_reached_them(
    browser: Browser, room: Opened, clock: SetClock
) -> None:
    path, [ida] = begun(room, "them"), room.journey.people()
    for step, text in (("cost", "Sleep."), ("need", "To be told first.")):
        browser.post(f"{path}/{step}", {"text": text})
    assert "Nothing to do until 22 Mar 2026" in read(browser, path)
    came = f"{path}/came"
    assert f"/people/{ida}/ledger/add" in browser.get(came).page.links
    browser.post(came, {"text": "Tea by my door.", "answer": "partly"})
    assert "Some of it did" in read(browser, came)
    later(room, clock, 3)
    assert "What came from them" in read(browser, path).partition("Step by step")[0]
    browser.post(came, {"record": new_id(), "text": "Told me.", "answer": "yes"})
    assert "What would bring you closer" in read(browser, path)
    assert "How is it for you?" in read(browser, f"{path}/reconnect")
    browser.post(f"{path}/reconnect", {"answer": "not-yet"})
    assert "Call it complete" in read(browser, path)
    assert browser.post(f"{path}/end", {"how": "complete"}).location == path
    assert "You called this complete on 22 Mar 2026." in read(browser, path)


def test_where_nothing_reached_them_nothing_more_is_asked(
    browser: Browser, room: Opened, clock: SetClock
) -> None:
    path = begun(room, "them")
    later(room, clock, 3)
    for step in ("cost", "need"):
        browser.post(f"{path}/{step}", {"text": "Words."})
    browser.post(f"{path}/came", {"answer": "not-yet"})
    assert "Nothing is asked here just now" in read(browser, path)
    assert browser.post(f"{path}/end", {"how": "complete"}).status == 422


def test_a_plan_is_kept_once_as_a_promise_and_asked_about_weeks_later(
    browser: Browser, room: Opened
) -> None:
    path = begun(room)
    plan = f"{path}/plan"
    assert "First comes something small" in read(browser, f"{path}/follow-through")
    for _ in range(2):
        sent = {**PLAN, "due": "2026-03-08", "know": "The door."}
        assert browser.post(plan, sent).location == path
    [kept] = promises(room)
    assert kept.promise.mending == path[-32:]
    shown = read(browser, path)
    assert "What you will do differentlyLeave the room first." in shown
    assert "How it wentasked some weeks later, not before · from 29 Mar 2026" in shown
    assert "Leave the room first." in read(browser, "/people/together/promises")
    assert "One more, if you like" in read(browser, plan)
    follow = read(browser, f"{path}/follow-through")
    assert "This is asked from 29 Mar 2026 on, and not before." in follow


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": ""}, "Write what you will do, in a few words."),
        ({"due": ""}, "Choose today or a later day."),
        ({"due": "2026-02-28"}, "Choose today or a later day."),
        ({"due": "soon"}, "is not a day or time that can be kept"),
        ({"know": "x" * 501}, "501 letters"),
    ],
)
def test_a_plan_that_cannot_be_kept_is_said_and_stays_typed(
    browser: Browser, room: Opened, sent: dict[str, str], said: str
) -> None:
    plan = f"{begun(room)}/plan"
    typed = {**PLAN, "due": "2026-03-08", **sent}
    answer = browser.post(plan, typed)
    assert answer.status == 422
    assert said in html.unescape(answer.text)
    stood = {name: value for name, _, value in answer.page.form(plan).fields}
    assert {name: stood[name].strip() for name in typed} == typed
    assert promises(room) == ()


def test_how_it_went_is_asked_on_its_day_and_then_closeness_and_only_then_complete(
    browser: Browser, room: Opened, clock: SetClock
) -> None:
    path = begun(room)
    for step in ("own-part", "impact", "remorse"):
        browser.post(f"{path}/{step}", {"text": "Words."})
    promise = planned(browser, path)
    assert "Nothing to do until 29 Mar 2026" in read(browser, path)
    refuses_before(browser, path, promise)
    later(room, clock, 4)
    assert path in browser.get("/").page.links
    follow, end = f"{path}/follow-through", {"how": "complete"}
    sent = {"record": "ef" * 16, "other": "01" * 16, "about": promise, "answer": "yes"}
    assert "Leave the room first." in read(browser, follow)
    assert browser.post(follow, {**sent, "answer": ""}).status == 422
    assert browser.post(follow, {**sent, "text": "x" * 4_001}).status == 422
    for _ in range(2):
        assert browser.post(follow, {**sent, "text": "Twice."}).location == path
    assert "This was told." in read(browser, follow)
    assert "I did it" in read(browser, follow)
    assert browser.post(f"{path}/end", end).status == 422
    assert "Coming closer again" in read(browser, path).partition("Step by step")[0]
    browser.post(f"{path}/reconnect", {"text": "A walk.", "answer": "yes"})
    assert "Call it complete" in read(browser, path)
    assert browser.post(f"{path}/end", {**end, "record": "02" * 16}).location == path
    shown = browser.get(path)
    assert "You called this complete on 29 Mar 2026." in read(browser, path)
    assert "That is 28 days after it began here." in shown.text
    assert "complete" in read(browser, ALL)
    assert browser.get(follow).location == path
    assert browser.get(f"{path}/plan").location == path


def refuses_before(browser: Browser, path: str, promise: RecordId) -> None:
    """Try to tell of it, and to call it complete, before its day."""
    follow = f"{path}/follow-through"
    sent = {"about": promise, "answer": "yes"}
    early = browser.post(follow, {**sent, "text": "Twice."})
    assert early.status == 422
    assert "The day for looking back at this is still to come" in early.text
    assert "Twice." in early.text
    refused = browser.post(f"{path}/end", {"how": "complete"})
    assert refused.status == 422
    assert "It cannot be called complete yet" in refused.text


def test_not_yet_lets_it_be_asked_three_weeks_on(
    browser: Browser, room: Opened, clock: SetClock
) -> None:
    path = begun(room)
    promise = planned(browser, path)
    later(room, clock, 4)
    follow = f"{path}/follow-through"
    sent = {"record": "ef" * 16, "other": "01" * 16, "about": promise}
    for _ in range(2):
        answer = browser.post(follow, {**sent, "answer": "not-yet"})
        assert answer.location == path
    assert "This is asked from 19 Apr 2026 on" in read(browser, follow)
    answer = browser.post(follow, {"about": "12" * 16, "answer": "yes"})
    assert answer.location == path
    assert "or was taken back, so nothing was kept" in read(browser, path)


def test_a_word_about_what_was_done_that_rests_stays_typed(
    browser: Browser, room: Opened, clock: SetClock
) -> None:
    path = begun(room)
    promise = planned(browser, path)
    clock.set_to(clock.now() + timedelta(200))
    follow = f"{path}/follow-through"
    sent = {"record": "ef" * 16, "about": promise, "answer": "yes", "place": follow}
    answer = browser.post(follow, {**sent, "text": "Twice."})
    assert answer.status == 422
    assert "This rests today, so nothing was kept." in answer.text
    assert "Twice." in answer.text
    assert [each.form for each in drafts(room)] == [IN_PLACE]
    keep_check(room, new_id(), "clear")
    assert "Twice." in browser.get(follow).text


def test_what_was_begun_at_a_step_stands_there_again(
    browser: Browser, room: Opened
) -> None:
    step = f"{begun(room)}/remorse"
    browser.post(step, {"text": "Sorry if that hurt."})
    typed = {"place": step, "text": "I am sorry. I told it."}
    save_draft(room, RecordId("ab" * 16), IN_PLACE, typed)
    shown = browser.get(step)
    assert values(browser, step)["text"] == typed["text"]
    assert LOOK not in shown.text
    assert "data-copy=" not in shown.text


def test_words_of_danger_in_a_plan_bring_people_on_the_next_page(
    browser: Browser, room: Opened
) -> None:
    path = begun(room)
    sent = {**PLAN, "text": "I want to kill myself.", "due": "2026-03-08"}
    answer = browser.post(f"{path}/plan", sent)
    assert 'data-heard="crisis"' in browser.get(answer.location).text
