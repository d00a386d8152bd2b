"""Q18: of what was erased not a byte is left in any file, and the rest stands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from moorings.companion.backing_up import backups_in
from moorings.companion.backing_up_quietly import Backups
from moorings.companion.drafting import SHELF, drop_draft, save_draft
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.sealed_room import make_room
from moorings.companion.taking_back import erase
from moorings.companion.verifying import verify
from moorings.companion.writing import Written, edit_page, write_entry
from moorings.journey.records import RecordId
from moorings.storage.sqlite import FILE_NAME
from tests.checklist.residue import PIECE, left, left_in, sealed_in
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE
from tests.web.pages.test_entry import keep_pictured

Form = Callable[..., Written]
#: Longer than a page of the file, so that it spreads over several.
LONG = "words that must be gone " * 800


@pytest.fixture
def vault(harbour: Harbour, written: Form) -> Opened:
    opened = harbour.make(PASSPHRASE).opened
    for number in range(20):
        write_entry(opened, new_id(), written(f"page {number} stays " * 30))
    return opened


@pytest.fixture
def place(harbour: Harbour, vault: Opened) -> Path:
    return harbour.folder / vault.owner.hex()


def require_whole(harbour: Harbour, vault: Opened, pages: int) -> None:
    """Make sure that a notebook is found whole when it is opened again."""
    harbour.lock(vault)
    verdict = verify(harbour.find(harbour.unlock(vault.owner.hex(), PASSPHRASE)))
    assert verdict.condition.sound
    assert verdict.unreadable == ()
    assert (verdict.pages, verdict.erased > 0) == (pages, True)


def test_q18_a_piece_that_was_left_would_be_found(place: Path, vault: Opened) -> None:
    (last, *_) = reversed([each.id for each in vault.journey.records()])
    sealed = sealed_in(place, vault.owner, "records", bytes.fromhex(last))
    assert left(place, [sealed])
    assert left_in(b"before" + sealed[96:120] + b"behind", [sealed])
    other = bytes([sealed[PIECE - 1] ^ 1])
    assert not left_in(
        sealed[: PIECE - 1] + other + sealed[PIECE : 2 * PIECE - 1], [sealed]
    )


@pytest.mark.parametrize("text", ["a short line", LONG], ids=["short", "long"])
def test_q18_a_page_with_its_versions_drafts_and_pictures_leaves_no_byte(
    harbour: Harbour, vault: Opened, place: Path, written: Form, text: str
) -> None:
    first, blob = keep_pictured(vault, "image/png", bytes(range(256)) * 200)
    second, third = new_id(), new_id()
    edit_page(vault, second, RecordId(first), written(text))
    save_draft(vault, third, "edit", {"replaces": second, "text": text})
    found = [("records", first), ("records", second), (SHELF, third), ("blobs", blob)]
    sealed = [
        sealed_in(place, vault.owner, shelf, bytes.fromhex(item))
        for shelf, item in found
    ]
    assert sum(left(place, sealed).values()) > sum(map(len, sealed)) // PIECE
    erase(vault, second)
    assert left(harbour.folder.parent, sealed) == {}
    require_whole(harbour, vault, 20)
    assert left(harbour.folder.parent, sealed) == {}


@pytest.mark.parametrize("let_go", [True, False], ids=["let go", "kept"])
def test_q18_what_was_begun_leaves_no_byte(
    harbour: Harbour, vault: Opened, place: Path, written: Form, *, let_go: bool
) -> None:
    page = new_id()
    save_draft(vault, page, "entry", {"text": LONG})
    sealed = [sealed_in(place, vault.owner, SHELF, bytes.fromhex(page))]
    assert left(place, sealed)
    if let_go:
        drop_draft(vault, page)
    else:
        write_entry(vault, page, written("kept"))
    assert left(harbour.folder.parent, sealed) == {}


def test_q18_a_page_of_a_room_leaves_no_byte(
    harbour: Harbour, vault: Opened, place: Path, written: Form
) -> None:
    room = make_room(vault, "seven quiet boats at noon")
    page = new_id()
    write_entry(room, page, written(LONG))
    sealed = [sealed_in(place, vault.owner, "records", bytes.fromhex(page))]
    assert left(place, sealed)
    erase(room, page)
    assert left(harbour.folder.parent, sealed) == {}
    require_whole(harbour, vault, 20)


def test_q18_backups_made_before_are_replaced_by_one_without_it(
    harbour: Harbour, vault: Opened, place: Path, clock: SetClock, written: Form
) -> None:
    backups, page = Backups(harbour), new_id()
    write_entry(vault, page, written(LONG))
    backups.make(vault)
    clock.go_on(1)
    sealed = [sealed_in(place, vault.owner, "records", bytes.fromhex(page))]
    assert set(left(place, sealed)) > {FILE_NAME}
    erase(vault, page)
    # Until a new one was opened, the older ones are all there is if the disk fails.
    backups.tick()
    backups.wait()
    assert len(backups_in(backups.place(vault))) == 1
    assert left(harbour.folder.parent, sealed) == {}
    require_whole(harbour, vault, 20)
