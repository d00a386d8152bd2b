"""The restricted grammar: a pattern as it is written, read into parts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from moorings.rules.folding import fold, tokens
from moorings.rules.table import NotARuleError, Spelling

_PIECE: Final = re.compile(
    r"""\.\.\d+|>>\d+|@[\w-]+|[()\[\]|^$?!"]|[^\s()\[\]|^$?!"@]+"""
)
_CLOSING: Final = {"(": ")", "[": "]"}
_SIGNS: Final = {"?", "!", '"'}
_SHORTEST: Final = {"*": 3, "~": 6}
_FARTHEST = 12


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """One of these words; a star or a tilde at the end says which others count."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """Parts that stand one after another."""

    parts: "tuple[Part, ...]"


@dataclass(frozen=True, slots=True, eq=False)
class OneOf:
    """Parts of which one stands here."""

    parts: "tuple[Part, ...]"


@dataclass(frozen=True, slots=True, eq=False)
class Maybe:
    """What may stand here."""

    part: "Part"


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """Up to so many words, whichever; `over` steps over the end of a clause."""

    most: int
    over: bool


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """Where a clause begins (`^`) or ends (`$`)."""

    side: str


Part: TypeAlias = Word | Row | OneOf | Maybe | Gap | Edge


class Reader:
    """Reads patterns of one table, whose lists it knows."""

    def __init__(
        self, lists: Mapping[str, tuple[str, ...]], spelling: Spelling
    ) -> None:
        self._lists = lists
        self._spelling = spelling
        self._read: dict[str, Part] = {}
        self._open: set[str] = set()

    def read(self, pattern: str) -> Part:
        """Read one pattern; raises `NotARuleError`."""
        pieces = _PIECE.findall(pattern)
        if "".join(pieces) != re.sub(r"\s+", "", pattern):
            raise NotARuleError(f"“{pattern}” has a sign that means nothing")
        pieces.reverse()
        part = self._choices(pieces, "")
        if pieces:
            raise NotARuleError(f"“{pattern}” closes what was never opened")
        return part

    def _choices(self, pieces: list[str], until: str) -> Part:
        choices = [self._row(pieces)]
        while pieces and pieces[-1] == "|":
            pieces.pop()
            choices.append(self._row(pieces))
        if until and (not pieces or pieces.pop() != until):
            raise NotARuleError(f"a bracket is not closed by {until}")
        return _one_of(choices)

    def _row(self, pieces: list[str]) -> Part:
        parts: list[Part] = []
        while pieces and pieces[-1] not in {"|", ")", "]"}:
            parts += self._piece(pieces.pop(), pieces)
        if not parts:
            raise NotARuleError("there is nothing between two signs")
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def _piece(self, piece: str, pieces: list[str]) -> list[Part]:
        if piece in _CLOSING:
            inner = self._choices(pieces, _CLOSING[piece])
            return [inner if piece == "(" else Maybe(inner)]
        if piece[0] == "@":
            return [self._list(piece[1:])]
        if piece[:2] in {"..", ">>"}:
            most = int(piece[2:])
            if not 0 < most <= _FARTHEST:
                raise NotARuleError(f"{piece} is not from 1 to {_FARTHEST}")
            return [Gap(most, piece[0] == ">")]
        if piece in {"^", "$"}:
            return [Edge(piece)]
        if piece in _SIGNS:
            return [_sign(piece, pieces)]
        return self._words(piece)

    def _words(self, piece: str) -> list[Part]:
        sign = piece[-1] if piece[-1] in _SHORTEST else ""
        plain = fold(piece.removesuffix(sign))
        if sign:
            if not plain.isalnum() or len(plain) < _SHORTEST[sign]:
                raise NotARuleError(f"“{piece}” is too short, or no word")
            return [Word(frozenset({plain + sign}))]
        spelt = [word for each in tokens(plain) for word in self._spelling.spelt(each)]
        if not all(word.isalnum() for word in spelt) or not spelt:
            raise NotARuleError(f"“{piece}” is no word")
        return [Word(frozenset({word})) for word in spelt]

    def _list(self, name: str) -> Part:
        if name not in self._read:
            if name in self._open:
                raise NotARuleError(f"the list “{name}” holds itself")
            if name not in self._lists:
                raise NotARuleError(f"there is no list “{name}”")
            self._open.add(name)
            entries = [self.read(entry) for entry in self._lists[name]]
            self._read[name] = _one_of(entries)
            self._open.discard(name)
        return self._read[name]


def _sign(piece: str, pieces: list[str]) -> Word:
    if piece in {"?", "!"} and pieces and pieces[-1] not in {"|", ")", "]"}:
        raise NotARuleError(f"nothing can follow {piece}")
    return Word(frozenset({piece}))


def _one_of(parts: list[Part]) -> Part:
    """Put single words together: they are looked for at once."""
    flat = [
        p
        for part in parts
        for p in (part.parts if isinstance(part, OneOf) else (part,))
    ]
    words: frozenset[str] = frozenset()
    for part in flat:
        if isinstance(part, Word):
            words |= part.words
    rest = [part for part in flat if not isinstance(part, Word)]
    merged: list[Part] = [Word(words)] if words else []
    merged += rest
    return merged[0] if len(merged) == 1 else OneOf(tuple(merged))
