"""What two pages say is held back is shown by a test that is there."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "explanation"
THREATS, HAZARDS = FOLDER / "threat-model.md", FOLDER / "hazards.md"
#: The page whose sentences stand under *Not held back*.
TOLD = FOLDER / "what-is-not-protected.md"
ATTACKERS = [f"A{n}" for n in range(1, 14)]
FEWEST_HAZARDS = 25
#: Every row that a hazard has to have, and the one that may be left out.
ROWS = ("Harm", "Causes", "How bad, how likely", "Held back by", "Remains")

_NODE = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
_PROOF = re.compile(r"\[test\]\(([^)]+)\) `(tests/[\w/]+\.py)::\w+`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_PART = re.compile(r"^## ([A-Z]\d+) ", re.MULTILINE)
_QUOTED = re.compile(r"“(.+?)”", re.DOTALL)

#: A page with one of each fault, and something true beside each.
MADE_UP = """\
## A1 Somebody

Held back:

- This is shown.
  [test](../../tests/house/test_claims.py) `tests/house/test_claims.py::test_made_up`
- This was shown once.
  [test](../../tests/house/test_claims.py) `tests/house/test_claims.py::test_gone`
- This is shown nowhere.
- This was shown in a file that is gone.
  [test](../../tests/house/test_none.py) `tests/house/test_none.py::test_made_up`
- This leads to another file than it names.
  [test](../../tests/house/test_locks.py) `tests/house/test_claims.py::test_made_up`

Not held back:

- “This is told.”
- “This is not.”
- Not even quoted.

## A part of its own

- This is told of nobody.

## H1 Something

| H1 | |
|---|---|
| Harm | Somebody is hurt. |
| Held back by | Nothing but words. |
"""


@cache
def collected_from(file: Path) -> frozenset[str]:
    """Give the names of the tests of a module that a run would collect."""
    tree = ast.parse(file.read_text("utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    names = (each.name for each in tree.body if isinstance(each, functions))
    return frozenset(name for name in names if name.startswith("test_"))


def parts_of(page: str) -> dict[str, str]:
    """Give what stands under each attacker or hazard."""
    _, *found = _PART.split(page)
    bodies = (body.split("\n## ", 1)[0] for body in found[1::2])
    return dict(zip(found[::2], bodies, strict=True))


def missing_tests(page: str) -> list[str]:
    """Name every test that a page names and that is not there."""
    missing = []
    for file, name in _NODE.findall(page):
        at = ROOT / file
        if not at.is_file() or name not in collected_from(at):
            missing.append(f"{file}::{name}")
    return missing


def claims_of(part: str) -> list[str]:
    """Give what is claimed: lines of a list, or rows of a table."""
    held, _, _ = part.partition("Not held back:")
    _, _, listed = held.partition("Held back:")
    lines = re.findall(r"^- (.+?)(?=^- |^$|\Z)", listed, re.DOTALL | re.MULTILINE)
    return lines + re.findall(r"^\| Held back by \| (.+) \|$", part, re.MULTILINE)


def unproven(page: str) -> list[str]:
    """Give every claim beside which no test stands."""
    parts = parts_of(page).values()
    claims = [claim for part in parts for claim in claims_of(part)]
    return [claim.split("\n")[0] for claim in claims if not _PROOF.search(claim)]


def without_proof(page: str) -> list[str]:
    """Name every attacker and hazard of which nothing is shown."""
    return [
        name
        for name, part in parts_of(page).items()
        if not any(
            _PROOF.search(claim) and not missing_tests(claim)
            for claim in claims_of(part)
        )
    ]


def broken_links(page: str) -> list[str]:
    """Give every link that leads nowhere, or to another file than it names."""
    links = {link.partition("#")[0] for link in _LINK.findall(page)}
    broken = {link for link in links if link and not (FOLDER / link).exists()}
    for link, file in _PROOF.findall(page):
        if (FOLDER / link).resolve() != ROOT / file:
            broken.add(f"{link} for {file}")
    return sorted(broken)


def untold(page: str, told: str) -> Iterator[str]:
    """Give what is not held back and stands in no sentence of the other page."""
    sentences = " ".join(told.split())
    for name, part in parts_of(page).items():
        _, _, listed = part.partition("Not held back:")
        quotes = [" ".join(each.split()) for each in _QUOTED.findall(listed)]
        lines = re.findall(r"^- ", listed, re.MULTILINE)
        if not quotes or len(quotes) != len(lines):
            yield f"{name}: {len(lines)} lines, {len(quotes)} of them quoted"
        yield from (f"{name}: {each}" for each in quotes if each not in sentences)


def lacking_rows(page: str) -> list[str]:
    """Name what a hazard does not say of itself."""
    return [
        f"{name}: {row}"
        for name, part in parts_of(page).items()
        for row in ROWS
        if f"\n| {row} | " not in part
    ]


@pytest.mark.parametrize("page", [THREATS, HAZARDS], ids=lambda page: page.stem)
def test_every_test_that_is_named_is_there(page: Path) -> None:
    assert missing_tests(page.read_text("utf-8")) == []


@pytest.mark.parametrize("page", [THREATS, HAZARDS], ids=lambda page: page.stem)
def test_beside_every_claim_stands_the_test_that_shows_it(page: Path) -> None:
    told = page.read_text("utf-8")
    assert unproven(told) == []
    assert without_proof(told) == []


@pytest.mark.parametrize("page", [THREATS, HAZARDS, TOLD], ids=lambda page: page.stem)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken_links(page.read_text("utf-8")) == []


def test_every_attacker_has_a_part_in_its_order() -> None:
    assert list(parts_of(THREATS.read_text("utf-8"))) == ATTACKERS


def test_every_hazard_says_all_there_is_to_say() -> None:
    told = HAZARDS.read_text("utf-8")
    names = list(parts_of(told))
    assert names == [f"H{n}" for n in range(1, len(names) + 1)]
    assert len(names) >= FEWEST_HAZARDS
    assert lacking_rows(told) == []
    scores = re.findall(r"^\| How bad, how likely \| (.+) \|$", told, re.MULTILINE)
    assert len(scores) == len(names)
    assert all(re.fullmatch("[1-5] × [1-5]", score) for score in scores)  # noqa: RUF001


def test_what_is_not_held_back_is_told_to_whoever_uses_it() -> None:
    told = TOLD.read_text("utf-8")
    assert list(untold(THREATS.read_text("utf-8"), told)) == []


def test_made_up_faults_are_found() -> None:
    page = MADE_UP.replace("test_made_up", "test_made_up_faults_are_found")
    here = "tests/house/test_claims.py"
    assert missing_tests(page) == [
        f"{here}::test_gone",
        "tests/house/test_none.py::test_made_up_faults_are_found",
    ]
    assert unproven(page) == ["This is shown nowhere.", "Nothing but words."]
    assert without_proof(page) == ["H1"]
    assert broken_links(page) == [
        f"../../tests/house/test_locks.py for {here}",
        "../../tests/house/test_none.py",
    ]
    assert list(untold(page, "It says:\nThis\nis told.")) == [
        "A1: 3 lines, 2 of them quoted",
        "A1: This is not.",
        "H1: 0 lines, 0 of them quoted",
    ]
    assert lacking_rows(page)[-3:] == [
        "H1: Causes",
        "H1: How bad, how likely",
        "H1: Remains",
    ]


def test_a_part_of_which_every_test_is_gone_is_named() -> None:
    gone = MADE_UP.replace("test_made_up", "test_that_is_gone")
    assert without_proof(gone) == ["A1", "H1"]
