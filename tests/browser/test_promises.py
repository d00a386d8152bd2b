"""Promises of one's own, and trust that is built again after a break."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from moorings.companion.clock import moment
from moorings.companion.mending import Happened, begin_thread
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import set_night
from moorings.companion.promising import Promised, keep_outcome, keep_promise
from moorings.companion.together import keep_check, say_age
from moorings.companion.writing import name_person
from tests.browser.afterwards import notebook_of
from tests.browser.walking import faults_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

ALL, REBUILD = "/people/together/promises", "/people/together/rebuild"
DAY = 86_400
TOWELS = "Hem the tea towels, Quittenmarmelade"


def ready(opened: Opened) -> None:
    """Let the rooms for two be open, with Ida, at any hour."""
    set_night(opened, 0, 0)
    name_person(opened, "Ida")
    keep_check(opened, new_id(), "clear")
    say_age(opened, under_18=False)


def in_days(number: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=number)).isoformat()


def picks(person: "Person", *words: str) -> None:
    for each in words:
        person.main.locator("label.chip:visible", has_text=each).first.click()


def unfolds(person: "Person", words: str) -> None:
    person.main.locator("summary:visible", has_text=words).first.click()


@pytest.mark.feature("T3")
def test_a_promise_is_asked_about_on_its_day_missed_owned_and_mended(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template)
    with notebook_of(app) as opened:
        ready(opened)
    person = people(app.start(altered=True), apart=True).comes_in(ALL)
    assert "can turn into watching them" in everything(person)
    promises(person)
    person.follows(TOWELS)
    assert "A word in time counts as a word kept here." in person.reads
    person.goes_to("/")
    assert TOWELS not in person.reads
    app.stop()
    app.start(altered=True).pass_time(4 * DAY)
    person.comes_in("/")
    assert "You said you would, by" in person.reads
    person.follows("Say how it went")
    owns_a_miss(person)
    person.goes_to(ALL)
    assert "1 noted so far. Too early to tell" in person.reads
    assert "mended" in person.main.locator("li .value").all_inner_texts()
    person.goes_to("/")
    assert TOWELS not in person.reads


def everything(person: "Person") -> str:
    """Give all that stands on the page, folded away or not."""
    return person.main.text_content() or ""


def promises(person: "Person") -> None:
    """Promise something to Ida, and leave out the day at first."""
    person.follows("A small promise")
    person.fills("text", TOWELS)
    person.presses("Keep it")
    assert "Choose a day." in person.reads
    assert person.page.locator("#text").input_value() == TOWELS
    person.fills("due", in_days(3))
    picks(person, "Ida")
    person.presses("Keep it")


def owns_a_miss(person: "Person") -> None:
    """Say that it was missed, and later that it was mended."""
    person.page.locator("label.chip:has([value='missed'])").click()
    person.presses("Keep it")
    assert "It was missed." in person.reads
    assert person.main.get_by_role("link", name="Say it before they ask").count() == 1
    unfolds(person, "Is it mended now?")
    picks(person, "I missed it, and mended it")
    person.fills("text", "A day late, and I said so.")
    person.presses("Keep it")
    assert "It was missed, and you mended it." in person.reads


def breaks(opened: Opened) -> str:
    """Have broken trust some months ago, with a promise in most weeks since."""
    ready(opened)
    [ida] = opened.journey.people()
    now, thread = moment(opened.now()), new_id()
    happened = Happened("rebuild", "me", "The money was gone.", ida)
    begin_thread(opened, thread, happened, now)
    hows = ("kept", "said-in-time", "mended", "missed")
    for week in range(9):
        due = now.date - timedelta(9 * week + 1)
        record = new_id()
        said = Promised("Show the bill", due, person=ida, mending=thread)
        keep_promise(opened, record, said, now)
        outcome = record, hows[week % 4 if week % 3 else 0], "", ("admitting",)
        keep_outcome(opened, new_id(), outcome, now)  # type: ignore[arg-type]
    return f"{REBUILD}/{thread}"


@pytest.mark.feature("T4")
def test_trust_is_built_in_small_things_drawn_over_weeks_and_may_be_stopped(
    apps: Callable[..., "App"], template: "App", people: Callable[..., "Person"]
) -> None:
    app = apps(like=template)
    with notebook_of(app) as opened:
        path = breaks(opened)
    person = people(app.start(), "desk").comes_in(path)
    assert "9 noted since" in person.reads
    person.follows("Write it down")
    person.fills("text", "A winter in which she counted.")
    picks(person, "I asked, and they told me")
    person.presses("Keep it")
    person.follows("A small promise")
    person.fills("text", "The bill on the table on Friday")
    person.fills("due", in_days(2))
    person.presses("Keep it")
    assert person.path == path
    app.restart()
    person.comes_in(path)
    assert "A winter in which she counted." in person.reads
    assert "The bill on the table on Friday" in person.reads
    assert faults_of(person, path, unfolded=True) == []
    assert faults_of(person, ALL, unfolded=True) == []
    person.goes_to(path)
    unfolds(person, "End it here")
    with person.page.expect_navigation():
        person.main.get_by_role("button", name="Stop here").click()
    assert "That is a good end, too." in person.reads
    assert "forgive" not in everything(person)
    person.goes_to(ALL)
    assert "let go" in person.reads
