"""Where the disk refuses at the first start, the command line says so in a sentence."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE, Run

KIB = 1024


@pytest.mark.parametrize("most", [0, 1, 8, 31])
def test_no_file_may_be_as_long_as_a_notebook_begins(
    tmp_path: Path, data: Path, environment: dict[str, str], most: int
) -> None:
    def allow_little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most * KIB, most * KIB))

    done = subprocess.run(
        [sys.executable, "-B", "-m", "moorings", "new", "--data", str(data)],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env={k: v for k, v in environment.items() if not k.startswith("COVERAGE_")},
        preexec_fn=allow_little,
        stdin=subprocess.DEVNULL,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    (told,) = done.stderr.splitlines()
    assert "the disk refused" in told
    assert PASSPHRASE not in told
    assert not [each for each in data.glob("vaults/*") if each.name[0] != "."]


def test_a_file_where_the_folder_should_be_is_named(moorings: Run, data: Path) -> None:
    data.write_text("not a folder")
    (told,) = moorings("new", status=2).stderr.splitlines()
    assert f"keep anything in {data / 'vaults'} (" in told
    assert "Check that" in told
    assert data.read_text() == "not a folder"


def test_a_spoilt_notebook_leads_to_its_backup_and_the_command_named_works(
    moorings: Run, data: Path
) -> None:
    moorings("new")
    moorings("backup")
    [vault] = (data / "vaults").iterdir()
    (vault / "vault.db").write_bytes(b"no notebook any more" * 500)
    (told,) = moorings("verify", status=2).stderr.splitlines()
    *_, replace, file = told.split()
    assert Path(file).parent == vault / "backups"
    moorings("restore", replace, file)
    assert "Everything is as it was written." in moorings("verify").stdout
