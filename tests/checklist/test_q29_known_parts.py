"""Q29: what Moorings is made of is known, builds the same, and loads quietly."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_DIRECT = 15
#: Loads everything that Moorings may load, and tells what was done on the way.
LOADING = """
import importlib, os, pkgutil, sys

QUIET = {"array", "builtins", "code", "compile", "cpython", "ctypes", "exec",
         "function", "glob", "import", "marshal", "mmap", "object", "re", "sys", "time"}
HARMLESS = {"os.fwalk", "os.listdir", "os.listxattr", "os.scandir", "os.walk",
            "os.putenv", "os.unsetenv"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

def look(event, told):
    quiet = event in HARMLESS or event.partition(".")[0] in QUIET
    if event == "open":
        quiet = not (isinstance(told[2], int) and told[2] & WRITES)
    if not quiet:
        print(event, told)

sys.addaudithook(look)
import moorings
for found in pkgutil.walk_packages(moorings.__path__, "moorings."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
EXTRA
ours = [name for name in sys.modules if name.partition(".")[0] == "moorings"]
print("loaded", len(ours))
"""


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def listed(target: Path) -> dict[str, Any]:
    subprocess.run([sys.executable, ROOT / ".ci" / "sbom.py", target], check=True)
    read: dict[str, Any] = json.loads(target.read_text("utf-8"))
    return read


def locked() -> dict[tuple[str, str], set[str]]:
    """Read the lock without the help of what writes and checks it."""
    text = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", "")
    entries = [re.match(r"(\S+)==(\S+)", line) for line in text.splitlines()]
    hashes = [re.findall(r"sha256:(\w+)", line) for line in text.splitlines()]
    return {
        (found[1], found[2]): set(each)
        for found, each in zip(entries, hashes, strict=True)
        if found
    }


def test_q29_the_list_of_parts_names_what_the_lock_names_with_every_hash(
    tmp_path: Path,
) -> None:
    parts = listed(tmp_path / "list.json")["components"]
    named = {
        (part["name"], part["version"]): {one["content"] for one in part["hashes"]}
        for part in parts
    }
    assert named == locked()
    assert len(parts) == len(named) > MOST_DIRECT
    assert all(f"pkg:pypi/{p['name']}@{p['version']}" == p["purl"] for p in parts)
    assert {one["alg"] for part in parts for one in part["hashes"]} == {"SHA-256"}


def test_q29_the_list_of_parts_is_the_same_each_time_and_says_what_it_is(
    tmp_path: Path,
) -> None:
    told = listed(tmp_path / "one" / "list.json")
    assert listed(tmp_path / "two.json") == told
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", told["serialNumber"])
    assert "timestamp" not in told["metadata"]
    assert told["metadata"]["component"]["version"] == project()["project"]["version"]
    known = {part["bom-ref"] for part in told["components"]}
    (direct,) = told["dependencies"]
    assert known > set(direct["dependsOn"])
    unlicensed = [p["name"] for p in told["components"] if "licenses" not in p]
    assert set(unlicensed) <= {"numpy"}  # locked once for each of two Pythons


def test_q29_few_packages_are_asked_for_directly() -> None:
    asked = project()["project"]
    extras = [line for each in asked["optional-dependencies"].values() for line in each]
    assert len(asked["dependencies"]) + len(extras) <= MOST_DIRECT


def test_q29_what_builds_it_is_locked_as_well() -> None:
    (builder,) = project()["build-system"]["requires"]
    lock = (ROOT / "requirements-dev.lock").read_text("utf-8")
    assert re.search(rf"^{builder}==\S+ \\\n    --hash=sha256:", lock, re.MULTILINE)


@pytest.fixture
def copies(tmp_path: Path) -> tuple[Path, Path]:
    """Give two copies of what is built, at two places, with files of two ages."""
    one, two = tmp_path / "one", tmp_path / "elsewhere" / "two"
    for copy, day in ((one, 1), (two, 9000)):
        copy.mkdir(parents=True)
        for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
            shutil.copyfile(ROOT / name, copy / name)
        left_out = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / "src", copy / "src", ignore=left_out)
        for file in copy.rglob("*"):
            os.utime(file, (day * 86_400, day * 86_400))
    return one, two


def built(copy: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(copy / "out")]
    told = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
    subprocess.run(
        command, check=True, cwd=copy, env=told | environment, capture_output=True
    )
    return {file.name: file.read_bytes() for file in (copy / "out").iterdir()}


def test_q29_two_builds_at_two_places_and_times_are_the_same_to_the_byte(
    copies: tuple[Path, Path],
) -> None:
    one = built(copies[0], TZ="Asia/Tokyo", PYTHONHASHSEED="1")
    two = built(copies[1], TZ="America/Lima", PYTHONHASHSEED="2", LC_ALL="C")
    version = project()["project"]["version"]
    wanted = {f"moorings-{version}.tar.gz", f"moorings-{version}-py3-none-any.whl"}
    assert one.keys() == two.keys() == wanted
    assert one == two


def loaded(extra: str = "") -> list[str]:
    script = LOADING.replace("EXTRA", extra)
    told = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE_")}
    done = subprocess.run(
        [sys.executable, "-I", "-B", "-c", script],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=told,
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


def test_q29_loading_all_of_it_opens_no_socket_starts_nothing_and_writes_nothing() -> (
    None
):
    *done, last = loaded()
    assert not done
    modules = list((ROOT / "src" / "moorings").rglob("*.py"))
    assert int(last.removeprefix("loaded ")) >= len(modules) - 1


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("import socket; socket.socket()", "socket.__new__"),
        ("import subprocess; subprocess.run(['true'])", "subprocess.Popen"),
        ("os.system('true')", "os.system"),
        ("open(os.devnull, 'w').close()", "open"),
    ],
)
def test_q29_whatever_did_so_would_be_told(does: str, told: str) -> None:
    *done, _ = loaded(does)
    assert done[0].startswith(told)
