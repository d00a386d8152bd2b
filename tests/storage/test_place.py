import os
from pathlib import Path

import pytest

from moorings.storage import place
from moorings.storage.place import (
    Closed,
    SharedFolderError,
    close_to_others,
    file_system_of,
    require_own_disk,
    sync_folder,
)

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
40 22 0:38 / /home/robin/My\\040share rw - cifs //box/share rw
41 22 0:39 / /srv rw - nfs4 box:/srv rw
42 41 8:2 / /srv/disk rw - xfs /dev/vdb1 rw
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/robin/vaults", "ext4"),
        ("/home/robin/My share/vaults", "cifs"),
        ("/srv/vaults", "nfs4"),
        ("/srv/disk/vaults", "xfs"),
        ("/srvx", "ext4"),
    ],
)
def test_the_innermost_mount_decides_the_file_system(folder: str, kind: str) -> None:
    assert file_system_of(Path(folder), MOUNTS) == kind


def test_a_vault_on_a_network_share_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 0 0:1 / {tmp_path} rw - nfs4 box:/x rw\n", "utf-8")
    monkeypatch.setattr(place, "MOUNTS", mounts)
    with pytest.raises(SharedFolderError, match="network share"):
        require_own_disk(tmp_path / "vaults")


def test_where_the_system_does_not_tell_nothing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "MOUNTS", tmp_path / "absent")
    require_own_disk(tmp_path)


def test_an_ordinary_folder_is_taken(tmp_path: Path) -> None:
    require_own_disk(tmp_path / "not" / "there" / "yet")


def mode(path: Path) -> int:
    return path.lstat().st_mode & 0o7777


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """Give a folder that stands open, with what lies in it."""
    folder = tmp_path / "vaults"
    (folder / "inside").mkdir(parents=True)
    for each in (folder, folder / "inside"):
        each.chmod(0o2775)
    for number, name in enumerate(("vault.db", "inside/copy", ".hidden")):
        (folder / name).write_bytes(b"sealed")
        (folder / name).chmod(0o640 + number)
    (folder / "private").touch(mode=0o600)
    return folder


def test_what_others_may_do_in_a_folder_is_taken_from_them(wide: Path) -> None:
    assert close_to_others(wide) == Closed(mended=5, left=0)
    assert {mode(wide), mode(wide / "inside")} == {0o2700}
    files = [each for each in wide.rglob("*") if each.is_file()]
    assert {mode(each) for each in files} == {0o600}
    assert len(files) == 4
    assert close_to_others(wide) == Closed(mended=0, left=0)


def test_a_folder_that_is_not_there_is_open_to_nobody(tmp_path: Path) -> None:
    assert close_to_others(tmp_path / "none") == Closed(mended=0, left=0)


def test_where_a_link_leads_nothing_is_changed(wide: Path, tmp_path: Path) -> None:
    others = tmp_path / "others"
    others.mkdir()
    (others / "page").touch()
    others.chmod(0o755)
    (others / "page").chmod(0o644)
    (wide / "folder").symlink_to(others)
    (wide / "file").symlink_to(others / "page")
    assert close_to_others(wide).left == 0
    assert (mode(others), mode(others / "page")) == (0o755, 0o644)


def test_a_folder_that_is_reached_by_a_link_is_closed(
    wide: Path, tmp_path: Path
) -> None:
    (tmp_path / "way").symlink_to(wide)
    assert close_to_others(tmp_path / "way") == Closed(mended=5, left=0)


def test_what_goes_while_it_is_looked_at_is_passed_over(
    wide: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    was = Path.chmod

    def going(path: Path, mode: int) -> None:
        if path.name == "copy":
            path.unlink()
        was(path, mode)

    monkeypatch.setattr(Path, "chmod", going)
    assert close_to_others(wide) == Closed(mended=4, left=0)


@pytest.mark.parametrize("loud", [True, False])
def test_what_stays_open_is_counted_whatever_the_system_says(
    wide: Path, monkeypatch: pytest.MonkeyPatch, *, loud: bool
) -> None:
    def refuse(_: Path, __: int) -> None:
        if loud:
            raise PermissionError

    monkeypatch.setattr(Path, "chmod", refuse)
    assert close_to_others(wide) == Closed(mended=0, left=5)


def test_a_new_name_is_made_durable_in_its_folder_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[os.stat_result] = []
    monkeypatch.setattr(os, "fsync", lambda each: synced.append(os.fstat(each)))
    sync_folder(tmp_path)
    (folder,) = synced
    assert os.path.samestat(folder, tmp_path.stat())
