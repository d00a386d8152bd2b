"""What helps, beside waiting; and two practices between which chance may choose."""

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import NIGHT, Practised, keep_time
from moorings.companion.weighing import draws
from tests.browser.afterwards import notebook_of
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

HERE = "/way/what-helps"


def practises(opened: Opened, practice: str, after: int, times: int = 8) -> None:
    """Rate a practice before and after, on some days before today."""
    for ago in range(1, times + 1):
        when = moment(opened.now() - timedelta(days=ago))
        told = Practised(before=7 + ago % 2, after=after + ago % 2)
        keep_time(opened, new_id(), practice, told, when)


@pytest.fixture
def lived(app: "App") -> "App":
    """Give a notebook of somebody who practised and waited, and knows no night."""
    app.stop()
    with notebook_of(app) as opened:
        choose(opened, {NIGHT: "0-0"})
        for practice, after in (("box", 2), ("coherent", 6), ("wait-it-out", 6)):
            practises(opened, practice, after)
    return app.start()


@pytest.mark.feature("W7")
def test_what_helps_is_told_beside_waiting_with_its_doubt_and_stays_so(
    lived: "App", person: "Person"
) -> None:
    person.comes_in(HERE)
    assert "Afterwards it seems lower than after waiting" in person.reads
    assert "Cannot tell yet: anything from" in person.reads
    assert "Waiting: 8 times" in person.reads
    before = person.reads
    assert faults_of(person, HERE, unfolded=True) == []
    lived.restart()
    person.comes_in(HERE)
    assert person.reads == before
    person.follows("A box of four")
    assert person.path == "/practise/box"


@pytest.mark.feature("N9")
def test_chance_chooses_between_two_when_asked_to_and_is_remembered(
    lived: "App", person: "Person"
) -> None:
    person.comes_in(HERE)
    person.main.locator("summary", has_text="Let chance choose between two").click()
    for name in ("A box of four", "Six breaths a minute"):
        person.main.locator("label.chip:visible", has_text=name).click()
    person.presses("Let chance choose between these")
    lived.restart()
    person.comes_in("/practise")
    person.presses("Let chance choose")
    assert "Chosen at random between “A box of four” and" in person.reads
    assert "Take the other if you like." in person.reads
    assert faults_of(person, person.path) == []
    chosen = person.headline
    person.main.get_by_role("link", name=chosen).click()
    assert person.headline == chosen
    person.goes_to(HERE)
    person.presses("Leave nothing to chance")
    assert "What chance chose so far" in person.reads
    lived.stop()
    with notebook_of(lived) as opened:
        [drawn] = draws(opened)
        assert {*drawn.options} == {"box", "coherent"}
        assert 10 <= drawn.percent <= 90
