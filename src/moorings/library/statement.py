"""Statements: the sentences their parts make, and what may be looked at once more.

The tables of rules are those of held texts and one more for what only a statement has.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Literal, TypeAlias, get_args

from moorings.library.airlock import led_sentence
from moorings.library.catalogue import SOURCE, gettext
from moorings.library.rules import engine
from moorings.rules.engine import Match

PartName: TypeAlias = Literal["theirs", "feeling", "situation", "because", "request"]
#: What may be looked at once more; what each asks stands in `parts/statement.html`.
Kind: TypeAlias = Literal[
    "absolute",
    "mind-reading",
    "test",
    "ultimatum",
    "made-me",
    "thought",
    "blame",
    "unmeetable",
    "no-request",
    "long",
]
PARTS: tuple[PartName, ...] = get_args(PartName)
KINDS: tuple[Kind, ...] = get_args(Kind)
#: More words than these are hard to hear at once.
MANY = 40
#: What a list of feelings is written with.
BETWEEN = ", "
_TABLE, _HELD = "statement", "airlock"
#: Of a held text's marks these count here; about "always" a statement has rules of its
#: own, as what one says of oneself stays.
_SHARED: frozenset[str] = frozenset({"mind-reading", "test", "ultimatum", "made-me"})


@dataclass(frozen=True, slots=True)
class Parts:
    """What is to be said, in parts; each may be left out."""

    theirs: str = ""
    feeling: str = ""
    situation: str = ""
    because: str = ""
    request: str = ""

    @property
    def empty(self) -> bool:
        """Say whether there are no words at all."""
        return not any(self.of(each.name).strip() for each in fields(self))

    def of(self, part: str) -> str:
        """Give one part by its name."""
        return str(getattr(self, part))


@dataclass(frozen=True, slots=True)
class Found:
    """Something that may be looked at; `words` is what is meant, of one of the parts.

    A mark of the whole names no part.
    """

    kind: Kind
    part: PartName | Literal[""] = ""
    words: tuple[str, ...] = ()


def composed(parts: Parts, language: str = SOURCE) -> str:
    """Put the parts into sentences, theirs first; what was left out is left out."""
    own = (
        (gettext("I feel"), _listed(parts.feeling)),
        (_lead(gettext("when"), parts.situation, "time", language), parts.situation),
        (_lead(gettext("because"), parts.because, "time", language), parts.because),
    )
    theirs = _lead(gettext("I can see why"), parts.theirs, "sees", language)
    said = (
        led_sentence((theirs, parts.theirs)),
        led_sentence(*own),
        _asked(parts.request, language),
    )
    return " ".join(filter(None, said))


def marks(parts: Parts, language: str = SOURCE) -> tuple[Found, ...]:
    """Mark a statement part by part, and last as a whole.

    A kind is found once in a part, with all the words that bear it.
    """
    told = [each for part in PARTS for each in _marked(parts, part, language)]
    if not parts.empty and not parts.request.strip():
        told.append(Found("no-request", "request"))
    if len(composed(parts, language).split()) > MANY:
        told.append(Found("long"))
    return tuple(told)


def _marked(parts: Parts, part: PartName, language: str) -> Iterator[Found]:
    text = parts.of(part)
    if part == "feeling" and text.strip():
        text = led_sentence((gettext("I feel"), text))
    said: dict[Kind, dict[str, None]] = {}
    for kind, match in (*_own(part, text, language), *_shared(part, text, language)):
        if not (kind == "mind-reading" and "thought" in said):
            said.setdefault(kind, {})[text[match.start : match.end]] = None
    return (Found(kind, part, tuple(words)) for kind, words in said.items())


def _own(part: PartName, text: str, language: str) -> Iterator[tuple[Kind, Match]]:
    """Give what a statement's own rules mark; some only of what is asked for."""
    for match in _matches(_TABLE, text, language):
        kind = _kind(match)
        if kind and (kind != "unmeetable" or part == "request"):
            yield kind, match


def _shared(part: PartName, text: str, language: str) -> Iterator[tuple[Kind, Match]]:
    """Give what is marked in a held text, too; theirs is a guess by its nature."""
    for match in _matches(_HELD, text, language) if part != "theirs" else ():
        kind = _kind(match)
        if kind and kind in _SHARED:
            yield kind, match


def _kind(match: Match) -> Kind | None:
    known = (kind for kind in KINDS if match.gives == "mark" and kind == match.kind)
    return next(known, None)


def _matches(table: str, text: str, language: str) -> tuple[Match, ...]:
    return engine(language, table).matches(text) if text.strip() else ()


def _listed(feelings: str) -> str:
    """Write several feelings as they are said: the last after an “and”."""
    some = [each.strip() for each in feelings.split(BETWEEN) if each.strip()]
    if len(some) < 2:  # noqa: PLR2004 - a single one is no list
        return feelings
    told = {"some": BETWEEN.join(some[:-1]), "last": some[-1]}
    return gettext("%(some)s and %(last)s") % told


def _lead(lead: str, text: str, own: str, language: str) -> str:
    """Give the words that lead a part; none where it begins with words of its own."""
    return "" if _begins(text, own, language) else lead


def _asked(request: str, language: str) -> str:
    if _begins(request, "asks", language):
        said = led_sentence(("", request))
        return f"{said[:-1]}?" if request.rstrip().endswith("?") else said
    acts = _begins(request, "act", language)
    lead = gettext("I would like you to") if acts else gettext("I would like")
    return led_sentence((lead, request))


def _begins(text: str, label: str, language: str) -> bool:
    """Say whether a part begins with words that were labelled so."""
    begins = len(text) - len(text.lstrip())
    return any(
        match.gives == label and match.start == begins
        for match in _matches(_TABLE, text, language)
    )
