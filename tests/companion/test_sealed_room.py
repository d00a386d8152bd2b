from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest

from moorings.companion import carrying
from moorings.companion.carrying import take_out
from moorings.companion.drafting import (
    draft_of,
    drafts,
    save_draft,
    unfinished_pages,
)
from moorings.companion.errors import (
    LockedError,
    NothingThereError,
    TooSoonError,
    WeakPassphraseError,
)
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.room import Room
from moorings.companion.sealed_room import (
    NoSuchRoomError,
    SamePassphraseError,
    bring_in,
    change_room_passphrase,
    enter,
    make_room,
)
from moorings.companion.searching import Search, search
from moorings.companion.securing import change_passphrase
from moorings.companion.taking_back import erase
from moorings.companion.writing import Written, edit_page, write_entry
from moorings.journey.codec import encode
from moorings.journey.records import Entry, Erasure, RecordId, SealedPage, When
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.sealed_room import seal_in_room
from tests.conftest import SetClock

OUTSIDE, INSIDE = "a long enough passphrase", "seven quiet boats at noon"
NEW, NEWEST = "nine slow herons over water", "eleven grey gulls at dusk"
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
    for word, refused in ((OUTSIDE, SamePassphraseError), ("a", WeakPassphraseError)):
        with pytest.raises(refused):
            make_room(notebook, word)
        with pytest.raises(refused):
            change_room_passphrase(room, word)
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
    renewed = change_room_passphrase(room, NEW)
    write_entry(renewed, new_id(), written("came after"))
    again = reopened(harbour, notebook)
    assert again.condition.sound
    with pytest.raises(NoSuchRoomError):
        enter(again, INSIDE)
    assert texts(enter(again, NEW)) == ["came after", "stays"]


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
    write_entry(room, new_id(), written("whole"))
    at = datetime(2026, 3, 1, tzinfo=UTC)
    strange = Erasure(id=RecordId("e" * 32), written_at=at, of=())
    for record, message in ((RecordId("d" * 32), b"{}"), (new_id(), encode(strange))):
        sealed = seal_in_room(room.doors[0], bytes.fromhex(record), message)
        notebook.keep(SealedPage(id=record, written_at=at, sealed=sealed))
    assert texts(enter(notebook, INSIDE)) == ["whole"]


# --- several at once ------------------------------------------------------------------


def at_once(act: Callable[[], Room]) -> list[Room]:
    """Do the same twice at once; give what came of those that were let."""
    done: list[Room] = []

    def let() -> None:
        with suppress(LockedError):
            done.append(act())

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(let) for _ in range(2)]:
            each.result()
    return done


def test_whoever_is_in_a_room_shares_it_and_no_words_are_lost_between_them(
    harbour: Harbour, notebook: Opened, room: Room, written: Form
) -> None:
    other, draft = enter(notebook, INSIDE), new_id()
    save_draft(room, draft, "entry", {"text": "begun"})
    write_entry(room, draft, written("ended on the phone"))
    write_entry(other, draft, written("ended on the laptop"))
    assert texts(room) == texts(other)
    both = {"ended on the phone", "ended on the laptop"}
    assert {*texts(enter(reopened(harbour, notebook), INSIDE))} == both


def test_a_page_changed_by_one_and_erased_by_the_other_is_gone_with_all_versions(
    harbour: Harbour, notebook: Opened, room: Room, written: Form
) -> None:
    other, record, later = enter(notebook, INSIDE), new_id(), new_id()
    write_entry(room, record, written("first words"))
    edit_page(other, later, record, written("first words, and a name"))
    erase(room, record)
    assert texts(room) == texts(other) == []
    again = reopened(harbour, notebook)
    assert texts(enter(again, INSIDE)) == []
    rows = {row.id.hex(): row.body for row in again.log.read(again.owner)}
    assert rows[record] is rows[later] is None


@pytest.mark.parametrize("first", ["", "another room altogether"])
def test_a_room_that_is_made_twice_in_one_breath_is_one(
    notebook: Opened, written: Form, first: str
) -> None:
    if first:
        make_room(notebook, first)
    one, other = at_once(lambda: make_room(notebook, INSIDE))
    write_entry(one, new_id(), written("one"))
    write_entry(other, new_id(), written("two"))
    assert {*texts(enter(notebook, INSIDE))} == {"one", "two"}


def test_a_passphrase_changed_twice_in_one_breath_leaves_one_way_in(
    notebook: Opened, room: Room, clock: SetClock
) -> None:
    (renewed,) = at_once(lambda: change_room_passphrase(room, NEW))
    change_room_passphrase(renewed, NEWEST)
    for old in (INSIDE, NEW):
        clock.go_on(60)
        with pytest.raises(NoSuchRoomError):
            enter(notebook, old)
    clock.go_on(60)
    assert texts(enter(notebook, NEWEST)) == []


def test_another_passphrase_sends_everybody_else_back_to_the_door(
    notebook: Opened, room: Room, written: Form
) -> None:
    other = enter(notebook, INSIDE)
    change_room_passphrase(room, NEW)
    with pytest.raises(LockedError):
        write_entry(other, new_id(), written("too late"))
    with pytest.raises(LockedError):
        change_room_passphrase(other, NEWEST)


def test_to_make_one_is_no_door_with_less_patience(
    notebook: Opened, clock: SetClock
) -> None:
    for number in range(5):
        make_room(notebook, f"my wrong guess of it, number {number}")
    with pytest.raises(TooSoonError):
        make_room(notebook, OUTSIDE)
    with pytest.raises(TooSoonError):
        enter(notebook, INSIDE)
    clock.go_on(2)
    with pytest.raises(SamePassphraseError):
        make_room(notebook, OUTSIDE)


# --- brought together -----------------------------------------------------------------


def test_rooms_of_two_notebooks_under_one_passphrase_open_together(
    harbour: Harbour, notebook: Opened, room: Room, written: Form
) -> None:
    write_entry(room, new_id(), written("from the laptop"))
    save_draft(room, draft := new_id(), "entry", {"text": "begun here"})
    other = harbour.make("a notebook of its own").opened
    for number in range(3):
        write_entry(make_room(other, INSIDE), new_id(), written(f"{number}"))
    carrying.bring_in(notebook, take_out(other))
    both = enter(notebook, INSIDE)
    assert both is room
    assert {*texts(both)} == {"from the laptop", "0", "1", "2"}
    assert draft_of(both, draft)
    changed = change_room_passphrase(both, NEW)
    again = reopened(harbour, notebook)
    assert {*texts(enter(again, NEW))} == {*texts(changed)}
    with pytest.raises(NoSuchRoomError):
        enter(again, INSIDE)


def test_every_head_of_a_page_comes_in_with_its_mood_and_its_labels(
    notebook: Opened, room: Room, written: Form
) -> None:
    record = new_id()
    write_entry(notebook, record, written("first"))
    edit_page(notebook, new_id(), record, written("from the phone"))
    edit_page(notebook, new_id(), record, written("from the laptop"))
    bring_in(room, record)
    assert {*texts(room)} == {"from the phone", "from the laptop"}
    at = notebook.now()
    imported = Entry(
        id=new_id(),
        written_at=at,
        when=When(at.date()),
        text="imported",
        mood="low",
        labels=("grief",),
    )
    notebook.keep(imported)
    kept = room.journey.record(bring_in(room, imported.id))
    assert isinstance(kept, Entry)
    assert (kept.mood, kept.labels) == ("low", ("grief",))


def test_a_draft_of_a_room_goes_along_where_a_notebook_is_kept_after_all(
    harbour: Harbour, written: Form
) -> None:
    tried = harbour.try_out().opened
    room, draft = make_room(tried, INSIDE), new_id()
    write_entry(room, new_id(), written("kept"))
    save_draft(room, draft, "entry", {"text": "begun"})
    to = harbour.make(OUTSIDE).opened
    carrying.move(tried, to)
    there = enter(to, INSIDE)
    assert texts(there) == ["kept"]
    found = draft_of(there, draft)
    assert found is not None
    assert found.fields["text"] == "begun"


def test_a_draft_is_sealed_with_the_newest_keys_of_the_notebook(
    notebook: Opened, room: Room
) -> None:
    change_passphrase(notebook, "another passphrase of it all", cheapest_stretching())
    save_draft(room, draft := new_id(), "entry", {"text": "after"})
    body = notebook.log.item(notebook.owner, "drafts", bytes.fromhex(draft))
    assert body is not None
    assert int.from_bytes(body[:2], "big") == notebook.unlocked.keyring.epoch
