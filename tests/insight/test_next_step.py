"""The rules of the next step: as the page tells them, and what they never suggest."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

import pytest

from moorings.insight.fitting import Fit
from moorings.insight.next_step import STEADY_FIRST, Known, Next, Shelf, next_step
from moorings.library.practices import practices
from moorings.library.roadmap import stages
from moorings.library.strategies import STRATEGIES
from moorings.safety.resting import REASONS, Reason, may_be_suggested

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "suggesting.md"
TODAY = date(2026, 3, 11)
LONG_AGO = TODAY - timedelta(days=40)
SHELF = Shelf(stages(), practices())
ROW = re.compile(r"^\|((?: (?:yes|no|any) \|){8}) (\w+) \|$", re.MULTILINE)
RULES = [
    (tuple(each.strip() for each in known.strip(" |").split("|")), told)
    for known, told in ROW.findall(PAGE.read_text("utf-8"))
]
OWN = Fit("avoidant", 2, "own")
EVERYWHERE = dict.fromkeys(SHELF.stages, LONG_AGO)
NEW = "relationships"


def expected(situation: tuple[bool, ...]) -> str:
    """Read the table: the first row that holds."""
    for known, told in RULES:
        asked = zip(known, situation, strict=True)
        if all(word == "any" or (word == "yes") is holds for word, holds in asked):
            return str(told)
    raise AssertionError(situation)


def known_of(situation: tuple[bool, ...]) -> Known:
    off, done, planned, steady, week, tried, leaning, new = situation
    told = {"box": TODAY} if done else {"box": LONG_AGO} if tried else {}
    return Known(
        TODAY,
        tried=told,
        visited={
            name: day for name, day in EVERYWHERE.items() if name != NEW or not new
        },
        reasons=frozenset({"night"}) if steady else frozenset(),
        fits=(OWN,) if leaning else (),
        planned=("five-senses",) if planned else (),
        off=off,
        week=("brisk-move", "stop") if week else (),
    )


def given(**told: Any) -> Next:  # noqa: ANN401 - what somebody knows
    return next_step(
        Known(**{"today": TODAY, "tried": {}, "visited": {}, **told}), SHELF
    )


def test_the_page_tells_all_rules_in_their_order() -> None:
    assert [told for _, told in RULES] == [
        *("off", "enough", "planned", "steady", "week"),
        *("first", "leaning", "untried", "longest"),
    ]


def test_every_situation_is_answered_as_the_page_says() -> None:
    for situation in product((True, False), repeat=8):
        done, tried = situation[1], situation[5]
        if done and not tried:
            continue  # what was done today was tried
        assert next_step(known_of(situation), SHELF).because == expected(situation)


def test_the_page_names_what_lets_steadying_things_come_first() -> None:
    words = " ".join(PAGE.read_text("utf-8").split())
    [listed] = re.findall(r"only what steadies is suggested: ([^.]+)\.", words)
    assert frozenset(listed.split(", ")) == STEADY_FIRST


def test_the_page_names_all_fifteen_strategies() -> None:
    row = re.compile(r"^\| (\w+) \| ([\w, -]+) \|$", re.MULTILINE)
    told = dict(row.findall(PAGE.read_text("utf-8")))
    for leaning, names in STRATEGIES.items():
        listed = [each for each in told[leaning].split(", ") if each != "the kit"]
        assert tuple(listed) == names
    assert len([*chain(*STRATEGIES.values())]) + 1 == 15


def test_what_is_said_of_a_leaning_stands_in_the_files_of_its_practices() -> None:
    marked = {
        name: each.leanings for name, each in practices().items() if each.leanings
    }
    assert marked == {
        name: (leaning,) for leaning, names in STRATEGIES.items() for name in names
    }


def every_reasons() -> Iterator[frozenset[Reason]]:
    for many in range(3):
        for some in combinations(REASONS, many):
            yield frozenset(some)


@pytest.mark.parametrize("fits", [(), (OWN, Fit("anxious", 1, "sketch"))])
@pytest.mark.parametrize("tried", [{}, {"box": LONG_AGO}])
def test_nothing_that_rests_or_does_not_fit_the_hour_is_suggested(
    fits: tuple[Fit, ...], tried: dict[str, date]
) -> None:
    planned = ("small-ask", "kind-letter", "inner-figure", "stop")
    for reasons in every_reasons():
        for plan in ((), planned):
            found = given(tried=tried, reasons=reasons, fits=fits, planned=plan)
            if found.practice:
                asked = practices()[found.practice].asks
                assert may_be_suggested(asked, reasons), (found, reasons)
                assert found.stage in practices()[found.practice].of


@pytest.mark.parametrize("reason", sorted(STEADY_FIRST))
def test_where_steadying_comes_first_there_is_nothing_else(reason: Reason) -> None:
    found = given(reasons=frozenset({reason}), planned=("three-lines",), fits=(OWN,))
    assert (found.because, found.stage) == ("steady", "regulation")


def test_what_was_worse_three_times_is_not_suggested() -> None:
    first = given().practice
    found = given(worse=frozenset({first}))
    assert found.practice != first
    everything = frozenset(practices())
    assert given(worse=everything) == Next("nothing")


def test_of_several_comes_what_was_never_tried_and_then_what_was_longest_ago() -> None:
    week = ("stop", "five-senses", "brisk-move")
    days = {"stop": TODAY - timedelta(1), "brisk-move": TODAY - timedelta(3)}
    assert given(week=week, tried=days).practice == "five-senses"
    days["five-senses"] = TODAY - timedelta(2)
    assert given(week=week, tried=days).practice == "brisk-move"


def test_a_leaning_comes_again_only_after_a_week() -> None:
    tried = {"small-ask": TODAY - timedelta(days=6)}
    assert given(tried=tried, fits=(OWN,)).because == "untried"
    tried = {"small-ask": TODAY - timedelta(days=7)}
    found = given(tried=tried, fits=(OWN,))
    assert (found.because, found.practice, found.leaning) == (
        "leaning",
        "word-by-word",
        OWN,
    )


def test_the_practices_for_both_at_once_come_to_nobody_who_did_not_say_so() -> None:
    tried, seen = {"box": LONG_AGO}, set()
    fits = (OWN, Fit("anxious", 2, "sketch"))
    for _ in range(40):
        found = given(tried=tried, fits=fits)
        assert found.leaning
        seen.add(found.leaning.leaning)
        tried |= {found.practice: LONG_AGO + timedelta(days=len(tried) % 30)}
    assert seen == {"anxious", "avoidant"}


def test_what_has_to_be_switched_on_is_never_suggested() -> None:
    assert given(planned=("4-7-8",)).because == "first"
    assert given(planned=("inner-figure-short",)).because == "first"
    assert given(planned=("gone-since",)).because == "first"
