import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from moorings.cli import main
from moorings.library.instruments import read_key
from moorings.measures.scoring import score
from tests.ways import way  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("way")
KEY = read_key("ecr").on_range(1, 5)
HEADS = "row,anxiety,avoidance,answered_anxiety,answered_avoidance,se_anxiety"
HEADS += ",se_avoidance"
UNKNOWN = "Unknown codes, taken as not answered: 2"
UNKNOWN += " (“x” in row 6, ECR_01; “9” in row 6, ECR_02)."
Sheet = dict[str, int]
Command = Callable[..., tuple[str, str]]


@pytest.fixture
def command(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Command:
    """Carry out a command; give what it said on both outputs."""
    monkeypatch.setattr(os, "umask", lambda mask: mask)

    def run(*arguments: object, status: int = 0) -> tuple[str, str]:
        ended = main([str(each) for each in arguments])
        said = capsys.readouterr()
        assert ended == status, said.err
        assert "went wrong" not in said.err
        return said.out, said.err

    return run


@pytest.fixture
def sheets() -> list[Sheet]:
    """Sheets with an answer left out here and there, and one with too many left out."""
    chance = Random(3)  # noqa: S311 - no secret
    whole = [{item: chance.randint(1, 5) for item in KEY.order} for _ in range(40)]
    for sheet in whole[::3]:
        del sheet[chance.choice(KEY.order)]
    return [*whole, {str(item): 3 for item in range(1, 27)}]


@pytest.fixture
def table(tmp_path: Path, sheets: list[Sheet]) -> Path:
    """Write them as a table in which 0 is missing, with a blank row after the third."""
    rows = [",".join(str(sheet.get(i, 0)) for i in KEY.order) for sheet in sheets]
    rows.insert(3, "")
    file = tmp_path / "answers.csv"
    heads = ",".join(f"Q{item}" for item in KEY.order)
    file.write_text("\n".join([heads, *rows, ""]), "ascii")
    return file


OPTIONS = ("--instrument", "ECR", "--scale", "1-5", "--missing", "0")


def test_every_row_has_the_scores_that_the_app_would_give_it(
    command: Command, table: Path, sheets: list[Sheet], tmp_path: Path
) -> None:
    out = tmp_path / "scores.csv"
    said, reported = command("score", *OPTIONS, table, "--out", out)
    assert said == ""
    text = out.read_text("ascii")
    assert text.partition("\n")[0] == HEADS
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["row"] for row in rows] == [str(n) for n in range(1, len(sheets) + 2)]
    assert list(rows.pop(3).values()) == ["4", *[""] * 6]
    for row, sheet in zip(rows, sheets, strict=True):
        for scale, alone in score(KEY, sheet).items():
            assert row[f"answered_{scale}"] == str(alone.answered)
            assert row[scale] == ("" if alone.value is None else repr(alone.value))
            assert bool(row[f"se_{scale}"]) == (alone.value is not None)
    # sheet 41 holds items 1 to 26: 13 answers on either scale, and 14 are wanted
    assert list(rows[-1].values()) == ["42", "", "", "13", "13", "", ""]
    complete = rows[1]
    assert float(complete["se_anxiety"]) == pytest.approx(0.232, abs=5e-4)
    assert float(complete["se_avoidance"]) == pytest.approx(0.207, abs=5e-4)
    assert "Rows: 42; scored: 40." in reported
    assert "Blank rows: 1." in reported


def test_without_a_file_to_write_the_scores_are_printed(
    command: Command, table: Path, tmp_path: Path
) -> None:
    printed, _ = command("score", *OPTIONS, table)
    command("score", *OPTIONS, table, "--out", tmp_path / "scores.csv")
    assert printed == (tmp_path / "scores.csv").read_text("ascii")


def test_dirty_answers_are_counted_and_do_no_harm(
    command: Command, tmp_path: Path
) -> None:
    heads = ";".join([*(f"ECR_{item:02}" for item in range(1, 37)), "Age", "said"])
    good = ";".join(["3"] * 36)
    rows = [f"{good};2150;ja", f"{good};30;schön", f"{good};30;schön", "", f"{good};40"]
    rows.append(";".join(["x", "9", *["3"] * 34]) + ";30;\x1b[31m")
    rows.append(f"{good};30;a;b;c")
    file = tmp_path / "dirty.csv"
    file.write_bytes("\r\n".join([heads, *rows, ""]).encode("cp1252"))
    said, reported = command("score", "--instrument", "ecr", "--scale", "1-5", file)
    assert said.count("\n") == 8
    assert reported.splitlines() == [
        "Rows: 7; scored: 5.",
        "Encoding: Windows-1252.",
        "Blank rows: 1.",
        "Rows that repeat an earlier one, counted all the same: 1.",
        "Rows with too few cells; those that lack were not answered: 1.",
        "Rows with too many cells, not read: 1.",
        "Impossible ages (under 10 or over 110), scored all the same: 1.",
        UNKNOWN,
    ]


def test_sums_have_no_error_where_nothing_is_known(
    command: Command, tmp_path: Path
) -> None:
    key = read_key("gad-7").on_range(0, 9)
    file = tmp_path / "sums.csv"
    items = ",".join(key.order)
    file.write_text(f"{items}\n{','.join('9' * len(key.order))}\n", "ascii")
    said, _ = command("score", "--instrument", "gad-7", "--scale", "0-9", file)
    [row] = csv.DictReader(io.StringIO(said))
    [scale] = key.scales
    assert float(row[scale.id]) == 9 * len(scale.items)
    assert row[f"se_{scale.id}"] == ""


def test_columns_can_be_named(command: Command, table: Path) -> None:
    text = table.read_text("ascii")
    first, _ = command("score", *OPTIONS, table)
    table.write_text(text.replace("Q7,", "seventh,"), "ascii")
    _, refused = command("score", *OPTIONS, table, status=2)
    assert "no column for these items: 7." in refused
    named, _ = command("score", *OPTIONS, table, "--column", "7=Seventh")
    assert named == first
    _, lost = command("score", *OPTIONS, table, "--columns", "E", status=2)
    assert "no column for these items: 1, 2, 3," in lost


@pytest.mark.parametrize("what", ["score", "reliability"])
def test_what_cannot_be_done_is_told_in_one_sentence(
    command: Command, table: Path, tmp_path: Path, what: str
) -> None:
    ecr = ("--instrument", "ecr")
    _, unknown = command(what, "--instrument", "../ecr", table, status=2)
    assert "no key for “../ecr” here." in unknown
    assert "ecr, ecr-12" in unknown
    _, nowhere = command(what, *ecr, tmp_path / "nowhere.csv", status=2)
    assert nowhere == f"There is no file at {tmp_path / 'nowhere.csv'}.\n"
    (tmp_path / "empty.csv").touch()
    _, empty = command(what, *ecr, tmp_path / "empty.csv", status=2)
    assert empty.startswith("The table is empty")
    _, folder = command(what, *ecr, tmp_path, status=2)
    assert "did not let Moorings" in folder
    _, wide = command(what, *ecr, "--scale", "0-999", table, status=2)
    assert "up to 254 points" in wide


@pytest.mark.uncounted
@pytest.mark.parametrize(
    "option",
    [
        *(("--scale", scale) for scale in ("5", "5-1", "a-b", "1-99999")),
        *(("--column", column) for column in ("7", "=Q", "7=")),
    ],
)
def test_what_was_typed_wrongly_is_told(
    command: Command, table: Path, option: tuple[str, str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        command("score", "--instrument", "ecr", table, *option)


def test_where_nothing_can_be_scored_no_file_is_left(
    command: Command, table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "scores.csv"
    missing = [option for code in "12345" for option in ("--missing", code)]
    _, told = command("score", *OPTIONS, *missing, table, "--out", out, status=2)
    assert "Rows: 42; scored: 0." in told
    assert told.splitlines()[-1].startswith("No row has enough answers")
    _, told = command("reliability", *OPTIONS, *missing, table, status=2)
    assert told.splitlines()[-1].startswith("In no row is every item answered")
    assert [file.name for file in tmp_path.iterdir()] == ["answers.csv"]


def test_a_file_that_is_there_is_never_written_over(
    command: Command, table: Path, tmp_path: Path
) -> None:
    before = table.read_bytes()
    _, told = command("score", *OPTIONS, table, "--out", table, status=2)
    assert "could not be written (FileExists)" in told
    assert table.read_bytes() == before
    nowhere = tmp_path / "nowhere" / "out.csv"
    _, told = command("score", *OPTIONS, table, "--out", nowhere, status=2)
    assert "could not be written (FileNotFound)" in told


def test_what_ends_it_half_way_leaves_no_file(
    command: Command, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stopped)
    command("score", *OPTIONS, table, "--out", tmp_path / "out.csv", status=130)
    assert [file.name for file in tmp_path.iterdir()] == ["answers.csv"]


@pytest.mark.uncounted
def test_whoever_has_read_enough_may_stop_reading(table: Path, tmp_path: Path) -> None:
    text = table.read_text("ascii")
    heads, _, rows = text.partition("\n")
    (tmp_path / "long.csv").write_text(f"{heads}\n{rows * 500}", "ascii")
    arguments = ("-m", "moorings", "score", *OPTIONS, str(tmp_path / "long.csv"))
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline().decode().strip() == HEADS
        process.stdout.close()
        told = process.stderr.read().decode()
        assert process.wait() == 0
    assert "Traceback" not in told
    assert "Broken" not in told


def test_reliability_is_printed_as_json(command: Command, table: Path) -> None:
    said, reported = command("reliability", *OPTIONS, table)
    told = json.loads(said)
    assert list(told) == ["instrument", "n", "rows", "scales", "correlation"]
    assert (told["instrument"], told["n"], told["rows"]) == ("ecr", 26, 42)
    names = ["items", "mean", "sd", "alpha", "omega_total", "sem"]
    assert [list(scale) for scale in told["scales"].values()] == [names, names]
    assert -1 < told["correlation"] < 1
    assert "Rows: 42; complete on every item: 26." in reported


def test_several_correlations_are_told_by_the_names_of_their_scales(
    command: Command, tmp_path: Path
) -> None:
    key = read_key("saam")
    chance = Random(5)  # noqa: S311 - no secret
    rows = [[str(chance.randint(1, 7)) for _ in key.order] for _ in range(30)]
    file = tmp_path / "state.csv"
    lines = [",".join(row) for row in (key.order, *rows)]
    file.write_text("\n".join(lines), "ascii")
    told = json.loads(command("reliability", "--instrument", "saam", file)[0])
    one, two, three = (scale.id for scale in key.scales)
    expected = [f"{one}, {two}", f"{one}, {three}", f"{two}, {three}"]
    assert list(told["correlation"]) == expected


@pytest.mark.uncounted
def test_the_public_ecr_answers(command: Command, reference_data: Path) -> None:
    file = reference_data / "ecr-openpsychometrics" / "first-5000.csv"
    said, reported = command("reliability", *OPTIONS, file)
    told = json.loads(said)
    # R 4.2.2, psych 2.2.9: alpha and omega of the 4576 complete rows (test_reliability)
    assert (told["n"], told["rows"]) == (4576, 5000)
    assert told["scales"]["anxiety"]["alpha"] == pytest.approx(0.9162127764, abs=1e-9)
    assert told["correlation"] == pytest.approx(-0.1117656387, abs=1e-9)
    assert "Impossible ages (under 10 or over 110), scored all the same: 1." in reported
    scored, _ = command("score", *OPTIONS, file)
    rows = list(csv.DictReader(io.StringIO(scored)))
    with file.open(newline="", encoding="utf-8") as table:
        for row, given in zip(rows, csv.DictReader(table), strict=True):
            sheet = {i: int(given[f"Q{i}"]) for i in KEY.order if given[f"Q{i}"] != "0"}
            for scale, alone in score(KEY, sheet).items():
                assert row[scale] == ("" if alone.value is None else repr(alone.value))


def test_help_names_what_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["score", "--help"])
    shown = capsys.readouterr().out
    for option in ("--instrument", "--scale", "--missing", "--columns", "--out"):
        assert re.search(rf"^  {option} ", shown, re.MULTILINE), shown
