"""Growth: two periods held against one another, and nothing told of too little."""

from datetime import date, timedelta
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.insight.episodes import Episode
from moorings.insight.growth import (
    FEWEST,
    FEWEST_DAYS,
    Part,
    Periods,
    Rate,
    Share,
    Times,
    TooEarly,
    rate,
    share,
    times,
)
from moorings.insight.recovery import Settling
from moorings.journey.records import RecordId
from moorings.measures.survival import Estimate, Spell

TODAY = date(2026, 6, 30)
YES, NO = [True], [False]


def test_two_periods_of_91_days_follow_one_another_up_to_today() -> None:
    periods = Periods(TODAY)
    assert periods.latest == (date(2026, 4, 1), TODAY)
    assert periods.before == (date(2025, 12, 31), date(2026, 3, 31))
    days = [TODAY - timedelta(days=back) for back in range(-3, 400)]
    before, latest = periods.split(days, lambda day: day)
    assert (len(before), len(latest)) == (91, 91)
    assert max(before) < min(latest)


def test_a_share_is_told_from_eight_and_compared_from_eight_in_both() -> None:
    assert share(YES * 20, YES * (FEWEST - 1)) == TooEarly(20, 7)
    alone = share(YES * 7, YES * 4 + NO * 4)
    assert alone == Share(None, Part(4, 8), None)
    assert alone.direction is None
    both = share(NO * 13, YES * 8)
    assert isinstance(both, Share)
    assert both.direction == "more"
    assert both.difference is not None
    assert both.difference.value == 1


def test_a_row_of_noughts_tells_nothing() -> None:
    assert share(NO * 13, NO * 8) == TooEarly(13, 8, none=True)
    assert share(NO * 13, NO * 7) == TooEarly(13, 7)
    assert isinstance(share([*NO * 13, True], NO * 8), Share)


def test_both_directions_are_told_alike_and_little_is_no_clear_difference() -> None:
    less = share(YES * 13, NO * 8)
    assert isinstance(less, Share)
    assert less.direction == "less"
    near = share(YES * 5 + NO * 8, YES * 5 + NO * 5)
    assert isinstance(near, Share)
    assert near.direction == "no-clear-difference"


def test_the_interval_of_a_share_is_that_of_wilson_at_95() -> None:
    # As scipy.stats.binomtest(9, 12).proportion_ci(0.95, "wilson") gives it.
    assert Part(9, 12).interval == pytest.approx((0.467694665, 0.911058332), abs=1e-8)


def test_a_count_takes_eight_times_and_ten_days_with_notes() -> None:
    assert rate(Part(3, 40), Part(4, 40)) == TooEarly(3, 4)
    assert rate(Part(3, 40), Part(9, FEWEST_DAYS - 1)) == TooEarly(3, 9)
    found = rate(Part(3, 40), Part(15, 40))
    assert isinstance(found, Rate)
    assert found.ratio
    assert found.ratio.value == pytest.approx(5)
    assert found.direction == "more"


def test_with_few_days_before_the_latest_stands_alone() -> None:
    found = rate(Part(3, FEWEST_DAYS - 1), Part(9, 40))
    assert found == Rate(None, Part(9, 40), None)
    assert found.direction is None
    assert rate(Part(3, FEWEST_DAYS - 1), Part(7, 40)) == TooEarly(3, 7)


def test_who_writes_less_loses_nothing_by_it_and_who_writes_more_does_not_either() -> (
    None
):
    """Half of the days with notes, and half as many; or twice of them, and as many."""
    for before, latest in (
        (Part(40, 80), Part(20, 40)),
        (Part(20, 40), Part(20, 80)),
        (Part(20, 40), Part(20, 91)),
    ):
        found = rate(before, latest)
        assert isinstance(found, Rate)
        assert found.direction == "no-clear-difference"
    fewer = rate(Part(40, 80), Part(2, 40))
    assert isinstance(fewer, Rate)
    assert fewer.direction == "less"


DAYS = st.integers(0, 91)


@given(DAYS, DAYS, DAYS, DAYS, st.floats(1, 10))
def test_other_days_with_notes_never_make_anything_rarer(
    earlier: int, later: int, before: int, latest: int, wider: float
) -> None:
    """However many there are: what is no rarer by the calendar is no rarer at all."""
    whole = rate(Part(earlier, 91), Part(later, 91), wider)
    known = Part(earlier, max(earlier, before, FEWEST_DAYS))
    found = rate(known, Part(later, max(later, latest, FEWEST_DAYS)), wider)
    if isinstance(whole, Rate) and whole.direction != "less":
        assert isinstance(found, Rate)
        assert found.direction != "less"
    if later >= earlier and isinstance(found, Rate):
        assert found.direction != "less"


def test_days_that_hang_together_make_it_less_sure_and_never_rarer() -> None:
    before, latest = Part(10, 60), Part(24, 60)
    alone, spells = rate(before, latest), rate(before, latest, 3.0)
    assert isinstance(alone, Rate)
    assert isinstance(spells, Rate)
    assert alone.ratio
    assert spells.ratio
    assert (alone.direction, spells.direction) == ("more", "no-clear-difference")
    assert alone.ratio.value == spells.ratio.value
    unknown = rate(Part(4, 40), Part(4, 40), 20.0)
    assert isinstance(unknown, Rate)
    assert unknown.ratio == Estimate(1, 0, inf)


def taking(minutes: float, day: date = TODAY) -> Episode:
    return Episode(RecordId("ab" * 16), day, Spell(minutes, minutes + 1))


def test_times_are_told_from_eight_and_compared_from_eight_in_both() -> None:
    quick, slow = [[taking(m + i) for i in range(9)] for m in (2, 40)]
    assert times(slow, quick[:7]) == TooEarly(9, 7)
    assert times(slow, []) == TooEarly(9, 0)
    alone = times(slow[:5], quick)
    assert isinstance(alone, Times)
    assert (alone.before, alone.comparison) == (None, None)
    assert isinstance(times([], quick), Times)
    both = times(slow, quick)
    assert isinstance(both, Times)
    assert isinstance(both.before, Settling)
    assert isinstance(both.latest, Settling)
    assert both.comparison is not None
    assert both.comparison.direction == "sooner"


@given(
    st.lists(st.booleans(), min_size=8, max_size=40),
    st.lists(st.booleans(), min_size=8, max_size=40),
)
def test_a_bad_moment_more_never_lowers_how_many_were_counted(
    before: list[bool], latest: list[bool]
) -> None:
    one, more = share(before, latest), share(before, [*latest, False])
    if isinstance(one, Share) and isinstance(more, Share):
        assert more.latest.many == one.latest.many
