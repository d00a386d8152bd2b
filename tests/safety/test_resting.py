"""What rests for which reason, and what after three times that left it stronger."""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.journey.activation import Activation
from moorings.journey.records import PracticeTime, Rating, RecordId, Scale, When
from moorings.library.shelf import Asks
from moorings.safety.resting import (
    IN_A_ROW,
    REASONS,
    RESTS,
    UNSUGGESTED,
    Reason,
    may_be_suggested,
    resting_practices,
)
from moorings.safety.resting import rests as rests_for

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST = date(2026, 3, 1)
Felt = Sequence[tuple[int, str]]

UP: Felt = [(5, "box"), (6, "")]
DOWN: Felt = [(5, "box"), (4, "")]
SAME: Felt = [(5, "box"), (5, "")]
BEFORE_IT: Felt = [(4, ""), (6, "box")]
ALONE: Felt = [(9, "box")]


def moment(day: int, felt: Felt, scale: Scale = "intensity") -> Activation:
    """A hard moment on a day, with what was felt, minute by minute, and at what."""
    name = RecordId(f"{day:032x}")
    steps = tuple(
        Rating(
            id=RecordId(f"{day:016x}{minute:016x}"),
            written_at=AT,
            activation=name,
            when=When(FIRST + timedelta(days=day), time(21, minute)),
            intensity=intensity,
            practice=practice,
            scale=scale,
        )
        for minute, (intensity, practice) in enumerate(felt)
    )
    return Activation(name, steps)


def rests(*moments: Felt) -> set[str]:
    told = [moment(day, felt) for day, felt in enumerate(moments)]
    return set(resting_practices(told))


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ((), set[str]()),
        ((UP, UP), set[str]()),
        ((UP, UP, UP), {"box"}),
        ((BEFORE_IT, BEFORE_IT, UP), {"box"}),
        ((UP, UP, SAME), set[str]()),
        ((UP, DOWN, UP, UP), set[str]()),
        ((UP, DOWN, UP, UP, UP), {"box"}),
        ((UP, UP, UP, DOWN), set[str]()),
        # What stands alone tells nothing: neither for nor against.
        ((ALONE, UP, ALONE, UP, ALONE, UP, ALONE), {"box"}),
        (([(5, ""), (6, "")],) * 3, set[str]()),
    ],
)
def test_three_times_in_a_row_and_never_fewer(
    moments: tuple[Felt, ...], expected: set[str]
) -> None:
    assert rests(*moments) == expected


def test_one_moment_with_one_practice_is_one_time_however_often_it_was_rated() -> None:
    long: Felt = [(2, "box"), (4, "box"), (6, "box"), (8, "box"), (9, "")]
    assert rests(long) == set()
    assert rests(long, long, long) == {"box"}


def test_what_counts_is_before_and_after_and_not_what_was_in_between() -> None:
    over_the_hill: Felt = [(6, ""), (9, "box"), (5, "")]
    assert rests(*[over_the_hill] * 4) == set()
    through_a_valley: Felt = [(6, ""), (3, "box"), (7, "")]
    assert rests(*[through_a_valley] * 4) == {"box"}


def test_one_practice_rests_and_another_does_not() -> None:
    both: Felt = [(5, "box"), (7, "five-senses"), (3, "")]
    assert rests(both, both, both) == {"box"}


def test_three_times_in_one_moment_count_as_three() -> None:
    again: Felt = [(2, "box"), (3, ""), (4, "box"), (5, ""), (6, "box"), (7, "")]
    assert rests(again) == {"box"}


def test_they_are_taken_in_the_order_in_which_they_were_felt() -> None:
    moments = [moment(day, felt) for day, felt in enumerate([UP, UP, UP, DOWN])]
    assert resting_practices(reversed(moments)) == set()
    assert resting_practices([moments[3], *moments[:3]]) == set()


def test_how_unreal_it_is_is_another_scale() -> None:
    moments = [moment(day, UP, "unreal") for day in range(IN_A_ROW)]
    assert resting_practices(moments) == set()


FELT = st.lists(
    st.tuples(st.integers(0, 10), st.sampled_from(["", "box", "coherent"])),
    min_size=1,
    max_size=6,
)


@given(st.lists(FELT, max_size=6))
def test_nothing_rests_that_was_never_followed_by_more(moments: list[Felt]) -> None:
    falling = [sorted(felt, key=lambda each: -each[0]) for felt in moments]
    assert rests(*falling) == set()


@given(st.lists(FELT, max_size=6))
def test_only_what_was_done_rests_and_the_empty_name_never(moments: list[Felt]) -> None:
    done = {practice for felt in moments for _, practice in felt}
    assert rests(*moments) <= done - {""}


# --- what it asks of a person, against the reasons of this hour ----------------------

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "resting.md"
ROW = re.compile(r"^\| ([a-z0-9 ]+) \| ([a-z, -]+) \| ([a-z, -]+) \|$", re.MULTILINE)
ASKS = frozenset(get_args(Asks))


def asked(words: str) -> frozenset[str]:
    return frozenset() if words == "nothing" else frozenset(words.split(", "))


def rows() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    found = ROW.findall(PAGE.read_text("utf-8"))
    return {r: (asked(a), asked(b)) for r, a, b in found if r != "reason"}


def test_the_page_and_the_table_say_the_same() -> None:
    told = {reason: (RESTS[reason], UNSUGGESTED[reason]) for reason in REASONS}
    assert rows() == told


def test_the_page_names_everything_that_can_be_asked() -> None:
    words = " ".join(PAGE.read_text("utf-8").split())
    [listed] = re.findall(r"What can be asked: ([^.]+)\.", words)
    assert frozenset(listed.split(", ")) == ASKS


@pytest.mark.parametrize(
    ("asks", "reasons", "resting", "suggested"),
    [
        (("closeness",), (), False, True),
        (("closeness",), ("flagged",), True, False),
        (("therapist",), ("flagged",), False, True),
        (("therapist",), ("flagged for this person",), True, False),
        (("inward",), ("unreal",), True, False),
        (("outward", "movement"), ("unreal",), False, True),
        (("waiting",), ("help",), True, False),
        (("belief",), ("help",), False, False),
        (("belief",), ("heavy",), True, False),
        (("past",), ("night",), False, False),
        (("breath",), ("night", "simple", "heavy"), False, True),
        (("closeness",), ("under 18",), False, False),
    ],
)
def test_what_rests_is_not_suggested_and_more_is_not_suggested_than_rests(
    asks: tuple[Asks, ...],
    reasons: tuple[Reason, ...],
    resting: bool,  # noqa: FBT001 - a case of a table
    suggested: bool,  # noqa: FBT001 - a case of a table
) -> None:
    assert rests_for(asks, reasons) is resting
    assert may_be_suggested(asks, reasons) is suggested


@given(
    st.sets(st.sampled_from(sorted(ASKS))),
    st.sets(st.sampled_from(REASONS)),
    st.sampled_from(REASONS),
)
def test_one_more_reason_never_wakes_anything(
    asks: set[Asks], reasons: set[Reason], more: Reason
) -> None:
    both = {*reasons, more}
    assert rests_for(asks, reasons) <= rests_for(asks, both)
    assert may_be_suggested(asks, reasons) >= may_be_suggested(asks, both)


def test_steadying_outward_things_and_a_pen_are_never_taken_away() -> None:
    always: tuple[Asks, ...] = ("movement", "outward", "music", "writing", "reading")
    assert not rests_for(always, REASONS)


# --- times of practice outside of a hard moment ---------------------------------------


def taken(*rated: tuple[int | None, int | None]) -> list[PracticeTime]:
    return [
        PracticeTime(
            id=RecordId(f"{day:032x}"),
            written_at=AT,
            practice="box",
            when=When(FIRST + timedelta(days=day), time(8)),
            before=before,
            after=after,
        )
        for day, (before, after) in enumerate(rated)
    ]


@pytest.mark.parametrize(
    ("rated", "expected"),
    [
        ([(3, 4), (3, 5), (2, 3)], {"box"}),
        ([(3, 4), (3, 3), (2, 3)], set()),
        ([(3, 4), (3, None), (None, 9), (2, 3)], set()),
        ([(3, 4), (3, 5), (2, 3), (5, 5)], set()),
        ([(3, 4), (3, 5), (3, None), (2, 3)], {"box"}),
    ],
)
def test_three_times_stronger_afterwards_rest_it_in_calm_as_well(
    rated: list[tuple[int | None, int | None]], expected: set[str]
) -> None:
    assert resting_practices([], taken(*rated)) == expected


def test_a_hard_moment_and_a_time_of_practice_count_in_the_order_of_days() -> None:
    moments = [moment(0, UP), moment(9, UP)]
    assert resting_practices(moments, taken((1, 2), (9, 9))) == set()
    assert resting_practices(moments, taken((1, 2), (3, 4))) == {"box"}
