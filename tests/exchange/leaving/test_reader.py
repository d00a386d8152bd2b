"""The page that opens a notebook in any browser: whole, and inert."""

import base64
import hashlib
import json
import os
import re
from datetime import UTC, date, datetime, time
from html.parser import HTMLParser
from pathlib import Path

import pytest

from moorings.exchange.leaving.reader import is_reader, read_reader, write_reader
from moorings.exchange.portable import Portable
from moorings.journey.records import (
    AnyRecord,
    Entry,
    Naming,
    Person,
    RecordId,
    Retraction,
    UnsentPage,
    When,
    Worksheet,
)

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = When(date(2026, 3, 1), time(21, 5))
BLNS = "blns/blns.json"
#: What could begin markup, an attribute, a script, or the end of a block.
INJECTED = [
    f"{before}{core}{after}"
    for core in (
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "</style><style>*{display:none}</style>",
        "<!--",
        "-->",
        "]]>",
        "<a href=javascript:alert(1)>x</a>",
        "<iframe srcdoc='<script>alert(1)</script>'>",
        "</article></section></main>",
        "<base href=//x>",
        "<meta http-equiv=refresh content=0>",
        "<form action=//x><button>x</form>",
        "$notebook $script ${style}",
        "x\u2028\u2029x",
    )
    for before in ("", '"', "'", "x>", "\n")
    for after in ("", '"', "&quot;")
]


def number(n: int) -> RecordId:
    return RecordId(f"{n:032x}")


def entry(n: int, text: str, **more: object) -> Entry:
    return Entry(id=number(n), written_at=AT, when=DAY, text=text, **more)  # type: ignore[arg-type]


class Parsed(HTMLParser):
    """What a browser would make of the page: its tags, their attributes, its text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(*records: AnyRecord) -> str:
    return write_reader(Portable(AT, records)).decode()


PLAIN = Parsed(page_of(entry(1, "words")))


@pytest.mark.parametrize("text", INJECTED)
def test_what_was_typed_stays_words(text: str) -> None:
    page = page_of(entry(1, text))
    parsed = Parsed(page)
    assert parsed.tags == PLAIN.tags
    assert parsed.attributes == PLAIN.attributes
    assert text.strip() in parsed.text.replace("\r", "")
    assert read_reader(page.encode()).records == (entry(1, text),)


def test_two_hundred_of_them_are_tried() -> None:
    assert len(INJECTED) >= 200


def test_known_naughty_strings_stay_words_as_well() -> None:
    folder = os.environ.get("MOORINGS_REFERENCE_DATA", "")
    file = Path(folder, BLNS)
    if not folder or not file.is_file():
        pytest.skip("MOORINGS_REFERENCE_DATA does not name a folder of reference data")
    strings = json.loads(file.read_text("utf-8"))
    records = tuple(entry(n, text) for n, text in enumerate(strings, 1) if text)
    page = page_of(*records)
    assert set(Parsed(page).tags) == set(PLAIN.tags)
    assert read_reader(page.encode()).records == records


def test_nothing_in_it_can_ask_for_anything_outside() -> None:
    page = page_of(entry(1, "words"))
    (allowed,) = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    assert "default-src 'none'" in allowed
    assert "http" not in allowed
    for tag, source in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{source} 'sha256-{digest}'" in allowed
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", page)


def test_it_tells_what_stands_in_words() -> None:
    mira, gone = number(7), number(8)
    page = page_of(
        Person(id=mira, written_at=AT, name="Mira"),
        entry(1, "first words", people=(mira,)),
        entry(2, "second words", replaces=number(1)),
        UnsentPage(id=number(3), written_at=AT, when=DAY, text="unsent", to="Dad"),
        Naming(
            id=number(4),
            written_at=AT,
            when=DAY,
            activation=number(9),
            trigger="unanswered-message",
            people=(mira,),
        ),
        Worksheet(
            id=number(5),
            written_at=AT,
            when=DAY,
            sheet="slip",
            answers={"happened": "it went the old way"},
        ),
        entry(int(gone, 16), "taken back"),
        Retraction(id=number(10), written_at=AT, of=gone),
    )
    told = Parsed(page).text.partition('{"format"')[0]
    for words in (
        "second words",
        "unsent",
        "Dad",
        "Mira",
        "it went the old way",
        "What happened, in two or three plain lines?",
        "2026-03-01 21:05",
        "It began with",
    ):
        assert words in told
    assert "first words" not in told
    assert "taken back" not in told
    assert mira not in told


def test_it_is_told_from_other_pages() -> None:
    assert is_reader(write_reader(Portable(AT, ())))
    assert not is_reader(b"<!doctype html><title>Notebook</title>")
