"""docs/coverage.toml says of every part of the plan what works, and no more."""

import ast
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from moorings.web.app import all_routes

ROOT = Path(__file__).resolve().parents[2]
TABLE: dict[str, dict[str, Any]] = tomllib.loads(
    (ROOT / "docs" / "coverage.toml").read_text("utf-8")
)
PLAN = {"S": 9, "M": 11, "P": 10, "T": 8, "W": 11, "E": 10, "N": 21}
IDS = [f"{part}{n}" for part, last in PLAN.items() for n in range(1, last + 1)]
PATHS = {route.path for route in all_routes()}
WORKING = [feature for feature, row in TABLE.items() if row["state"] == "works"]

#: A tiny project whose one claim can be made true or false.
CLAIM = """\
[X1]
page = "/"
tests = ["tests/browser/test_it.py::test_it"]
state = "works"
"""
BROWSER_TEST = """\
import pytest

@pytest.mark.browser
@pytest.mark.feature("{feature}")
@pytest.mark.parametrize("size", ["phone", "desk"])
def test_it(size):
    {body}

def test_other():
    assert {other}
"""
SETTINGS = """\
[pytest]
markers =
    browser: drives a browser
    feature(id): proves a feature
"""
UNPROVEN = "docs/coverage.toml says that X1 works, but no browser test"


@cache
def functions_of(file: Path) -> dict[str, ast.FunctionDef]:
    tree = ast.parse(file.read_text("utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def marks_of(file: Path, name: str) -> set[str]:
    """Give the marks of a test and of its module, as they are written."""
    found = [ast.unparse(mark) for mark in functions_of(file)[name].decorator_list]
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == (
            "pytestmark"
        ):
            value = node.value
            marks = value.elts if isinstance(value, ast.List | ast.Tuple) else [value]
            found += [ast.unparse(mark) for mark in marks]
    return set(found)


def named(test: str) -> tuple[Path, str]:
    file, _, name = test.partition("::")
    return ROOT / file, name


def proves(test: str, feature: str) -> bool:
    marks = marks_of(*named(test))
    features = (mark for mark in marks if mark.startswith("pytest.mark.feature("))
    return "pytest.mark.browser" in marks and any(
        ast.literal_eval(argument) == feature
        for mark in features
        for argument in ast.parse(mark, mode="eval").body.args  # type: ignore[attr-defined]
    )


def test_every_part_of_the_plan_has_a_row_and_nothing_else_has() -> None:
    assert list(TABLE) == IDS


def test_every_row_says_the_same_three_things() -> None:
    assert not [f for f, row in TABLE.items() if set(row) != {"page", "tests", "state"}]
    assert {row["state"] for row in TABLE.values()} <= {"works", "partly", "no"}


def test_every_page_named_is_a_route() -> None:
    assert {row["page"] for row in TABLE.values()} - {""} <= PATHS


def test_what_does_not_exist_names_no_page_and_no_test() -> None:
    idle = [row for row in TABLE.values() if row["state"] == "no"]
    assert not [row for row in idle if row["page"] or row["tests"]]


def test_every_test_named_exists() -> None:
    tests = [named(test) for row in TABLE.values() for test in row["tests"]]
    assert not [
        f"{file.name}::{name}"
        for file, name in tests
        if not file.is_file() or name not in functions_of(file)
    ]


@pytest.mark.parametrize("feature", WORKING)
def test_what_works_has_a_page_and_a_browser_test_marked_with_its_id(
    feature: str,
) -> None:
    row = TABLE[feature]
    assert row["page"]
    assert [test for test in row["tests"] if proves(test, feature)]


# --- what the run itself must show ------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a tiny project that claims one thing, and watches its run as this one."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "coverage.toml").write_text(CLAIM)
    (tmp_path / "tests" / "browser").mkdir(parents=True)
    (tmp_path / "pytest.ini").write_text(SETTINGS)
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    return tmp_path


def run(
    project: Path,
    *options: str,
    body: str = "pass",
    feature: str = "X1",
    other: bool = True,
    ci: str = "",
) -> tuple[int, str]:
    """Write the one browser test, run it, and give the status and what was said."""
    test = BROWSER_TEST.format(body=body, feature=feature, other=other)
    (project / "tests" / "browser" / "test_it.py").write_text(test)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options],
        capture_output=True,
        check=False,
        cwd=project,
        env={"CI": ci} if ci else {},
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_run_that_proves_what_is_claimed_passes(project: Path) -> None:
    status, said = run(project)
    assert status == 0
    assert UNPROVEN not in said


def test_a_run_fails_where_no_test_of_that_id_passed(project: Path) -> None:
    status, said = run(project, feature="X2")
    assert status == 1
    assert UNPROVEN in said


def test_one_passed_case_is_no_proof_where_another_failed(project: Path) -> None:
    status, said = run(project, body="assert size == 'phone'")
    assert status == 1
    assert UNPROVEN in said


def test_a_subset_is_not_asked_for_proof(project: Path) -> None:
    for options in (["-k", "other"], ["tests/browser/test_it.py::test_other"]):
        status, said = run(project, *options, feature="X2")
        assert (status, UNPROVEN in said) == (0, False)


def test_a_run_that_stopped_early_is_not_asked_for_proof(project: Path) -> None:
    status, said = run(project, "-x", body="assert size == 'desk'")
    assert status == 1
    assert UNPROVEN not in said


def test_a_named_skip_is_no_claim_except_in_ci(project: Path) -> None:
    skip = "pytest.skip('no browser here')"
    status, said = run(project, body=skip)
    assert (status, UNPROVEN in said) == (0, False)
    status, said = run(project, body=skip, ci="true")
    assert (status, UNPROVEN in said) == (1, True)


def test_a_run_that_failed_elsewhere_still_names_what_is_unproven(
    project: Path,
) -> None:
    status, said = run(project, feature="X2", other=False)
    assert status == 1
    assert UNPROVEN in said
