"""The house keeps its shape: small modules that say what they are for."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "moorings"
OUTSIDE = [ROOT / "run.py", *ROOT.glob(".ci/*.py"), *ROOT.glob("campaigns/*.py")]
MODULES = sorted([*SOURCE.rglob("*.py"), *OUTSIDE, *ROOT.glob("tools/**/*.py")])
SCRIPTS = sorted([*SOURCE.rglob("*.js"), *SOURCE.rglob("*.css")])
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager"}
NAMES_THAT_SAY_NOTHING |= {"managers", "service", "services", "misc"}
LONGEST_MODULE = 300
LONGEST_RUN = 120


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    assert not [str(file) for file in MODULES if lines(file) > LONGEST_MODULE]


def test_run_py_stays_short_enough_to_read_before_running_it() -> None:
    assert lines(ROOT / "run.py") <= LONGEST_RUN


def test_every_module_and_package_says_what_it_is_for() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for file in MODULES
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {file.parent for file in MODULES if SOURCE in file.parents}
    assert not [
        str(folder) for folder in folders if not (folder / "__init__.py").exists()
    ]


def test_no_name_says_nothing() -> None:
    named = [*MODULES, *SCRIPTS, *ROOT.glob("tests/**/*.py")]
    places = {part for file in named for part in file.relative_to(ROOT).parts}
    assert not {Path(part).stem for part in places} & NAMES_THAT_SAY_NOTHING
