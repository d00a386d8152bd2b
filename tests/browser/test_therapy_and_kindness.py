"""Therapy, kindness, a slip and when help may be good, as a person meets them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.companion.accompanying import therapist
from moorings.companion.clock import moment
from moorings.companion.opened import new_id
from moorings.companion.practising import set_night
from moorings.companion.settling import end_activation, rate
from moorings.companion.worksheets import worksheets
from moorings.journey.records import When
from tests.browser.afterwards import notebook_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

LETTER = "You were worn out, and you still fed the cat. Quittenmarmelade."
NARROW = 320


def in_days(number: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=number)).isoformat()


def unfolds(person: "Person", words: str) -> None:
    person.main.locator("summary", has_text=words).first.click()


def fills_in(person: "Person", sheet: str, **answers: str) -> None:
    """Answer a page of questions, and keep it."""
    person.main.locator(f"a[href='/practise/pages/{sheet}']").first.click()
    for name, value in answers.items():
        person.fills(f"q-{name.replace('_', '-')}", value)
    person.presses("Keep it")


@pytest.mark.feature("P9")
def test_a_letter_waits_folded_and_stands_on_today_on_its_day(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template)
    with notebook_of(app) as opened:
        set_night(opened, 0, 0)
    person = people(app.start(altered=True), apart=True).comes_in("/practise/kindness")
    assert "Kindness can sting at first" in person.reads
    fills_in(person, "letter", letter=LETTER, read_on=in_days(3))
    person.goes_to("/practise/kindness")
    assert "to read again on" in person.reads
    assert "Quittenmarmelade" not in person.reads
    person.goes_to("/")
    assert "A letter you wrote for now" not in person.reads
    app.pass_time(3 * 86_400)
    person.comes_in()
    assert "A letter you wrote for now" in person.reads
    assert "Quittenmarmelade" not in person.reads
    person.follows("Open it")
    assert LETTER in person.reads
    person.goes_to("/")
    person.presses("Not here, please")
    assert "A letter you wrote for now" not in person.reads


@pytest.mark.feature("P3")
def test_a_session_is_prepared_and_marked_and_the_therapist_named_at_a_desk(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, "desk").comes_in("/practise/therapy")
    unfolds(person, "Around the hours")
    fills_in(person, "therapy-session", bring="That I nearly cancelled.", day="")
    person.goes_to("/practise/therapy")
    fills_in(person, "therapy-session", next="Slower.", day=in_days(5))
    person.goes_to("/practise/therapy")
    assert "The next session is noted for" in person.reads
    person.main.locator("a[href='/practise/pages/therapy-check']").click()
    person.main.locator("fieldset", has_text="get what you meant").locator(
        "label.chip", has_text="6"
    ).click()
    person.presses("Keep it")
    person.goes_to("/practise/therapy")
    unfolds(person, "How it was for you")
    expect(person.main.get_by_role("cell", name="6")).to_be_visible()
    unfolds(person, "Who it is")
    person.main.get_by_role("button", name="Keep it").click()
    expect(person.main.get_by_role("alert")).to_contain_text("There are no words")
    person.fills("name", "سارة")
    person.main.get_by_role("button", name="Keep it").click()
    expect(person.main.locator("summary", has_text="سارة")).to_be_visible()
    app.stop()
    with notebook_of(app) as opened:
        known = opened.journey.people()
        assert [known[p].name for p in known if p == therapist(opened)] == ["سارة"]
        assert len(worksheets(opened, "therapy-session")) == 2


@pytest.mark.feature("P10")
def test_a_slip_is_looked_at_and_two_lines_are_chosen_without_script(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, script=False).comes_in("/practise/recommit")
    for letter in "ABC":
        fills_in(person, "slip", happened="I rang.", if_then=f"If {letter}, then tea.")
        person.goes_to("/practise/recommit")
    assert "You came back 3 times." in person.reads
    unfolds(person, "Choose which lines")
    person.main.get_by_label("If A, then tea.").check()
    with person.page.expect_navigation():
        person.main.get_by_role("button", name="Keep it").click()
    assert "Two if-then lines are the most" in person.reads
    expect(person.main.get_by_label("If A, then tea.")).to_be_checked()
    person.main.get_by_label("If C, then tea.").uncheck()
    with person.page.expect_navigation():
        person.main.get_by_role("button", name="Keep it").click()
    app.restart()
    person.comes_in("/practise/recommit")
    assert person.main.locator("p.said").all_inner_texts()[:2] == [
        "If B, then tea.",
        "If A, then tea.",
    ]


@pytest.mark.feature("W9")
def test_the_rules_count_openly_and_one_can_check_for_oneself(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template)
    with notebook_of(app) as opened:
        today = moment(opened.now()).date
        for number in range(1, 6):
            wave, when = new_id(), When(today - timedelta(days=number))
            rate(opened, new_id(), wave, 9, when)
            end_activation(opened, new_id(), wave, "calm", when)
    person = people(app.start()).comes_in("/way/help")
    part = person.main.locator("section.part", has=person.page.locator("#too-much"))
    part.locator("summary").click()
    expect(part).to_contain_text("In the last 4 weeks: 5 such days.")
    person.main.locator("a", has_text="Would help be good now?").click()
    person.main.locator("label.chip", has_text="hard to tell").click()
    person.presses("Keep it")
    person.goes_to("/way/help")
    unfolds(person, "What you said to it")
    assert "hard to tell" in person.reads
    assert not person.is_wider_than(NARROW)
