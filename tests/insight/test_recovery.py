from datetime import date, timedelta
from math import log
from random import Random

import pytest

from moorings.insight.episodes import Episode
from moorings.insight.recovery import (
    FEWEST,
    PERIOD,
    AtMost,
    NotSeen,
    Settling,
    TooFew,
    TooUnsure,
    compared,
    recovery,
    settling,
)
from moorings.journey.activation import Activation, Step
from moorings.journey.records import (
    Naming,
    Rating,
    RecordId,
    When,
)
from moorings.measures.survival import Family, Spell, median
from tests.insight.test_episodes import ANNA, BEN, DAY, WAVE, WRITTEN, at, name, note


def taking(
    minutes: float | None, day: date = DAY, low: float = 5, **told: object
) -> Episode:
    spell = Spell(low, minutes)
    return Episode(WAVE, day, spell, **told)  # type: ignore[arg-type]


def test_under_eight_it_is_too_few_and_says_how_many() -> None:
    later = DAY + timedelta(days=4)
    few = [taking(20)] * 5 + [taking(None), taking(30, later)]
    assert len(few) == FEWEST - 1
    assert settling(few) == TooFew(7, 1, DAY, later)
    assert isinstance(settling([*few, taking(25)]), Settling)


def test_what_is_told_says_how_many_how_sure_and_since_when() -> None:
    minutes = (5, 10, 15, 20, 20, 30, 30, 45, 45, 60)
    lows = (0, 5, 5, 10, 10, 15, 20, 20, 30, 30)
    spells = [*zip(lows, minutes, strict=True), (45, None), (60, None)]
    found = settling(
        [
            taking(high, DAY + timedelta(days=at), low)
            for at, (low, high) in enumerate(spells)
        ]
    )
    assert isinstance(found, Settling)
    assert (found.episodes, found.unfinished) == (12, 2)
    assert (found.since, found.until) == (DAY, DAY + timedelta(days=11))
    # science: the golden set of measures.survival
    assert found.median.value == pytest.approx(21.56, abs=5e-3)
    assert found.shape is Family.EXPONENTIAL
    assert found.noted == 30  # the sixth and seventh of twelve
    assert found.median.low < 13
    assert found.median.high > 36


def test_where_calm_was_never_seen_nothing_is_told() -> None:
    assert settling([taking(None)] * 9) == NotSeen(9, 9, DAY, DAY)


def test_an_interval_that_holds_almost_any_time_is_not_told() -> None:
    unclear = [*[taking(None, low=60)] * 9, taking(30), taking(40)]
    found = median([each.spell for each in unclear])
    assert found is not None
    assert found.estimate.high > 30 * found.estimate.low
    assert settling(unclear) == TooUnsure(11, 9, DAY, DAY, None)
    soon = [*[taking(5, low=0)] * 4, taking(60), *[taking(None, low=60)] * 3]
    assert settling(soon) == TooUnsure(8, 3, DAY, DAY, 32.5)  # half way from 5 to 60


def test_where_only_the_latest_time_is_known_only_that_is_told() -> None:
    found = settling([taking(high, low=0) for high in range(10, 100, 10)])
    assert isinstance(found, AtMost)
    assert (found.episodes, found.minutes) == (9, 50)
    assert found.latest == 80  # of nine, 8 or 9 lie below their median in 20 of 512
    # one rating in between that was still high is enough for more
    more = [*[taking(90, low=0)] * 7, taking(30, low=10)]
    assert isinstance(settling(more), Settling)


def test_two_periods_alike_show_no_clear_difference() -> None:
    some = [taking(minutes) for minutes in range(10, 60, 5)]
    found = compared(some, some)
    assert found is not None
    assert found.ratio.value == pytest.approx(1)
    assert found.direction == "no-clear-difference"
    assert not found.peaks


def quantiles(mean: float, day: date, many: int = 20, peak: int = 8) -> list[Episode]:
    """Take as long as exponential times do, each known to the minute."""
    times = (-mean * log((at + 0.5) / many) for at in range(many))
    return [taking(t, day, t, peak=peak) for t in times]


def test_both_directions_are_told_alike() -> None:
    slow, quick = quantiles(60, DAY), quantiles(15, DAY)
    sooner, later = compared(slow, quick), compared(quick, slow)
    assert sooner is not None
    assert later is not None
    assert (sooner.direction, later.direction) == ("sooner", "later")
    assert sooner.ratio.value == pytest.approx(1 / later.ratio.value)
    assert sooner.before.episodes == 20
    assert sooner.peaks


@pytest.mark.parametrize(("first", "second"), [(7, 20), (20, 7)])
def test_a_period_of_under_eight_is_not_compared(first: int, second: int) -> None:
    assert compared(quantiles(60, DAY, first), quantiles(15, DAY, second)) is None


def test_a_period_in_which_calm_was_never_seen_is_not_compared() -> None:
    assert compared(quantiles(60, DAY), [taking(None)] * 9) is None


def test_a_difference_that_chance_could_make_is_never_an_arrow() -> None:
    made = Random(2)  # noqa: S311 - no secret
    for _ in range(20):
        groups = [
            [taking(t, low=t) for t in (made.expovariate(1 / 20) for _ in range(8))]
            for _ in "ab"
        ]
        found = compared(*groups)
        assert found is not None
        holds_one = found.ratio.low <= 1 <= found.ratio.high
        assert (found.direction == "no-clear-difference") == holds_one


def wave(number: int, day: date, minutes: float, *, person: RecordId) -> Activation:
    """Make up a hard moment that is rated three times."""
    felt = ((0, 8), (minutes / 2, 7), (minutes, 2))
    steps: list[Step] = [
        Rating(
            id=name(1000 + 10 * number + place),
            written_at=WRITTEN,
            activation=name(number),
            when=at(minute, day=day),
            intensity=strong,
        )
        for place, (minute, strong) in enumerate(felt)
    ]
    named = Naming(
        id=name(1005 + 10 * number),
        written_at=WRITTEN,
        activation=name(number),
        when=at(1, day=day),
        trigger="no-answer" if number % 2 else "",
        people=(person,),
    )
    return Activation(name(number), (*steps, named))


def test_all_is_told_by_trigger_by_person_and_by_month() -> None:
    today = date(2026, 7, 1)
    days = [date(2026, 3, 2)] * 10 + [date(2026, 6, 1)] * 6
    waves = [
        wave(number, day, 10 + 3 * number, person=ANNA if number < 9 else BEN)
        for number, day in enumerate(days)
    ]
    silent = Activation(name(99), (note(When(DAY)),))
    found = recovery([silent, *reversed(waves)], today)
    assert found.uncounted == 1
    assert isinstance(found.whole, Settling)
    assert found.whole.episodes == 16
    assert {key: told.episodes for key, told in found.triggers.items()} == {
        "no-answer": 8
    }
    assert {key: told.episodes for key, told in found.people.items()} == {
        ANNA: 9,
        BEN: 7,
    }
    assert isinstance(found.people[ANNA], Settling)
    assert isinstance(found.people[BEN], TooFew)
    assert found.calendar.months == 1
    assert [(day, told.episodes) for day, told in found.calendar.told.items()] == [
        (date(2026, 3, 1), 10),
        (date(2026, 6, 1), 6),
    ]
    assert found.comparison is None


def test_the_latest_three_months_are_held_against_the_three_before() -> None:
    today = date(2026, 7, 1)
    before, latest = today - PERIOD, today - PERIOD + timedelta(days=1)
    waves = [wave(n, before, 60 + 10 * n, person=ANNA) for n in range(9)]
    waves += [wave(20 + n, latest, 5 + n, person=ANNA) for n in range(9)]
    waves += [wave(40, today - 2 * PERIOD, 50, person=ANNA)]
    waves += [wave(41, today + timedelta(days=1), 50, person=ANNA)]
    told = recovery(waves, today).comparison
    assert told is not None
    assert (told.before.episodes, told.latest.episodes) == (9, 9)
    assert told.before.until == before
    assert told.latest.since == latest


def test_where_nothing_is_known_there_is_nothing_to_tell() -> None:
    found = recovery([], DAY)
    assert found.whole is None
    assert (found.calendar.told, found.uncounted) == ({}, 0)


def test_where_no_month_has_enough_it_goes_by_quarters() -> None:
    days = [date(2025, month, 9) for month in (10, 11, 12) for _ in range(3)]
    waves = [
        wave(number, day, 10 + 3 * number, person=ANNA)
        for number, day in enumerate([*days, date(2026, 3, 31)])
    ]
    found = recovery(waves, DAY).calendar
    assert found.months == 3
    assert [(day, told.episodes) for day, told in found.told.items()] == [
        (date(2025, 10, 1), 9),
        (date(2026, 1, 1), 1),
    ]
    few = recovery(waves[:7], DAY).calendar
    assert few.months == 1
    assert len(few.told) == 3
