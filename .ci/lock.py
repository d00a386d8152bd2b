"""Write the lock files and the constraints in pyproject.toml, or see that they agree.

.ci/lock.py                     lock what is newly asked for, move nothing else
.ci/lock.py --upgrade           take the newest allowed version of everything
.ci/lock.py --upgrade NAME ...  take the newest allowed version of these
.ci/lock.py --check             say where they disagree; needs no uv and no network

pip and run.py install from the lock files, ``uv run`` resolves within the constraints:
both come to the same versions, and no committed line holds an address.
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": ("--no-dev", "--all-extras"),
    "requirements-dev.lock": ("--only-group", "dev"),
}
BLOCK = re.compile(r"^constraint-dependencies = \[\n.*?^\]\n", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Pin:
    """One package at one version, with the digests of its files."""

    name: str
    version: str
    marker: str
    hashes: frozenset[str]

    def __str__(self) -> str:
        return f"{self.name}=={self.version}"


def main() -> int:
    """Refresh or check, and answer with the exit status."""
    parser = argparse.ArgumentParser(description="Keep the locks in agreement.")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--upgrade", nargs="*", metavar="NAME")
    chosen = parser.parse_args()
    if not chosen.check:
        refresh(chosen.upgrade)
    faults = sorted(disagreements(ROOT))
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def refresh(upgrade: list[str] | None) -> None:
    """Resolve in a folder of its own, then write both locks and the constraints."""
    pyproject = ROOT / "pyproject.toml"
    text = pyproject.read_text(encoding="utf-8")
    freed = {canonicalize_name(name) for name in upgrade or ()}
    kept = [
        line
        for line in constraints(tomllib.loads(text))
        if upgrade is None or (freed and Requirement(line).name not in freed)
    ]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "pyproject.toml").write_text(with_block(text, kept), encoding="utf-8")
        for name, options in LOCKS.items():
            (ROOT / name).write_text(exported(folder, options), encoding="utf-8")
    pinned = [pin for name in LOCKS for pin in pins(ROOT / name)]
    pyproject.write_text(with_block(text, constraint_lines(pinned)), encoding="utf-8")


def exported(folder: Path, options: Iterable[str]) -> str:
    """Give what uv resolves for this project, hashed and without addresses."""
    uv = shutil.which("uv")
    if uv is None:
        sys.exit("Refreshing the locks needs uv; checking them does not.")
    plain = ("--no-emit-project", "--no-header", "--no-annotate", "--quiet")
    command = [uv, "export", "--format", "requirements-txt", *plain, *options]
    return subprocess.run(
        command, cwd=folder, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout


def with_block(text: str, lines: Iterable[str]) -> str:
    """Give pyproject's text with these constraints in place of its own."""
    body = "".join(f'  "{line}",\n' for line in lines)
    return BLOCK.sub(lambda _: f"constraint-dependencies = [\n{body}]\n", text, count=1)


def constraints(project: dict[str, dict[str, dict[str, list[str]]]]) -> list[str]:
    """Give the constraints that pyproject holds now."""
    return project["tool"]["uv"]["constraint-dependencies"]


def constraint_lines(pinned: Iterable[Pin]) -> list[str]:
    """Give one line per version; the marker only where a package has several."""
    versions: dict[str, dict[str, Pin]] = {}
    for pin in pinned:
        versions.setdefault(pin.name, {}).setdefault(pin.version, pin)
    return [
        f"{pin} ; {pin.marker}" if len(several) > 1 else str(pin)
        for _, several in sorted(versions.items())
        for pin in several.values()
    ]


def pins(lock: Path) -> list[Pin]:
    """Read a lock file."""
    entries = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    read = []
    for entry in filter(None, map(str.strip, entries)):
        asked, *hashes = re.split(r"\s+--hash=", entry)
        requirement = Requirement(asked)
        (version,) = (clause.version for clause in requirement.specifier)
        marker = str(requirement.marker or "").replace('"', "'")
        name = canonicalize_name(requirement.name)
        read.append(Pin(name, version, marker, frozenset(hashes)))
    return read


def disagreements(root: Path) -> Iterator[str]:
    """Say, one sentence each, where pyproject and the locks differ."""
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    app, tools = (pins(root / name) for name in LOCKS)
    project = tomllib.loads(text)
    held, wanted = set(constraints(project)), set(constraint_lines([*app, *tools]))
    yield from (f"{line} is constrained, not locked." for line in held - wanted)
    yield from (f"{line} is locked, not constrained." for line in wanted - held)
    yield from unhashed([*app, *tools])
    yield from (
        f"{pin} has other hashes in {' and '.join(LOCKS)}."
        for pin in app
        for other in tools
        if str(pin) == str(other) and pin.hashes != other.hashes
    )
    yield from unmet(project["project"]["dependencies"], app)
    for extra in project["project"]["optional-dependencies"].values():
        yield from unmet(extra, app)
    yield from unmet(project["dependency-groups"]["dev"], [*app, *tools])


def unhashed(pinned: Iterable[Pin]) -> Iterator[str]:
    """Name each pin that anything at all could stand in for."""
    for pin in pinned:
        if not any(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for one in pin.hashes):
            yield f"{pin} has no sha256 hash."


def unmet(asked: Iterable[str], pinned: list[Pin]) -> Iterator[str]:
    """Name each direct dependency that no locked version satisfies."""
    for line in asked:
        requirement = Requirement(line)
        name = canonicalize_name(requirement.name)
        locked = [pin.version for pin in pinned if pin.name == name]
        if not locked or not all(map(requirement.specifier.contains, locked)):
            yield f"{line} is asked for, but the locks hold {locked or 'none'}."


if __name__ == "__main__":
    sys.exit(main())
