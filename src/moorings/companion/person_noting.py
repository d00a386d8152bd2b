"""Noting what somebody did: seen, once, and dated. Never what somebody is.

There is no total and no score here, and at most one note a week is asked for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, get_args

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.practising import reasons
from moorings.companion.resending import new_in
from moorings.companion.taking_back import erase
from moorings.companion.together import is_open, require_open
from moorings.journey.draft import Draft
from moorings.journey.records import Aspect, Often, PersonNote, RecordId, When
from moorings.safety.resting import Reason, may_be_suggested

ASPECTS: Final[Mapping[str, Aspect]] = {each: each for each in get_args(Aspect)}
OFTEN: Final[Mapping[str, Often]] = {each: each for each in get_args(Often)}
#: After a note, or after "not this week", nothing is asked for so long.
A_WEEK: Final = timedelta(days=7)
#: The choice that holds the day on which it was put away.
NOT_NOW: Final = "note-not-now"
#: In these hours no picture of anybody is drawn; and in these nothing is counted.
HIDES: Final[frozenset[Reason]] = frozenset({"help", "heavy", "unreal"})
UNCOUNTED: Final[frozenset[Reason]] = HIDES | {"night", "simple"}


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody did, how often it is so of late, and one time it was seen."""

    person: RecordId
    aspect: Aspect
    often: Often
    text: str


def keep_note(
    opened: Opened,
    record: RecordId,
    seen: Seen,
    when: When,
    replaces: RecordId | None = None,
) -> None:
    """Keep a note, or a later version of one.

    Raises `EmptyPageError` where nothing was seen, `RestsError` where it rests with
    this person.
    """
    before = note_of(opened, replaces) if replaces else None
    for whom in {seen.person, before.person if before else seen.person}:
        require_open(opened, "spread", whom)
    if not seen.text.strip():
        raise EmptyPageError
    kept = PersonNote(
        id=record,
        written_at=opened.now(),
        replaces=before.id if before else None,
        when=when,
        person=seen.person,
        aspect=seen.aspect,
        often=seen.often,
        text=seen.text.strip(),
    )
    opened.keep(*new_in(opened, kept))


def notes(opened: Opened, person: RecordId | None = None) -> tuple[PersonNote, ...]:
    """Give every note, or those about somebody, the latest first."""
    found = opened.journey.standing(PersonNote)
    wanted = (each for each in found if person in {None, each.person})
    return tuple(sorted(wanted, key=lambda each: each.when.order)[::-1])


def note_of(opened: Opened, record: RecordId) -> PersonNote:
    """Give one note in its newest version, by any of them."""
    versions = {version.id for version in opened.journey.versions(record)}
    for each in opened.journey.standing(PersonNote):
        if each.id in versions:
            return each
    raise NothingThereError


def erase_note(opened: Opened, record: RecordId) -> None:
    """Destroy a note with all its versions. That is possible at any time."""
    note_of(opened, record)
    erase(opened, record)


def open_to_some(opened: Opened) -> bool:
    """Say whether anything can be noted of anybody, named or not."""
    return any(is_open(opened, "spread", p) for p in (None, *opened.journey.people()))


def is_asked(opened: Opened) -> bool:
    """Say whether one quiet line may ask for a note: once a week, in a good hour.

    It names nobody, and needs somebody with whom it is open.
    """
    if not opened.writable:
        return False
    if not any(is_open(opened, "spread", each) for each in opened.journey.people()):
        return False
    if not may_be_suggested(("talk",), reasons(opened)):
        return False
    told = [
        moment(each.written_at).date for each in opened.journey.standing(PersonNote)
    ]
    today = moment(opened.now()).date
    return all(today - day >= A_WEEK for day in (*told, _put_off(opened)))


def put_off(opened: Opened) -> None:
    """Put the line away for a week."""
    choose(opened, {NOT_NOW: moment(opened.now()).date.isoformat()})


def _put_off(opened: Opened) -> date:
    try:
        return date.fromisoformat(opened.journey.choices.get(NOT_NOW, ""))
    except ValueError:
        return date.min


def is_of_a_note(draft: Draft) -> bool:
    """Say whether this was left in the form of a note; its address tells."""
    place = draft.fields.get("place", "")
    return place.startswith("/people/notes/") or place.endswith("/notes/add")
