"""What moved, by days: beside days with notes, and what stays out of the page."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from moorings.companion.believing import Felt, begin_belief, rate_belief
from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time
from moorings.companion.writing import Written, write_entry
from moorings.insight.growth import Part, Share
from moorings.journey.records import Rating
from moorings.measures.survival import Estimate
from moorings.web.wording.growth import share_sentence
from tests.conftest import SetClock
from tests.web.conftest import Browser
from tests.web.pages.way.conftest import Live
from tests.web.pages.way.test_progress_signs import HERE, captions, section


@pytest.fixture
def kind(notebook: Opened, clock: SetClock) -> Callable[[int, int], None]:
    """Take time for a kind practice on some days, and write a line on others."""

    def through(done: int, others: int) -> None:
        for day in range(done + others):
            clock.set_to(clock.now() + timedelta(days=1))
            now = moment(clock.now())
            if day < done:
                keep_time(notebook, new_id(), "kind-wishes", Practised(), now)
            else:
                write_entry(notebook, new_id(), Written("a line", now))

    return through


def test_days_are_told_beside_days_with_notes_and_hard_ones_change_nothing(
    browser: Browser,
    kind: Callable[[int, int], None],
    live: Live,
    clock: SetClock,
) -> None:
    kind(2, 18)
    clock.set_to(clock.now() + timedelta(days=91))
    kind(20, 8)
    told = captions(section(browser.get(HERE).text, "at-home"))[0]
    assert told.startswith(
        "You took time for a kind practice: on 20 of 28 days with notes. In the three "
        "months before: on 2 of 20 days with notes."
    )
    live(12)
    home = section(browser.get(HERE).text, "at-home")
    assert captions(home)[0] == told
    assert "The latest beside the earlier one: " in home


def test_with_too_little_before_the_latest_days_stand_alone(
    browser: Browser, kind: Callable[[int, int], None]
) -> None:
    kind(9, 3)
    told = captions(section(browser.get(HERE).text, "at-home"))[0]
    assert told == (
        "You took time for a kind practice: on 9 of 12 days with notes. From the three "
        "months before there is too little beside it."
    )


def test_where_there_is_enough_and_none_of_it_that_is_said(
    browser: Browser, live: Live
) -> None:
    live(9)
    words = browser.get(HERE).page.words
    assert "Nothing of this stands in the latest six months. It need not." in words


@pytest.mark.parametrize(("low", "words"), [(0.002, "1 more"), (-0.002, "1 fewer")])
def test_a_range_never_says_that_there_is_no_difference_where_one_is_told(
    low: float, words: str
) -> None:
    difference = Estimate(low * 10, min(low, low * 20), max(low, low * 20))
    found = Share(Part(1, 9), Part(8, 9), difference)
    said = share_sentence("chosen", found)
    assert "as many" not in said
    assert words in said


def test_beliefs_rest_here_where_their_room_rests(
    browser: Browser, notebook: Opened
) -> None:
    now = moment(notebook.now())
    held = begin_belief(notebook, new_id(), "too-much")
    for strength in (90, 60, 70):
        rate_belief(notebook, new_id(), held, Felt(strength), now)
    assert f"/practise/beliefs/{held}" in browser.get(HERE).page.links
    unreal = Rating(
        id=new_id(),
        written_at=notebook.now(),
        activation=new_id(),
        when=now,
        intensity=9,
        scale="unreal",
    )
    notebook.keep(unreal)
    assert f"/practise/beliefs/{held}" not in browser.get(HERE).page.links
