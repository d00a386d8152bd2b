import re
from datetime import date, timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.pausing import pause
from moorings.companion.planning_weeks import (
    keep_week,
    pick,
    picked,
    plan_of,
    take_off,
)
from moorings.companion.practising import Practised, keep_time
from moorings.journey.records import Rating, Scale, WeekPlan, When
from moorings.library.practices import practices
from tests.conftest import SetClock
from tests.web.conftest import Browser

#: Sunday 1 March is the day of the clock; the week after it is still whole.
SUNDAY, MONDAY = date(2026, 3, 1), date(2026, 3, 2)
NEXT = f"/plan/week/{MONDAY}"
WEEK = (("five-senses",), (), ("stop",), (), (), (), ())


@pytest.fixture
def monday(browser: Browser, notebook: Opened, clock: SetClock) -> Browser:
    """Somebody on a Monday, with everything before them."""
    clock.set_to(clock.moment + timedelta(days=1))
    browser.post("/unlock", {"passphrase": "a lamp beside the harbour wall"})
    del notebook
    return browser


def sent(browser: Browser, path: str, action: str, how: str) -> str:
    """Send the form of a page as it stands; give where that leads."""
    form = browser.get(path).page.form(action)
    fields = [(name, value) for name, kind, value in form.fields if kind == "hidden"]
    answer = browser.post(action, [*fields, ("how", how)])
    assert answer.status == 303
    return answer.location


@pytest.mark.usefixtures("monday")
def test_a_week_is_offered_and_kept_only_when_the_person_says_so(
    browser: Browser, notebook: Opened
) -> None:
    shown = browser.get("/plan")
    assert "A week could look like this, if you like." in shown.text
    assert plan_of(notebook, MONDAY) is None
    assert sent(browser, "/plan", NEXT, "keep") == "/plan"
    plan = plan_of(notebook, MONDAY)
    assert plan
    assert [len(day) for day in plan.days] == [1, 1, 1, 0, 1, 1, 0]
    shown = browser.get("/plan")
    assert '<svg class="week"' in shown.text
    assert "Planned for Monday, Tuesday, Wednesday, Friday and Saturday." in shown.text
    assert f"/practise/{plan.days[0][0]}" in shown.page.links


def test_while_everything_is_paused_no_week_is_put_forward(
    monday: Browser, notebook: Opened
) -> None:
    pause(notebook, None)
    shown = monday.get("/plan")
    assert "no week is put forward" in shown.page.words
    assert "A week could look like this" not in shown.text
    assert "/settings/pause" in shown.page.links
    assert sent(monday, "/plan", NEXT, "empty") == "/plan"
    plan = plan_of(notebook, MONDAY)
    assert plan is not None
    assert not any(plan.days)


@pytest.mark.usefixtures("notebook")
def test_where_nothing_fits_into_the_rest_of_a_week_the_next_is_offered(
    browser: Browser,
) -> None:
    shown = browser.get("/plan")
    assert "The week from Monday 2 March 2026" in shown.text
    assert NEXT in {form.action for form in shown.page.forms}


@pytest.mark.usefixtures("monday")
def test_sent_twice_it_is_kept_once(browser: Browser, notebook: Opened) -> None:
    form = browser.get("/plan").page.form(NEXT)
    fields = [(name, value) for name, kind, value in form.fields if kind == "hidden"]
    for _ in range(2):
        assert browser.post(NEXT, [*fields, ("how", "keep")]).status == 303
    [plan] = notebook.journey.standing(WeekPlan)
    assert len(notebook.journey.versions(plan.id)) == 1


@pytest.mark.usefixtures("monday")
def test_a_day_is_changed_dropped_and_moved(browser: Browser, notebook: Opened) -> None:
    sent(browser, "/plan", NEXT, "empty")
    day = f"/plan/day/{MONDAY + timedelta(days=2)}"
    assert browser.post(day, {"practice": "box"}).location == "/plan"
    assert "checked" in browser.get(day).text.split("Move it")[0]
    to = {"to": str(MONDAY + timedelta(days=4))}
    assert browser.post(f"{day}/move", to).location == "/plan"
    plan = plan_of(notebook, MONDAY)
    assert plan
    assert plan.days == ((), (), (), (), ("box",), (), ())
    browser.post(f"/plan/day/{to['to']}", {})
    plan = plan_of(notebook, MONDAY)
    assert plan
    assert plan.days == ((),) * 7


@pytest.mark.usefixtures("monday")
@pytest.mark.parametrize(
    "many",
    [
        ["box", "brisk-move"],
        ["box", "stop", "five-senses", "long-exhale"],
        ["stop", "five-senses", "long-exhale", "one-true-word"],
    ],
)
def test_too_many_on_a_day_are_told_and_stay_ticked(
    browser: Browser, notebook: Opened, many: list[str]
) -> None:
    day = f"/plan/day/{MONDAY}"
    answer = browser.post(day, [("practice", each) for each in many])
    assert answer.status == 422
    assert "One main practice and 2 short ones fit on a day." in answer.text
    ticked = [tag["value"] for name, tag in answer.page.tags if "checked" in tag]
    assert {*ticked} == {*many}
    assert plan_of(notebook, MONDAY) is None


@pytest.mark.usefixtures("monday")
def test_every_page_of_it_says_the_same_of_what_fits_on_a_day(
    browser: Browser,
) -> None:
    day = browser.get(f"/plan/day/{MONDAY}").text
    assert "One main practice fits on a day, and up to 2 short ones beside it." in day
    assert f"{practices()['stop'].title} · short" in day
    assert f"{practices()['box'].title} · short" not in day
    assert "one main practice a day at most, or none" in browser.get("/practise").text
    browser.post("/today/voice", {"voice": "plain"})
    shown = browser.get("/plan").text
    assert "At most one main practice a day, and two short ones." in shown


@pytest.mark.usefixtures("monday")
@pytest.mark.parametrize("to", ["", "x", "2026-03-02", "2026-03-20", "1999-01-01"])
def test_a_move_to_no_day_of_this_week_is_asked_again(
    browser: Browser, notebook: Opened, to: str
) -> None:
    keep_week(notebook, new_id(), MONDAY, WEEK)
    answer = browser.post(f"/plan/day/{MONDAY}/move", {"to": to})
    assert answer.status == 422
    assert "Choose the day it should move to." in answer.text
    plan = plan_of(notebook, MONDAY)
    assert plan
    assert plan.days == WEEK


@pytest.mark.usefixtures("monday")
def test_a_full_day_takes_no_more_by_moving(browser: Browser, notebook: Opened) -> None:
    full = ("box", "stop", "long-exhale")
    keep_week(notebook, new_id(), MONDAY, (("five-senses",), full, *WEEK[2:]))
    to = {"to": str(MONDAY + timedelta(days=1))}
    answer = browser.post(f"/plan/day/{MONDAY}/move", to)
    assert answer.status == 422
    assert "One main practice and 2 short ones fit" in answer.text


@pytest.mark.usefixtures("monday")
def test_a_week_off_is_a_plan_and_comes_back_as_it_was(
    browser: Browser, notebook: Opened
) -> None:
    keep_week(notebook, new_id(), MONDAY, WEEK)
    assert sent(browser, "/plan", NEXT, "off") == "/plan"
    shown = browser.get("/plan").text
    assert "This week is off." in shown
    assert practices()["five-senses"].title not in shown.split("What fits me")[0]
    assert "This week is off." in browser.get("/way").text
    sent(browser, "/plan", NEXT, "on")
    plan = plan_of(notebook, MONDAY)
    assert plan
    assert (plan.off, plan.days) == (False, WEEK)


def test_a_past_day_shows_what_was_done_and_no_debt(
    monday: Browser, notebook: Opened, clock: SetClock
) -> None:
    keep_week(notebook, new_id(), MONDAY, WEEK)
    told = When(MONDAY + timedelta(days=1))
    keep_time(notebook, new_id(), "box", Practised(), told)
    clock.set_to(clock.moment + timedelta(days=3))
    monday.post("/unlock", {"passphrase": "a lamp beside the harbour wall"})
    shown = monday.get("/plan")
    assert "Time was given on Tuesday." in shown.text
    assert practices()["five-senses"].title not in shown.text.split("What fits me")[0]
    for word in ("overdue", "missed", "late", "still to do"):
        assert not re.search(rf"\b{word}\b", shown.page.words)
    assert monday.get(f"/plan/day/{MONDAY}").status == 404
    assert monday.post(f"/plan/day/{MONDAY}", {"practice": "box"}).status == 404


@pytest.mark.usefixtures("monday")
def test_what_fits_is_ticked_and_decides_the_week(
    browser: Browser, notebook: Opened
) -> None:
    answer = browser.post("/plan/fits", [("fits", "disorganised"), ("fits", "x")])
    assert answer.location == "/plan"
    assert picked(notebook) == {"disorganised"}
    shown = browser.get("/plan")
    form = shown.page.form(NEXT)
    offered = {value for name, _, value in form.fields if name.startswith("day-")}
    assert "disorganised" in {e for name in offered for e in practices()[name].leanings}
    assert "disorganised" not in shown.page.words
    assert "both at once" in shown.page.words.lower()
    browser.post("/plan/fits", {})
    assert picked(notebook) == {"nothing"}


def test_a_sketch_can_be_left_out(adult: Browser, notebook: Opened) -> None:
    sheet = adult.get("/way/start").page.form("/way/start")
    fields = {name: v for name, kind, v in sheet.fields if kind == "hidden"}
    asked = {name for name, _, _ in sheet.fields if name.startswith("answer-")}
    assert "What my first sketch shows" not in adult.get("/plan").text
    adult.post("/way/start", fields | dict.fromkeys(asked, "4"))
    assert "What my first sketch shows" in adult.get("/plan").text
    pick(notebook, [])
    form = adult.get("/plan").page.tags
    assert not [
        tag for _, tag in form if tag.get("name") == "fits" and "checked" in tag
    ]


@pytest.mark.usefixtures("monday")
def test_what_rests_can_be_read_in_the_plan_and_is_not_offered(
    browser: Browser, notebook: Opened
) -> None:
    keep_week(notebook, new_id(), MONDAY, (("small-ask",), *WEEK[1:]))
    raise_flag(notebook)
    shown = browser.get("/plan")
    assert practices()["small-ask"].title in shown.text
    assert "This rests today." in shown.text
    assert "/practise/small-ask" not in shown.page.links
    offered = browser.get(f"/plan/day/{MONDAY + timedelta(days=1)}").text
    assert practices()["small-ask"].title not in offered
    assert practices()["word-by-word"].title in offered


@pytest.mark.usefixtures("monday")
def test_all_fifteen_are_there_for_anybody(browser: Browser) -> None:
    links = {*browser.get("/plan").page.links}
    marked = {f"/practise/{n}" for n, each in practices().items() if each.leanings}
    assert len(marked) == 14
    assert {*marked, "/practise/kit"} <= links


@pytest.mark.usefixtures("monday")
def test_a_plan_is_erased_after_one_question(
    browser: Browser, notebook: Opened
) -> None:
    keep_week(notebook, new_id(), MONDAY, WEEK)
    assert f"{NEXT}/erase" in browser.get("/plan").page.links
    assert "Erase this plan for good?" in browser.get(f"{NEXT}/erase").text
    assert plan_of(notebook, MONDAY)
    assert browser.post(f"{NEXT}/erase").location == "/plan"
    assert plan_of(notebook, MONDAY) is None
    assert browser.get(f"{NEXT}/erase").status == 404


def test_earlier_weeks_are_listed_and_a_hundred_of_them_are_not(
    monday: Browser, notebook: Opened
) -> None:
    for back in range(1, 40):
        keep_week(notebook, new_id(), MONDAY - timedelta(weeks=back), WEEK)
    shown = monday.get("/plan")
    earlier = [link for link in shown.page.links if link < NEXT and "week/" in link]
    assert len(earlier) == 12
    past = monday.get(earlier[0])
    assert practices()["five-senses"].title in past.text
    assert "Keep this week" not in past.text


@pytest.mark.usefixtures("monday")
@pytest.mark.parametrize(
    "path", ["/plan/week/soon", "/plan/day/2026-02-30", "/plan/week/9999-12-31"]
)
def test_a_day_that_never_was_or_is_far_off_leads_nowhere(
    browser: Browser, path: str
) -> None:
    assert browser.get(path).status == 404
    assert browser.post(path, {"how": "off"}).status == 404


@pytest.mark.usefixtures("notebook")
def test_a_year_ahead_there_is_no_week_after(browser: Browser) -> None:
    last = browser.get(f"/plan/week/{SUNDAY + timedelta(days=366)}")
    assert last.status == 200
    assert "The week after" not in last.text
    assert "The week after" in browser.get(NEXT).text


@pytest.mark.usefixtures("monday")
def test_what_was_not_offered_is_not_taken(browser: Browser, notebook: Opened) -> None:
    assert browser.post(NEXT, {"how": "everything"}).status == 400
    fields = [("how", "keep"), *(("day-0", name) for name in list(practices())[:9])]
    answer = browser.post(NEXT, fields)
    assert answer.status == 422
    assert "One main practice and 2 short ones fit" in answer.text
    assert plan_of(notebook, MONDAY) is None


# --- the quiet line on Today ---------------------------------------------------------


def test_today_shows_the_plan_as_one_quiet_line_where_nothing_else_stands(
    monday: Browser, notebook: Opened
) -> None:
    title = practices()["five-senses"].title
    keep_week(notebook, new_id(), MONDAY, WEEK)
    assert title not in monday.get("/").text  # the first evening
    settled(monday)
    shown = monday.get("/")
    assert title in shown.text
    assert "From your plan for today." in shown.text
    assert "/practise/five-senses" in shown.page.links
    keep_time(notebook, new_id(), "box", Practised(), moment(notebook.now()))
    assert title not in monday.get("/").text


def settled(browser: Browser) -> None:
    """Have answered what is asked first, and written a line."""
    browser.post("/today/brings", {"brings": "skipped"})
    browser.post("/today/voice", {"voice": "warm"})
    browser.post("/write", {"text": "a line"})


@pytest.mark.parametrize("scale", ["intensity", "unreal"])
def test_in_distress_nothing_of_it_stands_on_today(
    monday: Browser, notebook: Opened, scale: Scale
) -> None:
    keep_week(notebook, new_id(), MONDAY, WEEK)
    settled(monday)
    assert "From your plan for today." in monday.get("/").text
    told = Rating(
        id=new_id(),
        written_at=notebook.now(),
        activation=new_id(),
        when=moment(notebook.now()),
        intensity=8,
        scale=scale,
    )
    notebook.keep(told)
    shown = monday.get("/")
    assert "From your plan for today." not in shown.text
    assert "/practise/five-senses" not in shown.page.links


def test_a_week_that_is_off_says_nothing_on_today(
    monday: Browser, notebook: Opened
) -> None:
    take_off(notebook, new_id(), MONDAY, off=True)
    settled(monday)
    shown = monday.get("/")
    assert "off" not in shown.page.words.split()
    assert not [link for link in shown.page.links if link.startswith("/practise/")]


def test_without_a_plan_today_shows_where_to_begin(monday: Browser) -> None:
    settled(monday)
    shown = monday.get("/")
    assert "Something small to begin with." in shown.text
    assert "/practise/orient-outward" in shown.page.links
