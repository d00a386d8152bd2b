"""``.ci/run`` holds every gate, in the order agreed, and leaves none out quietly."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = ROOT / ".ci" / "run"
LOCKS = ("requirements.lock", "requirements-dev.lock")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Give a house in which every gate opens, and only that of the locks is real."""
    (tmp_path / ".ci").mkdir()
    for name in (".ci/run", ".ci/lock.py", "pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, tmp_path / name)
    tools, inside = tmp_path / "tools", tmp_path / ".venv" / "bin"
    for tool in ("any", "chromium", "apt-get"):
        stand_in(tools / tool, "true")
    stand_in(tools / "python3", f"echo {tools / 'any'}")
    stand_in(inside / "python", f'[ "$1" != .ci/lock.py ] || {sys.executable} "$@"')
    stand_in(inside / "lint-imports", "true")
    return tmp_path


def stand_in(tool: Path, text: str) -> None:
    tool.parent.mkdir(exist_ok=True, parents=True)
    tool.write_text(f"#!/bin/sh\n{text}\n")
    tool.chmod(0o755)


def gates(house: Path) -> tuple[int, list[str]]:
    """Run them there, and say how it ended and which were reached."""
    done = subprocess.run(
        ["bash", str(house / ".ci" / "run")],
        capture_output=True,
        check=False,
        env={"PATH": f"{house / 'tools'}:/usr/bin:/bin", "TMPDIR": str(house)},
        text=True,
    )
    return done.returncode, re.findall(r"== (.+) \(after", done.stdout)


def test_the_gates_stand_in_their_order() -> None:
    assert re.findall(r'\ngate "(.+)"\n', RUN.read_text(encoding="utf-8")) == [
        "Chromium",
        "Tests",
        "Ruff",
        "Types",
        "Import rules",
        "Coverage",
        "Lock files agree",
        "Parts and packages",
        "Set-up with pip alone",
        "Set-up with uv",
        "All gates passed",
    ]


def test_the_first_gate_that_fails_ends_the_run(house: Path) -> None:
    stand_in(house / "tools" / "any", '[ "$1" = -c ]')

    status, reached = gates(house)

    assert status != 0
    assert reached == ["Chromium", "Tests"]


def test_locks_that_disagree_end_the_run_at_their_gate(house: Path) -> None:
    with (house / "requirements.lock").open("a") as lock:
        lock.write("lighthouse==2\n")

    status, reached = gates(house)

    assert status != 0
    assert reached[-1] == "Lock files agree"


def test_where_ci_runs_there_is_a_browser() -> None:
    if "CI" not in os.environ:
        pytest.skip("only CI must have a browser")
    assert shutil.which("chromium")
