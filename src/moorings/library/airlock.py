"""The airlock: what a held text may be looked at for, and four parts to say it in.

`static/holding.js` does the same in the page.
"""

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from moorings.library.catalogue import SOURCE, gettext
from moorings.library.rules import engine

#: What a mark is about; what each says to its reader stands in `parts/marks.html`.
MarkKind: TypeAlias = Literal[
    "absolute",
    "mind-reading",
    "test",
    "ultimatum",
    "made-me",
    "no-request",
    "requests",
    "several",
]
KINDS: tuple[MarkKind, ...] = get_args(MarkKind)
#: Fewer words than these may go without a request; more than those are several messages
#: in one, and so are so many parts with an empty line between them (own).
LIMITS = FEW, MANY, PARTS = 8, 90, 3
_BLANK = re.compile(r"\n\s*\n")
_ENDS = " .,;:!?\u2026"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a text that may be looked at once more; `words` is what is meant."""

    kind: MarkKind
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """One need in four parts, each of which may be left out."""

    feel: str = ""
    when: str = ""
    because: str = ""
    need: str = ""


def marks(text: str, language: str = SOURCE) -> tuple[Mark, ...]:
    """Mark a text: by what was found, in the order of the text, then by its shape."""
    found = engine(language, "airlock").matches(text)
    said: dict[MarkKind, dict[str, None]] = {}
    for match in found:
        for kind in KINDS:
            if match.gives == "mark" and match.kind == kind:
                said.setdefault(kind, {})[text[match.start : match.end]] = None
    if _is_several(text):
        said.setdefault("several", {})
    requests = sum(match.gives == "request" for match in found)
    if requests > 1:
        said["requests"] = {}
    asks = "?" in text or any(match.gives == "asks" for match in found)
    if not (asks or requests) and len(text.split()) >= FEW:
        said["no-request"] = {}
    return tuple(Mark(kind, tuple(words)) for kind, words in said.items())


def composed(parts: Need) -> str:
    """Put one need into two sentences; what was left out is left out."""
    led = (
        (gettext("I feel"), parts.feel),
        (gettext("when"), parts.when),
        (gettext("because"), parts.because),
    )
    return " ".join(filter(None, (led_sentence(*led), _need(parts.need))))


def _need(need: str) -> str:
    return led_sentence((gettext("I need"), need))


def led_sentence(*led: tuple[str, str]) -> str:
    """Make a sentence of parts, each with the words that lead it; empty ones go."""
    told = " ".join(filter(None, (_led(lead, part) for lead, part in led)))
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _led(lead: str, part: str) -> str:
    """Put the words that lead a part before it, unless it has them already."""
    plain = " ".join(part.split()).strip(_ENDS)
    if not (plain and lead) or f"{plain} ".lower().startswith(f"{lead.lower()} "):
        return plain
    return f"{lead} {plain}"


def _is_several(text: str) -> bool:
    parts = [part for part in _BLANK.split(text) if part.strip()]
    return len(parts) >= PARTS or len(text.split()) > MANY
