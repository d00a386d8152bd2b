"""A ladder, by a person: made, tried with a guess first, told, and there afterwards."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.companion.forecasting import closed_forecasts
from moorings.companion.guarding import raise_flag
from moorings.companion.ladders import ladders
from moorings.companion.practising import set_night
from tests.browser.afterwards import notebook_of

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

HERE = "/practise/ladders"
NARROW = 320
DESK: "ViewportSize" = {"width": 1280, "height": 800}


def picks(person: "Person", question: str, answer: str) -> None:
    """Choose one of the answers that stand in a row under a question."""
    group = person.main.get_by_role("group", name=question)
    group.get_by_role("radio", name=answer, exact=True).check()


def says(person: "Person", question: str, words: str) -> None:
    person.main.get_by_label(question).fill(words)


def makes_a_ladder(person: "Person") -> None:
    person.goes_to(HERE)
    person.follows("Make a ladder")
    says(person, "Someone not named yet", "سمر")
    person.presses("Keep it")
    assert "Write what you want" in person.reads
    assert "Choose one of the three." in person.reads
    expect(person.main.get_by_label("Someone not named yet")).to_have_value("سمر")
    says(person, "What would you like to be able to do?", "Stay for a whole evening")
    person.main.get_by_label("Coming nearer").check()
    person.presses("Keep it")
    assert person.headline == "Stay for a whole evening"
    assert "سمر" in person.reads


def adds_rungs(person: "Person") -> None:
    person.main.locator("summary", has_text="Ideas").click()
    with person.page.expect_navigation():
        person.main.get_by_role("link", name="Stay five minutes past").click()
    says(person, "One small thing, with an end", "Five minutes more")
    person.presses("Keep it")
    assert "Choose how hard it looks." in person.reads
    for words, hard in (("Five minutes more", "40"), ("Tea", "20"), ("The film", "70")):
        says(person, "One small thing, with an end", words)
        picks(person, "How hard does it look?", hard)
        person.presses("Keep it")
    assert "3 rungs, from 20 to 70." in person.reads
    expect(person.page.get_by_role("img", name="The ladder")).to_be_visible()
    assert not person.is_wider_than(NARROW)
    person.page.set_viewport_size(DESK)
    expect(person.page.get_by_role("img", name="The ladder")).to_be_visible()
    assert "You could begin with “Five minutes more”." in person.reads


def tries_it(person: "Person") -> None:
    person.follows("Look at it")
    person.follows("Try it")
    says(person, "What do you fear will happen?", "She looks at the clock")
    picks(person, "How likely does it seem, just now?", "70")
    says(person, "How many minutes?", "ten")
    person.presses("Keep it")
    assert "That is no number of minutes" in person.reads
    fear = person.main.get_by_label("What do you fear will happen?")
    expect(fear).to_have_value("She looks at the clock")
    says(person, "How many minutes?", "10")
    person.presses("Keep it")
    assert "70 %" in person.reads
    person.presses("Let it go")
    person.presses("Undo")
    assert "It is open again." in person.reads


def tells_it(person: "Person") -> None:
    person.goes_to(HERE)
    assert "When you are back, tell what happened." in person.reads
    person.follows("Five minutes more")
    person.follows("Tell what happened")
    says(person, "What happened?", "She poured more tea.")
    picks(person, "Did it come?", "It did not")
    picks(person, "How surprised are you?", "7")
    picks(person, "How likely does it seem for another time?", "40")
    person.presses("Keep it")
    assert "It seemed 70 % likely, and it did not come true." in person.reads
    assert "She poured more tea." in person.reads


@pytest.mark.feature("P5")
@pytest.mark.feature("N2")
def test_a_ladder_is_made_tried_told_kept_and_rests_without_a_reason(
    app: "App", person: "Person"
) -> None:
    app.stop()
    with notebook_of(app) as opened:
        set_night(opened, 0, 0)  # at night no idea for a ladder is held out
    app.start()
    person.comes_in()
    makes_a_ladder(person)
    adds_rungs(person)
    tries_it(person)
    app.restart()
    person.comes_in()
    tells_it(person)
    person.goes_to("/way/forecasts")
    person.unfolds()
    assert "did not come true" in person.reads
    app.stop()
    with notebook_of(app) as opened:
        [ladder] = ladders(opened)
        assert [each.rung.hard for each in ladder.rungs] == [20, 40, 70]
        assert len(closed_forecasts(opened)) == 1
        raise_flag(opened)
    app.start()
    person.page.set_viewport_size(DESK)
    person.comes_in(f"{HERE}/{ladder.id}")
    assert "This rests today." in person.reads
    assert "Five minutes more" not in person.reads
    person.unfolds()
    assert "Five minutes more" in person.reads
    expect(person.button("Keep it")).to_have_count(0)
