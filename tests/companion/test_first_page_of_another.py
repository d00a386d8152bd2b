from contextlib import closing
from pathlib import Path

import apsw
import pytest

from moorings.companion.backing_up import examine
from moorings.companion.harbour import Harbour
from moorings.companion.restoring import any_key
from moorings.journey.codec import RECORDS_VERSION
from moorings.storage.copies import write_copy
from moorings.storage.sqlite import FILE_NAME
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import DamagedHeaderError, WrongPassphraseError
from moorings.vault.header import new_header, write_header
from moorings.vault.recovery import new_code

OURS, THEIRS = "a long enough passphrase", "what somebody else made up"


def their_page(passphrase: str) -> bytes:
    made = new_header(passphrase, new_code(), cheapest_stretching(), RECORDS_VERSION)
    return write_header(made.header)


def lay(place: Path, page: bytes) -> None:
    with closing(apsw.Connection(str(place / FILE_NAME))) as db:
        db.execute("UPDATE header SET header = ?", (page,))


@pytest.fixture
def place(harbour: Harbour) -> Path:
    opened = harbour.make(OURS).opened
    harbour.lock(opened)
    return harbour.folder / opened.owner.hex()


def test_the_first_page_of_another_vault_opens_nothing(
    harbour: Harbour, place: Path
) -> None:
    lay(place, their_page(OURS))
    with pytest.raises(DamagedHeaderError):
        harbour.unlock(place.name, OURS)
    with pytest.raises(DamagedHeaderError), harbour.looking(place.name, OURS):
        pass


def test_a_copy_with_the_first_page_of_another_vault_opens_nothing(
    harbour: Harbour, place: Path, tmp_path: Path
) -> None:
    lay(place, their_page(OURS))
    write_copy(place, tmp_path / "copy")
    with pytest.raises(DamagedHeaderError):
        examine(tmp_path / "copy", any_key(OURS), harbour.clock)


def test_nobody_comes_to_an_open_vault_with_a_key_of_their_own_making(
    harbour: Harbour, place: Path
) -> None:
    mine = harbour.unlock(place.name, OURS)
    lay(place, their_page(THEIRS))
    with pytest.raises(WrongPassphraseError):
        harbour.unlock(place.name, THEIRS)
    other = harbour.unlock(place.name, OURS)
    assert harbour.find(other) is harbour.find(mine)


def test_a_copy_without_a_first_page_opens_nothing(
    harbour: Harbour, place: Path, tmp_path: Path
) -> None:
    with closing(apsw.Connection(str(place / FILE_NAME))) as db:
        db.execute("DELETE FROM header")
    write_copy(place, tmp_path / "copy")
    with pytest.raises(DamagedHeaderError):
        examine(tmp_path / "copy", any_key(OURS), harbour.clock)
