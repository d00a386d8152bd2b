"""How steady it was: quarters by the linear rule, and nothing from too little."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.insight.steadiness import (
    FEWEST,
    FEWEST_DAYS,
    SPAN,
    Lately,
    Spread,
    TooFew,
    lately,
    quartiles,
    spread,
)
from moorings.journey.activation import Activation
from moorings.journey.records import LedgerEntry, Naming, RecordId, Side, When

IDA, BEN = (RecordId(f"{number:032x}") for number in (1, 2))
LAST = date(2026, 11, 15)
NOW = datetime(2026, 11, 15, tzinfo=UTC)
#: Both have the same mean, 1, and come on the same days.
STEADY = (1, 1, 1, 1, 1, 1, 1, 1, 1, 1)
ON_AND_OFF = (3, 3, -2, 3, -2, 3, 3, -2, 3, -2)


def rated(
    height: int, days: int, *people: RecordId, much: int | None = -1
) -> LedgerEntry:
    side: Side = "deposit" if height > 0 else "strain"
    return LedgerEntry(
        id=RecordId("ab" * 16),
        written_at=NOW,
        when=When(LAST - timedelta(days)),
        side=side,
        text="rang",
        people=people or (IDA,),
        much=abs(height) if much == -1 else much,
    )


def over_time(heights: Sequence[int], apart: int = 5) -> list[LedgerEntry]:
    return [rated(height, apart * at) for at, height in enumerate(heights)]


def of(heights: Sequence[int], apart: int = 5) -> Spread:
    found = spread(over_time(heights, apart), IDA, LAST)
    assert isinstance(found, Spread)
    return found


@pytest.mark.parametrize(
    ("values", "golden"),
    [
        # numpy.percentile(values, [25, 50, 75]) of numpy 2.4.6
        ([1, 1, 2, 2, 2, 3, 3, 3], (1.75, 2.0, 3.0)),
        ([-3, -3, -2, 1, 2, 3, 3, 3, 3], (-2.0, 2.0, 3.0)),
        ([-1, 2, 3, -3, 1, 1, 2, -2, 3, 3], (-0.5, 1.5, 2.75)),
        ([1, -2], (-1.25, -0.5, 0.25)),
        ([2], (2.0, 2.0, 2.0)),
    ],
)
def test_quarters_are_those_of_the_linear_rule(
    values: list[int], golden: tuple[float, float, float]
) -> None:
    assert quartiles(values) == pytest.approx(golden, abs=1e-12)


def test_nothing_has_no_quarters() -> None:
    with pytest.raises(ValueError, match=r"\[\]"):
        quartiles([])


def test_steady_and_on_and_off_with_the_same_mean_have_different_bands() -> None:
    steady, other = of(STEADY), of(ON_AND_OFF)
    assert sum(STEADY) == sum(ON_AND_OFF)
    assert steady.high - steady.low == 0
    assert other.high - other.low == 5
    assert all(band.high == band.low for band in steady.bands)
    assert any(band.high - band.low > 3 for band in other.bands)
    assert max(other.gaps) > max(steady.gaps)


@given(
    st.lists(st.integers(1, 2), min_size=4, max_size=10),
    st.integers(0, 10**6),
)
def test_of_the_same_mean_what_lies_wider_has_the_wider_band(
    steps: list[int], seed: int
) -> None:
    near = [height for step in steps for height in (2 - (step > 1), 2 + (step > 1))]
    wide = [height for _ in steps for height in (1, 3)]
    assert sum(near) == sum(wide)
    Random(seed).shuffle(wide)  # noqa: S311 - an order, no secret
    narrow, wider = of(near, 9), of(wide, 9)
    assert narrow.high - narrow.low <= wider.high - wider.low


@given(st.permutations(over_time(ON_AND_OFF)))
def test_the_order_in_which_it_was_written_does_not_matter(
    entries: list[LedgerEntry],
) -> None:
    assert spread(entries, IDA, LAST) == of(ON_AND_OFF)


@given(st.lists(st.sampled_from([-3, -2, -1, 1, 2, 3]), max_size=FEWEST - 1))
def test_below_eight_there_is_nothing(heights: list[int]) -> None:
    found = spread(over_time(heights, 10), IDA, LAST)
    assert isinstance(found, TooFew)
    assert found.rated == len(heights)


def test_eight_within_a_few_days_are_too_early_as_well() -> None:
    entries = over_time([1] * FEWEST, 3)
    assert spread(entries, IDA, LAST) == TooFew(FEWEST, 21)
    assert isinstance(spread(over_time([1] * FEWEST, 4), IDA, LAST), Spread)
    assert FEWEST_DAYS == 28


def test_only_what_was_rated_with_them_in_the_last_year_counts() -> None:
    entries = [
        *over_time([2] * FEWEST),
        rated(3, 1, BEN),
        rated(3, 1, much=None),
        rated(3, -1),
        rated(3, SPAN.days),
    ]
    found = spread(entries, IDA, LAST)
    assert isinstance(found, Spread)
    assert [each.height for each in found.moments] == [2] * FEWEST
    assert found.moments[-1].day == LAST


def test_gaps_run_from_deposit_to_deposit_and_a_day_counts_once() -> None:
    entries = [*over_time([1, -1, 2, 2, -3, 1, 1, 1]), rated(1, 0)]
    found = spread(entries, IDA, LAST)
    assert isinstance(found, Spread)
    assert found.gaps == (5, 5, 10, 5, 10)


def test_moments_of_one_day_share_their_place_in_the_band() -> None:
    entries = [*over_time([1] * 6, 6), *(rated(3, 0) for _ in range(4))]
    found = spread(entries, IDA, LAST)
    assert isinstance(found, Spread)
    assert found.bands[0].first == LAST - timedelta(30)
    assert found.bands[-1].last == LAST
    assert all(band.first < band.last for band in found.bands)


def test_the_last_twelve_weeks_are_counted_from_eight_moments_on() -> None:
    entries = [*over_time([1, -1, -1, 1, -1, -1, -1]), rated(-1, 84)]
    hard = [begun(3), begun(3, BEN), begun(84)]
    assert lately(entries, hard, IDA, LAST) is None
    entries.append(rated(-2, 83, much=None))
    found = lately(entries, hard, IDA, LAST)
    assert found == Lately(gave=2, took=6, hard=1)
    assert found.noted == FEWEST


def begun(days: int, person: RecordId = IDA) -> Activation:
    day, wave = When(LAST - timedelta(days)), RecordId("cd" * 16)
    named = Naming(
        id=RecordId("ce" * 16),
        written_at=NOW,
        activation=wave,
        when=day,
        people=(person,),
    )
    return Activation(wave, (named,))
