import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.exchange.leaving.cells import EMPTY, text_cell, text_of

RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "|cmd", "%0A"]
WIDE = ["\uff1d1", "\uff0b1", "\uff0d1", "\uff20x"]


@pytest.mark.parametrize("text", RISKY + WIDE)
def test_what_a_spreadsheet_could_run_bears_an_apostrophe(text: str) -> None:
    assert text_cell(text) == f"'{text}"
    assert text_of(text_cell(text)) == text


@pytest.mark.parametrize("text", ["words", "2 + 2 = 4", "a-b", "1@2", "Ä", " words"])
def test_ordinary_words_stand_as_they_are(text: str) -> None:
    assert text_cell(text) == text


def test_an_empty_text_is_not_nothing() -> None:
    assert text_cell("") == EMPTY
    assert text_of(EMPTY) == ""
    assert text_cell(EMPTY) != EMPTY


@given(st.text())
def test_any_text_comes_back(text: str) -> None:
    assert text_of(text_cell(text)) == text


@given(st.text(st.sampled_from("=+-@\t\r\n '\"%|a,;"), max_size=6))
def test_no_cell_begins_a_formula_and_a_table_carries_it(text: str) -> None:
    cell = text_cell(text)
    assert cell.lstrip()[:1] not in {*"=+-@|%"}
    written = io.StringIO(newline="")
    csv.writer(written).writerow([cell, "next"])
    row = next(csv.reader(io.StringIO(written.getvalue(), newline="")))
    assert text_of(row[0]) == text
