from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from moorings.companion.carrying import take_out
from moorings.companion.drafting import drafts, save_draft, unfinished_pages
from moorings.companion.errors import (
    LockedError,
    NothingThereError,
    TooSoonError,
    WeakPassphraseError,
)
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.sealed_room import (
    NoSuchRoomError,
    Room,
    SamePassphraseError,
    bring_in,
    change_room_passphrase,
    enter,
    make_room,
)
from moorings.companion.searching import Search, search
from moorings.companion.taking_back import erase
from moorings.companion.writing import Written, edit_page, write_entry
from moorings.journey.codec import encode
from moorings.journey.records import Entry, Erasure, RecordId, SealedPage
from tests.conftest import SetClock

OUTSIDE, INSIDE = "a long enough passphrase", "seven quiet boats at noon"
CANARY = "nobody outside may read this"
Form = Callable[..., Written]


@pytest.fixture
def notebook(harbour: Harbour) -> Opened:
    return harbour.make(OUTSIDE).opened


@pytest.fixture
def room(notebook: Opened) -> Room:
    return make_room(notebook, INSIDE)


def texts(opened: Opened) -> list[str]:
    found = (page.newest for page in opened.journey.pages())
    return [each.text for each in found if isinstance(each, Entry)]


def reopened(harbour: Harbour, notebook: Opened) -> Opened:
    harbour.lock_all()
    return harbour.find(harbour.unlock(notebook.owner.hex(), OUTSIDE))


def test_what_is_kept_in_a_room_is_there_again_after_a_restart_and_only_there(
    harbour: Harbour, notebook: Opened, room: Room, written: Form
) -> None:
    write_entry(room, new_id(), written(CANARY, people=("Zoë",)))
    write_entry(notebook, new_id(), written("outside"))
    again = reopened(harbour, notebook)
    assert again.condition.sound
    assert texts(again) == ["outside"]
    assert not again.journey.people()
    assert not list(search(again, Search("nobody"), 0, 9))
    inside = enter(again, INSIDE)
    assert texts(inside) == [CANARY]
    assert [p.name for p in inside.journey.people().values()] == ["Zoë"]


def test_no_record_outside_holds_a_word_or_an_hour_of_it(
    notebook: Opened, room: Room, written: Form, clock: SetClock
) -> None:
    clock.go_on(3_723)
    write_entry(room, new_id(), written(CANARY))
    outside = list(notebook.journey.records())
    assert all(isinstance(each, SealedPage) for each in outside)
    assert {each.written_at.time().isoformat() for each in outside} == {"00:00:00"}
    told = b"".join(map(encode, outside)) + repr(room).encode()
    assert CANARY.encode() not in told
    assert INSIDE.encode() not in told


@pytest.mark.parametrize("wrong", ["", "seven quiet boats", OUTSIDE, "x" * 400])
def test_a_passphrase_that_opens_no_room_is_answered_alike_with_a_room_and_without(
    notebook: Opened, wrong: str
) -> None:
    with pytest.raises(NoSuchRoomError) as without:
        enter(notebook, wrong)
    make_room(notebook, INSIDE)
    with pytest.raises(NoSuchRoomError) as with_one:
        enter(notebook, wrong)
    assert str(without.value) == str(with_one.value)


def test_wrong_tries_ask_for_patience_with_a_room_and_without(
    notebook: Opened, clock: SetClock
) -> None:
    for _ in range(5):
        with pytest.raises(NoSuchRoomError):
            enter(notebook, "not this one either")
    with pytest.raises(TooSoonError):
        enter(notebook, INSIDE)
    clock.go_on(2)
    with pytest.raises(NoSuchRoomError):
        enter(notebook, INSIDE)


def test_to_make_a_room_that_is_there_leads_into_it(
    notebook: Opened, room: Room, written: Form
) -> None:
    write_entry(room, new_id(), written("here already"))
    count = len(list(notebook.journey.records()))
    assert texts(make_room(notebook, INSIDE)) == ["here already"]
    assert len(list(notebook.journey.records())) == count


def test_a_room_has_a_strong_passphrase_that_is_not_the_notebooks(
    notebook: Opened, room: Room
) -> None:
    for make in (
        lambda word: make_room(notebook, word),
        lambda word: change_room_passphrase(room, word),
    ):
        with pytest.raises(SamePassphraseError):
            make(OUTSIDE)
        with pytest.raises(WeakPassphraseError):
            make("short")
    assert texts(enter(notebook, INSIDE)) == []


def test_two_rooms_know_nothing_of_one_another(
    notebook: Opened, room: Room, written: Form
) -> None:
    other = make_room(notebook, "another room altogether")
    write_entry(room, new_id(), written("one"))
    write_entry(other, new_id(), written("two"))
    assert texts(enter(notebook, INSIDE)) == ["one"]
    assert texts(enter(notebook, "another room altogether")) == ["two"]


def test_a_page_is_changed_and_erased_for_good_and_the_notebook_stays_sound(
    harbour: Harbour, notebook: Opened, room: Room, written: Form
) -> None:
    record, later = new_id(), new_id()
    write_entry(room, record, written("as it was"))
    edit_page(room, later, record, written("as it is"))
    assert texts(enter(notebook, INSIDE)) == ["as it is"]
    erase(room, record)
    assert texts(room) == []
    again = reopened(harbour, notebook)
    assert again.condition.sound
    assert texts(enter(again, INSIDE)) == []
    rows = {row.id.hex(): row.body for row in again.log.read(again.owner)}
    assert rows[record] is None
    assert rows[later] is None


def test_another_passphrase_opens_it_and_the_old_one_finds_nothing(
    harbour: Harbour, notebook: Opened, room: Room, written: Form
) -> None:
    write_entry(room, new_id(), written("stays"))
    change_room_passphrase(room, "another passphrase for it")
    write_entry(room, new_id(), written("came after"))
    again = reopened(harbour, notebook)
    assert again.condition.sound
    with pytest.raises(NoSuchRoomError):
        enter(again, INSIDE)
    assert texts(enter(again, "another passphrase for it")) == ["came after", "stays"]


def test_a_draft_of_a_room_is_the_rooms_alone(
    notebook: Opened, room: Room, written: Form
) -> None:
    outside, inside = new_id(), new_id()
    save_draft(notebook, outside, "entry", {"text": "begun outside"})
    save_draft(room, inside, "entry", {"text": CANARY})
    assert [draft.id for draft in drafts(notebook)] == [outside]
    assert [draft.fields["text"] for draft in drafts(room)] == [CANARY]
    assert drafts(make_room(notebook, "another room altogether")) == ()
    write_entry(room, inside, written("kept"))
    assert drafts(room) == ()
    assert [draft.id for draft in unfinished_pages(notebook)] == [outside]


def test_a_page_of_the_diary_is_brought_in_and_is_nowhere_else(
    harbour: Harbour, notebook: Opened, room: Room, written: Form
) -> None:
    record = new_id()
    write_entry(notebook, record, written(CANARY, date(2026, 2, 3), people=("Zoë",)))
    save_draft(notebook, new_id(), "edit", {"text": CANARY, "replaces": record})
    brought = bring_in(room, record)
    assert texts(notebook) == []
    assert drafts(notebook) == ()
    newest = room.journey.record(brought)
    assert isinstance(newest, Entry)
    assert (newest.text, newest.when.date) == (f"{CANARY}\n\n(Zoë)", date(2026, 2, 3))
    again = reopened(harbour, notebook)
    assert again.condition.sound
    assert texts(enter(again, INSIDE)) == [f"{CANARY}\n\n(Zoë)"]
    with pytest.raises(NothingThereError):
        bring_in(enter(again, INSIDE), record)


def test_a_page_is_kept_in_the_room_before_it_is_erased_outside(
    notebook: Opened,
    room: Room,
    written: Form,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    record = new_id()
    write_entry(notebook, record, written("only once"))

    def fail(*_: object) -> None:
        raise LockedError

    monkeypatch.setattr("moorings.companion.sealed_room.erase", fail)
    with pytest.raises(LockedError):
        bring_in(room, record)
    assert texts(notebook) == texts(enter(notebook, INSIDE)) == ["only once"]


def test_an_export_carries_the_room_sealed_and_it_opens_in_another_notebook(
    harbour: Harbour, notebook: Opened, room: Room, written: Form
) -> None:
    write_entry(room, new_id(), written(CANARY))
    taken = take_out(notebook)
    assert CANARY not in repr(taken)
    other = harbour.make("a passphrase of its own").opened
    other.keep(*notebook.journey.records())
    assert texts(enter(other, INSIDE)) == [CANARY]


def test_a_room_closes_with_its_notebook_and_by_itself(
    harbour: Harbour, notebook: Opened, room: Room, written: Form
) -> None:
    room.drop()
    with pytest.raises(LockedError):
        write_entry(room, new_id(), written("too late"))
    write_entry(notebook, new_id(), written("the notebook stays open"))
    inside = enter(notebook, INSIDE)
    harbour.lock_all()
    with pytest.raises(LockedError):
        write_entry(inside, new_id(), written("too late"))


def test_what_in_a_room_is_no_record_or_bears_another_id_is_left_out(
    notebook: Opened, room: Room, written: Form
) -> None:
    from moorings.vault.sealed_room import seal_in_room  # noqa: PLC0415

    write_entry(room, new_id(), written("whole"))
    at = datetime(2026, 3, 1, tzinfo=UTC)
    strange = Erasure(id=RecordId("e" * 32), written_at=at, of=())
    for record, message in ((RecordId("d" * 32), b"{}"), (new_id(), encode(strange))):
        sealed = seal_in_room(room.door, bytes.fromhex(record), message)
        notebook.keep(SealedPage(id=record, written_at=at, sealed=sealed))
    assert texts(enter(notebook, INSIDE)) == ["whole"]
