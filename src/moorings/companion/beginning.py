"""Beginning: which steps somebody's own answers speak for, of those open just now."""

from collections.abc import Iterator
from itertools import chain

from moorings.companion.assessing import sketches_to_read
from moorings.companion.mapping import patterns
from moorings.companion.opened import Opened
from moorings.companion.practising import open_practices
from moorings.companion.suggesting import ByRules, Suggester
from moorings.companion.wording import GIVEN
from moorings.companion.worksheets import worksheet
from moorings.insight.starting import (
    FAMILIES,
    First,
    Reason,
    Sign,
    first_steps,
    sign_of_sketch,
    signs_of_moments,
    signs_ticked,
)
from moorings.journey.records import Part, Pattern, RecordId, Word, WordId, Worksheet
from moorings.library.roadmap import stages
from moorings.library.vocabulary import vocabulary

#: In these the words are looked for; what was learned as a child is left alone.
READ = (
    "honest-distance",
    "honest-closeness",
    "honest-conflict",
    "honest-known",
    "honest-well",
    "looking-distance",
    "looking-repeats",
    "looking-shut-down",
)
#: Pages of questions that speak by having been answered.
ANSWERED: dict[str, Sign] = {
    "looking-secure": "at-ease",
    "looking-shut-down": "comes-before",
}


def reasons_to_begin(
    opened: Opened, suggester: Suggester | None = None
) -> tuple[Reason, ...]:
    """Give what the answers, patterns, sketch and hard moments of a person speak of."""
    told = (
        _ticked(opened),
        _written(opened, suggester or ByRules()),
        _answered(opened),
        _mapped(opened),
        _sketched(opened),
        signs_of_moments(opened.journey.activations()),
    )
    return tuple(chain.from_iterable(told))


def begin_with(opened: Opened, reasons: tuple[Reason, ...]) -> tuple[First, ...]:
    """Give the steps to begin with, of those that may be suggested just now."""
    return first_steps(reasons, open_stages(opened), stages())


def open_stages(opened: Opened) -> frozenset[str]:
    """Give the steps and skills of which a first practice may be suggested just now."""
    practices = open_practices(opened)
    return frozenset(
        name
        for name, stage in stages().items()
        if any(practice in practices for practice in stage.start)
    )


def _ticked(opened: Opened) -> Iterator[Reason]:
    for kept in _kept(opened):
        ticked = kept.chosen.get("poles", ())
        for sign, poles in signs_ticked(kept.sheet, ticked).items():
            yield Reason(sign, "ticked", kept.sheet, poles)


def _written(opened: Opened, reads: Suggester) -> Iterator[Reason]:
    """Read each line by itself, so that the words can be shown as they were written."""
    families = _families()
    for kept in _kept(opened):
        for text in kept.answers.values():
            for found in reads.suggest(text):
                family = families.get((found.part, found.id), "")
                if sign := FAMILIES.get((found.part, family)):
                    words = text[slice(*found.span)]
                    yield Reason(sign, "wrote", kept.sheet, (words,))


def _answered(opened: Opened) -> Iterator[Reason]:
    for sheet, sign in ANSWERED.items():
        if worksheet(opened, sheet):
            yield Reason(sign, "answered", sheet)


def _mapped(opened: Opened) -> Iterator[Reason]:
    families = _families()
    for pattern in patterns(opened):
        for part, name in _words(pattern):
            family = families.get((part, name)) or _own_family(opened, name)
            if sign := FAMILIES.get((part, family)):
                yield Reason(sign, "mapped", pattern.id, (pattern.title,))


def _sketched(opened: Opened) -> Iterator[Reason]:
    for latest in sketches_to_read(opened)[:1]:
        if sign := sign_of_sketch(latest.anxiety.leaning, latest.avoidance.leaning):
            yield Reason(sign, "sketched")


def _kept(opened: Opened) -> Iterator[Worksheet]:
    for sheet in READ:
        if kept := worksheet(opened, sheet):
            yield kept


def _families() -> dict[tuple[Part, WordId], str]:
    return {
        (part, term.id): family.id
        for part, section in vocabulary().items()
        for family in section.families
        for term in family.words
    }


def _own_family(opened: Opened, name: WordId) -> str:
    own = opened.journey.record(RecordId(name))
    return own.family if isinstance(own, Word) else ""


def _words(pattern: Pattern) -> Iterator[tuple[Part, WordId]]:
    for part, given in GIVEN.items():
        yield from ((part, each) for each in getattr(pattern, given, ()))
