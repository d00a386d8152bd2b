"""One sentence, and where patterns stand in it.

A set of places between words is one whole number: bit 0 is before the first word. Every
part of a pattern turns the set in which it may begin into the set in which it ends, so
each is looked at once and no text makes it try again.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from moorings.rules.index import Index
from moorings.rules.lexicon import Entry

#: From the place before the first word to the place after the last.
Span: TypeAlias = tuple[int, int]


class Sentence:
    """The words of a sentence, as a table knows them."""

    def __init__(self, index: Index, entries: Sequence[Entry]) -> None:
        self._index = index
        self._nodes = index.program.nodes
        self._entries = entries
        self._others: frozenset[int] | None = None
        self._known: dict[int, list[Span]] = {}
        #: By the number of a part: where its words stand, where it may begin or end.
        self._masks: dict[int, int] = {}
        self._beginning: dict[int, int] = {}
        self._ending: dict[int, int] = {}
        self._where: dict[str, int] = defaultdict(int)
        self.owners: list[int] = []
        closed = 0
        for number, entry in enumerate(entries):
            for words in entry.slots:
                here = 1 << len(self.owners)
                for word in words:
                    self._where[word] |= here
                if entry.ends:
                    closed |= here
                self.owners.append(number)
        self._words = frozenset(self._where)
        last = 1 << len(self.owners)
        self._all = last - 1
        self._open = self._all & ~closed
        self._edges = {"^": (closed << 1) | 1, "$": closed | last}

    def spans(self, pattern: int) -> list[Span]:
        """Give where a pattern stands: the longest from the left, none over another."""
        if pattern not in self._known:
            self._known[pattern] = self._found(pattern)
        return self._known[pattern]

    def asides(self, patterns: frozenset[int]) -> list[Span]:
        """List where any of these patterns stands, of turns and what lets fall."""
        if self._others is None:
            self._others = self._index.others_in(self._entries)
        return [
            span for pattern in patterns & self._others for span in self.spans(pattern)
        ]

    def clause(self, span: Span) -> Span:
        """Widen a span to the clauses it touches."""
        start, end = span
        begins = self._edges["^"] & ((2 << start) - 1)
        ends = self._edges["$"] >> end
        return begins.bit_length() - 1, end + (ends & -ends).bit_length() - 1

    def _found(self, pattern: int) -> list[Span]:
        before, hinge, after = self._index.hinges[pattern]
        if not self._row(after, self._run(hinge, self._all)):
            return []
        starts = self._row(
            before, self._run(hinge, self._all << 1, back=True), back=True
        )
        if not starts:
            return []
        ends = self._row(after, self._run(hinge, self._row(before, starts)))
        node = self._index.program.patterns[pattern][0]
        starts = self._run(node, ends, back=True) if ends else 0
        found = []
        while starts:
            first = starts & -starts
            end = self._run(node, first).bit_length() - 1
            found.append((first.bit_length() - 1, end))
            starts &= -1 << end
        return found

    def _row(self, parts: Sequence[int], places: int, *, back: bool = False) -> int:
        masks = self._masks
        for part in reversed(parts) if back else parts:
            mask = masks.get(part)
            if mask is None:
                places = self._run(part, places, back=back)
            else:
                places = (places >> 1) & mask if back else (places & mask) << 1
            if not places:
                break
        return places

    def _run(self, number: int, places: int, *, back: bool = False) -> int:
        """Go through one part from all these places at once; give where that ends."""
        sign, _, parts = self._nodes[number]
        match sign:
            case "word":
                mask = self._masks[number] = self._mask(self._index.first[number])
                return (places >> 1) & mask if back else (places & mask) << 1
            case "row":
                return self._row(parts, places, back=back)
            case "one" | "maybe":
                reached = places if sign == "maybe" else 0
                margin = self._margin(number, back=back)
                if (places >> 1 if back else places) & margin:
                    for part in parts:
                        reached |= self._row((part,), places, back=back)
                return reached
            case "gap" | "over":
                mask = self._all if sign == "over" else self._open
                for _ in range(parts[0]):
                    places |= (places >> 1) & mask if back else (places & mask) << 1
                return places
            case _:
                return places & self._edges[sign]

    def _margin(self, number: int, *, back: bool) -> int:
        """Give where a word stands with which a part may begin; or end, if `back`."""
        margins = self._ending if back else self._beginning
        if number not in margins:
            index = self._index
            words = index.last[number] if back else index.first[number]
            margins[number] = self._mask(words) if words else -1
        return margins[number]

    def _mask(self, words: frozenset[str]) -> int:
        mask = 0
        for word in words & self._words:
            mask |= self._where[word]
        return mask
