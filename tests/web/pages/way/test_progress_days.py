"""What moved, by days: beside days with notes, and what stays out of the page."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from moorings.companion.believing import Felt, begin_belief, rate_belief
from moorings.companion.clock import moment
from moorings.companion.forecasting import close_forecast
from moorings.companion.holding import end_held, held_texts
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time
from moorings.companion.settling import note_step
from moorings.companion.writing import Written, write_entry
from moorings.insight.growth import Part, Share
from moorings.journey.records import Forecast, HeldText, Rating
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


def test_where_there_is_a_little_of_it_it_is_never_said_that_there_is_none(
    browser: Browser, notebook: Opened, live: Live
) -> None:
    live(9)
    none = "Nothing of this stands in the latest six months."
    before = browser.get(HERE).page.words.count(none)
    now = moment(notebook.now())
    keep_time(notebook, new_id(), "let-good-be-good", Practised(), now)
    words = browser.get(HERE).page.words
    assert words.count(none) == before - 1
    assert words.count("There is some of this, and too little to tell: ") == 1


def test_forty_times_on_one_day_are_told_that_days_are_counted(
    browser: Browser, notebook: Opened
) -> None:
    for _ in range(40):
        now = moment(notebook.now())
        keep_time(notebook, new_id(), "kind-wishes", Practised(), now)
    words = browser.get(HERE).page.words
    assert "It takes eight days with a kind practice, among at least ten" in words


def test_what_became_of_a_hard_moments_text_or_fear_is_no_other_note(
    browser: Browser,
    notebook: Opened,
    kind: Callable[[int, int], None],
    clock: SetClock,
) -> None:
    kind(9, 3)
    told = captions(section(browser.get(HERE).text, "at-home"))
    for _ in range(5):
        clock.set_to(clock.now() + timedelta(days=1))
        activation, now = new_id(), moment(clock.now())
        until = clock.now() + timedelta(hours=1)
        words = {"text": "why", "until": until}
        note_step(notebook, HeldText, new_id(), activation, now, **words)
        end_held(notebook, held_texts(notebook)[0], new_id(), "not-sent", now)
        fear = new_id()
        feared = {"text": "they laugh", "likelihood": 60}
        note_step(notebook, Forecast, fear, activation, now, **feared)
        close_forecast(notebook, new_id(), fear, "not", now)
    assert captions(section(browser.get(HERE).text, "at-home")) == told


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
