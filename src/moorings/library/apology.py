"""Apologies: what may be looked at once more in a draft, as questions.

The rules mark; they block nothing, and put nothing in other words.
"""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

from moorings.library.catalogue import SOURCE
from moorings.library.rules import engine

TABLE: Final = "apology"
#: What a mark is about; what each asks stands in `parts/repair.html`.
MarkKind: TypeAlias = Literal[
    "their-feeling", "perhaps", "but", "made-me", "meant", "forgive", "all-bad"
]
KINDS: Final[tuple[MarkKind, ...]] = get_args(MarkKind)


@dataclass(frozen=True, slots=True)
class Mark:
    """Wording that may turn it away; `words` are the very words, as written."""

    kind: MarkKind
    words: tuple[str, ...]


def marks(text: str, language: str = SOURCE) -> tuple[Mark, ...]:
    """Mark a draft by what was found, in its order; each wording stands there once."""
    said: dict[MarkKind, dict[str, None]] = {}
    for match in engine(language, TABLE).matches(text) if text.strip() else ():
        for kind in KINDS:
            if match.kind == kind:
                said.setdefault(kind, {})[text[match.start : match.end]] = None
    return tuple(Mark(kind, tuple(words)) for kind, words in said.items())
