"""Sooner: hard moments with a practice beside those without it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from moorings.insight.sooner import sooner
from moorings.insight.uses import Tool
from moorings.journey.activation import Activation
from moorings.journey.records import ActivationEnd, Rating, RecordId, When
from moorings.web.wording.what_helps import sooner_sentence

TODAY = date(2026, 6, 1)
AT = datetime(2026, 6, 1, tzinfo=UTC)


def moment(
    number: int, minutes: int | None, practice: str = "", ago: int = 10
) -> Activation:
    """Have a hard moment over after so many minutes, or not seen to end."""
    name = RecordId(f"{number:032x}")
    began = datetime.combine(TODAY - timedelta(ago), time(9))

    def at(minute: int) -> When:
        then = began + timedelta(minutes=minute)
        return When(then.date(), then.time(), 0)

    steps: list[Rating | ActivationEnd] = [
        Rating(
            id=RecordId(f"{number:030x}{minute:02}"),
            written_at=AT,
            activation=name,
            when=at(minute),
            intensity=8,
            practice=practice if minute else "",
        )
        for minute in (0, 2)
    ]
    if minutes is not None:
        steps.append(
            ActivationEnd(
                id=name, written_at=AT, activation=name, when=at(minutes), how="calm"
            )
        )
    return Activation(name, tuple(steps))


def group(
    first: int, minutes: list[int | None], practice: str = ""
) -> list[Activation]:
    return [moment(first + at, each, practice) for at, each in enumerate(minutes)]


QUICK: list[int | None] = [5, 6, 7, 8, 5, 6, 7, 9, 6, 7]
SLOW: list[int | None] = [60, 80, 70, 90, None, 75, 85, 65, 95, 70]


def test_calm_that_comes_much_sooner_with_it_is_said_to() -> None:
    [found] = sooner([*group(1, QUICK, "box"), *group(50, SLOW)], TODAY)
    assert (found.tool, found.with_it, found.without) == (Tool("box"), 10, 10)
    assert found.direction == "sooner"
    assert 1 < found.ratio.low < found.ratio.value < found.ratio.high
    assert found.peaks


def test_that_it_comes_later_is_never_said_as_long_moments_have_more_room() -> None:
    [found] = sooner([*group(1, SLOW, "box"), *group(50, QUICK)], TODAY)
    assert found.direction == "no-clear-difference"
    assert found.ratio.high < 1
    assert "that alone can look as if calm came later" in sooner_sentence(found)


def test_the_same_times_are_no_clear_difference() -> None:
    [found] = sooner([*group(1, QUICK, "box"), *group(50, QUICK)], TODAY)
    assert found.direction == "no-clear-difference"


@pytest.mark.parametrize(("with_it", "without"), [(7, 10), (10, 7), (0, 10)])
def test_under_eight_of_either_nothing_is_said(with_it: int, without: int) -> None:
    some = [*group(1, QUICK[:with_it], "box"), *group(50, SLOW[:without])]
    assert sooner(some, TODAY) == ()


def test_waiting_is_no_practice_here_and_a_year_is_all_that_counts() -> None:
    assert sooner([*group(1, QUICK, "wait-it-out"), *group(50, SLOW)], TODAY) == ()
    old = [moment(at, 5, "box", ago=365) for at in range(1, 11)]
    assert sooner([*old, *group(50, SLOW)], TODAY) == ()


def test_where_none_was_seen_to_end_there_is_nothing_to_compare() -> None:
    nobody: list[int | None] = [None] * 8
    assert sooner([*group(1, nobody, "box"), *group(50, SLOW)], TODAY) == ()


def test_the_more_is_compared_the_more_a_word_takes() -> None:
    some = [*group(1, QUICK, "box"), *group(50, SLOW)]
    assert [each.direction for each in sooner(some, TODAY, 2)] == ["sooner"]
    [found] = sooner(some, TODAY, 10**12)
    assert found.direction == "no-clear-difference"
