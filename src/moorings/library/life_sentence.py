"""Sentences for life: where an explanation says that it can never be otherwise.

The rules mark; they block nothing, and put nothing in other words.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from moorings.library.catalogue import SOURCE, gettext
from moorings.library.rules import engine

TABLE = "life"
#: What a mark is about; what each says to its reader stands in `parts/starting.html`.
MarkKind: TypeAlias = Literal[
    "for-ever", "never-will", "made-by-them", "what-i-am", "people-like-me"
]
KINDS: tuple[MarkKind, ...] = get_args(MarkKind)
_ENDS = " .,;:!?\u2026"


@dataclass(frozen=True, slots=True)
class Mark:
    """Wording that closes a door; `words` are the very words, as they were written."""

    kind: MarkKind
    words: tuple[str, ...]


def marks(text: str, language: str = SOURCE) -> tuple[Mark, ...]:
    """Mark a text by what was found, in its order; each wording stands there once."""
    said: dict[MarkKind, dict[str, None]] = {}
    reached = 0
    for match in engine(language, TABLE).matches(text):
        if match.start < reached:
            continue  # what stands inside of a longer one says the same again
        reached = match.end
        for kind in KINDS:
            if match.kind == kind:
                said.setdefault(kind, {})[text[match.start : match.end]] = None
    return tuple(Mark(kind, tuple(words)) for kind, words in said.items())


def starting_point(learned: str, because: str = "", different: str = "") -> str:
    """Put what was learned, why, and what is different now into one sentence.

    What was left out is left out; without anything it is empty.
    """
    first = " ".join(
        filter(
            None,
            (_led(gettext("I learned"), learned), _led(gettext("because"), because)),
        )
    )
    first = f"{first[:1].upper()}{first[1:]}"
    now = _led(gettext("what is different now is"), different)
    if not first:
        now = f"{now[:1].upper()}{now[1:]}"
    told = "; ".join(filter(None, (first, now)))
    return f"{told}." if told else ""


def _led(lead: str, part: str) -> str:
    """Put the words that lead a part before it, unless it has them already."""
    plain = " ".join(part.split()).strip(_ENDS)
    if not plain or f"{plain} ".casefold().startswith(f"{lead.casefold()} "):
        return plain
    return f"{lead} {plain}"
