"""Figures of growth that are hard to come by: too sure, too unsure, and as many."""

from datetime import date
from math import inf

import pytest

from moorings.insight.growth import Part, Periods, Rate, Share, Times, rate, share
from moorings.insight.growth_signs import SIGNS
from moorings.insight.recovery import (
    AtMost,
    Comparison,
    Group,
    NotSeen,
    Settling,
    Told,
    TooUnsure,
)
from moorings.measures.survival import Estimate, Family
from moorings.web.growths import Figure, figure
from moorings.web.wording.growth import needs_words, sign_words, what_words

DAY = date(2026, 6, 1)
PERIODS = Periods(date(2026, 6, 30))
GROUP = (9, 0, DAY, DAY)
SETTLED = Settling(*GROUP, Estimate(12, 8, 20), Family.WEIBULL, 15)


def told(latest: Told, before: Told | None = None, ratio: float = 0) -> Figure:
    found = Estimate(ratio, ratio * 0.9, ratio * 1.1)
    both = Comparison(Group(*GROUP), Group(*GROUP), found, peaks=False)
    times = Times(before, latest, both if ratio else None)
    shown = figure("until-chosen", times, PERIODS)
    assert shown is not None
    return shown


@pytest.mark.parametrize(
    ("latest", "sentence"),
    [
        (AtMost(*GROUP, 1, 1), "it took no more than 1 minute in half of them."),
        (TooUnsure(*GROUP, None), "is too unsure to tell: the times lie far apart."),
        (NotSeen(*GROUP), "In each of these the choice came more than three hours"),
    ],
)
def test_a_time_that_cannot_be_told_is_said_and_not_drawn(
    latest: Told, sentence: str
) -> None:
    shown = told(latest)
    assert sentence in shown.sentence
    assert shown.picture is None
    assert shown.rows[0][2:] == ("too unsure to tell", "")


def test_beside_a_time_that_can_be_told_the_other_stands_without_a_mark() -> None:
    shown = told(SETTLED, TooUnsure(*GROUP, None))
    assert shown.picture is not None
    assert shown.picture.count("<circle") == 1
    assert "before: too unsure to draw" in shown.picture


@pytest.mark.parametrize(
    ("ratio", "sentence"),
    [
        (3, "The choice came sooner than in the three months before."),
        (0.3, "The choice came later than in the three months before."),
        (1, "No clear difference between the two."),
    ],
)
def test_both_directions_of_a_time_are_told_alike(ratio: float, sentence: str) -> None:
    shown = told(SETTLED, SETTLED, ratio)
    assert shown.sentence.endswith(sentence)
    assert "In the three months before it was about 12 minutes." in shown.sentence
    assert shown.note.startswith("From minute to minute")


def test_a_time_at_the_end_of_the_scale_stays_inside() -> None:
    long = Settling(*GROUP, Estimate(80_000, 0.2, 90_000), Family.WEIBULL, None)
    assert told(long).picture is not None


def test_as_many_is_a_difference_as_well() -> None:
    found = share([True] * 8, [True] * 8)
    assert isinstance(found, Share)
    assert found.difference is not None
    for low, high, told in (
        (0.0, 0.0, "anything from as many to as many fits"),
        (-0.001, 0.001, "anything from 1 fewer to 1 more fits"),
    ):
        even = Share(found.before, found.latest, Estimate(0, low, high))
        shown = figure("asked", even, PERIODS)
        assert shown is not None
        assert told in shown.sentence


def test_less_and_no_clear_difference_of_days() -> None:
    for latest, sentence in ((1, "Less often: "), (18, "No clear difference: ")):
        found = rate(Part(20, 30), Part(latest, 30))
        assert isinstance(found, Rate)
        assert found.ratio
        assert found.ratio.high < inf
        shown = figure("good", found, PERIODS)
        assert shown is not None
        assert sentence in shown.sentence
        assert f"on {latest} of 30 days with notes" in shown.sentence
        assert shown.note


def test_days_that_stand_alone_are_drawn_alone() -> None:
    shown = figure("good", Rate(None, Part(9, 12), None), PERIODS)
    assert shown is not None
    assert len(shown.rows) == 1
    assert not shown.note


def test_every_sign_and_every_figure_has_a_name_of_its_own() -> None:
    assert len({sign_words(sign) for sign in SIGNS}) == len(SIGNS)
    names = [what_words(what) for found in SIGNS.values() for what in found]
    assert len(set(names)) == len(names)
    assert all(needs_words(sign).startswith("It takes eight") for sign in SIGNS)
