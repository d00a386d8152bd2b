from collections.abc import Callable

import pytest

from moorings.companion.drafting import draft_of, save_draft
from moorings.companion.errors import NothingThereError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.taking_back import (
    bring_back,
    erase,
    take_back,
    taken_back_page,
)
from moorings.companion.writing import Written, edit_page, write_entry
from moorings.journey.records import Erasure, RecordId, Retraction
from moorings.storage.log import NotKeptError, Writing

Form = Callable[..., Written]


@pytest.fixture
def page(opened: Opened, written: Form) -> RecordId:
    record = new_id()
    write_entry(opened, record, written("words", people=("Zoë",)))
    return record


def test_what_was_taken_back_can_be_brought_back(
    opened: Opened, page: RecordId
) -> None:
    take_back(opened, page)
    assert opened.journey.page(page) is None
    assert taken_back_page(opened, page).id == page
    bring_back(opened, page)
    assert opened.journey.page(page) is not None
    with pytest.raises(NothingThereError):
        taken_back_page(opened, page)


def test_an_edited_page_is_taken_back_as_a_whole(
    opened: Opened, page: RecordId, written: Form
) -> None:
    version = new_id()
    edit_page(opened, version, page, written("after"))
    take_back(opened, version)
    assert opened.journey.count() == 0
    bring_back(opened, page)
    assert opened.journey.count() == 1


def test_a_page_taken_back_twice_on_two_devices_comes_back_at_once(
    opened: Opened, page: RecordId
) -> None:
    opened.keep(
        *(Retraction(id=new_id(), written_at=opened.now(), of=page) for _ in range(2))
    )
    bring_back(opened, page)
    assert opened.journey.count() == 1


def test_what_is_not_there_can_be_neither_taken_nor_brought_back_nor_erased(
    opened: Opened, page: RecordId
) -> None:
    (person,) = opened.journey.people()
    for record in (new_id(), person):
        with pytest.raises(NothingThereError):
            take_back(opened, record)
    with pytest.raises(NothingThereError):
        bring_back(opened, page)
    with pytest.raises(NothingThereError):
        erase(opened, new_id())
    take_back(opened, page)
    with pytest.raises(NothingThereError):
        take_back(opened, page)


def test_erasing_destroys_all_versions_and_drafts_and_leaves_a_record_of_it(
    opened: Opened, page: RecordId, written: Form
) -> None:
    version, unfinished, other = new_id(), new_id(), new_id()
    edit_page(opened, version, page, written("after"))
    save_draft(opened, unfinished, "edit", {"replaces": version, "text": "later"})
    save_draft(opened, page, "entry", {"text": "earlier"})
    save_draft(opened, other, "entry", {"text": "another"})
    erase(opened, version)
    gone = {row.id.hex() for row in opened.log.read(opened.owner) if row.body is None}
    assert gone == {page, version} == opened.journey.erased
    (erasure,) = (r for r in opened.journey.records() if isinstance(r, Erasure))
    assert erasure.of == (page, version)
    assert [draft_of(opened, d) is None for d in (unfinished, page, other)] == [
        True,
        True,
        False,
    ]


def test_what_was_taken_back_can_be_erased(opened: Opened, page: RecordId) -> None:
    take_back(opened, page)
    erase(opened, page)
    assert opened.journey.is_taken_back(page)
    assert list(opened.journey.taken_back()) == []
    with pytest.raises(NothingThereError):
        bring_back(opened, page)


def test_erasing_one_page_leaves_what_was_taken_back_where_it_is(
    opened: Opened, page: RecordId, written: Form
) -> None:
    other = new_id()
    write_entry(opened, other, written("other"))
    for each in (page, other):
        take_back(opened, each)
    for each in (page, other):
        assert taken_back_page(opened, each).id == each
    erase(opened, page)
    assert taken_back_page(opened, other).id == other
    erase(opened, other)
    with pytest.raises(NothingThereError):
        taken_back_page(opened, other)


def test_a_disk_that_refuses_an_erasure_leaves_the_page_as_it_was(
    opened: Opened, page: RecordId, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise NotKeptError(reason="Full")

    with opened.log.writing(opened.owner) as writing:
        kind: type[Writing] = type(writing)
    monkeypatch.setattr(kind, "destroy", lambda *_: refuse(_))
    with pytest.raises(NotKeptError):
        erase(opened, page)
    assert opened.journey.count() == 1
    assert all(row.body is not None for row in opened.log.read(opened.owner))


def test_an_erased_page_is_gone_after_locking_and_nothing_seems_missing(
    harbour: Harbour, written: Form
) -> None:
    opened = harbour.make("six words make a passphrase").opened
    page = new_id()
    write_entry(opened, page, written("words"))
    erase(opened, page)
    harbour.lock(opened)
    token = harbour.unlock(opened.owner.hex(), "six words make a passphrase")
    again = harbour.find(token)
    assert again.journey == opened.journey
    assert again.condition.sound
