"""Tables of rules: content files in one restricted grammar, ready for both engines."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import msgspec

from moorings.library.catalogue import CONTENT, SOURCE
from moorings.library.programs import program
from moorings.rules.engine import Engine
from moorings.rules.program import Program, prepared
from moorings.rules.table import Rule, Spelling, Table, Turn

FOLDER = CONTENT / "rules"
DANGER = "danger"
#: Whatever a page is read in, somebody in distress may write in any of these.
LANGUAGES = (SOURCE, "es")
_SPELLING = "spelling"
#: Another island writes and reads what stands in this file.
_NOT_OURS = "sentence"


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file of a table."""

    lists: Mapping[str, tuple[str, ...]] = {}
    rule: tuple[Rule, ...] = ()
    turn: tuple[Turn, ...] = ()


@cache
def danger() -> Engine:
    """Give the danger words of every language, run as one."""
    folders = [FOLDER / spoken for spoken in LANGUAGES]
    return Engine(program(DANGER, FOLDER, lambda: _prepared(DANGER, *folders)))


@cache
def engine(language: str, table: str) -> Engine:
    """Give a table in a language; in ours, where it has none of its own."""
    folder = FOLDER / language
    known = _files(folder) if folder.is_dir() else {}
    spoken = folder if table in known else FOLDER / SOURCE
    return Engine(
        program(f"{table}-{spoken.name}", FOLDER, lambda: _prepared(table, spoken))
    )


@cache
def spelling(language: str) -> Spelling:
    """Give what the writing of a language stands for; nothing, where none is known."""
    file = FOLDER / language / f"{_SPELLING}.toml"
    if not file.exists():
        return Spelling()
    return msgspec.toml.decode(file.read_bytes(), type=Spelling)


@cache
def tables_as_json(language: str) -> bytes:
    """Write every table for the page, by its name."""
    others = (name for name in _files(FOLDER / SOURCE) if name != DANGER)
    programs = {name: engine(language, name).program for name in others}
    return msgspec.json.encode({**programs, DANGER: danger().program})


def _prepared(name: str, *folders: Path) -> Program:
    return prepared([_table(folder, name) for folder in folders])


def _table(folder: Path, name: str) -> Table:
    parts = [
        msgspec.toml.decode(file.read_bytes(), type=_Part)
        for file in _files(folder)[name]
    ]
    return Table(
        tuple(rule for part in parts for rule in part.rule),
        tuple(turn for part in parts for turn in part.turn),
        {name: said for part in parts for name, said in part.lists.items()},
        spelling(folder.name),
    )


def _files(folder: Path) -> Mapping[str, list[Path]]:
    """Give the files of every table: `danger-hurt.toml` is a part of `danger`."""
    files: dict[str, list[Path]] = defaultdict(list)
    for file in sorted(folder.glob("*.toml")):
        name = file.stem.partition("-")[0]
        if name not in {_SPELLING, _NOT_OURS}:
            files[name].append(file)
    return files
