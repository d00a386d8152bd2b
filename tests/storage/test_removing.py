import shutil
from contextlib import closing
from pathlib import Path

import pytest

from moorings.storage.copies import write_copy
from moorings.storage.log import VaultInUseError
from moorings.storage.removing import (
    NotRemovedError,
    finish_removing,
    remove_vault,
)
from moorings.storage.sqlite import FILE_NAME, SqliteLog

ME = b"m" * 16
PAGE = b'{"keys":"' + b"wrapped " * 60 + b'"}'
WIDE = bytes(range(1, 256)) * 80
VAULT = "aa" * 16


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / VAULT
    SqliteLog.create(place)
    with closing(SqliteLog(place)) as log, log.writing(ME) as writing:
        writing.put_header(PAGE)
    (place / "backups").mkdir()
    write_copy(place, place / "backups" / "copy")
    return place


def test_a_removed_vault_is_gone_with_its_copies_and_others_stay(
    place: Path, tmp_path: Path
) -> None:
    other = tmp_path / ("bb" * 16)
    SqliteLog.create(other)
    remove_vault(place)
    assert [each.name for each in tmp_path.iterdir()] == [other.name]


def test_the_keys_are_overwritten_in_every_file_before_any_goes(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (place / "lost").write_bytes(b"part of some log " * 90_000)
    (place / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_bytes(PAGE)
    seen: dict[str, bytes] = {}

    def look(rest: Path) -> None:
        files = (each for each in rest.rglob("*") if each.is_file())
        seen.update({each.name: each.read_bytes() for each in files})

    monkeypatch.setattr(shutil, "rmtree", look)
    remove_vault(place)
    assert PAGE in seen.pop("link")
    assert {FILE_NAME, "copy", "lost"} <= seen.keys()
    assert not any(PAGE in content for content in seen.values())
    assert not any(seen["lost"])
    assert any(seen[FILE_NAME])


def test_the_keys_go_wherever_they_stand_in_a_file_and_however_they_lie(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As often as they stand there, and spread over pages so that none is found."""
    (place / "wide").mkdir()
    SqliteLog.create(place / "wide" / "vault")
    with (
        closing(SqliteLog(place / "wide" / "vault")) as log,
        log.writing(ME) as writing,
    ):
        writing.put_header(WIDE)
    with (place / FILE_NAME).open("ab") as file:
        file.write(b"between" + PAGE + b"and" + PAGE)
    seen: dict[Path, bytes] = {}

    def look(rest: Path) -> None:
        files = [each for each in rest.rglob("*") if each.is_file()]
        seen.update({each.relative_to(rest): each.read_bytes() for each in files})

    monkeypatch.setattr(shutil, "rmtree", look)
    remove_vault(place)
    kept = seen[Path(FILE_NAME)]
    assert b"between" in kept
    assert PAGE[20:60] not in kept
    assert not any(seen[Path("wide", "vault", FILE_NAME)])


def test_what_was_overwritten_before_says_nothing_of_where_the_keys_stood(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page of noughts is found everywhere: then the whole file goes."""
    with closing(SqliteLog(place)) as log, log.writing(ME) as writing:
        writing.put_header(bytes(len(PAGE)))
    seen: list[bytes] = []
    file = f"{VAULT}.gone/{FILE_NAME}"
    monkeypatch.setattr(
        shutil,
        "rmtree",
        lambda _: seen.append((place.parent / f".{file}").read_bytes()),
    )
    remove_vault(place)
    assert [any(content) for content in seen] == [False]


def test_what_is_left_of_a_vault_goes_at_the_next_start(
    place: Path, tmp_path: Path
) -> None:
    place.rename(tmp_path / f".{VAULT}.gone")
    finish_removing(tmp_path)
    assert list(tmp_path.iterdir()) == []
    finish_removing(tmp_path / "none")


def test_what_the_system_keeps_back_is_tried_again_later(
    place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError

    rmtree = shutil.rmtree
    monkeypatch.setattr(shutil, "rmtree", refuse)
    remove_vault(place)
    assert not place.exists()
    monkeypatch.setattr(shutil, "rmtree", rmtree)
    finish_removing(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_vault_that_somebody_writes_in_is_not_removed(place: Path) -> None:
    with closing(SqliteLog(place)), pytest.raises(VaultInUseError):
        remove_vault(place)
    assert (place / FILE_NAME).is_file()


def test_a_folder_that_cannot_be_renamed_stays_whole(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(NotRemovedError, match=r"\(Permission\)"):
        remove_vault(place)
    with closing(SqliteLog(place)) as log:
        assert log.header(ME) == PAGE
