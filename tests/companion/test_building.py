from pathlib import Path

import pytest

from moorings.companion import building
from moorings.companion.harbour import Harbour
from moorings.storage.log import NotKeptError
from moorings.storage.sqlite import SqliteLog, UnreadableVaultError

PASSPHRASE = "a long enough passphrase"


def refused(_: Path) -> SqliteLog:
    raise UnreadableVaultError(reason="IO")


def test_a_vault_that_does_not_open_in_its_place_is_taken_back(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []

    class OnceLog(SqliteLog):
        def __init__(self, folder: Path) -> None:
            opened.append(folder)
            if len(opened) == 2:
                refused(folder)
            super().__init__(folder)

    monkeypatch.setattr(building, "SqliteLog", OnceLog)
    with pytest.raises(NotKeptError, match="space"):
        harbour.make(PASSPHRASE)
    hidden, place = opened
    assert (hidden.is_dir(), place.exists()) == (True, False)
    assert harbour.vaults() == ()
    harbour.make(PASSPHRASE)
    assert len(harbour.vaults()) == 1


def test_a_vault_that_cannot_be_begun_is_said_not_to_be_kept(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SqliteLog, "create", refused)
    with pytest.raises(NotKeptError, match="space"):
        harbour.make(PASSPHRASE)
    assert harbour.vaults() == ()
