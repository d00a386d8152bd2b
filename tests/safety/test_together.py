"""The table of what is open between two people, and the page that tells it."""

import re
from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from moorings.safety.gate import Guard
from moorings.safety.together import (
    SHARED_ROOMS,
    TABLE,
    Age,
    Between,
    Check,
    open_between,
)

PAGE = Path("docs", "explanation", "together.md")
ROW = re.compile(r"^\| (guard|check|age) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
KNOWN = list(product(get_args(Guard), get_args(Check), get_args(Age)))


def told(words: str) -> frozenset[str]:
    if words == "nothing":
        return frozenset()
    if not words.startswith("everything"):
        return frozenset(words.split(", "))
    without = words.removeprefix("everything").removeprefix(" but ")
    return SHARED_ROOMS - set(without.split(", "))


def test_the_page_holds_the_same_table() -> None:
    page = PAGE.read_text("utf-8")
    rows = {(row[0], row[1]): told(row[2]) for row in ROW.findall(page)}
    held = {(name, key): row[key] for name, row in TABLE.items() for key in row}
    assert rows == held
    listed = page.partition("*Everything* is:")[2].partition(".")[0]
    assert frozenset(listed.replace("\n", " ").strip().split(", ")) == SHARED_ROOMS


@pytest.mark.parametrize(("guard", "check", "age"), KNOWN)
def test_danger_and_force_open_no_script(guard: Guard, check: Check, age: Age) -> None:
    found = open_between(Between(guard=guard, check=check, age=age))
    scripts = {"statement", "listening", "time-out", "rebuild", "repair", "sharing"}
    if guard != "clear" or check != "clear":
        assert not found & scripts
    if check in {"afraid", "force"} or guard == "flagged for this person":
        assert "promises" not in found
    if guard == "flagged for this person" or check == "afraid":
        assert found <= {"both-and"}
    if age != "18 or older":
        assert not found & {"rebuild", "sharing"}


def test_everything_is_open_where_nothing_speaks_against_it() -> None:
    known = Between(guard="clear", check="clear", age="18 or older")
    assert open_between(known) == SHARED_ROOMS
