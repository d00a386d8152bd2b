import shutil
from pathlib import Path

import pytest

from moorings import cli
from moorings.cli import content
from moorings.library.catalogue import CONTENT
from tests.cli.conftest import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("orient-outward", "box"):
        (tmp_path / "practices").mkdir(exist_ok=True)
        file = CONTENT / "en" / "practices" / f"{name}.toml"
        shutil.copy(file, tmp_path / "practices")
    return tmp_path


@pytest.mark.uncounted
def test_each_fault_is_told_with_its_place_and_the_number_of_all(
    moorings: Run, folder: Path
) -> None:
    file = folder / "practices" / "box.toml"
    text = file.read_text("utf-8").replace("minutes = ", "hours = ")
    file.write_text(text, "utf-8")
    done = moorings("content", "check", folder, status=1)
    *faults, last = done.stderr.splitlines()
    assert last == f"Found {len(faults)} to mend."
    line = text[: text.index("hours = ")].count("\n") + 1
    assert f"{file}:{line}: hours: has no place in such a file: “hours”" in faults
    assert f"{file}: “minutes” is missing" in faults
    assert not done.stdout


def test_a_folder_without_faults_says_so(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["content", "check", str(folder)]) == 0
    assert capsys.readouterr().out == "Nothing to mend.\n"


def test_a_folder_without_content_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["content", "check", str(tmp_path / "no")]) == 2
    told = capsys.readouterr().err
    assert "There is no content in" in told
    assert "practices, lessons" in told


def test_without_a_folder_every_language_that_is_here_is_checked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path
) -> None:
    (folder / "en").mkdir()
    (folder / "practices").rename(folder / "en" / "practices")
    monkeypatch.setattr(content, "CONTENT", folder)
    assert cli.main(["content", "check"]) == 0
    (folder / "en" / "practices" / "box.toml").write_text("title =", "utf-8")
    assert cli.main(["content", "check"]) == 1
    assert "cannot be read" in capsys.readouterr().err
