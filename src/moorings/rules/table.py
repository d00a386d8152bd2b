"""What a table of rules is made of, before it is put to work."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec

#: How far from a match a turn may stand and still act on it.
Reach: TypeAlias = Literal["match", "clause", "sentence", "near", "text"]


class NotARuleError(ValueError):
    """A pattern or a table that cannot be understood; its words say why."""


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ways of saying one thing; a match that touches what `unless` finds falls."""

    id: str
    say: tuple[str, ...]
    unless: tuple[str, ...] = ()
    gives: str = ""
    kind: str = ""


class Turn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that turn what rules found into something else, or take it away.

    `of` names ids, kinds or labels of rules; without it, all are meant.
    """

    id: str
    say: tuple[str, ...]
    of: tuple[str, ...] = ()
    to: str = ""
    reach: Reach = "match"
    unless: tuple[str, ...] = ()


class Spelling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the writing of a language stands for, and which words part and join."""

    spell: Mapping[str, str] = {}
    endings: Mapping[str, str] = {}
    joins: tuple[str, ...] = ()
    common: tuple[str, ...] = ()

    def spelt(self, token: str) -> tuple[str, ...]:
        """Spell out one folded word: what it stands for, or itself."""
        if token in self.spell:
            return tuple(self.spell[token].split())
        if "'" in token:
            for ending, means in self.endings.items():
                if token.endswith(ending) and token != ending:
                    return (*self.spelt(token[: -len(ending)]), means)
            return self.spelt(token.replace("'", ""))
        return (token,)


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Rules of one language, with the lists and the spelling that they speak of."""

    rules: tuple[Rule, ...]
    turns: tuple[Turn, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = {}
    spelling: Spelling = msgspec.field(default_factory=Spelling)
