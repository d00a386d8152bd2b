"""The table of the gate: as it is told in words, and what it never leads to."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from moorings.safety.gate import (
    INSIGHT,
    OFFERS,
    TABLE,
    Gate,
    Guard,
    Pause,
    Situation,
    Unreal,
    Words,
    may_be_offered,
)

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "safety.md"
KNOWN = {"gate": Gate, "guard": Guard, "words": Words, "unreal": Unreal, "pause": Pause}
ROW = re.compile(r"^\| (\w+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
ROWS = [row for row in ROW.findall(PAGE.read_text("utf-8")) if row[0] in KNOWN]


def every() -> Iterator[Situation]:
    for told in product(*(get_args(values) for values in KNOWN.values())):
        yield Situation(**dict(zip(KNOWN, told, strict=True)))


def offers(said: str) -> frozenset[str]:
    """Read a list of offers as the page tells it."""
    if said == "everything":
        return frozenset(OFFERS)
    _, but, left_out = said.partition("everything but ")
    if but:
        return frozenset(OFFERS) - frozenset(left_out.split(", "))
    return frozenset(said.split(", "))


def test_the_page_tells_every_row_once_and_no_other() -> None:
    told = [(known, answer) for known, answer, _ in ROWS]
    assert told == [(k, a) for k, values in KNOWN.items() for a in get_args(values)]
    assert list(TABLE) == list(KNOWN)
    assert {k: list(row) for k, row in TABLE.items()} == {
        known: list(get_args(values)) for known, values in KNOWN.items()
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}: {row[1]}")
def test_a_row_leaves_open_what_the_page_says(row: tuple[str, str, str]) -> None:
    known, answer, said = row
    assert offers(said) <= OFFERS
    assert TABLE[known][answer] == offers(said)
    calm = {"gate": "no", "guard": "clear"}
    found = may_be_offered(Situation(**{**calm, known: answer}))  # type: ignore[arg-type]
    assert found == offers(said)


def test_the_page_names_everything_that_can_be_offered() -> None:
    words = " ".join(PAGE.read_text("utf-8").split())
    [listed] = re.findall(r"\*Everything\* is: ([^.]+)\.", words)
    assert frozenset(listed.split(", ")) == OFFERS


def test_nothing_known_as_danger_leads_to_insight_a_wait_or_a_rung() -> None:
    for known in every():
        danger = (
            known.gate in {"unsure", "yes"}
            or known.guard in {"flagged", "flagged for this person", "ask first"}
            or known.words == "crisis"
        )
        if danger:
            assert not may_be_offered(known) & INSIGHT, known


def test_people_and_the_outside_are_always_open() -> None:
    assert all(may_be_offered(each) >= {"people", "look outward"} for each in every())


def test_whoever_is_locked_out_of_knowing_never_offers_to_stay() -> None:
    locked = [each for each in every() if each.guard == "locked"]
    assert not [each for each in locked if "stay longer" in may_be_offered(each)]
    calm = may_be_offered(Situation(gate="no", guard="locked"))
    assert {"pause question", "naming", "wait", "time-out"} <= calm


def test_far_away_there_is_nothing_that_looks_inward() -> None:
    far = [each for each in every() if each.unreal == "7 or more"]
    assert all(may_be_offered(each) == {"people", "look outward"} for each in far)


def test_what_is_happening_now_is_neither_foreseen_nor_seen_differently() -> None:
    for known in every():
        if known.pause == "now":
            assert not may_be_offered(known) & INSIGHT
            assert not may_be_offered(known) & {"ask", "time-out", "statement"}


def test_to_know_more_never_opens_anything() -> None:
    calm = may_be_offered(Situation(gate="no"))
    assert calm == OFFERS
    assert all(may_be_offered(known) <= calm for known in every())


def test_before_the_gate_there_is_only_what_steadies() -> None:
    assert may_be_offered(Situation()) == {"people", "look outward", "soothe"}
