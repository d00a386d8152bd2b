"""The page of what is checked names every point, and each is shown by its own tests."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from campaigns.__main__ import CAMPAIGNS

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "reference" / "checklist.md"
POINTS, FAULTS = range(1, 33), range(1, 23)
#: Campaigns that stand for a point of the first list instead.
ELSEWHERE = {"guesses", "nonces", "exports"}

_ROW = re.compile(r"^\| ([QF])(\d+) \| (.+) \|$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_NUMBER = re.compile(r"test_q(\d\d)_")


def rows(which: str) -> dict[int, list[str]]:
    """Give the cells of each line of one of the lists."""
    found = _ROW.findall(PAGE.read_text("utf-8"))
    return {int(n): cells.split(" | ") for letter, n, cells in found if letter == which}


def files_in(cell: str) -> set[Path]:
    links = (link.partition("#")[0] for link in _LINK.findall(cell))
    return {(PAGE.parent / link).resolve() for link in links}


def names_in(file: Path) -> list[str]:
    tree = ast.parse(file.read_text("utf-8"))
    names = (each.name for each in tree.body if isinstance(each, ast.FunctionDef))
    return [name for name in names if name.startswith("test_")]


@cache
def numbered() -> dict[int, set[Path]]:
    """Say in which modules the tests of each point stand, by what they are called."""
    found: dict[int, set[Path]] = {}
    for file in (ROOT / "tests").rglob("test_*.py"):
        for number in map(int, _NUMBER.findall(" ".join(names_in(file)))):
            found.setdefault(number, set()).add(file)
    return found


@pytest.mark.parametrize("point", POINTS)
def test_each_point_names_the_modules_in_which_its_tests_stand_and_no_other(
    point: int,
) -> None:
    what, shown, _ = rows("Q")[point]
    assert what.endswith(".")
    assert files_in(shown) == numbered()[point]


def test_no_test_of_a_numbered_module_stands_there_without_a_number() -> None:
    modules = {file for files in numbered().values() for file in files}
    assert len(modules) >= len(POINTS)
    bare = [
        f"{file.name}::{name}"
        for file in modules
        for name in names_in(file)
        if not _NUMBER.match(name)
    ]
    assert not bare


def test_every_fault_is_tried_by_a_campaign_or_a_test_or_it_is_said_why_not() -> None:
    told = rows("F")
    assert list(told) == list(FAULTS)
    named = {name for row in told.values() for name in re.findall(r"`(\w+)`", row[1])}
    assert named | ELSEWHERE == set(CAMPAIGNS) | ELSEWHERE
    by_hand = {n for n, row in told.items() if not files_in(row[2])}
    assert by_hand == {14}


def test_everything_the_page_leads_to_is_there() -> None:
    assert list(rows("Q")) == list(POINTS)
    missing = [file for file in files_in(PAGE.read_text("utf-8")) if not file.exists()]
    assert not missing
