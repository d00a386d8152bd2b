"""Together: the private check, and a listening turn on two devices."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from moorings.companion.guarding import standing
from moorings.companion.opened import new_id
from moorings.companion.together import check_of, keep_check
from moorings.companion.worksheets import worksheets
from tests.browser.afterwards import notebook_of
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

HUB = "/people/together"
LISTENING, ALONE = f"{HUB}/listening", f"{HUB}/check/alone"
SHEET = "/practise/pages/listening-turn"
#: Longer than a time-out has to be, in seconds.
A_WHILE = 21 * 60


def picks(person: "Person", *words: str) -> None:
    for each in words:
        person.main.locator("label.chip:visible", has_text=each).first.click()


def taps(person: "Person", name: str) -> None:
    """Look again, as the page does by itself, and press."""
    person.goes_to(person.path)
    person.presses(name)


def half(speaker: "Person", listener: "Person") -> None:
    """Have one of two heard."""
    taps(speaker, "It is said")
    taps(listener, "It was said back")
    taps(speaker, "Not quite")
    taps(speaker, "It is said")
    taps(listener, "It was said back")
    taps(speaker, "Yes, that is it")
    taps(listener, "Asked and answered")
    assert "Decide something together" not in listener.reads
    taps(listener, "It is said")


def pauses(app: "App", caller: "Person", other: "Person") -> None:
    """Have one of two call a pause, and open it again."""
    caller.goes_to(caller.path)
    caller.presses("Pause")
    assert caller.headline.startswith("Paused until ")
    other.goes_to(other.path)
    assert other.headline == caller.headline
    assert not other.button("I am back").count()
    app.pass_time(A_WHILE)
    taps(caller, "I am back")
    other.goes_to(other.path)
    assert "Paused" not in other.headline


def notes(app: "App", person: "Person") -> None:
    """Write down alone how it went, and read it after another start."""
    person.comes_in(SHEET)
    person.fills("q-heard", "On Sundays it is loudest.")
    person.presses("Keep it")
    app.restart()
    person.comes_in(LISTENING)
    assert "On Sundays it is loudest." in person.reads
    app.stop()
    with notebook_of(app) as opened:
        assert len(worksheets(opened, "listening-turn")) == 1


@pytest.mark.feature("T2")
def test_two_people_take_turns_on_two_devices_with_a_pause_and_one_notes_how_it_went(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template)
    with notebook_of(app) as opened:
        keep_check(opened, new_id(), "clear")
    app.start(altered=True)
    mine, guest = people(app).comes_in(LISTENING), people(app)
    picks(mine, "3 minutes", "Two devices")
    mine.presses("Begin a turn")
    address = mine.page.locator("#address").inner_text()
    guest.goes_to(address.removeprefix(app.base))
    guest.presses("Begin")
    assert guest.headline == "You listen"
    pauses(app, guest, mine)
    half(mine, guest)
    assert guest.headline == "Now you have the floor"
    taps(guest, "Go on")
    half(guest, mine)
    assert mine.headline == "Both were summed up"
    assert faults_of(mine, mine.path) == []
    with guest.page.expect_navigation():
        guest.goes_to(guest.path)
        guest.page.locator("button.choice", has_text="Leave it here").click()
    assert guest.headline == "The turn is over"
    app.restart()
    guest.goes_to(guest.path)
    assert guest.headline == "There is no turn here"
    notes(app, mine)


def answers(person: "Person", fear: str) -> None:
    """Say that one is alone, and answer; of oneself it is always a no."""
    person.goes_to(f"{HUB}/check")
    with person.page.expect_navigation():
        person.main.locator("a.choice", has_text="I am alone").click()
    if "under 18" in person.headline:
        person.presses("No, 18 or older")
    picks(person, fear)
    person.page.locator("[name=force][value=no]").check()
    person.presses("Keep it")


def looks(person: "Person") -> str:
    """Give what anybody sees who looks at the screen."""
    person.goes_to(HUB)
    return person.reads


@pytest.mark.feature("N5")
def test_the_check_opens_the_rooms_and_fear_looks_as_if_it_was_never_answered(
    app: "App", person: "Person"
) -> None:
    person.comes_in(LISTENING)
    assert "This rests today." in person.reads
    unanswered = looks(person)
    assert "Some of this rests today." in unanswered
    answers(person, "None of it")
    assert person.path == HUB
    assert looks(person) != unanswered
    person.goes_to(LISTENING)
    assert person.button("Begin a turn").count()
    assert faults_of(person, ALONE) == []
    answers(person, "Yes, some of it")
    assert person.path == "/safety"
    assert looks(person) == unanswered
    app.restart()
    person.comes_in(LISTENING)
    assert "This rests today." in person.reads
    assert looks(person) == unanswered
    app.stop()
    with notebook_of(app) as opened:
        assert check_of(opened) == "afraid"
        assert standing(opened).flagged == {None}
