"""The door that leads nowhere."""

import shutil
from pathlib import Path

import pytest

from moorings.companion.harbour import Harbour
from moorings.companion.nowhere import Nowhere
from moorings.storage.log import NotKeptError
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.errors import WrongPassphraseError
from tests.conftest import SetClock

NAME, SECRET = "no such door", "not this passphrase"


@pytest.fixture
def two(harbour: Harbour) -> Harbour:
    """Give a folder with a notebook that bears another name."""
    harbour.lock(harbour.make("a lamp beside the harbour wall", door="blue").opened)
    return harbour


def tries(harbour: Harbour) -> None:
    with pytest.raises(WrongPassphraseError):
        harbour.unlock(harbour.which(door=NAME), SECRET, name=NAME)


def test_it_is_made_at_the_first_name_and_made_anew_where_it_went(
    two: Harbour,
) -> None:
    (vault,) = two.folder.iterdir()
    assert two.which(door="blue") == vault.name
    (hidden,) = {*two.folder.iterdir()} - {vault}
    tries(two)
    (hidden / "vault.db").unlink()
    tries(two)
    shutil.rmtree(hidden)
    tries(two)
    assert {*two.folder.iterdir()} == {vault, hidden}


def test_a_disk_that_is_full_keeps_nobody_from_their_own_door(
    two: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise OSError(28, "no room")

    monkeypatch.setattr("moorings.companion.nowhere.SqliteLog.create", refuse)
    assert two.which(door="blue") in two.vaults()
    with pytest.raises(NotKeptError):
        two.unlock("", SECRET, name=NAME)


def test_where_nobody_asked_there_is_nothing(tmp_path: Path, clock: SetClock) -> None:
    nowhere = Nowhere(tmp_path / "vaults", cheapest_stretching)
    nowhere.leave()
    harbour = Harbour(tmp_path, clock, stretching=cheapest_stretching)
    harbour.lock_all()
    assert list(tmp_path.iterdir()) == []
