"""The commands for backups as real processes."""

from pathlib import Path

import pytest

from moorings.companion.harbour import Harbour
from moorings.companion.opened import new_id
from moorings.companion.writing import Written, write_entry
from moorings.journey.records import When
from tests.cli.conftest import PASSPHRASE, Run


@pytest.fixture
def written(vault: Harbour) -> Harbour:
    [known] = vault.vaults()
    opened = vault.find(vault.unlock(known, PASSPHRASE))
    for text in ("one", "two"):
        write_entry(opened, new_id(), Written(text, When(opened.now().date())))
    vault.lock(opened)
    return vault


def test_a_backup_is_made_verified_and_restored_elsewhere(
    moorings: Run, written: Harbour, tmp_path: Path
) -> None:
    said = moorings("backup").stdout
    [file] = written.folder.glob("*/backups/notebook-*.moorings")
    assert f"2 pages, 2 records in {file}. It was opened to see" in said
    assert "Everything is as it was written." in moorings("verify", file).stdout
    new = {"HOME": str(tmp_path / "new")}
    done = moorings("restore", file, "--data", tmp_path / "new", env=new)
    assert "It is back: 2 pages, 2 records" in done.stdout
    told = moorings("verify", "--data", tmp_path / "new").stdout
    assert "2 records, 2 pages" in told


def test_it_goes_where_it_is_told_and_over_nothing(
    moorings: Run, written: Harbour, tmp_path: Path
) -> None:
    assert written.vaults()
    stick = tmp_path / "stick"
    stick.mkdir()
    moorings("backup", "--to", stick)
    [file] = stick.iterdir()
    assert file.name.startswith("notebook-2")
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    assert "already" in moorings("backup", "--to", file, status=2).stderr
    assert file.read_bytes() == before
    done = moorings("backup", "--to", tmp_path / "none" / "file", status=2)
    assert "There is no folder" in done.stderr


def test_each_thing_that_can_be_wrong_has_a_sentence(
    moorings: Run, written: Harbour, tmp_path: Path, secret: Path
) -> None:
    moorings("backup", "--to", tmp_path / "copy")
    content = (tmp_path / "copy").read_bytes()
    files = {
        "There is no file at": None,
        "not a backup of a notebook": b"a picture",
        "The end of this backup is missing": content[:-1],
        "part of it is damaged": content[:5000] + b"\xff\xfe" + content[5002:],
        "a newer Moorings": content[:-33] + b"\x09" + content[-32:],
    }
    for words, changed in files.items():
        file = tmp_path / "changed"
        file.unlink(missing_ok=True)
        if changed is not None:
            file.write_bytes(changed)
        for command in ("verify", "restore"):
            assert words in moorings(command, file, status=2).stderr
    done = moorings("restore", tmp_path / "copy", status=2)
    assert "To say so: --replace" in done.stderr
    done = moorings("restore", tmp_path / "copy", "--replace")
    assert "put aside" in done.stdout
    secret.write_text("another lamp at another wall\n", "utf-8")
    done = moorings("restore", tmp_path / "copy", "--replace", status=2)
    assert "That does not open it" in done.stderr
    assert written.vaults()


def test_beside_another_vault_a_door_name_is_asked_for(
    moorings: Run, written: Harbour, tmp_path: Path
) -> None:
    assert written.vaults()
    moorings("backup", "--to", tmp_path / "copy")
    other = tmp_path / "other"
    moorings("new", "--data", other)
    given = ("restore", tmp_path / "copy", "--data", other)
    assert "--door NAME" in moorings(*given, status=2).stderr
    moorings(*given, "--door", "green")
    assert "2 pages" in moorings("verify", "--data", other, "--door", "green").stdout
