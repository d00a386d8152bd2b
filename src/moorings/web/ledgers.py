"""A moment of the ledger: as a line, and its form laid out, read, and shown again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from moorings.companion.believing import offered
from moorings.companion.clock import moment
from moorings.companion.depositing import SORTS, Done, NoSideError
from moorings.companion.errors import EmptyPageError, ImpossibleDateError
from moorings.companion.opened import Opened, new_id
from moorings.companion.writing import name_person
from moorings.errors import MooringsError
from moorings.journey.records import LedgerEntry, RecordId, Side, Sort, WordId
from moorings.web.forms import Form, TooLongError
from moorings.web.letters import LETTERS
from moorings.web.options import Option, options
from moorings.web.rendering import sentence
from moorings.web.wording.ledger import (
    about_words,
    much_words,
    side_words,
    sort_words,
)

ALL = "/people/ledger"
#: Every kind of moment, by the name a form has for it.
KINDS: Mapping[str, tuple[Side, Sort]] = {
    f"{side}-{sort}": (side, sort) for side, sorts in SORTS.items() for sort in sorts
}


@dataclass(frozen=True, slots=True)
class Line:
    """One moment in a list."""

    path: str
    text: str
    about: str
    side: str
    gave: bool


@dataclass(frozen=True, slots=True)
class MomentForm:
    """The form: what stands in it, what can be chosen, and what was wrong with it."""

    record: RecordId
    fields: Mapping[str, str]
    people: tuple[Option, ...]
    latest: str
    gave: tuple[Option, ...]
    took: tuple[Option, ...]
    much: tuple[Option, ...]
    against: tuple[Option, ...]
    supports: tuple[Option, ...]
    speaks: bool
    problems: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen in the form; and which belief it is about, if one asked so."""

    kind: str = ""
    against: tuple[WordId, ...] = ()
    supports: tuple[WordId, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    first: tuple[WordId, ...] = ()


def line_of(opened: Opened, entry: LedgerEntry, person: RecordId | None = None) -> Line:
    """Show one moment in a list, be it a person's: its words, of when, which side."""
    about = about_words(entry, opened.journey.people(), person)
    gave = entry.side == "deposit"
    return Line(f"{ALL}/{entry.id}", entry.text, about, side_words(entry.side), gave)


def laid_out(
    opened: Opened,
    chosen: Chosen,
    record: RecordId | None = None,
    error: MooringsError | None = None,
) -> MomentForm:
    """Lay the form out, with what was chosen and typed."""
    named = offered(opened, *chosen.against, *chosen.supports, *chosen.first)
    people, with_whom = opened.journey.people(), chosen.fields.get("people", "").split()
    return MomentForm(
        record or new_id(),
        chosen.fields,
        tuple(Option(p, known.name, p in with_whom) for p, known in people.items()),
        moment(opened.now()).date.isoformat(),
        _kinds("deposit", chosen.kind),
        _kinds("strain", chosen.kind),
        options(much_words(), chosen.fields.get("much", "")),
        tuple(Option(b, words, b in chosen.against) for b, words in named),
        tuple(Option(b, words, b in chosen.supports) for b, words in named),
        bool(chosen.against or chosen.supports or chosen.first),
        {_place(error): sentence(error)} if error else {},
    )


def _place(error: MooringsError) -> str:
    """Say at which field something is wrong."""
    if isinstance(error, TooLongError):
        return str(error.particulars["field"])
    if isinstance(error, ImpossibleDateError):
        return "date"
    return "what" if isinstance(error, NoSideError) else "text"


def typed_again(
    opened: Opened, form: Form, error: MooringsError | None = None
) -> MomentForm:
    """Lay the form out with everything it said, and what was wrong with it."""
    chosen = Chosen(
        form.text("what"), form.lines("against"), form.lines("supports"), form.fields()
    )
    return laid_out(opened, chosen, form.record(), error)


def chosen_of(entry: LedgerEntry) -> Chosen:
    """Give what stands in a moment, to be changed."""
    fields = {
        "text": entry.text,
        "date": entry.when.date.isoformat(),
        "time": entry.when.time.strftime("%H:%M") if entry.when.time else "",
        "people": "\n".join(entry.people),
        "much": str(entry.much or ""),
    }
    kind = f"{entry.side}-{entry.sort}"
    return Chosen(kind, entry.against, entry.supports, fields)


def done_in(form: Form, opened: Opened) -> Done:
    """Read a form; whoever is named in it for the first time is named from now on.

    Raises where there are no words, or nothing says on which side it stands.
    """
    if not form.text("text").strip():
        raise EmptyPageError
    form.fit(new_person=LETTERS.names)
    kind = KINDS.get(form.text("what"))
    if kind is None:
        raise NoSideError
    side, sort = kind
    known = {belief for belief, _ in offered(opened, *_beliefs(form))}
    return Done(
        side,
        sort,
        form.text("text").rstrip(),
        _people(form, opened),
        tuple(each for each in form.lines("against") if each in known),
        tuple(each for each in form.lines("supports") if each in known),
        _much(form),
    )


def _beliefs(form: Form) -> tuple[WordId, ...]:
    return (*form.lines("against"), *form.lines("supports"))


def _people(form: Form, opened: Opened) -> tuple[RecordId, ...]:
    known = opened.journey.people()
    found = [person for person in form.records("people") if person in known]
    typed = filter(None, map(str.strip, form.line("new_person").split(",")))
    return tuple(dict.fromkeys((*found, *(name_person(opened, n) for n in typed))))


def _much(form: Form) -> int | None:
    typed = form.text("much")
    return int(typed) if typed and typed in much_words() else None


def _kinds(side: Side, chosen: str) -> tuple[Option, ...]:
    named = ((f"{side}-{sort}", sort_words(sort)) for sort in SORTS[side])
    return tuple(Option(kind, words, kind == chosen) for kind, words in named)
