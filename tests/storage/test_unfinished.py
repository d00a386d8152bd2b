"""Files that come or go are never found half, and leave nothing where they lay."""

import os
import shutil
from pathlib import Path

import pytest

from moorings.storage.unfinished import (
    STALE_SECONDS,
    put_in_place,
    remove_for_good,
    sweep_unfinished,
    unfinished_of,
)

CONTENT = b"sealed" * 500_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "copies" / "a copy"
    file.parent.mkdir()
    file.write_bytes(CONTENT)
    return file


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Note what a file held when it was removed."""
    found: dict[str, bytes] = {}
    unlink = Path.unlink

    def note(path: Path, *, missing_ok: bool = False) -> None:
        if path.is_file():
            found[path.name] = path.read_bytes()
        unlink(path, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "unlink", note)
    return found


def test_what_is_removed_loses_its_name_and_then_every_byte(
    file: Path, seen: dict[str, bytes]
) -> None:
    remove_for_good(file)
    assert list(file.parent.iterdir()) == []
    ((name, content),) = seen.items()
    assert name != file.name
    assert content == bytes(len(CONTENT))


def test_what_is_not_there_is_removed(tmp_path: Path) -> None:
    remove_for_good(tmp_path / "none")


def test_what_has_a_name_elsewhere_stays_there_as_it_is(
    file: Path, tmp_path: Path
) -> None:
    os.link(file, tmp_path / "kept")
    remove_for_good(file)
    assert not file.exists()
    assert (tmp_path / "kept").read_bytes() == CONTENT


def test_a_link_goes_and_what_it_leads_to_stays(file: Path, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(file)
    remove_for_good(tmp_path / "way")
    assert [each.name for each in tmp_path.iterdir()] == [file.parent.name]
    assert file.read_bytes() == CONTENT


def test_what_had_the_name_before_is_overwritten_when_the_new_one_has_it(
    file: Path, seen: dict[str, bytes]
) -> None:
    new = unfinished_of(file)
    new.write_bytes(b"newer")
    put_in_place(new, file)
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    assert file.read_bytes() == b"newer"
    assert list(seen.values()) == [bytes(len(CONTENT))]


def test_a_name_is_given_where_nothing_had_it_and_on_a_disk_without_second_names(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, other = unfinished_of(file), file.with_name("another")
    new.write_bytes(b"newer")
    put_in_place(new, other)
    assert other.read_bytes() == b"newer"

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    new.write_bytes(b"newest")
    put_in_place(new, other)
    assert other.read_bytes() == b"newest"
    assert {each.name for each in file.parent.iterdir()} == {"a copy", "another"}


def test_what_is_half_goes_once_it_is_old_and_nothing_else(file: Path) -> None:
    folder, half = file.parent, unfinished_of(file)
    half.write_bytes(b"half")
    for name in (".arriving-1", f".{'0f' * 16}"):
        (folder / name).mkdir()
    others = {"a copy", ".hidden", f".{'0g' * 16}", "x.unfinished"}
    for name in others - {"a copy"}:
        (folder / name).touch()
    written = half.stat().st_mtime
    sweep_unfinished(folder, written + STALE_SECONDS)
    assert half.exists()
    sweep_unfinished(folder, written + STALE_SECONDS + 60)
    assert {each.name for each in folder.iterdir()} == others


def test_what_the_system_keeps_back_is_passed_over(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = unfinished_of(file), unfinished_of(file)
    first.mkdir()
    second.write_bytes(b"half")

    def refuse(_: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(shutil, "rmtree", refuse)
    sweep_unfinished(file.parent, second.stat().st_mtime + STALE_SECONDS + 60)
    assert {each.name for each in file.parent.iterdir()} == {file.name, first.name}
