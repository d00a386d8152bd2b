"""What helps: when it is said, what it is held against, and what luck can do."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest

from moorings.insight.uses import FEWEST, WAITING, Tool, Use, uses
from moorings.insight.what_helps import (
    HALF_LIFE,
    Helps,
    needed,
    weight,
    what_helps,
)
from moorings.journey.activation import Activation
from moorings.journey.records import PracticeTime, Rating, RecordId, When

TODAY = date(2026, 6, 1)
BOX, WALK = Tool("box"), Tool("brisk-move")


def used(tool: Tool, afters: list[int], minutes: int = 10, ago: int = 3) -> list[Use]:
    """Have some times of one thing; each begins a little stronger than the last."""
    return [
        Use(tool, TODAY - timedelta(ago), 7 + at % 2, after + at % 2, minutes)
        for at, after in enumerate(afters)
    ]


def told(*some: list[Use], shared: int = 1) -> Helps:
    return what_helps([each for one in some for each in one], TODAY, shared)


def test_a_practice_that_leaves_it_much_lower_than_waiting_seems_lower() -> None:
    found = told(used(BOX, [2, 3, 2, 3, 2, 2]), used(WAITING, [6, 5, 6, 6, 5, 6]))
    [box] = found.compared
    assert (box.tool, box.count, box.verdict) == (BOX, 6, "lower")
    assert box.lower == pytest.approx(3.3, abs=0.2)
    assert 0 < box.low < box.lower < box.high
    assert box.since == box.until == TODAY - timedelta(3)
    assert found.named is None


def test_one_that_leaves_it_higher_is_said_the_same_way() -> None:
    found = told(used(BOX, [8, 8, 7, 8, 8, 8]), used(WAITING, [4, 4, 5, 4, 4, 4]))
    [box] = found.compared
    assert box.verdict == "higher"
    assert box.low < box.lower < box.high < 0


def test_a_difference_that_could_be_luck_is_open() -> None:
    found = told(used(BOX, [4, 6, 5, 7, 3]), used(WAITING, [5, 7, 6, 4, 6]))
    [box] = found.compared
    assert box.verdict == "open"
    assert box.low < 0 < box.high


@pytest.mark.parametrize(("boxes", "waits"), [(4, 9), (9, 4), (9, 0), (0, 9)])
def test_under_five_times_of_it_or_of_waiting_nothing_is_said(
    boxes: int, waits: int
) -> None:
    found = told(used(BOX, [2] * boxes), used(WAITING, [6] * waits))
    assert found.compared == ()
    assert found.named is None
    assert sum(each.count for each in found.rated) == boxes
    assert (found.waiting.count if found.waiting else 0) == waits


def test_where_levels_before_cannot_be_allowed_for_nothing_is_said() -> None:
    strong = [Use(BOX, TODAY, 9, 3, 10) for _ in range(FEWEST)]
    weak = [Use(WAITING, TODAY, 4, 3, 10) for _ in range(FEWEST)]
    assert told(strong, weak).compared == ()


def test_what_began_stronger_is_not_praised_for_falling_further() -> None:
    high = [Use(BOX, TODAY, 8 + at % 2, 5 + at % 2, 10) for at in range(8)]
    low = [Use(WAITING, TODAY, 3 + at % 2, at % 2, 10) for at in range(8)]
    [box] = told(high, low).compared
    assert box.lower == pytest.approx(0, abs=0.3)
    assert box.verdict == "open"


def test_few_times_of_one_practice_stand_beside_what_is_compared() -> None:
    found = told(used(BOX, [2] * 6), used(WALK, [2, 2, 2]), used(WAITING, [6] * 6))
    assert [each.tool for each in found.compared] == [BOX]
    assert [(each.tool, each.count) for each in found.rated] == [(WALK, 3)]


def test_the_one_that_leaves_it_lowest_is_named_only_among_several() -> None:
    found = told(
        used(BOX, [1, 2, 1, 2, 1, 1, 2, 1]),
        used(WALK, [5, 6, 5, 6, 5, 5, 6, 5]),
        used(WAITING, [6, 6, 5, 6, 6, 6, 5, 6]),
    )
    assert found.named == BOX
    assert [each.tool for each in found.compared] == [BOX, WALK]
    assert found.compared[0].best > 0.9


def test_what_is_long_ago_counts_less_and_after_a_year_not_at_all() -> None:
    assert weight(TODAY, TODAY) == 1
    assert weight(TODAY - timedelta(HALF_LIFE), TODAY) == pytest.approx(0.5)
    fresh = told(used(BOX, [2] * 6), used(WAITING, [6] * 6))
    old = told(used(BOX, [2] * 6, ago=200), used(WAITING, [6] * 6, ago=200))
    width = [each.compared[0].high - each.compared[0].low for each in (fresh, old)]
    assert width[1] > 2 * width[0]
    times = [timed(0, 7, 3), timed(364, 7, 3), timed(365, 7, 3), timed(-1, 7, 3)]
    assert len(uses(times, [], TODAY)) == 2


def test_the_more_stands_on_one_page_the_more_a_word_takes() -> None:
    assert 0.8 < needed(1) < needed(2) < needed(3) < 1
    one = told(used(BOX, [2] * 6), used(WAITING, [5] * 6))
    many = told(used(BOX, [2] * 6), used(WAITING, [5] * 6), shared=10_000_000)
    assert one.compared[0].verdict == "lower"
    assert many.compared[0].verdict == "open"


def timed(ago: int, before: int | None, after: int | None) -> PracticeTime:
    return PracticeTime(
        id=RecordId(32 * "b"),
        written_at=datetime(2026, 6, 1, tzinfo=UTC),
        practice="box",
        when=When(TODAY - timedelta(ago), time(9)),
        before=before,
        after=after,
    )


def wave(*rated: tuple[int, int, str]) -> Activation:
    """Rate a hard moment: after so many minutes, how strong, and doing what."""
    began = datetime.combine(TODAY - timedelta(2), time(9))
    name = RecordId(32 * "a")
    steps = []
    for at, (minute, strong, practice) in enumerate(rated):
        then = began + timedelta(minutes=minute)
        steps.append(
            Rating(
                id=RecordId(f"{at:032x}"),
                written_at=datetime(2026, 6, 1, tzinfo=UTC),
                activation=name,
                when=When(then.date(), then.time(), 0),
                intensity=strong,
                practice=practice,
            )
        )
    return Activation(name, tuple(steps))


def test_a_time_counts_with_both_numbers_alone() -> None:
    times = [timed(1, 7, 4), timed(1, 7, None), timed(1, None, 4)]
    assert uses(times, [], TODAY) == (Use(BOX, TODAY - timedelta(1), 7, 4),)


def test_stretches_of_a_hard_moment_count_and_time_without_a_practice_is_waiting() -> (
    None
):
    found = uses(
        [], [wave((0, 8, ""), (10, 7, ""), (12, 5, "box"), (20, 3, ""))], TODAY
    )
    day = TODAY - timedelta(2)
    assert set(found) == {Use(WAITING, day, 8, 7, 10), Use(BOX, day, 7, 3, 10)}


@pytest.mark.parametrize("minutes", [1, 121, 60 * 24])
def test_a_moment_or_a_whole_day_is_no_waiting(minutes: int) -> None:
    assert uses([], [wave((0, 8, ""), (minutes, 3, ""))], TODAY) == ()


def lived(seed: int, effects: list[float], times: int, days: int) -> list[Use]:
    """Make somebody up for whom each practice lowers it by so much, waiting by 0."""
    chance, told = Random(seed), []  # noqa: S311 - made up
    tools = [WAITING, *(Tool(f"practice-{at}") for at in range(len(effects)))]
    for tool, effect in zip(tools, [0.0, *effects], strict=True):
        for _ in range(times):
            before = min(10, max(0, round(chance.gauss(6, 2))))
            after = 0.7 * before + 1 - effect + chance.gauss(0, 1.6)
            day = TODAY - timedelta(chance.randrange(days))
            told.append(Use(tool, day, before, min(10, max(0, round(after))), 10))
    return told


@pytest.mark.parametrize(("times", "seeds"), [(5, 240), (12, 80)])
def test_where_all_help_alike_something_is_said_in_one_of_twenty_at_most(
    times: int, seeds: int
) -> None:
    """It is said as the page says it, which shares the odds with times to calm."""
    found = [what_helps(lived(n, [0, 0, 0], times, 5), TODAY, 2) for n in range(seeds)]
    claimed = [any(e.verdict != "open" for e in each.compared) for each in found]
    assert sum(claimed) <= 0.05 * seeds


def test_the_one_that_truly_helps_most_is_found_and_no_other_is_ever_named() -> None:
    named = [
        what_helps(lived(seed, [2.5, 0.5, 0.5], 20, 90), TODAY, 2).named
        for seed in range(60)
    ]
    assert named.count(Tool("practice-0")) > len(named) / 2
    assert {*named} <= {None, Tool("practice-0")}


def test_where_all_help_but_alike_hardly_any_is_named() -> None:
    named = [
        what_helps(lived(seed, [2, 2], 20, 90), TODAY, 2).named for seed in range(80)
    ]
    assert len(named) - named.count(None) <= 0.05 * len(named)


def easing(seed: int, times: int, lasting: tuple[tuple[Tool, range], ...]) -> list[Use]:
    """Make somebody up for whom all falls to half within 25 minutes, come what may."""
    chance, told = Random(seed), []  # noqa: S311 - made up
    for tool, lengths in lasting:
        for _ in range(times):
            before, minutes = chance.gauss(7, 1.5), chance.choice(lengths)
            after = before * 0.5 ** (minutes / 25) + chance.gauss(0, 1)
            day = TODAY - timedelta(chance.randrange(60))
            low, high = (min(10, max(0, round(each))) for each in (after, before))
            told.append(Use(tool, day, high, low, minutes))
    return told


@pytest.mark.parametrize(
    "lasting",
    [
        ((WAITING, range(3, 7)), (BOX, range(5, 6)), (WALK, range(10, 11))),
        ((WAITING, range(3, 21)), (BOX, range(10, 11)), (WALK, range(20, 21))),
        ((WAITING, range(8, 13)), (BOX, range(6, 13)), (WALK, range(15, 16))),
    ],
)
def test_what_lasts_longer_is_not_praised_for_falling_by_itself(
    lasting: tuple[tuple[Tool, range], ...],
) -> None:
    found = [what_helps(easing(n, 20, lasting), TODAY, 2) for n in range(60)]
    claimed = [any(e.verdict != "open" for e in each.compared) for each in found]
    assert any(each.compared for each in found)
    assert sum(claimed) <= 0.05 * len(found)


def test_it_stands_beside_waiting_about_as_long_alone() -> None:
    long = used(WAITING, [1] * 9, minutes=60)
    found = told(used(BOX, [2] * 6), used(WAITING, [6] * 5), long)
    [box] = found.compared
    assert (box.waits, box.verdict) == (5, "lower")
    assert told(used(BOX, [2] * 6), used(WAITING, [6] * 4), long).compared == ()
    [alone] = told(used(BOX, [2] * 6), used(WAITING, [6] * 4), long).alone
    assert (alone.tool, alone.count) == (BOX, 6)


def test_what_nobody_timed_is_held_against_nothing() -> None:
    untimed = [replace(each, minutes=None) for each in used(BOX, [2] * 6)]
    found = told(untimed, used(WAITING, [6] * 6))
    assert (found.compared, [each.tool for each in found.alone]) == ((), [BOX])
