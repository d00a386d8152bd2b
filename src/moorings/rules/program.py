"""Tables made ready to run: numbered parts that both engines can follow."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from moorings.rules.anchoring import Anchoring
from moorings.rules.grammar import Edge, Gap, Maybe, OneOf, Part, Reader, Row, Word
from moorings.rules.table import NotARuleError, Reach, Rule, Spelling, Table, Turn

#: A part: its sign, and its words, the numbers of its parts, or its size.
Node: TypeAlias = tuple[str, tuple[str, ...], tuple[int, ...]]
#: A pattern: the number of its part, and those of the words it cannot do without.
Pattern: TypeAlias = tuple[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Ready:
    """A rule, or a turn: its patterns by number."""

    say: frozenset[int]
    unless: frozenset[int]
    id: str = ""
    gives: str = ""
    kind: str = ""
    reach: Reach = "match"
    #: Of a rule: the turns that may act on it.
    turns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Program:
    """Everything an engine needs, as plain data."""

    nodes: tuple[Node, ...]
    patterns: tuple[Pattern, ...]
    rules: tuple[Ready, ...]
    turns: tuple[Ready, ...]
    spell: Mapping[str, str]
    endings: Mapping[str, str]
    joins: tuple[str, ...]


def prepared(tables: Sequence[Table]) -> Program:
    """Put tables together; raises `NotARuleError` where one cannot be understood."""
    spelling = _together([table.spelling for table in tables])
    building = _Building(spelling)
    turning = _turning(tables)
    rules = [rule for table in tables for rule in building.rules(table, turning)]
    turns = [turn for table in tables for turn in building.turns(table)]
    for owners in (rules, turns):
        ids = Counter(each.id for each in owners)
        if twice := [name for name, count in ids.items() if count > 1]:
            raise NotARuleError(f"two of a kind are called {twice}")
    return Program(
        tuple(building.nodes),
        tuple(building.patterns),
        tuple(rules),
        tuple(turns),
        spelling.spell,
        spelling.endings,
        spelling.joins,
    )


def _turning(tables: Sequence[Table]) -> Mapping[str, tuple[int, ...]]:
    """Say of each rule, by its id, which turns may act on it."""
    turns = [turn for table in tables for turn in table.turns]
    rules = [rule for table in tables for rule in table.rules]
    for turn in turns:
        named = {name for r in rules for name in (r.id, r.kind, r.gives)}
        if unknown := set(turn.of) - named:
            raise NotARuleError(f"{turn.id}: no rule is called {sorted(unknown)}")
    return {
        rule.id: tuple(
            number
            for number, turn in enumerate(turns)
            if not turn.of or {rule.id, rule.kind, rule.gives} & set(turn.of)
        )
        for rule in rules
    }


def _together(spellings: Sequence[Spelling]) -> Spelling:
    spell: dict[str, str] = {}
    for spelling in spellings:
        for word, means in spelling.spell.items():
            if spell.setdefault(word, means) != means:
                raise NotARuleError(f"“{word}” is spelt out in two ways")
    return Spelling(
        spell,
        {end: means for each in spellings for end, means in each.endings.items()},
        tuple(dict.fromkeys(word for each in spellings for word in each.joins)),
        tuple(dict.fromkeys(word for each in spellings for word in each.common)),
    )


class _Building:
    """Numbers parts and patterns; what is said twice has one number."""

    def __init__(self, spelling: Spelling) -> None:
        self.nodes: list[Node] = []
        self.patterns: list[Pattern] = []
        self._spelling = spelling
        self._anchoring = Anchoring(spelling.common)
        self._numbers: dict[Node, int] = {}
        #: By identity, as lists are shared; what is known here stays alive with it.
        self._parts: dict[int, tuple[Part, int]] = {}
        self._patterns: dict[int, int] = {}

    def rules(
        self, table: Table, turning: Mapping[str, tuple[int, ...]]
    ) -> Iterator[Ready]:
        reader = Reader(table.lists, self._spelling)
        for rule in table.rules:
            yield Ready(
                self._read(reader, rule, rule.say),
                self._read(reader, rule, rule.unless),
                rule.id,
                rule.gives,
                rule.kind,
                turns=turning[rule.id],
            )

    def turns(self, table: Table) -> Iterator[Ready]:
        reader = Reader(table.lists, self._spelling)
        for turn in table.turns:
            yield Ready(
                self._read(reader, turn, turn.say),
                self._read(reader, turn, turn.unless),
                turn.id,
                turn.to,
                reach=turn.reach,
            )

    def _read(
        self, reader: Reader, owner: Rule | Turn, written: Iterable[str]
    ) -> frozenset[int]:
        return frozenset(
            self._pattern(part)
            for each in written
            for part in self._choices(reader, owner.id, each)
        )

    def _choices(self, reader: Reader, owner: str, written: str) -> list[Part]:
        try:
            part = reader.read(written)
        except NotARuleError as error:
            raise NotARuleError(f"{owner}: {error} (in “{written}”)") from error
        if not self._anchoring.needs(part):
            raise NotARuleError(f"{owner}: “{written}” needs no word of its own")
        return self._anchoring.choices(part)

    def _pattern(self, part: Part) -> int:
        node = self._add(part)
        if node not in self._patterns:
            self._patterns[node] = len(self.patterns)
            needs = self._anchoring.needs(part)
            words = (self._number(("word", tuple(sorted(n)), ())) for n in needs)
            self.patterns.append((node, tuple(words)))
        return self._patterns[node]

    def _add(self, part: Part) -> int:
        known = self._parts.get(id(part))
        if known is None:
            known = self._parts[id(part)] = part, self._number(self._node(part))
        return known[1]

    def _number(self, node: Node) -> int:
        if node not in self._numbers:
            self._numbers[node] = len(self.nodes)
            self.nodes.append(node)
        return self._numbers[node]

    def _node(self, part: Part) -> Node:
        match part:
            case Word(words):
                return "word", tuple(sorted(words)), ()
            case Row(parts):
                return "row", (), tuple(map(self._add, parts))
            case OneOf(parts):
                return "one", (), tuple(map(self._add, parts))
            case Maybe(inner):
                return "maybe", (), (self._add(inner),)
            case Gap(most, over):
                return ("over" if over else "gap"), (), (most,)
            case Edge(side):
                return side, (), ()
