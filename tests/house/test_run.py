"""``run.py`` sets up once, says calmly what is missing, and passes the rest on."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")

#: Stands in for the environment's Python: says where it is and what it was given.
ECHO = '#!/bin/sh\nprintf "%s\\n" "$PWD" "$@"\n'

#: Stands in for uv: notes what it was asked.
NOTING = '#!/bin/sh\nprintf "%s\\n" "$*" >> "$NOTES"\nexit "${STATUS:-0}"\n'

#: Runs run.py after something about its Python was changed.
ALTERED = "import runpy, sys; {change}; runpy.run_path('run.py', run_name='__main__')"


#: On every core, the tests of one file on the same.
SPREAD = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project of run.py, empty locks and a source that answers."""
    folder = tmp_path / "a project"
    package = folder / "src" / "moorings"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "__main__.py").write_text("import sys; print(sys.argv[1:])")
    shutil.copy(ROOT / "run.py", folder)
    for name in LOCKS:
        (folder / name).write_text("")
    return folder


@pytest.fixture
def ready(project: Path) -> Path:
    """Give a project that is set up already, with a Python that only echoes."""
    executable(project / ".venv" / "bin" / "python", ECHO)
    for name in LOCKS:
        shutil.copy(project / name, project / ".venv")
    return project


def executable(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    file.chmod(0o755)


def run(
    project: Path, *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run it with no tool in sight but those the environment names."""
    kept = {k: v for k, v in os.environ.items() if k != "CI"}
    return subprocess.run(
        [sys.executable, str(project / "run.py"), *arguments],
        capture_output=True,
        check=False,
        cwd=cwd or project,
        env={**kept, "PATH": str(project / "tools"), **environment},
        text=True,
    )


def altered(project: Path, change: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ALTERED.format(change=change)],
        capture_output=True,
        check=False,
        cwd=project,
        env={**os.environ, "PATH": ""},
        text=True,
    )


def test_an_older_python_is_told_in_one_sentence(project: Path) -> None:
    done = altered(project, "sys.version_info = (3, 10, 12)")

    assert done.returncode == 2
    assert done.stderr == (
        "Moorings needs Python 3.11 or newer, and this is Python 3.10.\n"
    )


def test_an_older_python_can_read_it_far_enough_to_say_so() -> None:
    source = (ROOT / "run.py").read_text(encoding="utf-8")

    tree = ast.parse(source, feature_version=(3, 7))

    imported = {
        node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }
    assert "__future__" not in imported


def test_a_python_without_pip_is_told_in_one_sentence(project: Path) -> None:
    done = altered(project, "sys.modules['ensurepip'] = None")

    assert done.returncode == 1
    _, told = done.stderr.splitlines()
    assert told == (
        "Python's venv module is not complete here: install it (on Debian or Ubuntu "
        "with `apt install python3-venv`), then run this again."
    )


def test_arguments_reach_moorings_unchanged_and_from_where_the_person_is(
    ready: Path, tmp_path: Path
) -> None:
    done = run(ready, "export", "my file.json", "--port", "1", "*", "", cwd=tmp_path)

    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        *(str(tmp_path), "-P", "-m", "moorings"),
        *("export", "my file.json", "--port", "1", "*", ""),
    ]


def test_no_arguments_start_moorings(ready: Path) -> None:
    assert run(ready).stdout.splitlines()[1:] == ["-P", "-m", "moorings"]


def test_the_tests_run_in_the_projects_folder(ready: Path, tmp_path: Path) -> None:
    done = run(ready, "test", "-k", "calm", cwd=tmp_path)

    assert done.stdout.splitlines() == [
        *(str(ready), "-P", "-m", "pytest", *SPREAD, "-k", "calm"),
    ]


def test_in_ci_the_same_test_run_is_measured(ready: Path) -> None:
    done = run(ready, "test", CI="true")

    assert done.stdout.splitlines()[1:] == [
        *("-P", "-m", "coverage", "run", "-m", "pytest", *SPREAD),
    ]


def test_a_plain_start_asks_uv_for_the_apps_packages_alone_and_only_once(
    project: Path, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    executable(project / "tools" / "uv", NOTING)

    first = run(project, "hello", NOTES=str(notes))
    second = run(project, "hello", NOTES=str(notes))

    assert first.stdout == second.stdout == "['hello']\n"
    assert "Setting up (requirements.lock)" in first.stderr
    assert second.stderr == ""
    (asked,) = notes.read_text().splitlines()
    assert asked.startswith("pip install")
    assert "--require-hashes" in asked
    assert asked.endswith(str(project / "requirements.lock"))


def test_a_changed_lock_is_installed_at_the_next_start(
    project: Path, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    executable(project / "tools" / "uv", NOTING)
    run(project, NOTES=str(notes))

    (project / "requirements.lock").write_text("# changed\n")
    run(project, NOTES=str(notes))

    assert len(notes.read_text().splitlines()) == 2


def test_a_set_up_that_fails_is_told_in_one_sentence_and_tried_again(
    project: Path, tmp_path: Path
) -> None:
    notes = tmp_path / "notes"
    executable(project / "tools" / "uv", NOTING)

    failed = run(project, "hello", STATUS="1", NOTES=str(notes), TMPDIR=str(tmp_path))
    later = run(project, "hello", NOTES=str(notes), TMPDIR=str(tmp_path))

    assert failed.returncode == 1
    assert failed.stdout == ""
    assert failed.stderr.splitlines()[1].startswith("Moorings could not be set up.")
    assert len(failed.stderr.splitlines()) == 2
    assert later.stdout == "['hello']\n"
    assert len(list(tmp_path.glob("moorings-*.log"))) == 1


def test_without_uv_pip_does_the_set_up_and_the_folder_may_move_afterwards(
    project: Path,
) -> None:
    assert run(project, "hello").stdout == "['hello']\n"

    moved = project.rename(project.with_name("moved"))

    again = run(moved, "hello")
    assert again.stdout == "['hello']\n"
    assert again.stderr == ""
