from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec
import pytest

from moorings.companion.arriving import arrive
from moorings.companion.drafting import draft_of, save_draft
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import erase
from moorings.companion.writing import (
    Written,
    edit_page,
    name_person,
    page_of,
    rename_person,
    write_entry,
    write_unsent,
)
from moorings.exchange.arrival import Arrival, FoundEntry
from moorings.journey.records import Entry, RecordId, UnsentPage

if TYPE_CHECKING:
    from tests.conftest import SetClock

Form = Callable[..., Written]


def names(opened: Opened) -> list[str]:
    return [person.name for person in opened.journey.people().values()]


def entry_of(opened: Opened, page: RecordId) -> Entry:
    newest = page_of(opened, page).newest
    assert isinstance(newest, Entry)
    return newest


def test_an_entry_is_kept_with_the_people_it_is_about(
    opened: Opened, written: Form
) -> None:
    page = new_id()
    people = ("Zoë", "  Ben   Li ", "zoë", "", " ")
    write_entry(opened, page, written("words", people=people))
    assert names(opened) == ["Zoë", "Ben Li"]
    assert entry_of(opened, page).people == tuple(opened.journey.people())


def test_somebody_known_is_not_named_twice(opened: Opened, written: Form) -> None:
    for name in ("Zoë", "ZOË"):
        write_entry(opened, new_id(), written("words", people=(name,)))
    assert names(opened) == ["Zoë"]


def test_an_entry_sent_twice_is_kept_once(
    opened: Opened, written: Form, clock: "SetClock"
) -> None:
    page = new_id()
    for _ in range(2):
        write_entry(opened, page, written("words", people=("Zoë",)))
        clock.go_on(60)
    assert opened.journey.count() == 1
    assert names(opened) == ["Zoë"]


def test_the_same_form_sent_with_other_words_is_kept_beside(
    opened: Opened, written: Form
) -> None:
    page = new_id()
    for text in ("words", "other words", "other words"):
        write_entry(opened, page, written(text))
    assert opened.journey.count() == 2
    assert entry_of(opened, page).text == "words"


@pytest.mark.parametrize("text", ["", "  \n "])
def test_without_words_there_is_nothing_to_keep(
    opened: Opened, written: Form, text: str
) -> None:
    for write in (write_entry, write_unsent):
        with pytest.raises(EmptyPageError):
            write(opened, new_id(), written(text, people=("Zoë",)))
    assert list(opened.journey.records()) == []


def test_keeping_a_page_lets_its_draft_go(opened: Opened, written: Form) -> None:
    page, other = new_id(), new_id()
    for draft in (page, other):
        save_draft(opened, draft, "entry", {"text": "wor"})
    write_entry(opened, page, written("words"))
    assert draft_of(opened, page) is None
    assert draft_of(opened, other) is not None


def test_an_edit_is_a_new_version_and_the_old_one_stays_readable(
    opened: Opened, written: Form
) -> None:
    page, version = new_id(), new_id()
    write_entry(opened, page, written("before", people=("Zoë",)))
    edit_page(opened, version, page, written("after", people=("Ben",)))
    (standing,) = opened.journey.pages()
    assert (standing.id, standing.newest.id, standing.others) == (page, version, ())
    assert [v.text for v in opened.journey.versions(version)] == ["before", "after"]  # type: ignore[union-attr]
    assert names(opened) == ["Zoë", "Ben"]
    assert entry_of(opened, version).people == tuple(opened.journey.people())[1:]


def test_an_unsent_page_can_be_edited_and_readdressed(
    opened: Opened, written: Form
) -> None:
    page = new_id()
    write_unsent(opened, page, written("before", to="Dad"))
    edit_page(opened, new_id(), page, written("after", to="Mum"))
    newest = page_of(opened, page).newest
    assert isinstance(newest, UnsentPage)
    assert (newest.text, newest.to) == ("after", "Mum")
    with pytest.raises(EmptyPageError):
        edit_page(opened, new_id(), page, written(" "))


def test_an_edit_of_what_was_imported_is_the_person_s_own(
    opened: Opened, written: Form
) -> None:
    found = FoundEntry("jrnl", "1", written("").when, "then", ("talk",), "calm")
    arrive(opened, Arrival((found,)))
    (page,) = opened.journey.pages()
    edit_page(opened, new_id(), page.id, written(""))
    entry = entry_of(opened, page.id)
    assert (entry.written_where, entry.origin) == ("here", None)
    assert (entry.text, entry.mood, entry.labels) == ("", "calm", ("talk",))


def test_an_edit_that_leaves_nothing_is_refused(opened: Opened, written: Form) -> None:
    page = new_id()
    write_entry(opened, page, written("words"))
    with pytest.raises(EmptyPageError):
        edit_page(opened, new_id(), page, written(" "))
    assert len(opened.journey.versions(page)) == 1


def test_what_is_not_there_or_no_page_cannot_be_edited(
    opened: Opened, written: Form
) -> None:
    page = new_id()
    write_entry(opened, page, written("words", people=("Zoë",)))
    (person,) = opened.journey.people()
    erase(opened, page)
    for record in (page, person, new_id()):
        with pytest.raises(NothingThereError):
            edit_page(opened, new_id(), record, written("after"))
        with pytest.raises(NothingThereError):
            page_of(opened, record)


def test_a_person_is_renamed_everywhere_at_once(opened: Opened, written: Form) -> None:
    page = new_id()
    write_entry(opened, page, written("words", people=("Zoë",)))
    (person,) = opened.journey.people()
    rename_person(opened, person, "  Zoe Miller ")
    assert names(opened) == ["Zoe Miller"]
    assert entry_of(opened, page).people == (person,)
    write_entry(opened, new_id(), written("more", people=("zoe miller",)))
    assert list(opened.journey.people()) == [person]


def test_a_person_renamed_again_keeps_a_single_line_of_versions(
    opened: Opened, written: Form
) -> None:
    write_entry(opened, new_id(), written("words", people=("A",)))
    (person,) = opened.journey.people()
    imported = msgspec.structs.replace(
        opened.journey.people()[person],
        id=new_id(),
        replaces=person,
        written_where="demo",
        origin="o",
    )
    opened.keep(imported)
    rename_person(opened, person, "B")
    (newest,) = opened.journey.people().values()
    assert (newest.written_where, newest.origin) == ("here", None)
    assert newest.replaces == imported.id
    assert len(opened.journey.versions(person)) == 3


def test_nobody_unknown_is_renamed_and_nobody_to_nothing(
    opened: Opened, written: Form
) -> None:
    write_entry(opened, new_id(), written("words", people=("Zoë",)))
    (person,) = opened.journey.people()
    with pytest.raises(NothingThereError):
        rename_person(opened, new_id(), "Ben")
    with pytest.raises(EmptyPageError):
        rename_person(opened, person, "  ")
    assert names(opened) == ["Zoë"]


def test_somebody_is_named_without_a_page_and_only_once(
    opened: Opened, written: Form
) -> None:
    write_entry(opened, new_id(), written("words", people=("Zoë",)))
    [zoe] = opened.journey.people()
    ben = name_person(opened, "  Ben   Li ")
    before = list(opened.journey.records())
    assert [name_person(opened, name) for name in ("ZOË", "ben li")] == [zoe, ben]
    assert names(opened) == ["Zoë", "Ben Li"]
    assert list(opened.journey.records()) == before


@pytest.mark.parametrize("name", ["", " \n "])
def test_nobody_without_a_name_is_named(opened: Opened, name: str) -> None:
    with pytest.raises(EmptyPageError):
        name_person(opened, name)
    assert names(opened) == []
