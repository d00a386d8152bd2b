"""What is on paper: all that was chosen, nothing else, and tagged."""

import io
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from moorings.exchange.paper.inking import inked
from moorings.exchange.paper.setting import (
    Paper,
    Part,
    Picture,
    Roadmap,
    Section,
    Sheet,
    Stage,
    _told,
    set_roadmap,
    set_sheet,
)

DAY = date(2026, 11, 23)
#: No line of small letters has more on a page as wide as ours.
WIDEST = 110
SVG = (
    '<svg class="wave-drawn" viewBox="0 0 320 200" xmlns="http://www.w3.org/2000/svg">'
    '<path class="wave-line" d="M0 0L10 10" stroke="currentColor"/>'
    '<text x="10" y="20" font-size="13">calm came back</text></svg>'
)
SHEET = Sheet(
    title="For a session",
    period="1 Sept to 23 Nov 2026",
    sections=(
        Section("What set it off", ("a call that did not come", "time apart")),
        Section("What I did", ("chose to wait",)),
    ),
    pictures=(Picture(SVG, "9 of 10 at first, 5 when last noted."),),
    foot="No diagnosis, and no test.",
    language="en",
    direction="ltr",
)
#: What would mean something if it were read as markup.
MEANING = [
    '#eval("1")',
    "#sys.inputs.data",
    '#import "@preview/x:1.0.0"',
    "$ x^2 $",
    "] #panic() [",
    "*bold* _soft_ `raw` <label> @ref",
    "= heading\n- list\n+ more\n/ term: x",
    "\\u{1F600} \\ \\n ~ -- ---",
    "// comment /* more */",
    "https://example.org",
    "'\"\u2019\u201d",
    "%PDF-1.7 endobj",
]


def read(paper: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(paper.content))


def text_of(paper: Paper) -> str:
    return "\n".join(page.extract_text() for page in read(paper).pages)


def with_lines(*lines: str) -> Sheet:
    return replace(SHEET, sections=(Section("Lines", lines),), pictures=())


def test_everything_that_was_chosen_stands_on_it() -> None:
    told = text_of(set_sheet(SHEET, DAY))
    for words in (
        "For a session",
        "1 Sept to 23 Nov 2026",
        "What set it off",
        "a call that did not come",
        "chose to wait",
        "9 of 10 at first, 5 when last noted.",
        "calm came back",
        "No diagnosis, and no test.",
    ):
        assert words in told


def test_it_is_one_a4_page_and_tagged() -> None:
    found = read(set_sheet(SHEET, DAY))
    (page,) = found.pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
    root: Any = found.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def told_by_ear(part: Any) -> Iterator[str]:  # noqa: ANN401 - any object of a PDF
    """Give what the pictures of a page are called, as its tree of tags says."""
    part = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(part, list):
        for each in part:
            yield from told_by_ear(each)
    elif isinstance(part, dict):
        if "/Alt" in part:
            yield str(part["/Alt"])
        yield from told_by_ear(part.get("/K", []))


def test_a_picture_is_told_in_words_for_who_reads_by_ear() -> None:
    root: Any = read(set_sheet(SHEET, DAY)).trailer["/Root"]
    told = [*told_by_ear(root["/StructTreeRoot"])]
    assert told == ["9 of 10 at first, 5 when last noted."]


def test_a_letter_that_no_font_has_still_leads_to_a_tagged_page() -> None:
    root: Any = read(set_sheet(with_lines("\u2e80 and words"), DAY)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]


def test_letters_that_no_font_has_are_named_once_each() -> None:
    words = "\u2e80 and \u2e80\u2e81, \U0001fae8 \u0378 \N{WOMAN}\u200d\N{GIRL}"
    told = set_sheet(with_lines(words), DAY).missing
    # The last two are newer than what this Python knows of letters, or no letters yet.
    assert {"\u2e80", "\u2e81", "\U0001fae8", "\u0378"} <= {*told}
    assert len(told) == len({*told})
    assert all(letter in words and letter.strip("\u200d ") for letter in told)
    assert set_sheet(with_lines("Zoë \N{EM DASH} all of it"), DAY).missing == ()


@pytest.mark.parametrize(
    "words",
    ["10\u2009mg", "10\u3000mg", "10\u2003mg", "10\tmg", "10\rmg", "10\u2028mg"],
)
def test_no_words_run_together(words: str) -> None:
    told = text_of(set_sheet(with_lines(words), DAY))
    assert "10 mg" in " ".join(told.split())


@pytest.mark.parametrize(
    "word", ["https://example.org/" + "a" * 600, "W" * 300, "\N{NO-BREAK SPACE}ww" * 99]
)
def test_a_word_that_is_wider_than_a_page_is_broken(word: str) -> None:
    paper = set_sheet(with_lines(word), DAY)
    assert max(map(len, text_of(paper).split("\n"))) <= WIDEST
    whole = "".join(text_of(paper).split()).replace("\N{ZERO WIDTH SPACE}", "")
    assert "".join(word.split()) in whole


@pytest.mark.parametrize("letter", ["\u0915\u094d", "a\u0301", "\N{MAN}\u200d"])
def test_what_never_ends_as_a_letter_can_be_set_all_the_same(letter: str) -> None:
    assert set_sheet(with_lines(letter * 200), DAY).pages == 1


def test_nothing_private_hides_in_its_description() -> None:
    found = read(set_sheet(SHEET, DAY))
    assert found.metadata is not None
    assert set(found.metadata) <= {"/Title", "/Creator", "/ModDate", "/CreationDate"}
    assert str(found.metadata["/Title"]) == "For a session"
    assert "000000" in str(found.metadata["/CreationDate"])


@pytest.mark.parametrize("words", MEANING)
def test_words_are_set_as_they_are_and_never_read_as_markup(words: str) -> None:
    told = "".join(text_of(set_sheet(with_lines(words), DAY)).split())
    for line in words.split("\n"):
        assert "".join(line.split()) in told


@pytest.mark.parametrize("words", ["\0", "a\0b", "\ud800", "\x1b[31m", "\u202e", ""])
def test_what_no_page_can_show_is_left_out(words: str) -> None:
    assert set_sheet(with_lines(words, "beside it"), DAY).pages == 1
    assert "beside it" in text_of(set_sheet(with_lines(words, "beside it"), DAY))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_words_can_be_set(lines: list[str]) -> None:
    assert set_sheet(with_lines(*lines), DAY).content.startswith(b"%PDF")


def test_known_naughty_strings_can_be_set() -> None:
    folder = os.environ.get("MOORINGS_REFERENCE_DATA", "")
    file = Path(folder, "blns", "blns.json")
    if not folder or not file.is_file():
        pytest.skip("MOORINGS_REFERENCE_DATA does not name a folder of reference data")
    strings = json.loads(file.read_text("utf-8"))
    assert set_sheet(with_lines(*strings), DAY).content.startswith(b"%PDF")


@pytest.mark.parametrize("lines", [0, 1, 60, 200, 2000])
def test_its_pages_are_counted(lines: int) -> None:
    made = set_sheet(with_lines(*[f"line {n}" for n in range(lines)]), DAY)
    assert made.pages == len(read(made).pages)


def test_no_word_on_it_counts_as_a_page() -> None:
    assert set_sheet(with_lines("/Type/Pages/Count 9"), DAY).pages == 1


def test_another_direction_and_script_are_set() -> None:
    arabic = replace(with_lines("سارة اتصلت"), language="ar", direction="rtl")
    root: Any = read(set_sheet(arabic, DAY)).trailer["/Root"]
    assert root["/Lang"] == "ar"


def test_a_picture_gets_the_colours_of_paper() -> None:
    drawn = inked(SVG)
    assert drawn.startswith('<svg class="wave-drawn"')
    assert drawn.index("<style>") < drawn.index("<path")
    assert "var(" not in drawn


def test_the_colours_of_a_picture_arrive_on_the_page() -> None:
    """Whatever is done to words on the way, every rule of the ink stays as it is."""
    (picture,) = _told(SHEET)["pictures"]
    assert picture["svg"] == inked(SVG)


def test_the_roadmap_is_set_on_a_page() -> None:
    stages = tuple(Stage(str(n), f"step {n}", "short", "To begin") for n in range(10))
    roadmap = Roadmap(
        "A way", "told", (Part("Ten steps", stages),), ("closing",), "foot", "en", "ltr"
    )
    found = read(set_roadmap(roadmap, DAY))
    assert len(found.pages) == 1
    assert "step 9" in found.pages[0].extract_text()
