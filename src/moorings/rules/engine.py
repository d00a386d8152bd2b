"""Runs tables over a text: which rules match, where, and what turns them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from moorings.rules.folding import fold, places, tokens
from moorings.rules.index import Index
from moorings.rules.lexicon import SENTENCE, Entry
from moorings.rules.program import Program, Ready
from moorings.rules.turning import Found, Reading

#: A sentence without an end is cut at the next clause after so many words; and at last.
_LONG, _LONGEST = 120, 240


@dataclass(frozen=True, slots=True)
class Match:
    """What a rule found: from where to where in the text, and what that gives."""

    rule: str
    start: int
    end: int
    gives: str = ""
    kind: str = ""


class Engine:
    """A program at work."""

    def __init__(self, program: Program) -> None:
        self._index = Index(program)

    @property
    def program(self) -> Program:
        """Give the tables as plain data, for the engine in the page."""
        return self._index.program

    def matches(self, text: str) -> tuple[Match, ...]:
        """Find what the rules speak of, in the order of the text."""
        reading = self._read(text)
        turned = list(self._turned(reading))
        if not turned:
            return ()
        where = [*places(text)]
        before = [0, *accumulate(map(len, reading.written))]
        matches = []
        for found, label in turned:
            owners = reading.sentence(found.sentence).owners
            first, last = (
                before[found.sentence] + owners[slot]
                for slot in (found.span[0], found.span[1] - 1)
            )
            start, end = where[first][0], where[last][1]
            matches.append(Match(found.rule.id, start, end, label, found.rule.kind))
        return tuple(
            sorted(matches, key=lambda each: (each.start, -each.end, each.rule))
        )

    def gives(self, text: str) -> list[tuple[str, str]]:
        """Give only label and kind of every match, in that order; this is quicker."""
        found = sorted(
            (
                (found.sentence, found.span[0], -found.span[1], found.rule.id),
                label,
                found,
            )
            for found, label in self._turned(self._read(text))
        )
        return [(label, each.rule.kind) for _, label, each in found]

    def _read(self, text: str) -> Reading:
        return Reading(self._index, [*self._cut(tokens(fold(text)))])

    def _turned(self, reading: Reading) -> Iterator[tuple[Found, str]]:
        """Give what rules find, and what that gives in the end."""
        for number, entries in enumerate(reading.written):
            patterns = self._index.rules_in(entries)
            for found in self._found(reading, number, patterns) if patterns else ():
                label = reading.label(found)
                if label is not None:
                    yield found, label

    def _found(
        self, reading: Reading, number: int, patterns: Iterable[int]
    ) -> Iterator[Found]:
        """Give what every rule finds in one sentence, none over another of its own."""
        sentence = reading.sentence(number)
        spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        rules: dict[str, Ready] = {}
        for pattern in patterns:
            if here := sentence.spans(pattern):
                for rule in self._index.spoken[pattern]:
                    spans[rule.id] += here
                    rules[rule.id] = rule
        for name, here in spans.items():
            reached = 0
            for start, end in sorted(here, key=lambda span: (span[0], -span[1])):
                if start >= reached:
                    yield Found(number, (start, end), rules[name])
                    reached = end

    def _cut(self, written: Iterable[str]) -> Iterator[list[Entry]]:
        """Cut a text into sentences."""
        lexicon = self._index.lexicon
        sentence: list[Entry] = []
        for token in written:
            entry = lexicon[token]
            sentence.append(entry)
            length = len(sentence)
            ends = entry.ends == SENTENCE or (entry.ends and length > _LONG)
            if ends or length >= _LONGEST:
                yield sentence
                sentence = []
        yield sentence
