"""A promise of one's own: as a line, as an appointment, and its form read and shown."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple, get_args

from markupsafe import Markup

from moorings.companion.appointing import Chosen
from moorings.companion.clock import moment
from moorings.companion.drafting import IN_PLACE, save_draft
from moorings.companion.errors import ImpossibleDateError, NothingThereError
from moorings.companion.mending import thread_of
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import Kept, Promised, promise_of
from moorings.companion.writing import name_person
from moorings.errors import MooringsError
from moorings.insight.consistency import Weeks, by_week
from moorings.insight.promises import Told
from moorings.journey.records import Promise, RecordId, TrustWay
from moorings.library.catalogue import gettext
from moorings.web.forms import Form
from moorings.web.letters import LETTERS
from moorings.web.listing import beginning
from moorings.web.options import Option, options
from moorings.web.rendering import sentence
from moorings.web.rooms import TOGETHER
from moorings.web.trying import UnclearFormError
from moorings.web.unfinished import typed_in_place
from moorings.web.whom import whom
from moorings.web.wording.promise import (
    by_words,
    how_words,
    near_words,
    way_words,
    weeks_picture,
    weeks_rows,
    weeks_sentence,
)

ALL: Final = f"{TOGETHER}/promises"
WAYS: Final[Mapping[str, TrustWay]] = {each: each for each in get_args(TrustWay)}


@dataclass(frozen=True, slots=True)
class Line:
    """One promise in a list."""

    path: str
    text: str
    about: str
    state: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Weeks as a picture, as a sentence and as a table; or why there is none."""

    sentence: str
    drawn: Markup | None = None
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseForm:
    """The form: what stands in it, what can be chosen, and what was wrong with it."""

    record: RecordId
    fields: Mapping[str, str]
    people: tuple[Option, ...]
    ways: tuple[Option, ...]
    problems: Mapping[str, str]


class Appointed(NamedTuple):
    """A promise whose day has come: how that day is called, its words, where to go."""

    day: str
    text: str
    path: str


def path_of(promise: Promise) -> str:
    """Say where a promise stands."""
    return f"{ALL}/{promise.id}"


def thread_path(opened: Opened, thread: RecordId | None) -> str:
    """Say where the thread stands that a promise belongs to; empty without one."""
    try:
        mending = thread_of(opened, thread).mending if thread else None
    except NothingThereError:
        return ""
    return f"{TOGETHER}/{mending.sort}/{mending.id}" if mending else ""


def appointed(opened: Opened, chosen: Chosen) -> Appointed:
    """Give what Today shows of a promise; what is asked of a thread is asked there."""
    promise = promise_of(opened, chosen.id).promise
    day = near_words(chosen.day, moment(opened.now()).date)
    thread = thread_path(opened, promise.mending) if chosen.kind == "ask" else ""
    return Appointed(day, beginning(promise.text), thread or path_of(promise))


def line_of(opened: Opened, kept: Kept) -> Line:
    """Show one promise in a list: its words, by when, to whom, what became of it."""
    promise = kept.promise
    about = " · ".join(filter(None, (by_words(promise.due), name_of(opened, promise))))
    return Line(path_of(promise), promise.text, about, _state(kept))


def name_of(opened: Opened, promise: Promise) -> str:
    """Name the person to whom something was promised, if it was to anybody named."""
    known = opened.journey.people().get(promise.person) if promise.person else None
    return known.name if known else ""


def weeks_of(kept: Iterable[Kept], today: date) -> Picture:
    """Draw promises week by week, or say that it is too early."""
    found = by_week(told(kept), today)
    if not isinstance(found, Weeks):
        return Picture(weeks_sentence(found))
    return Picture(weeks_sentence(found), weeks_picture(found), weeks_rows(found))


def told(kept: Iterable[Kept]) -> tuple[Told, ...]:
    """Give promises with what became of them, as they are counted."""
    return tuple((each.promise, each.outcome) for each in kept)


def laid_out(
    opened: Opened,
    fields: Mapping[str, str],
    record: RecordId | None = None,
    problems: Mapping[str, str] | None = None,
) -> PromiseForm:
    """Lay the form out, with what was chosen and typed."""
    ways = {"": gettext("I leave it open")}
    ways |= {each: way_words(way) for each, way in WAYS.items()}
    return PromiseForm(
        record or new_id(),
        fields,
        whom(opened, "promises", fields.get("person", "")),
        options(ways, fields.get("way", "")),
        problems or {},
    )


def typed_again(
    opened: Opened, form: Form, error: MooringsError | None = None
) -> PromiseForm:
    """Lay the form out with everything it said, and what was wrong with it.

    Somebody named in it for the first time may be known by now, and is then chosen.
    """
    fields, people = form.fields(), opened.journey.people()
    named = form.line("new_person").casefold()
    known = [p for p, each in people.items() if named and each.name.casefold() == named]
    if known:
        fields |= {"person": known[0], "new_person": ""}
    shown = laid_out(opened, fields, form.record())
    if isinstance(error, UnclearFormError):
        return replace(shown, problems=error.problems)
    return replace(shown, problems={"": sentence(error)} if error else {})


def fields_of(promise: Promise) -> Mapping[str, str]:
    """Give what stands in a promise, to be changed."""
    return {
        "text": promise.text,
        "due": promise.due.isoformat(),
        "know": promise.know,
        "way": promise.way or "",
        "person": promise.person or "",
    }


def promised_from(
    form: Form, opened: Opened, before: Promise | None = None
) -> Promised:
    """Read a form; whoever is named in it for the first time is named from now on.

    A day on which it was to be asked about moves along. Raises `UnclearFormError`.
    """
    problems = form.too_long(
        text=LETTERS.detail, know=LETTERS.detail, new_person=LETTERS.name
    )
    if not form.text("text").strip():
        problems["text"] = gettext("Write what you will do, in a few words.")
    due = _day(form, problems)
    if problems or due is None:
        raise UnclearFormError(problems)
    return Promised(
        form.text("text"),
        due,
        know=form.text("know"),
        way=WAYS.get(form.text("way")),
        person=person_in(form, opened),
        mending=before.mending if before else _thread(form, opened),
        ask=_asked_on(before, due) if before else None,
    )


def person_in(form: Form, opened: Opened) -> RecordId | None:
    """Give the person who was chosen, or named for the first time."""
    if name := form.line("new_person"):
        return name_person(opened, name)
    picked = form.records("person")
    return next((each for each in picked if each in opened.journey.people()), None)


def stays_typed(opened: Opened, form: Form) -> None:
    """Let what was typed where a room rests stand there again on another day."""
    typed = typed_in_place(form)
    if typed and opened.writable:
        save_draft(opened, form.record(), IN_PLACE, typed)


def _asked_on(before: Promise, due: date) -> date | None:
    """Move the day for asking as far as the promise moves, within the calendar."""
    try:
        return before.ask and before.ask + (due - before.due)
    except OverflowError:
        return due


def _state(kept: Kept) -> str:
    if kept.outcome is not None:
        return how_words(kept.outcome.how)
    return gettext("let go") if kept.let_go else ""


def _day(form: Form, problems: dict[str, str]) -> date | None:
    typed = form.line("due")
    if not typed:
        problems["due"] = gettext("Choose a day. It can be changed later.")
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        problems["due"] = sentence(ImpossibleDateError(typed=typed[:20]))
        return None


def _thread(form: Form, opened: Opened) -> RecordId | None:
    """Give the thread that a new promise belongs to, if it is one that goes on."""
    with suppress(NothingThereError):
        for asked in form.records("mending"):
            thread = thread_of(opened, asked)
            return None if thread.end else thread.mending.id
    return None
