import errno
import os
from pathlib import Path

import pytest

from moorings.companion import building
from moorings.companion.building import NoPlaceError
from moorings.companion.harbour import Harbour
from moorings.storage.lock import NotWritableError
from moorings.storage.log import NotKeptError
from moorings.storage.sqlite import LOCK_NAME, SqliteLog, UnreadableVaultError

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


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "No space left on device"),
        (errno.EROFS, "Read-only file system"),
        (errno.EACCES, "Permission denied"),
    ],
)
@pytest.mark.parametrize("call", ["mkdir", "touch", "rename"])
def test_where_the_system_refuses_a_folder_or_file_it_says_so_and_where(
    harbour: Harbour,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    reason: str,
) -> None:
    harbour.lock(harbour.make(PASSPHRASE).opened)
    before = harbour.vaults()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(Path, call, refuse)
        with pytest.raises(NoPlaceError) as told:
            harbour.make(PASSPHRASE)
    assert f"in {harbour.folder} ({reason})" in str(told.value)
    assert harbour.vaults() == before


def test_a_file_in_the_place_of_the_folder_is_told_and_left(harbour: Harbour) -> None:
    harbour.folder.parent.parent.mkdir(exist_ok=True)
    harbour.folder.parent.write_text("not a folder")
    with pytest.raises(NoPlaceError, match=r"File exists|Not a directory"):
        harbour.make(PASSPHRASE)
    assert harbour.folder.parent.read_text() == "not a folder"


def test_a_notebook_beside_which_nothing_may_be_written_is_not_opened_and_says_why(
    harbour: Harbour, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = harbour.make(PASSPHRASE).opened
    harbour.lock_all()
    vault, ask = made.owner.hex(), os.open

    def refuse(path: Path, flags: int, mode: int = 0o777) -> int:
        if path.name == LOCK_NAME:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return ask(path, flags, mode)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", refuse)
        with pytest.raises(NotWritableError, match="Read-only file system"):
            harbour.unlock(vault, PASSPHRASE)
    assert harbour.find(harbour.unlock(vault, PASSPHRASE)).condition.sound
