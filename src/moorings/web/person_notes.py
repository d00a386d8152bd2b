"""A note of what somebody did: as a line, and its form laid out, read, shown again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from moorings.companion.clock import moment
from moorings.companion.errors import ImpossibleDateError, NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.companion.person_noting import ASPECTS, OFTEN, Seen
from moorings.companion.together import is_open
from moorings.companion.writing import name_person
from moorings.errors import MooringsError
from moorings.journey.records import PersonNote, RecordId
from moorings.library.catalogue import gettext
from moorings.web.forms import Form
from moorings.web.letters import LETTERS
from moorings.web.options import Option, options
from moorings.web.rendering import sentence
from moorings.web.trying import UnclearFormError
from moorings.web.wording.person_note import about_words, aspect_names, often_names

ALL: Final = "/people/notes"
ADD: Final = f"{ALL}/add"


@dataclass(frozen=True, slots=True)
class Line:
    """One note in a list."""

    path: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was seen of one kind: the latest, and those before it."""

    name: str
    latest: Line
    earlier: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class NoteForm:
    """The form: what stands in it, what can be chosen, and what was wrong with it."""

    record: RecordId
    fields: Mapping[str, str]
    people: tuple[Option, ...]
    aspects: tuple[Option, ...]
    often: tuple[Option, ...]
    latest: str
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePage:
    """One note as it stands, and the form in which it is changed."""

    form: NoteForm
    action: str
    place: str
    back: str
    name: str = ""
    person: RecordId | None = None
    open: bool = True
    id: RecordId | None = None
    aspect: str = ""
    line: Line | None = None
    kept_on: str = ""
    earlier: tuple[tuple[str, Line], ...] = ()
    changing: bool = False


def line_of(note: PersonNote) -> Line:
    """Show one note in a list: its words, how often, of which day."""
    return Line(f"{ALL}/{note.id}", note.text, about_words(note))


def groups_of(notes: tuple[PersonNote, ...]) -> tuple[Group, ...]:
    """Sort notes, the latest first, by what they are about; nothing stands empty."""
    found: list[Group] = []
    for aspect, name in aspect_names().items():
        lines = [line_of(each) for each in notes if each.aspect == aspect]
        if lines:
            found.append(Group(name, lines[0], tuple(lines[1:])))
    return tuple(found)


def laid_out(
    opened: Opened, fields: Mapping[str, str], record: RecordId | None = None
) -> NoteForm:
    """Lay the form out, with what was chosen and typed.

    Whoever it rests with is not offered.
    """
    names: Mapping[str, str] = {
        person: known.name
        for person, known in opened.journey.people().items()
        if is_open(opened, "spread", person)
    }
    return NoteForm(
        record or new_id(),
        fields,
        options(names, fields.get("person", "")),
        options(aspect_names(), fields.get("aspect", "")),
        options(often_names(), fields.get("often", "")),
        moment(opened.now()).date.isoformat(),
    )


def typed_again(
    opened: Opened, form: Form, error: MooringsError | None = None
) -> NoteForm:
    """Lay the form out with everything it said, and what was wrong with it.

    Somebody named in it for the first time may be known by now, and is then chosen.
    """
    fields, named = form.fields(), form.line("new_person").casefold()
    for person, known in opened.journey.people().items():
        if named and known.name.casefold() == named:
            fields |= {"person": person, "new_person": ""}
    shown = laid_out(opened, fields, form.record())
    if isinstance(error, UnclearFormError):
        return replace(shown, problems=error.problems)
    if isinstance(error, ImpossibleDateError):
        return replace(shown, problems={"date": sentence(error)})
    return replace(shown, problems={"": sentence(error)} if error else {})


def fields_of(note: PersonNote) -> Mapping[str, str]:
    """Give what stands in a note, to be changed."""
    return {
        "text": note.text,
        "aspect": note.aspect,
        "often": note.often,
        "date": note.when.date.isoformat(),
        "time": note.when.time.strftime("%H:%M") if note.when.time else "",
    }


def seen_in(form: Form, opened: Opened, person: RecordId | None = None) -> Seen:
    """Read a form; whoever is named in it for the first time is named from now on.

    Raises `UnclearFormError` with all that is missing, before anybody is named.
    """
    problems = form.too_long(text=LETTERS.happened, new_person=LETTERS.name)
    if not form.text("text").strip():
        problems["text"] = gettext("Write one thing you saw or heard, in a few words.")
    aspect, often = ASPECTS.get(form.text("aspect")), OFTEN.get(form.text("often"))
    if aspect is None:
        problems["aspect"] = gettext("Choose what it is about.")
    if often is None:
        problems["often"] = gettext("Choose one of the three. It can be changed later.")
    whom = None if form.line("new_person") else person or _chosen(form, opened)
    if not (whom or form.line("new_person")):
        problems["person"] = gettext("Choose whom you saw do it, or name them.")
    if problems or aspect is None or often is None:
        raise UnclearFormError(problems)
    whom = whom or name_person(opened, form.line("new_person"))
    return Seen(whom, aspect, often, form.text("text"))


def _chosen(form: Form, opened: Opened) -> RecordId | None:
    known = opened.journey.people()
    return next((each for each in form.records("person") if each in known), None)


def name_of(opened: Opened, person: RecordId) -> str:
    """Name somebody. Raises `NothingThereError` where nobody is named so."""
    known = opened.journey.people().get(person)
    if known is None:
        raise NothingThereError
    return known.name


def home(person: RecordId) -> str:
    """Say where what was seen of somebody stands."""
    return f"/people/{person}/notes"
