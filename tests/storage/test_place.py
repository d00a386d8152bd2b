from pathlib import Path

import pytest

from moorings.storage import place
from moorings.storage.place import SharedFolderError, file_system_of, require_own_disk

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
