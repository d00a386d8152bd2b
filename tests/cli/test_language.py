from pathlib import Path

import pytest

from moorings import cli
from moorings.library import catalogue, extracting
from tests.cli.conftest import Run


@pytest.mark.uncounted
def test_extract_writes_the_template(moorings: Run, tmp_path: Path) -> None:
    done = moorings("language", "extract", tmp_path / "out.pot")
    assert "sentences in" in done.stdout
    assert (tmp_path / "out.pot").read_bytes() == extracting.template()
    done = moorings("language", "extract", tmp_path / "no" / "out.pot", status=2)
    assert "could not be written (FileNotFound)" in done.stderr


@pytest.mark.uncounted
def test_check_lists_every_fault_and_ends_with_a_sentence(
    moorings: Run, tmp_path: Path
) -> None:
    moorings("language", "extract", tmp_path / "messages.po")
    done = moorings("language", "check", tmp_path / "messages.po", status=2)
    *faults, last = done.stderr.splitlines()
    assert last == (
        f"Found {len(faults)} to mend. A sentence without a translation shows English."
    )
    assert all(str(tmp_path / "messages.po") in fault for fault in faults)


def test_without_a_file_everything_that_is_here_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    template = tmp_path / "messages.pot"
    monkeypatch.setattr(extracting, "TEMPLATE", template)
    monkeypatch.setattr(catalogue, "CONTENT", tmp_path)
    assert cli.main(["language", "check"]) == 2
    assert "is not up to date" in capsys.readouterr().err
    assert cli.main(["language", "extract"]) == 0
    assert cli.main(["language", "check"]) == 0
    assert "Nothing to mend." in capsys.readouterr().out
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "messages.po").write_bytes(template.read_bytes())
    assert cli.main(["language", "check"]) == 2
    assert "does not name its Language" in capsys.readouterr().err
