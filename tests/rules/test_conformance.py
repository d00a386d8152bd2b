"""Every line of the conformance file, pinned by hand, in the engine of the program."""

import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from moorings.library.rules import danger, spelling
from moorings.rules.engine import Engine
from moorings.rules.program import prepared
from moorings.rules.table import Table
from moorings.safety.danger import read

HERE = Path(__file__).parent
LINES = [
    json.loads(line)
    for line in (HERE / "conformance.jsonl").read_text("utf-8").splitlines()
]
SMALL = {
    name: Engine(
        prepared([msgspec.convert({**table, "spelling": spelling("en")}, Table)])
    )
    for name, table in tomllib.loads(
        (HERE / "conformance.toml").read_text("utf-8")
    ).items()
}


def found(table: str, text: str) -> list[list[str]]:
    matches = SMALL[table].matches(text)
    return [
        [m.rule, text[m.start : m.end], *filter(None, (m.gives, m.kind))]
        for m in matches
    ]


def agrees(line: dict[str, Any]) -> bool:
    if line["table"] != "danger":
        return bool(found(line["table"], line["text"]) == line["found"])
    reading = read(line["text"], danger())
    wanted = line["outcome"], line.get("kind", reading.kind)
    return (reading.outcome, reading.kind) == wanted


def test_every_line_gives_what_was_pinned_by_hand() -> None:
    assert [line for line in LINES if not agrees(line)] == []


def test_there_are_enough_lines_and_every_small_table_and_outcome_is_met() -> None:
    assert len(LINES) >= 300
    assert {line["table"] for line in LINES} == {*SMALL, "danger"}
    outcomes = {line.get("outcome") for line in LINES} - {None}
    assert outcomes == {"crisis", "note", "nothing"}
