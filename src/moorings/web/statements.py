"""Statements: their form laid out, read and shown again, and a line of their list."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice

from moorings.companion.opened import Opened, new_id
from moorings.companion.stating import Stated, parts_of
from moorings.companion.wording import own_words
from moorings.errors import MooringsError
from moorings.journey.records import RecordId, Statement
from moorings.library.catalogue import language
from moorings.library.statement import (
    BETWEEN,
    Found,
    PartName,
    Parts,
    composed,
    marks,
)
from moorings.library.vocabulary import Family, vocabulary
from moorings.web.forms import Form, TooLongError
from moorings.web.letters import LETTERS
from moorings.web.listing import beginning
from moorings.web.options import Option
from moorings.web.rendering import sentence, short_day
from moorings.web.rooms import TOGETHER
from moorings.web.visitor import Heard
from moorings.web.whom import whom

HERE = f"{TOGETHER}/statement"
NEW = f"{HERE}/new"
#: Under which name a form has each part.
FIELDS: Mapping[PartName, str] = {
    "theirs": "own-theirs",
    "feeling": "own-feeling",
    "situation": "own-situation",
    "because": "because",
    "request": "own-request",
}
_MOST: Mapping[str, int] = {
    "own-theirs": LETTERS.sentence,
    "own-feeling": LETTERS.own,
    "own-situation": LETTERS.sentence,
    "because": LETTERS.sentence,
    "own-request": LETTERS.wish,
}
#: Of a family of feelings one word of this strength stands at hand, up to so many.
_MIDDLE, _AT_HAND = 2, 10


@dataclass(frozen=True, slots=True)
class Line:
    """One statement in a list."""

    path: str
    words: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in the form, what can be chosen, and what may be looked at in it."""

    record: RecordId
    parts: Parts
    feelings: tuple[Option, ...]
    families: tuple[Family, ...]
    people: tuple[Option, ...]
    unwanted: bool = False
    problems: Mapping[str, str] = field(default_factory=dict)
    said: str = ""
    found: tuple[Found, ...] = ()

    def marks(self, part: str) -> tuple[Found, ...]:
        """Give what may be looked at in one part; of none, in the whole."""
        return tuple(each for each in self.found if each.part == part)


def line_of(opened: Opened, statement: Statement) -> Line:
    """Show one statement in a list: its words, to whom, and of when."""
    words = composed(parts_of(statement), language())
    told = (name_of(opened, statement.person), short_day(statement.when.date))
    about = " · ".join(filter(None, told))
    return Line(f"{HERE}/{statement.id}", beginning(words), about)


def name_of(opened: Opened, person: RecordId | None) -> str:
    """Name whom a statement is for, where it is said."""
    known = opened.journey.people().get(person) if person else None
    return known.name if known else ""


def is_grave(heard: Heard | None) -> bool:
    """Say whether people come first, before any wording."""
    return heard is not None and heard.outcome == "crisis"


def laid_out(
    opened: Opened, stated: Stated, record: RecordId | None = None, own: str = ""
) -> Typed:
    """Lay the form out with what stands in a statement.

    `own` is a feeling that was typed; others are chosen among the words.
    """
    known = _feelings(opened)
    by_phrase = {phrase.casefold(): name for name, phrase in known.items()}
    some = [each.strip() for each in stated.parts.feeling.split(BETWEEN)]
    chosen = [by_phrase[s.casefold()] for s in some if s.casefold() in by_phrase]
    typed = [each for each in some if each and each.casefold() not in by_phrase]
    feeling = own or BETWEEN.join(typed)
    return Typed(
        record=record or new_id(),
        parts=replace(stated.parts, feeling=feeling),
        feelings=tuple(_at_hand(opened, chosen)),
        families=vocabulary()["feeling"].families,
        people=_people(opened, stated.person),
        unwanted=stated.unwanted,
    )


def typed_again(
    opened: Opened, form: Form, error: MooringsError | None = None
) -> Typed:
    """Lay the form out with everything it said, and what was wrong with it."""
    stated, own = _stated(opened, form), form.text(FIELDS["feeling"])
    chosen = _stated(opened, form, own=False).parts.feeling
    parts = replace(stated.parts, feeling=chosen)
    again = laid_out(opened, replace(stated, parts=parts), form.record(), own)
    return replace(again, problems=_problems(error) if error else {})


def looked_at(opened: Opened, form: Form) -> Typed:
    """Lay it out with the sentence it makes, and what may be looked at in that."""
    again, stated = typed_again(opened, form), _stated(opened, form)
    found = () if stated.unwanted else marks(stated.parts, language())
    return replace(again, said=composed(stated.parts, language()), found=found)


def stated_in(opened: Opened, form: Form) -> Stated:
    """Read the form. Raises `TooLongError`."""
    form.fit(**_MOST)
    return _stated(opened, form)


def _stated(opened: Opened, form: Form, *, own: bool = True) -> Stated:
    known, phrases = opened.journey.people(), _feelings(opened)
    picked = dict.fromkeys(form.lines("feelings"))
    feelings = [phrases[each] for each in picked if each in phrases]
    told = form.line(FIELDS["feeling"]) if own else ""
    parts = Parts(
        theirs=form.text(FIELDS["theirs"]).strip(),
        feeling=BETWEEN.join(filter(None, (*feelings, told))),
        situation=form.text(FIELDS["situation"]).strip(),
        because=form.text(FIELDS["because"]).strip(),
        request=form.text(FIELDS["request"]).strip(),
    )
    person = next((p for p in form.records("person") if p in known), None)
    return Stated(parts, person, bool(form.text("unwanted")))


def _problems(error: MooringsError) -> Mapping[str, str]:
    """Say at which field something is wrong; what concerns all of it stands on top."""
    at = str(error.particulars["field"]) if isinstance(error, TooLongError) else ""
    return {at: sentence(error)}


def _feelings(opened: Opened) -> Mapping[str, str]:
    """Give each word for a feeling as it stands after “I feel”."""
    own = {each.id: each.text for each in own_words(opened)["feeling"]}
    return own | {w.id: w.phrase for w in vocabulary()["feeling"].words()}


def _at_hand(opened: Opened, chosen: list[str]) -> Iterator[Option]:
    """Give the words that are chosen, those of one's own, and a few others."""
    named = {str(each.id): each.text for each in own_words(opened)["feeling"]}
    families = vocabulary()["feeling"].families
    words = {w.id: w.word for family in families for w in family.words}
    middle = (
        next((w.id for w in family.words if w.strength == _MIDDLE), "")
        for family in families
    )
    first = dict.fromkeys((*chosen, *named))
    others = (each for each in middle if each and each not in first)
    for name in (*first, *islice(others, max(0, _AT_HAND - len(first)))):
        # A word that came in with a file may have nothing in it.
        if called := named.get(name) or words.get(name):
            yield Option(name, called, name in chosen)


def _people(opened: Opened, chosen: RecordId | None) -> tuple[Option, ...]:
    """Give those with whom it is open; nothing where there is nobody to choose."""
    found = whom(opened, "statement", chosen or "")
    return found if any(each.id for each in found) else ()
