"""Q19: a notebook that is deleted takes its keys along, and then its files."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from moorings.companion.backing_up_quietly import Backups
from moorings.companion.deleting import delete_vault
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.securing import change_passphrase
from moorings.companion.writing import Written, write_entry
from moorings.vault.derivation import cheapest_stretching
from moorings.vault.header import write_header
from tests.checklist.residue import PIECE, left_in
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE

Form = Callable[..., Written]
Make = Callable[[Path], tuple[Harbour, Opened, list[bytes]]]
IMAGE_BYTES = 24 << 20


def keys_of(opened: Opened) -> list[bytes]:
    """Give whatever in a first page is needed to open it, as it stands there."""
    page = msgspec.json.decode(write_header(opened.unlocked.header))
    passphrase, recovery = page["passphrase"], page["recovery"]
    found = [*strings_in(passphrase), *strings_in(recovery), page["keyring"]]
    assert any(passphrase["stretching"]["salt"] in each for each in found)
    return [each.encode() for each in found if len(each) >= PIECE]


def strings_in(told: object) -> Iterator[str]:
    if isinstance(told, dict):
        for each in told.values():
            yield from strings_in(each)
    elif isinstance(told, str):
        yield told


@pytest.fixture
def make(clock: SetClock, written: Form) -> Make:
    """Make a notebook with pages and a backup, whose passphrase was changed once."""

    def made(folder: Path) -> tuple[Harbour, Opened, list[bytes]]:
        harbour = Harbour(folder, clock, stretching=cheapest_stretching)
        opened = harbour.make(PASSPHRASE).opened
        keys = keys_of(opened)
        change_passphrase(opened, "seven quiet boats at noon", cheapest_stretching())
        write_entry(opened, new_id(), written("words " * 500))
        Backups(harbour).make(opened)
        return harbour, opened, [*keys, *keys_of(opened)]

    return made


def test_q19_no_file_goes_before_its_keys_were_overwritten_and_synced(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    harbour, opened, keys = make(tmp_path)
    place = harbour.folder / opened.owner.hex()
    before = {f.name: f.read_bytes() for f in place.rglob("*") if f.is_file()}
    bearing = {name for name, content in before.items() if left_in(content, keys)}
    assert {"vault.db"} < bearing
    synced: dict[str, bytes] = {}
    sync, remove = os.fsync, shutil.rmtree

    def note(descriptor: int) -> None:
        sync(descriptor)
        file = Path(f"/proc/self/fd/{descriptor}").readlink()
        if file.is_file():
            synced[file.name] = file.read_bytes()

    def look(rest: Path) -> None:
        files = [each for each in rest.rglob("*") if each.is_file()]
        here = {each.name: each.read_bytes() for each in files if each.stat().st_size}
        assert here == {name: synced[name] for name in here}
        assert not any(left_in(content, keys) for content in here.values())
        remove(rest)

    monkeypatch.setattr(os, "fsync", note)
    monkeypatch.setattr(shutil, "rmtree", look)
    delete_vault(Backups(harbour), opened)
    assert {"vault.db", *(bearing - {"vault.db-wal", "vault.db-shm"})} <= synced.keys()
    assert list(harbour.folder.iterdir()) == []


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """Give a folder on a disk of its own, and the file that this disk is."""
    image, folder = tmp_path / "disk", tmp_path / "mounted"
    folder.mkdir()
    with image.open("wb") as file:
        file.truncate(IMAGE_BYTES)
    commands = [
        ["mkfs.ext4", "-q", "-F", str(image)],
        ["mount", "-o", "loop", str(image), str(folder)],
    ]
    for command in commands:
        if shutil.which(command[0]) is None:
            pytest.skip(f"there is no {command[0]} here")
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"this system mounts nothing for us: {done.stderr.strip()}")
    yield folder, image
    if folder.is_mount():
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.uncounted
def test_q19_on_the_disk_itself_none_of_its_keys_is_left(
    make: Make, disk: tuple[Path, Path]
) -> None:
    folder, image = disk
    harbour, opened, keys = make(folder)
    os.sync()
    assert left_in(image.read_bytes(), keys)
    delete_vault(Backups(harbour), opened)
    subprocess.run(["umount", str(folder)], check=True)
    assert left_in(image.read_bytes(), keys) == 0
