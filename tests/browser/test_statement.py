"""Something to say, from a first look at it to what came back; and seven signs."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.stating import statements
from moorings.companion.together import keep_check, say_age
from moorings.companion.worksheets import Answered, worksheets, write_worksheet
from moorings.companion.writing import name_person
from moorings.insight.signs import SHEET
from tests.browser.afterwards import notebook_of
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

STATEMENT = "/people/together/statement"
CHECK_UP = "/people/together/check-up"


def opens(opened: Opened) -> None:
    """Open the rooms with somebody, and have looked at two months."""
    say_age(opened, under_18=False)
    mira = name_person(opened, "Mira")
    keep_check(opened, new_id(), "clear")
    for days in (90, 60):
        chosen = {"honest": ("seldom",), "repair": ("unsure",)}
        day = moment(opened.now() - timedelta(days))
        told = Answered(chosen=chosen, people=(mira,))
        write_worksheet(opened, new_id(), SHEET, told, day)


def picks(person: "Person", *words: str) -> None:
    for each in words:
        person.main.locator("label.chip:visible", has_text=each).first.click()


def puts_into_words(person: "Person") -> None:
    """Put something into words, read it first, and say one part of it otherwise."""
    person.follows("Put something into words")
    picks(person, "Mira", "lonely")
    person.fills("own-theirs", "you were tired")
    person.fills("own-situation", "no word comes after ten")
    person.fills("because", "you never call")
    person.fills("own-request", "always answer")
    person.presses("Read it first")
    assert "I can see why you were tired. I feel lonely when" in person.reads
    assert "seldom the whole of it" in person.reads
    assert "Nobody could keep this every day" in person.reads
    person.fills("because", "then I think the worst")
    person.presses("Keep it")


@pytest.mark.feature("T1")
def test_a_statement_is_read_first_kept_copied_and_said_and_stays_through_a_restart(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template)
    with notebook_of(app) as opened:
        opens(opened)
    app.start()
    person = people(app, "phone").comes_in(STATEMENT)
    puts_into_words(person)
    here = person.path
    assert "because then I think the worst." in person.reads
    assert "“always answer”" in person.reads
    paths = (STATEMENT, f"{STATEMENT}/new", here, f"{here}/change")
    faults = [each for path in paths for each in faults_of(person, path, unfolded=True)]
    assert faults == []
    app.restart()
    person.comes_in(here)
    person.follows("Change the words")
    assert person.page.locator("#own-theirs").input_value() == "you were tired"
    person.fills("own-request", "one line when it gets late")
    person.presses("Keep it")
    assert "Places you may want to look at" not in person.reads
    person.fills("own-answer", "Not yet.")
    person.presses("I said it")
    assert "You said it." in person.reads
    app.stop()
    with notebook_of(app) as opened:
        [kept] = statements(opened)
        assert (kept.said, kept.answer) == ("said", "Not yet.")
        assert kept.request == "one line when it gets late"


@pytest.mark.feature("T7")
def test_seven_signs_are_looked_at_drawn_one_by_one_and_stay_through_a_restart(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template)
    with notebook_of(app) as opened:
        opens(opened)
    app.start()
    person = people(app, "desk").comes_in(CHECK_UP)
    person.follows("Look at the seven signs")
    picks(person, "Mira", "often")
    person.fills("q-moment", "She rang back.")
    person.presses("Keep it")
    assert "That was a look, and not a result." in person.page.inner_text("body")
    app.restart()
    person.comes_in(CHECK_UP)
    assert "Once a month is plenty" in person.reads
    person.follows("Mira")
    theirs = person.path
    assert "3 looks from" in person.reads
    assert "More than at first: saying what is so." in person.reads
    assert person.main.locator("svg.signs").count() == 1
    paths = (CHECK_UP, theirs)
    faults = [each for path in paths for each in faults_of(person, path, unfolded=True)]
    assert faults == []
    app.stop()
    with notebook_of(app) as opened:
        assert len(worksheets(opened, SHEET)) == 3
