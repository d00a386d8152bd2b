"""What words around a match make of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from moorings.rules.index import Index
from moorings.rules.lexicon import Entry
from moorings.rules.program import Ready
from moorings.rules.sentence import Sentence, Span


@dataclass(frozen=True, slots=True)
class Found:
    """A match before anything turns it: its sentence, its words, its rule."""

    sentence: int
    span: Span
    rule: Ready


class Reading:
    """The sentences of one text; each is looked at when something asks for it."""

    def __init__(self, index: Index, written: Sequence[Sequence[Entry]]) -> None:
        self._index = index
        self._program = index.program
        self.written = written
        self._sentences: dict[int, Sentence] = {}
        self._turns: dict[tuple[str, int], list[Span]] = {}
        self._anywhere: dict[str, bool] = {}

    def sentence(self, number: int) -> Sentence:
        """Give one sentence."""
        if number not in self._sentences:
            made = Sentence(self._index, self.written[number])
            self._sentences[number] = made
        return self._sentences[number]

    def label(self, found: Found) -> str | None:
        """Give what a match gives in the end; none where it is taken away."""
        sentence = self.sentence(found.sentence)
        if _touch(sentence.asides(found.rule.unless), found.span):
            return None
        label = found.rule.gives
        for number in found.rule.turns:
            turn = self._program.turns[number]
            if self._acts(turn, found):
                if not turn.gives:
                    return None
                label = turn.gives
        return label

    def _acts(self, turn: Ready, found: Found) -> bool:
        here = found.sentence
        match turn.reach:
            case "match":
                return _touch(self._spans(turn, here), found.span)
            case "clause":
                clause = self.sentence(here).clause(found.span)
                return _touch(self._spans(turn, here), clause)
            case "sentence":
                return bool(self._spans(turn, here))
            case "near":
                near = range(max(here - 1, 0), min(here + 2, len(self.written)))
                return any(self._spans(turn, number) for number in near)
            case "text":
                return self._stands_anywhere(turn)

    def _stands_anywhere(self, turn: Ready) -> bool:
        if turn.id not in self._anywhere:
            numbers = range(len(self.written))
            self._anywhere[turn.id] = any(self._spans(turn, n) for n in numbers)
        return self._anywhere[turn.id]

    def _spans(self, turn: Ready, number: int) -> list[Span]:
        key = turn.id, number
        if key not in self._turns:
            sentence = self.sentence(number)
            said = sentence.asides(turn.say)
            self._turns[key] = [] if said and sentence.asides(turn.unless) else said
        return self._turns[key]


def _touch(spans: Sequence[Span], other: Span) -> bool:
    """Say whether one of them has a word in common with the other."""
    return any(start < other[1] and other[0] < end for start, end in spans)
