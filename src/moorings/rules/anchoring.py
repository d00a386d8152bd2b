"""By which words a pattern is looked for: most sentences then cost almost nothing."""

from collections.abc import Iterator, Sequence
from typing import Final

from moorings.rules.grammar import Edge, Gap, Maybe, OneOf, Part, Row, Word

#: How often the most frequent word is met, against one that is not frequent at all.
_FREQUENT, _RARE = 4_000, 3
#: A pattern that is met less often than this is looked for as it stands.
_SELDOM = 30
#: A pattern is taken apart into no more than so many.
_MOST = 80


class Anchoring:
    """Knows which words are frequent: the first of `common` most of all."""

    def __init__(self, common: Sequence[str]) -> None:
        self._often: Final = {
            word: _RARE + _FREQUENT // (at + 4) for at, word in enumerate(common)
        }
        self._needed: dict[int, list[frozenset[str]]] = {}
        self._seen: dict[frozenset[str], int] = {}
        self._kept: list[Part] = []

    def needs(self, part: Part) -> list[frozenset[str]]:
        """Give groups of words, the rarest first; each has one in every match."""
        groups = dict.fromkeys(self._needs(part))
        return sorted(groups, key=lambda words: (self._met(words), sorted(words)))

    def choices(self, part: Part) -> list[Part]:
        """Take a pattern apart into such as are looked for by rarer words."""
        if isinstance(part, OneOf):
            return [choice for each in part.parts for choice in self.choices(each)]
        whole = self._rarest(part)
        if not isinstance(part, Row) or whole <= _SELDOM:
            return [part]
        best = min(self._splits(part), key=self._sum, default=[])
        if not best or self._sum(best) > 2 * whole or len(best) > _MOST:
            return [part]
        return best

    def _splits(self, row: Row) -> Iterator[list[Part]]:
        for at, each in enumerate(row.parts):
            if isinstance(each, OneOf):
                head, tail = row.parts[:at], row.parts[at + 1 :]
                yield [Row((*head, choice, *tail)) for choice in self.choices(each)]

    def _sum(self, parts: Sequence[Part]) -> int:
        return sum(map(self._rarest, parts))

    def _rarest(self, part: Part) -> int:
        return min(map(self._met, self._needs(part)), default=_FREQUENT * _FREQUENT)

    def _met(self, words: frozenset[str]) -> int:
        if words not in self._seen:
            often = self._often.get
            self._seen[words] = sum(often(word, _RARE) for word in words)
        return self._seen[words]

    def _needs(self, part: Part) -> list[frozenset[str]]:
        """Look at each part once: lists are shared by many patterns."""
        known = self._needed.get(id(part))
        if known is None:
            known = self._needed[id(part)] = self._looked_at(part)
            self._kept.append(part)
        return known

    def _looked_at(self, part: Part) -> list[frozenset[str]]:
        match part:
            case Word(words):
                return [words]
            case Row(parts):
                return [words for each in parts for words in self._needs(each)]
            case OneOf(parts):
                nothing: frozenset[str] = frozenset()
                groups = [
                    min(self._needs(p), key=self._met, default=nothing) for p in parts
                ]
                return [nothing.union(*groups)] if all(groups) else []
            case Maybe() | Gap() | Edge():
                return []
