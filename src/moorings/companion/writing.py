"""Writing pages: entries, unsent pages, the people they are about."""

from dataclasses import dataclass

from moorings.companion.drafting import SHELF
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.journey.page import Page
from moorings.journey.records import (
    AnyRecord,
    Entry,
    HeldText,
    Person,
    RecordId,
    UnsentPage,
    When,
)


@dataclass(frozen=True, slots=True)
class Written:
    """What a person put into the form of a page."""

    text: str
    when: When
    people: tuple[str, ...] = ()
    to: str = ""


def write_entry(opened: Opened, record: RecordId, written: Written) -> None:
    """Keep an entry under the id its form was given; sent twice, it is kept once."""
    _require_words(written)
    named, people = _people(opened, written.people)
    entry = Entry(
        id=record,
        written_at=opened.now(),
        when=written.when,
        text=written.text,
        people=people,
    )
    _keep(opened, *named, entry)


def write_unsent(opened: Opened, record: RecordId, written: Written) -> None:
    """Keep a page that is not for sending."""
    _require_words(written)
    page = UnsentPage(
        id=record,
        written_at=opened.now(),
        when=written.when,
        text=written.text,
        to=written.to,
    )
    _keep(opened, page)


def edit_page(
    opened: Opened, record: RecordId, replaces: RecordId, written: Written
) -> None:
    """Keep a new version; the one it was made from stays readable."""
    before = opened.journey.record(replaces)
    if not isinstance(before, Entry | UnsentPage | HeldText):
        raise NothingThereError
    changes: dict[str, object] = {"text": written.text, "when": written.when}
    named: tuple[Person, ...] = ()
    if isinstance(before, Entry):
        named, people = _people(opened, written.people)
        changes["people"] = people
        if not (written.text.strip() or before.mood or before.pictures):
            raise EmptyPageError
    else:
        changes["to"] = written.to
        _require_words(written)
    _keep(opened, *named, opened.later(before, record, **changes))


def name_person(opened: Opened, name: str) -> RecordId:
    """Give the person of this name, who is named now if they were not before."""
    named, people = _people(opened, (name,))
    if not people:
        raise EmptyPageError
    opened.keep(*named)
    return people[0]


def rename_person(opened: Opened, person: RecordId, name: str) -> None:
    """Call somebody by another name, in every entry at once."""
    known = opened.journey.people().get(person)
    if known is None:
        raise NothingThereError
    if not name.strip():
        raise EmptyPageError
    opened.keep(opened.later(known, opened.new_id(), name=name.strip()))


def page_of(opened: Opened, record: RecordId) -> Page:
    """Give the page a version belongs to."""
    page = opened.journey.page(record)
    if page is None:
        raise NothingThereError
    return page


def _keep(opened: Opened, *records: AnyRecord) -> None:
    """Keep the records; the draft they grew from goes in the same breath."""
    item = bytes.fromhex(records[-1].id)
    opened.keep(*records, also=lambda writing: writing.drop(SHELF, item))


def _people(
    opened: Opened, names: tuple[str, ...]
) -> tuple[tuple[Person, ...], tuple[RecordId, ...]]:
    """Find the people of these names, and make those who are new."""
    known = {
        person.name.casefold(): first
        for first, person in opened.journey.people().items()
    }
    new: list[Person] = []
    ids: dict[RecordId, None] = {}
    for name in filter(None, (" ".join(name.split()) for name in names)):
        if name.casefold() not in known:
            person = Person(id=opened.new_id(), written_at=opened.now(), name=name)
            new.append(person)
            known[name.casefold()] = person.id
        ids[known[name.casefold()]] = None
    return tuple(new), tuple(ids)


def _require_words(written: Written) -> None:
    if not written.text.strip():
        raise EmptyPageError
