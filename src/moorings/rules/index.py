"""Which patterns are worth a look, by the words that stand in a sentence."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import chain
from typing import Final, TypeAlias

from moorings.rules.lexicon import Anchored, Entry, Known, Lexicon
from moorings.rules.program import Node, Program, Ready
from moorings.rules.table import Spelling

#: A pattern by its rarest word: the parts before it, it, the parts after.
Hinge: TypeAlias = tuple[tuple[int, ...], int, tuple[int, ...]]
#: What a part may begin or end with; no words where that could be any.
Words: TypeAlias = frozenset[str]


class Index:
    """A program with its lexicon, and its patterns by their rarest word."""

    def __init__(self, program: Program) -> None:
        self.program: Final = program
        #: The rules that a pattern speaks for.
        self.spoken: Final[dict[int, list[Ready]]] = defaultdict(list)
        for rule in program.rules:
            for pattern in rule.say:
                self.spoken[pattern].append(rule)
        self._speaking = frozenset(self.spoken)
        #: What can turn a match or let it fall; a rule may say the same.
        self._asides = frozenset().union(
            *(each.unless for each in (*program.rules, *program.turns)),
            *(turn.say for turn in program.turns),
        )
        nodes = program.nodes
        self.first: Final = _margins(nodes, back=False)
        self.last: Final = _margins(nodes, back=True)
        self.hinges: Final = [_hinge(nodes, *pattern) for pattern in program.patterns]
        #: A group of words is one bit; a pattern needs all of its groups.
        self._needs: list[int] = []
        self._groups: dict[str, int] = defaultdict(int)
        self._anchors: dict[str, list[int]] = defaultdict(list)
        bits: dict[int, int] = {}
        for pattern, (_, needed) in enumerate(program.patterns):
            for node in needed:
                bits.setdefault(node, 1 << len(bits))
            self._needs.append(sum(bits[node] for node in needed))
            for word in nodes[needed[0]][1]:
                self._anchors[word].append(pattern)
        for node, bit in bits.items():
            for word in nodes[node][1]:
                self._groups[word] |= bit
        spelling = Spelling(program.spell, program.endings, program.joins)
        known = Known.of(chain.from_iterable(node[1] for node in nodes))
        self.lexicon: Final = Lexicon(known, spelling, self._anchored)

    def rules_in(self, entries: Sequence[Entry]) -> list[int]:
        """List the patterns of rules that find every word they need in a sentence."""
        return self._held(entries, [e.rules for e in entries if e.rules])

    def others_in(self, entries: Sequence[Entry]) -> frozenset[int]:
        """Give the same of turns, and of what lets a match fall."""
        return frozenset(self._held(entries, [e.others for e in entries if e.others]))

    def _held(
        self, entries: Sequence[Entry], anchored: Sequence[frozenset[int]]
    ) -> list[int]:
        if not anchored:
            return []
        met = 0
        for entry in entries:
            met |= entry.groups
        needs, missing = self._needs, ~met
        found = frozenset().union(*anchored)
        return [pattern for pattern in found if not needs[pattern] & missing]

    def _anchored(self, words: Collection[str]) -> Anchored:
        found = {p for word in words for p in self._anchors.get(word, ())}
        groups = 0
        for word in words:
            groups |= self._groups.get(word, 0)
        return groups, self._speaking & found, self._asides & found


def _hinge(nodes: Sequence[Node], whole: int, needed: tuple[int, ...]) -> Hinge:
    sign, _, parts = nodes[whole]
    if sign == "row" and needed[0] in parts:
        at = parts.index(needed[0])
        return parts[:at], parts[at], parts[at + 1 :]
    return (), whole, ()


def _margins(nodes: Sequence[Node], *, back: bool) -> list[Words]:
    """Give for every part the words it may begin with; or end, seen from the back."""
    margins: list[Words] = []
    passable: list[bool] = []
    for sign, words, parts in nodes:
        margin, may_pass = frozenset(words), sign != "word"
        if sign in {"one", "maybe"}:
            groups = [margins[part] for part in parts]
            margin = frozenset().union(*groups) if all(groups) else frozenset()
            may_pass = sign == "maybe" or any(passable[part] for part in parts)
        elif sign == "row":
            margin, may_pass = _row_margin(
                parts[::-1] if back else parts, margins, passable
            )
        margins.append(margin)
        passable.append(may_pass)
    return margins


def _row_margin(
    parts: Sequence[int], margins: Sequence[Words], passable: Sequence[bool]
) -> tuple[Words, bool]:
    margin: Words = frozenset()
    for part in parts:
        if not margins[part]:
            return frozenset(), passable[part]
        margin |= margins[part]
        if not passable[part]:
            return margin, False
    return margin, True
