"""Hints: which words of the vocabulary a text speaks of, as one table of rules."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from moorings.journey.records import Part
from moorings.library import catalogue
from moorings.library.catalogue import CONTENT, SOURCE
from moorings.library.programs import program
from moorings.library.rules import spelling
from moorings.library.vocabulary import FOLDER, PARTS, Term, vocabulary
from moorings.rules.engine import Engine
from moorings.rules.program import Program, prepared
from moorings.rules.table import Rule, Table, Turn

FILE = "hints.toml"
#: What says no by itself: no denial acts on it.
_DENYING = re.compile(r"\b(not|never)\b|n't\b")


class _Shared(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the patterns of the words share, and what turns them."""

    lists: Mapping[str, tuple[str, ...]]
    turn: tuple[Turn, ...] = ()


def hints() -> Engine:
    """Give the table in the language spoken just now.

    A rule is called `feeling/hurt`; it gives its part, and its kind is the family.
    """
    return _hints(CONTENT, catalogue.language())


def hints_as_json() -> bytes:
    """Write the table for the engine in the page."""
    return _as_json(CONTENT, catalogue.language())


@cache
def _as_json(content: Path, language: str) -> bytes:
    return msgspec.json.encode(_hints(content, language).program)


@cache
def _hints(content: Path, language: str) -> Engine:
    name = f"hints-{language}"
    return Engine(program(name, content, lambda: _prepared(content, language)))


def _prepared(content: Path, language: str) -> Program:
    files = {each: content / each / FOLDER / FILE for each in (language, SOURCE)}
    spoken = next(each for each, file in files.items() if file.is_file())
    shared = msgspec.toml.decode(files[spoken].read_bytes(), type=_Shared)
    with catalogue.speaking(spoken):
        rules = tuple(_rules())
    lists = {**shared.lists, **_said(rules)}
    return prepared([Table(rules, shared.turn, lists, spelling(spoken))])


def _said(rules: Iterable[Rule]) -> Mapping[str, tuple[str, ...]]:
    """Give the patterns of each part as a list of its name, and those of all."""
    said: dict[str, tuple[str, ...]] = dict.fromkeys(PARTS, ())
    for rule in rules:
        if rule.gives:
            said[rule.gives] += rule.say
    return {**said, "said": tuple(f"@{part}" for part in PARTS)}


def _rules() -> Iterator[Rule]:
    for part, section in vocabulary().items():
        for family in section.families:
            for term in family.words:
                yield from _rules_of(part, family.id, term)


def _rules_of(part: Part, family: str, term: Term) -> Iterator[Rule]:
    """Give a word's patterns, those that deny something in a rule of their own."""
    name = f"{part}/{term.id}"
    plain = tuple(each for each in term.also if not _DENYING.search(each))
    denying = tuple(each for each in term.also if _DENYING.search(each))
    if plain:
        yield Rule(name, plain, gives=part, kind=family)
    if denying:
        yield Rule(f"{name}/not", denying, kind=family)
