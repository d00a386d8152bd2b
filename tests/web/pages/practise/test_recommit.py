"""After a slip: the plan first, returns as a fact, two lines for now."""

import re
from datetime import timedelta

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.recommitting import if_thens
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.web.rendering import short_day
from tests.web.conftest import Browser

HERE = "/practise/recommit"
SLIP, PLAN = "/practise/pages/slip", "/practise/pages/recommit-plan"


def told(browser: Browser) -> str:
    return " ".join(browser.get(HERE).page.words.split())


def slip(opened: Opened, line: str = "", *picked: str) -> None:
    said = {"happened": "I rang <six> times.", "if-then": line}
    answered = Answered(said, chosen={"stronger": picked})
    write_worksheet(opened, new_id(), "slip", answered, moment(opened.now()))


def test_an_empty_room_offers_a_look_and_a_plan_and_counts_nothing(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    links = browser.get(HERE).page.links
    assert {SLIP, PLAN, "/safety", "/crisis", "/way"} <= {*links}
    assert "You came back" not in told(browser)
    assert "What is there" not in told(browser)


def test_the_plan_stands_first_with_its_beginning_open_and_the_rest_folded(
    browser: Browser, notebook: Opened
) -> None:
    said = {
        "first-ten": "Coat. Round the block.",
        "signs": "Curtains shut.",
    }
    when = moment(notebook.now())
    write_worksheet(notebook, new_id(), "recommit-plan", Answered(said), when)
    shown = browser.get(HERE)
    card = shown.text[: shown.text.index("<details")]
    assert "Coat. Round the block." in card
    assert "Curtains shut." not in card
    assert "Curtains shut." in shown.text
    assert PLAN not in shown.page.links
    assert any(re.fullmatch(PLAN + "/[0-9a-f]{32}/change", e) for e in shown.page.links)


def test_returns_are_a_fact_and_nothing_is_broken_or_praised(
    browser: Browser, notebook: Opened
) -> None:
    slip(notebook, "", "sleep")
    assert "You came back once." in told(browser)
    slip(notebook, "", "sleep", "quarrel")
    slip(notebook, "", "quarrel")
    shown = told(browser)
    assert "You came back 3 times." in shown
    assert "0 times of practice, 0 moments that you named." in shown
    assert "In 3 slips, stronger than usual: too little sleep (2), a quarrel" in shown
    assert "I rang <six> times." in shown
    for word in ("streak", "again from", "well done", "lost", "!"):
        assert word not in shown.lower()


def test_two_lines_can_be_chosen_and_a_third_is_refused_with_the_ticks_kept(
    browser: Browser, notebook: Opened
) -> None:
    for letter in "ABC":
        slip(notebook, f"If {letter}, then tea.")
    ids = [each.id for each in if_thens(notebook)]
    answer = browser.post(HERE, [("line", each) for each in ids])
    assert answer.status == 422
    assert "Two if-then lines are the most" in answer.text
    ticked = [a for t, a in answer.page.tags if t == "input" and "checked" in a]
    assert [each["value"] for each in ticked] == ids
    assert browser.post(HERE, {"line": ids[2]}).location == HERE
    assert [each.id for each in if_thens(notebook) if each.now] == [ids[2]]
    assert browser.post(HERE).location == HERE
    assert "For now" not in [*browser.get(HERE).page.words.split("\n")]
    assert not [each for each in if_thens(notebook) if each.now]


def test_two_noes_to_a_wider_life_are_answered_with_less_of_this(
    browser: Browser, notebook: Opened
) -> None:
    assert "A month with less of this" not in told(browser)
    answered = Answered(chosen={"other": ("no",), "living": ("no",)})
    when = moment(notebook.now())
    write_worksheet(notebook, new_id(), "wider", answered, when)
    assert "A month with less of this" in told(browser)


def test_what_was_chosen_after_the_latest_slip_is_read_here_and_no_earlier_choice(
    browser: Browser, notebook: Opened
) -> None:
    line = "What you chose the last time, on"

    def chose(words: str, days: int) -> str:
        record, when = new_id(), moment(notebook.now() - timedelta(days))
        answered = Answered({"happened": "Six calls.", "choose-again": words})
        write_worksheet(notebook, record, "slip", answered, when)
        return record

    chose("I leave <her> be.", 9)
    latest = chose("The phone on at nine.", 2)
    shown = told(browser)
    day = short_day(moment(notebook.now() - timedelta(2)).date)
    assert f"{line} {day}: The phone on at nine." in shown
    assert "I leave <her> be." not in shown
    assert f"{SLIP}/{latest}" in browser.get(HERE).page.links
    chose(" ", 1)
    assert line not in told(browser)
