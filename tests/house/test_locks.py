"""The locks, the constraints and what the project asks for say the same."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEPT = (".ci/lock.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock")

#: In parts, so that this file holds none of the addresses that it looks for.
REGISTRIES = (
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "deb.deb" + "ian.org",
    "security.deb" + "ian.org",
)
MACHINE_PATHS = ("/wo" + "rk/main", "/wo" + "rk/shared", "/ro" + "ot/", "/op" + "t/py")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Give a copy of the files that must agree, to spoil as a test pleases."""
    (tmp_path / ".ci").mkdir()
    for name in KEPT:
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def check(house: Path) -> tuple[int, str]:
    """Run the gate there."""
    done = subprocess.run(
        [sys.executable, house / ".ci/lock.py", "--check"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def edit(file: Path, pattern: str, replacement: str) -> None:
    text = file.read_text(encoding="utf-8")
    changed, times = re.subn(pattern, replacement, text, count=1, flags=re.MULTILINE)
    assert times == 1
    file.write_text(changed, encoding="utf-8")


def committed_texts() -> Iterator[tuple[str, str]]:
    listing = subprocess.run(
        ["git", "ls-files", "-coz", "--exclude-standard"],
        capture_output=True,
        check=False,
        cwd=ROOT,
        text=True,
    )
    if listing.returncode:
        pytest.skip("this copy of the project is not a git checkout")
    for name in filter(None, listing.stdout.split("\0")):
        if (ROOT / name).is_file():
            yield name, (ROOT / name).read_text(encoding="utf-8", errors="ignore")


def test_locks_and_constraints_agree(house: Path) -> None:
    assert check(house) == (0, "")


def test_a_version_that_differs_between_lock_and_constraint_is_named(
    house: Path,
) -> None:
    edit(house / "pyproject.toml", r'"anyio==[^"]+"', '"anyio==0.0.1"')

    status, said = check(house)

    assert status == 1
    assert "anyio==0.0.1 is constrained, not locked." in said


def test_a_locked_package_without_a_constraint_is_named(house: Path) -> None:
    edit(house / "pyproject.toml", r'^  "uvicorn==[^"]+",\n', "")

    status, said = check(house)

    assert status == 1
    assert re.search(r"^uvicorn==\S+ is locked, not constrained\.$", said, re.MULTILINE)


def test_a_new_dependency_that_is_not_locked_yet_is_named(house: Path) -> None:
    edit(
        house / "pyproject.toml", r"^dependencies = \[\n", r'\g<0>  "lighthouse>=2",\n'
    )

    assert check(house) == (1, "lighthouse>=2 is asked for, but the locks hold none.\n")


def test_a_dependency_raised_above_its_lock_is_named(house: Path) -> None:
    edit(house / "pyproject.toml", r'^  "jinja2>=[^"]+"', '  "jinja2>=900"')

    status, said = check(house)

    assert status == 1
    assert said.startswith("jinja2>=900 is asked for, but the locks hold")


def test_a_locked_package_without_a_hash_is_named(house: Path) -> None:
    edit(
        house / "requirements-dev.lock",
        r"^iniconfig==(\S+) \\\n(    --hash=\S+( \\)?\n)+",
        r"iniconfig==\1\n",
    )

    status, said = check(house)

    assert status == 1
    assert re.search(r"^iniconfig==\S+ has no sha256 hash\.$", said, re.MULTILINE)


def test_hashes_that_differ_between_the_two_locks_are_named(house: Path) -> None:
    edit(
        house / "requirements-dev.lock",
        r"^(click==\S+ \\\n    --hash=sha256:)\w{64}",
        rf"\g<1>{'0' * 64}",
    )

    status, said = check(house)

    assert status == 1
    assert re.search(r"^click==\S+ has other hashes in", said, re.MULTILINE)


def test_the_locks_name_packages_and_nothing_else() -> None:
    for name in KEPT[2:]:
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            assert re.match(r"[a-z0-9]|    --hash=sha256:", line), f"{name}: {line}"
            assert "://" not in line
            assert "@" not in line


def test_no_file_holds_the_address_of_a_registry_or_a_path_of_one_machine() -> None:
    forbidden = (*REGISTRIES, *MACHINE_PATHS)
    found = [
        f"{name}: {words}"
        for name, text in committed_texts()
        for words in forbidden
        if words in text
    ]
    assert not found
