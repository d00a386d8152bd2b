"""Q30: whatever is made is for its owner alone, and what stood open is closed."""

import stat
from pathlib import Path
from urllib.parse import urlencode

import pytest

from moorings.cli.private import kept_private
from moorings.companion.harbour import Harbour
from tests.checklist.ground import Ground, ground
from tests.cli.conftest import PASSPHRASE
from tests.cli.serving import Served
from tests.conftest import SetClock


@pytest.fixture
def ours(tmp_path: Path) -> Ground:
    return ground(tmp_path / "ground")


def modes_in(folder: Path) -> dict[str, int]:
    """Give what may be done to everything in a folder, and to itself."""
    every = (folder, *folder.rglob("*"))
    return {
        str(each.relative_to(folder)): stat.S_IMODE(each.stat().st_mode)
        for each in every
    }


def require_private(modes: dict[str, int], folder: Path) -> None:
    for name, mode in modes.items():
        assert mode == (0o700 if (folder / name).is_dir() else 0o600), name


def write_a_page(served: Served) -> None:
    own = {"Cookie": served.unlock(), "Sec_Fetch_Site": "same-origin"}
    body = urlencode({"text": "words for nobody else"})
    assert served.ask("POST", "/write", body=body, **own).status == 303


@pytest.mark.uncounted
def test_q30_with_no_umask_every_file_is_for_its_owner_alone(
    ours: Ground, tmp_path: Path
) -> None:
    ours.command("new")
    with ours.serving(tmp_path / "said") as served:
        write_a_page(served)
        ours.command("backup")
        seen = modes_in(ours.data)
        require_private(seen, ours.data)
    kinds = {Path(name).name.partition(".moorings")[0] for name in seen}
    made = {"vaults", "vault.db", "vault.db-wal", "vault.db-shm", "lock", "backups"}
    assert made <= kinds
    assert any(Path(name).parent.name == "backups" for name in seen)
    # It writes no log, and nothing anywhere else.
    assert {each.name for each in ours.place.iterdir()} == {"data", "passphrase"}
    require_private(modes_in(ours.data), ours.data)


@pytest.mark.uncounted
def test_q30_a_folder_that_others_could_read_is_closed_and_that_is_told(
    ours: Ground, tmp_path: Path
) -> None:
    ours.command("new")
    ours.command("backup")
    for each in (ours.data / "vaults").rglob("*"):
        each.chmod(0o755 if each.is_dir() else 0o644)
    (ours.data / "vaults").chmod(0o777)
    with ours.serving(tmp_path / "said") as served:
        write_a_page(served)
        require_private(modes_in(ours.data), ours.data)
    said = (tmp_path / "said").read_text("utf-8")
    assert said.count("Others on this machine could look into") == 1
    told = ours.command("verify")
    assert "as it was written" in told.stdout
    assert told.stderr == ""
    (ours.data / "vaults").chmod(0o750)
    told = ours.command("verify")
    assert "They no longer can." in told.stderr
    require_private(modes_in(ours.data), ours.data)


def test_q30_where_it_cannot_be_closed_that_is_told_and_nobody_is_locked_out(
    vault: Harbour,
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    vault.folder.chmod(0o755)
    monkeypatch.setattr("moorings.cli.private.keep_memory_private", lambda: None)
    monkeypatch.setattr(Path, "chmod", refuse)
    harbour = kept_private(Harbour(vault.folder.parent, clock))
    said = capsys.readouterr().err
    assert f"chmod -R go= {vault.folder}" in said
    assert said.count("\n") == 1
    (only,) = harbour.vaults()
    assert harbour.find(harbour.unlock(only, PASSPHRASE)).condition.sound
    harbour.lock_all()
