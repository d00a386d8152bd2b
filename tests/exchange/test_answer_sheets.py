import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.errors import MooringsError
from moorings.exchange import answer_cutting, answer_text
from moorings.exchange.answer_columns import (
    AmbiguousColumnsError,
    MissingColumnsError,
    NoSuchColumnError,
    NoSuchItemError,
    find_columns,
)
from moorings.exchange.answer_sheets import (
    AnswerSheets,
    Findings,
    NoTableError,
    Wanted,
)
from moorings.library.instruments import read_key
from moorings.measures.instrument import Key, Scale
from moorings.measures.many import arranged_items
from tests.ways import way  # noqa: F401 - a fixture

KEY = Key("three", 1, 1, 5, ("1", "2", "3"), (Scale("s", ("1", "2", "3"), 1),), "own")
ZERO_IS_MISSING = Wanted(missing=("0",))


def read(
    text: str | bytes, wanted: Wanted = ZERO_IS_MISSING, size: int = 1 << 20
) -> tuple[list[tuple[int, ...]], set[int], Findings]:
    """Give the cells of each row, the blank rows (from 1), and what was found."""
    content = text if isinstance(text, bytes) else text.encode()
    answers = AnswerSheets(io.BytesIO(content), KEY, wanted, size)
    sheets: list[tuple[int, ...]] = []
    blank: set[int] = set()
    for block in answers.blocks():
        rows, cells = block.sheets.rows, block.sheets.cells
        blank |= {len(sheets) + at + 1 for at in block.blank}
        columns = [cells[at : at + rows] for at in range(0, len(cells), rows)]
        sheets += zip(*columns, strict=True)
    return sheets, blank, answers.findings


def refused(text: str | bytes, wanted: Wanted = ZERO_IS_MISSING) -> MooringsError:
    with pytest.raises(MooringsError) as error:
        read(text, wanted)
    return error.value


# --- cells --------------------------------------------------------------------

pytestmark = pytest.mark.usefixtures("way")


def test_answers_are_read_and_missing_codes_are_not() -> None:
    sheets, blank, found = read("Q1,Q2,Q3\n1,2,3\n0,,5\n")
    assert sheets == [(1, 2, 3), (0, 0, 5)]
    assert (blank, found.rows, found.unknown, found.encoding) == (set(), 2, 0, "UTF-8")


@pytest.mark.parametrize("cell", ["3", " 3 ", "03", "3.0", "3.", '"3"', "+3", "\t3"])
def test_a_number_may_be_written_in_many_ways(cell: str) -> None:
    sheets, _, found = read(f"Q1,Q2,Q3\n1,{cell},5\n")
    assert (sheets, found.unknown) == ([(1, 3, 5)], 0)


@pytest.mark.parametrize("cell", ["NA", "na", "-9", "-9.0", "."])
def test_a_missing_code_may_be_any_text(cell: str) -> None:
    sheets, _, found = read(
        f"Q1,Q2,Q3\n1,{cell},5\n", Wanted(missing=("NA", "-9", "."))
    )
    assert (sheets, found.unknown) == ([(1, 0, 5)], 0)


@pytest.mark.parametrize("cell", ["6", "0", "-1", "2.5", "many", "é", "\0", "9" * 5000])
def test_an_unknown_code_is_no_answer_and_is_shown_with_its_place(cell: str) -> None:
    sheets, _, found = read(f"Q1,Q2,Q3\n1,2,3\n1,{cell},5\n", Wanted())
    assert sheets == [(1, 2, 3), (1, 0, 5)]
    assert found.unknown == 1
    [shown] = found.examples
    assert (shown.row, shown.column) == (2, "Q2")
    assert shown.text == (cell if cell.isprintable() else "\ufffd")[:20] + (
        "…" if len(cell) > 20 else ""
    )


def test_five_unknown_codes_are_shown_and_all_counted_in_the_order_of_the_table() -> (
    None
):
    _, _, found = read("Q3,Q2,Q1\n" + "7,8,9\n" * 10)
    assert found.unknown == 30
    shown = [(each.text, each.row, each.column) for each in found.examples]
    assert shown[:4] == [("7", 1, "Q3"), ("8", 1, "Q2"), ("9", 1, "Q1"), ("7", 2, "Q3")]
    assert len(shown) == 5


# --- rows ---------------------------------------------------------------------


def test_a_blank_row_keeps_its_number() -> None:
    sheets, blank, found = read("Q1,Q2,Q3,age\n1,2,3,30\n\n , ,,\n,,,40\n4,5,1,50\n\n")
    assert blank == {2, 3, 6}
    assert (found.rows, found.blank, found.repeated) == (6, 3, 0)
    assert sheets[4] == (4, 5, 1)
    assert sheets[1] == sheets[3] == (0, 0, 0)


def test_repeated_rows_are_counted_and_kept() -> None:
    sheets, _, found = read("Q1,Q2,Q3\n" + "1,2,3\n" * 3 + "1,2,4\n")
    assert (len(sheets), found.repeated, found.all_compared) == (4, 2, True)


def test_after_many_rows_nobody_looks_for_repeated_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("moorings.exchange.answer_sheets.MOST_COMPARED", 3)
    _, _, found = read("Q1,Q2,Q3\n" + "1,2,3\n" * 9, size=10)
    assert (found.rows, found.repeated, found.all_compared) == (9, 2, False)


def test_a_row_that_breaks_off_lacks_the_rest() -> None:
    sheets, _, found = read("Q1,Q2,Q3\n1,2\n1,2,3,,\n")
    assert sheets == [(1, 2, 0), (1, 2, 3)]
    assert (found.short, found.overlong) == (1, 0)


def test_a_row_with_more_cells_than_columns_is_not_guessed_at() -> None:
    sheets, blank, found = read("Q1,Q2,Q3\n1,2,3,4\n1,2,3\n")
    assert sheets == [(0, 0, 0), (1, 2, 3)]
    assert (found.overlong, found.unknown, blank) == (1, 0, set())


@pytest.mark.parametrize(
    ("age", "impossible"),
    [
        *((age, 1) for age in ("9", "111", "2150", "9" * 5000, "-5", "0", "05")),
        *((age, 0) for age in ("10", "110", "", "34.5", "x", "99")),
    ],
)
def test_impossible_ages_are_counted_and_scored_all_the_same(
    age: str, impossible: int
) -> None:
    sheets, _, found = read(f"Q1,Q2,Q3, Age \n1,2,3,{age}\n")
    assert (sheets, found.ages) == ([(1, 2, 3)], impossible)


# --- texts --------------------------------------------------------------------

PLAIN = "Q1,Q2,Q3,said\n1,2,3,Zoë\n4,5,1,-\n"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (PLAIN.encode(), "UTF-8"),
        (PLAIN.encode("utf-8-sig"), "UTF-8"),
        (PLAIN.encode("cp1252"), "Windows-1252"),
        (PLAIN.encode("utf-16"), "UTF-16"),
        (PLAIN.replace("ë", "\x81").encode("latin-1"), "Windows-1252"),
        (PLAIN.replace("\n", "\r\n").encode(), "UTF-8"),
        (PLAIN.replace("\n", "\r").encode(), "UTF-8"),
        (PLAIN.removesuffix("\n").encode(), "UTF-8"),
        (PLAIN.replace(",", ";").encode(), "UTF-8"),
        (PLAIN.replace(",", "\t").encode(), "UTF-8"),
        (b"\n\n" + PLAIN.encode(), "UTF-8"),
        (PLAIN.replace("4", '"4"').replace("Q2", '"Q2"').encode(), "UTF-8"),
    ],
)
@pytest.mark.parametrize("size", [7, 1 << 20])
def test_the_same_table_however_it_is_written(
    content: bytes, encoding: str, size: int
) -> None:
    sheets, _, found = read(content, size=size)
    assert sheets == [(1, 2, 3), (4, 5, 1)]
    assert found.encoding == encoding


@pytest.mark.parametrize("size", [3, 20, 1 << 20])
def test_a_cell_may_hold_commas_quotes_and_lines(size: int) -> None:
    said = '"one, ""two""\nthree\r\n"'
    text = f"Q1,said,Q2,Q3\n1,{said},2,3\n4,fine,5,1\n2,{said},2,2\n"
    sheets, _, found = read(text, size=size)
    assert sheets == [(1, 2, 3), (4, 5, 1), (2, 2, 2)]
    assert (found.rows, found.short, found.overlong) == (3, 0, 0)


def test_a_quotation_that_never_ends_swallows_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(answer_text, "LONGEST_ROW", 50)
    text = 'Q1,Q2,Q3,said\n1,2,3,a\n4,5,1,"b\n' + "2,2,2,c\n" * 20
    sheets, _, found = read(text, size=16)
    assert sheets == [(1, 2, 3), (4, 5, 1), *[(2, 2, 2)] * 20]
    assert found.unclosed


def test_a_cell_too_long_to_be_one_spoils_its_row_alone() -> None:
    long = "x" * (csv.field_size_limit() + 1)
    sheets, _, found = read(f'Q1,Q2,Q3,a\n1,2,3,"{long}"\n4,5,1,a\n')
    assert sheets == [(0, 0, 0), (4, 5, 1)]
    assert found.overlong == 1


@given(content=st.binary(max_size=200), size=st.integers(1, 50))
def test_no_bytes_whatever_are_too_much(content: bytes, size: int) -> None:
    sheets, _, found = read(b"Q1,Q2,Q3,age\n" + content, size=size)
    assert len(sheets) == found.rows
    assert all(0 <= cell <= 5 for sheet in sheets for cell in sheet)


@given(
    rows=st.lists(
        st.lists(st.sampled_from(["1", "5", "0", "", "9", " 2", "x,", "é", "12"])),
        max_size=12,
    ),
    size=st.integers(5, 60),
)
def test_pieces_of_any_size_and_both_ways_of_cutting_come_to_the_same(
    rows: list[list[str]], size: int
) -> None:
    text = "Q1,Q2,Q3,age\n" + "".join(f"{','.join(row)}\n" for row in rows)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(answer_cutting, "_FEW", 1.0)
        at_once = told(*read(text, size=size))
        patched.setattr(answer_cutting, "_at_once", lambda *_: None)
        assert at_once == told(*read(text)) == told(*read(text, size=size))


def told(
    sheets: list[tuple[int, ...]], blank: set[int], found: Findings
) -> tuple[object, ...]:
    counts = (found.rows, found.blank, found.short, found.overlong, found.unknown)
    return sheets, blank, counts, found.examples, found.ages, found.repeated


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_a_table_without_a_line_is_told(content: bytes) -> None:
    assert isinstance(refused(content), NoTableError)


# --- columns ------------------------------------------------------------------


def places(
    names: Sequence[str],
    items: Sequence[str] = ("1", "2", "12"),
    prefix: str = "",
    named: Mapping[str, str] = {},
) -> list[int]:
    found = find_columns(names, items, prefix, named)
    return [found[item] for item in items]


@pytest.mark.parametrize(
    "names",
    [
        ["1", "2", "12"],
        ["Q1", "Q2", "Q12"],
        ["q01", "Q02", "q12"],
        ["ECR_1", "ecr_2", "ECR_012"],
        ["x.1", "x.2", "x.12"],
    ],
)
def test_columns_are_known_by_the_item_or_one_prefix(names: list[str]) -> None:
    assert places([*reversed(names), "age", "A1"]) == [2, 1, 0]


def test_items_may_be_words() -> None:
    assert places(["Out", "asking", "cool-tone"], ["asking", "cool-tone"]) == [1, 2]


def test_the_items_themselves_come_before_a_prefix() -> None:
    assert places(["Q1", "Q2", "Q12", "1", "2", "12"]) == [3, 4, 5]


def test_what_is_named_comes_before_everything() -> None:
    names = ["Q1", "Q2", "Q12", "first", "E1", "E2", "E12"]
    assert places(names, prefix="e", named={"1": "FIRST"}) == [3, 5, 6]
    every = {"1": "E12", "2": "E1", "12": "Q1"}
    assert places(names, named=every) == [6, 4, 0]


def test_missing_columns_are_listed() -> None:
    with pytest.raises(MissingColumnsError, match=r"these items: 2, 12\. "):
        places(["Q1", "Q3", "age"])
    with pytest.raises(MissingColumnsError, match=r"these items: 1, 2, 12\. "):
        places(["age"])


def test_two_sets_of_columns_are_not_chosen_between() -> None:
    two = ["Q1", "Q2", "Q12", "E1", "E2", "E12"]
    with pytest.raises(AmbiguousColumnsError, match="Q1, E1"):
        places(two)
    with pytest.raises(AmbiguousColumnsError, match="Q2, q02"):
        places(["Q1", "Q2", "q02", "Q12"])
    with pytest.raises(AmbiguousColumnsError, match="b, b "):
        places(["Q1", "Q2", "b", "b "], named={"12": "b"})


def test_what_is_named_has_to_be_there() -> None:
    with pytest.raises(NoSuchItemError, match=r"“13”.* 1, 2, 12"):
        places(["Q1"], named={"13": "Q1"})
    with pytest.raises(NoSuchColumnError, match="“Q9”"):
        places(["Q1"], named={"1": "Q9"})


# --- real answers -------------------------------------------------------------


@pytest.mark.parametrize("size", [10_000, 1 << 20])
def test_the_first_rows_of_the_public_ecr_answers(
    reference_data: Path, size: int
) -> None:
    # counted with awk (age < 10 or > 110) and with sort | uniq -c
    file = reference_data / "ecr-openpsychometrics" / "first-5000.csv"
    key = read_key("ecr").on_range(1, 5)
    with file.open("rb") as table:
        answers = AnswerSheets(table, key, ZERO_IS_MISSING, size)
        cells = [block.sheets.cells for block in answers.blocks()]
    found = answers.findings
    assert (found.rows, found.blank, found.unknown) == (5000, 0, 0)
    assert (found.ages, found.repeated, found.encoding) == (1, 2, "UTF-8")
    assert sum(map(len, cells)) == 5000 * len(arranged_items(key))
    assert sum(each.count(0) for each in cells) == 811
