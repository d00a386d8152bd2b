"""Names for what somebody wrote: suggested on this device, chosen by the person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol, cast

from moorings.journey.records import Part
from moorings.library.hints import hints
from moorings.rules.engine import Match

#: More would be a list to read, and not a help.
MOST = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word of the vocabulary, and from where to where the text hints at it."""

    part: Part
    id: str
    span: tuple[int, int]


class Suggester(Protocol):
    """Whoever can read a text and name what may be in it."""

    def suggest(self, text: str) -> tuple[Suggestion, ...]:
        """Give a few words, best first, and nothing where nothing is hinted at."""


class ByRules:
    """Reads a text by the hints that stand with the words of the vocabulary."""

    def suggest(self, text: str) -> tuple[Suggestion, ...]:
        """Give at most eight words, one of a family.

        First comes what is said most often, then what is said earlier. A denied
        feeling, or somebody else's, is not suggested.
        """
        words: dict[tuple[str, str], _Word] = {}
        for hint in _outermost(map(_hint, hints().matches(text))):
            before = words.get((hint.part, hint.id), _Word(hint))
            words[hint.part, hint.id] = replace(before, times=before.times + 1)
        best: dict[tuple[str, str], _Word] = {}
        for word in sorted(words.values(), key=_rank):
            best.setdefault((word.first.part, word.first.family), word)
        return tuple(map(_suggestion, best.values()))[:MOST]


@dataclass(frozen=True, slots=True)
class _Hint:
    part: str
    id: str
    family: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    first: _Hint
    times: int = 0


def _hint(match: Match) -> _Hint:
    part, name, *_ = match.rule.split("/")
    return _Hint(part, name, match.kind, match.start, match.end)


def _outermost(found: Iterable[_Hint]) -> Iterator[_Hint]:
    """Leave out what stands inside a longer hint of the same part: it says less."""
    reached: dict[str, tuple[int, int]] = {}
    for hint in found:
        span = hint.start, hint.end
        before = reached.get(hint.part, (-1, -1))
        if hint.end > before[1]:
            reached[hint.part] = span
        if hint.end > before[1] or span == before:
            yield hint


def _rank(word: _Word) -> tuple[int, int, int, str]:
    first = word.first
    return -word.times, first.start, -first.end, f"{first.part}/{first.id}"


def _suggestion(word: _Word) -> Suggestion:
    first = word.first
    return Suggestion(cast("Part", first.part), first.id, (first.start, first.end))
