"""When one's own moments may stand beside a belief, and in which order they come."""

import re
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.insight.evidence import (
    LOUDEST,
    SPEAKS,
    Known,
    Strength,
    may_speak,
    speaking_against,
    speaking_for,
    strength_of,
    to_be_shown,
)
from moorings.journey.records import LedgerEntry, RecordId, When
from moorings.safety.gate import Guard, Pause, Unreal, Words
from moorings.safety.resting import REASONS

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "safety.md"
#: What the page calls each row of the table.
CALLED = {
    "the guard": "guard",
    "now or familiar": "pause",
    "the latest strength": "strength",
    "how unreal": "unreal",
    "words of this moment": "words",
    "what rests today": "reason",
}
ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \| (may speak|is silent) \|$", re.MULTILINE)
ANSWERS = {"may speak": True, "is silent": False}
TOLD = [
    (CALLED[known], answer, ANSWERS[said])
    for known, answer, said in ROW.findall(PAGE.read_text("utf-8"))
]
KINDS = {
    "guard": get_args(Guard),
    "pause": get_args(Pause),
    "strength": get_args(Strength),
    "unreal": get_args(Unreal),
    "words": get_args(Words),
    "reason": REASONS,
}
CALM = {"guard": "clear", "pause": "familiar", "strength": "up to 7"}
ANNA, BEN, CEM = (RecordId(f"{number:032x}") for number in (1, 2, 3))
LEAVE, BURDEN = "everyone-leaves", "burden"


def noted(
    day: int,
    *people: RecordId,
    against: tuple[str, ...] = (LEAVE,),
    supports: tuple[str, ...] = (),
) -> LedgerEntry:
    return LedgerEntry(
        id=RecordId(f"{day:030x}{len(people):02x}"),
        written_at=datetime(2026, 3, 1, tzinfo=UTC),
        when=When(date(2026, 1, day)),
        side="deposit",
        text=f"of the {day}",
        people=people,
        against=against,
        supports=supports,
    )


def days(found: tuple[LedgerEntry, ...]) -> list[int]:
    return [each.when.date.day for each in found]


def test_the_page_tells_every_row_once_and_no_other() -> None:
    assert [(row, answer) for row, answer, _ in TOLD] == [
        (row, answer) for row, answers in KINDS.items() for answer in answers
    ]
    assert {row: dict(told) for row, told in SPEAKS.items()} == {
        row: {a: holds for r, a, holds in TOLD if r == row} for row in KINDS
    }


@pytest.mark.parametrize(("row", "answer", "speaks"), TOLD)
def test_a_single_row_is_enough_to_be_silent(
    row: str, answer: str, *, speaks: bool
) -> None:
    told = {"reasons": frozenset({answer})} if row == "reason" else {row: answer}
    assert may_speak(Known(**{**CALM, **told})) is speaks  # type: ignore[arg-type]


def test_it_speaks_only_where_every_row_leaves_room() -> None:
    rows = [name for name in KINDS if name != "reason"]
    for answers in product(*(KINDS[name] for name in rows)):
        told = dict(zip(rows, answers, strict=True))
        room = all(SPEAKS[name][answer] for name, answer in told.items())
        assert may_speak(Known(**told)) is room


def test_of_what_is_not_known_it_is_silent() -> None:
    assert not may_speak(Known())


@pytest.mark.parametrize(
    ("intensity", "strength"),
    [
        (None, "not rated"),
        (0, "up to 7"),
        (LOUDEST, "up to 7"),
        (LOUDEST + 1, "8 or more"),
        (10, "8 or more"),
    ],
)
def test_the_line_is_at_seven(intensity: int | None, strength: str) -> None:
    assert strength_of(intensity) == strength


def test_the_latest_comes_first_and_then_somebody_else() -> None:
    some = [noted(day, ANNA) for day in (9, 8, 7)] + [noted(3, BEN), noted(2, CEM)]
    assert days(to_be_shown(some, {LEAVE})) == [9, 3, 2, 8, 7]


def test_nobody_in_particular_is_somebody_of_their_own() -> None:
    some = [noted(5, ANNA), noted(4, ANNA), noted(1)]
    assert days(to_be_shown(some, {LEAVE})) == [5, 1, 4]


def test_what_speaks_for_it_as_well_is_left_out_and_so_is_whom_a_flag_names() -> None:
    both = noted(9, ANNA, supports=(LEAVE,))
    other = noted(8, ANNA, against=(BURDEN,))
    named = noted(7, BEN, CEM)
    fits = noted(6, ANNA, supports=(BURDEN,))
    assert days(to_be_shown([both, other, named, fits], {LEAVE}, {CEM})) == [6]
    assert days(speaking_against([both, other, named, fits], {LEAVE})) == [9, 7, 6]
    assert days(speaking_for([both, other, named, fits], {LEAVE})) == [9]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 28),
            st.sampled_from([(), (ANNA,), (BEN,), (ANNA, BEN)]),
            st.booleans(),
        ),
        max_size=12,
    )
)
def test_nothing_is_made_up_and_whoever_is_there_comes_before_anybody_comes_twice(
    told: list[tuple[int, tuple[RecordId, ...], bool]],
) -> None:
    some = [noted(d, *p, supports=(LEAVE,) if both else ()) for d, p, both in told]
    found = to_be_shown(some, {LEAVE})
    wanted = [each for each in some if not each.supports]
    assert sorted(days(found)) == sorted(days(tuple(wanted)))
    first = [each.people for each in found][: len({each.people for each in wanted})]
    assert len(first) == len(set(first))
    if found:
        assert found[0].when.date == max(each.when.date for each in wanted)
