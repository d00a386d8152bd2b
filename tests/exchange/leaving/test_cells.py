import csv
import io
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from moorings.exchange.leaving.cells import (
    EMPTY,
    text_cell,
    text_of,
    value_cell,
    value_of,
)

RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "|cmd", "%0A"]
WIDE = ["\uff1d1", "\uff0b1", "\uff0d1", "\uff20x"]


@pytest.mark.parametrize("text", RISKY + WIDE)
def test_what_a_spreadsheet_could_run_bears_an_apostrophe(text: str) -> None:
    assert text_cell(text).startswith(f"'{text[:1]}")
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


#: What a spreadsheet may take for the end of a cell, by what it is set to.
DELIMITERS = (",", ";", "\t")
FORMULA = re.compile(r"\s*[=+\-@|%]")
HOSTILE = st.text(st.sampled_from("=+-@\t\r\n '\"%|a1,;"), max_size=9)


def cells_of(row: list[str], delimiter: str) -> list[str]:
    """Give the cells that a spreadsheet parts a row of a table into."""
    written = io.StringIO(newline="")
    csv.writer(written).writerow(row)
    read = io.StringIO(written.getvalue(), newline="")
    rows = csv.reader(read, delimiter=delimiter)
    return [cell for each in rows for cell in each]


@pytest.mark.parametrize("delimiter", DELIMITERS)
@settings(max_examples=500)
@given(HOSTILE)
@example("Sam;=1+1;+cmd|' /C calc'!A0;\t=2+2")
@example('a;"=1+1"')
@example("a\n=1+1")
def test_no_cell_begins_a_formula_however_a_spreadsheet_parts_them(
    delimiter: str, text: str
) -> None:
    cells = cells_of(["1", text_cell(text), value_cell([text]), "next"], delimiter)
    assert not any(map(FORMULA.match, cells))


@given(HOSTILE)
def test_a_table_carries_it(text: str) -> None:
    _, told, values, _ = cells_of(
        ["1", text_cell(text), value_cell([text]), "next"], ","
    )
    assert text_of(told) == text
    assert value_of(values) == [text]
