import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.exchange.arrival import Arrival, FoundEntry
from moorings.exchange.arriving import read_arrival, read_upload
from moorings.journey.records import When

LayOut = Callable[[Mapping[str, str | bytes]], Path]


def journal(text: str) -> Arrival:
    return read_upload("mine.journal", text.encode())


def faults(arrival: Arrival) -> list[tuple[int, str]]:
    return [(fault.line, type(fault.reason).__name__) for fault in arrival.faults]


def test_a_date_in_brackets_begins_an_entry() -> None:
    arrival = journal(
        "[2013-06-09 15:39] A title @Home. *\nAnd a body.\n\n"
        "[2020-08-29 03:11:05 PM] Another\n"
    )
    assert arrival == Arrival(
        (
            FoundEntry(
                "jrnl",
                "2013-06-09T15:39:00#1",
                When(dt.date(2013, 6, 9), dt.time(15, 39)),
                "A title @Home. *\nAnd a body.",
                ("home",),
            ),
            FoundEntry(
                "jrnl",
                "2020-08-29T15:11:05#1",
                When(dt.date(2020, 8, 29), dt.time(15, 11, 5)),
                "Another",
            ),
        )
    )


def test_with_dots_the_day_comes_first() -> None:
    (entry,) = journal("[09.06.2013 15:39] A title").entries
    assert entry.when.date == dt.date(2013, 6, 9)


def test_entries_of_one_stamp_are_counted_and_may_change_their_words() -> None:
    first = journal("[2013-06-09 15:39] a\n[2013-06-09 15:39] b").entries
    second = journal("[2013-06-09 15:39] a, changed\n[2013-06-09 15:39] b").entries
    assert [one.source_id[-2:] for one in first] == ["#1", "#2"]
    assert [one.source_id for one in first] == [one.source_id for one in second]


def test_the_old_form_has_no_brackets_and_keeps_those_of_the_writer() -> None:
    arrival = journal(
        "2010-06-10 15:00 First\n[2019-08-03 12:55] somebody said\n\n"
        "10.06.2013 15:40\nSecond\n2010-13-10 15:00 Never\nnor this\n"
    )
    assert [entry.text for entry in arrival.entries] == [
        "First\n[2019-08-03 12:55] somebody said",
        "Second",
    ]
    assert faults(arrival) == [(6, "UnreadableDateError")]


@pytest.mark.parametrize(
    "line",
    [
        "[1] a footnote",
        "[x] done",
        "[14:23] somebody said",
        "[2013-06-10 12:00](a link)",
        "[see chapter 7 of it] again",
        "2013-06-10 12:00 not a new entry here",
        "on [2013-06-10 12:00] too",
    ],
)
def test_other_brackets_are_the_writers_own(line: str) -> None:
    (entry,) = journal(f"[2013-06-09 15:39] A title\n{line}").entries
    assert entry.text == f"A title\n{line}"


def test_a_line_that_looks_dated_but_is_not_is_never_glued_to_what_stands_before() -> (
    None
):
    arrival = journal(
        "\n[2013-06-09 15:39] One\n\n"
        "[2013-06 15:39] Two\nwords of two\n"
        "[whenever 7] Three\n[1] of three\n"
        "[10/06/2013 15:39] Four\n"
        "[2013-06-11 15:39]\n\n"
        "[2013-06-12 15:39] Five"
    )
    assert [entry.text for entry in arrival.entries] == ["One", "Five"]
    assert faults(arrival) == [
        (4, "UnreadableDateError"),
        (6, "NoDateInBracketsError"),
        (8, "AmbiguousDateError"),
        (9, "NoWordsError"),
    ]


def test_words_before_the_first_date_are_named() -> None:
    arrival = journal("\n\nSome words\nmore\n[2013-06-09 15:39] One")
    assert [entry.text for entry in arrival.entries] == ["One"]
    assert faults(arrival) == [(3, "UndatedLinesError")]


def test_an_empty_journal_holds_nothing() -> None:
    assert journal("") == Arrival()


def test_tags_are_words_after_a_sign_but_not_addresses() -> None:
    (entry,) = journal(
        "[2013-06-09 15:39] @One, (@two). @C++ anna@example.org @One @ @OS/2."
    ).entries
    assert entry.labels == ("one", "two", "c++", "os/2")


@pytest.mark.parametrize(
    "content", [b"gAAAAABfb4gQ", b"JRNLv3\0@0ey", b"\xd2\x9d\x01\x81"]
)
def test_an_encrypted_journal_is_one_fault_that_tells_the_way(content: bytes) -> None:
    (fault,) = read_upload("mine.journal", content).faults
    assert fault.line == 1
    assert "jrnl --decrypt" in str(fault)


def test_an_encrypted_journal_is_known_whatever_its_name() -> None:
    assert faults(read_upload("a", b"gAAAAABfb4gQ")) == [(1, "LockedJournalError")]


def test_bytes_that_are_no_text_are_a_fault_on_their_line() -> None:
    arrival = read_upload("mine.txt", b"[2013-06-09 15:39] One\n\x81")
    assert faults(arrival) == [(2, "UndecodableTextError")]


def test_a_folder_of_days_is_read_and_other_names_are_left_alone(
    folder: LayOut,
) -> None:
    arrival = read_arrival(
        folder(
            {
                "2020/08/29.txt": "[2020-08-29 11:11:00 AM] One\n[2020-08-29 11:12] 2",
                "2020/08/31.txt": "[2020-08-29 11:11] Three",
                "2020/08/notes.txt": "[2020-08-29 11:11] no",
                "notes.txt": "[2020-08-29 11:11] no",
            }
        )
    )
    assert [(one.text, one.source_id) for one in arrival.entries] == [
        ("One", "2020-08-29T11:11:00#1"),
        ("2", "2020-08-29T11:12:00#1"),
        ("Three", "2020-08-29T11:11:00#2"),
    ]


def test_a_fault_in_a_folder_of_days_names_its_file(folder: LayOut) -> None:
    arrival = read_arrival(folder({"2020/08/29.txt": "\nwords", "2020/08/30.txt": ""}))
    assert [str(one)[:17] for one in arrival.faults] == ["2020/08/29.txt:2:"]


def test_the_json_export_gives_the_same_names_as_the_text() -> None:
    exported = {
        "tags": {"@home": 1},
        "entries": [
            {
                "title": "A title @Home.",
                "body": "And a body.\n",
                "date": "2013-06-09",
                "time": "15:39",
                "tags": ["@home"],
                "starred": False,
            },
            {"title": "Only a day \ud800", "date": "2013-06-10", "tags": ["x"]},
        ],
    }
    first, second = read_upload("jrnl.json", json.dumps(exported).encode()).entries
    (same,) = journal("[2013-06-09 15:39] A title @Home.\nAnd a body.").entries
    assert first == same
    assert second.source_id == "2013-06-10#1"
    assert second.text == "Only a day \ufffd"
    assert second.labels == ("x",)


def test_every_fault_in_json_bears_the_line_of_its_entry() -> None:
    arrival = read_upload(
        "jrnl.json",
        b'{"entries": [\n'
        b'{"title": "One", "date": "2013-06-09", "time": "15:39"},\n'
        b'{"title": "Two", "date": "2013-06"},\n'
        b'{"title": "Three"},\n'
        b'"Four",\n'
        b'{"title": "", "date": "2013-06-09"},\n'
        b'{"title": "Six", "date": "2013-06-09", "date": "2013-06-10"},\n'
        b'{"title": "Seven", "date": ',
    )
    assert [entry.text for entry in arrival.entries] == ["One"]
    assert faults(arrival) == [
        (3, "UnreadableDateError"),
        (4, "UnfamiliarEntryError"),
        (5, "UnfamiliarEntryError"),
        (6, "NoWordsError"),
        (7, "RepeatedNameError"),
        (8, "BrokenJsonError"),
    ]


LINES = st.text(
    st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=30
).filter(lambda line: not line.startswith("["))
WORDS = (
    st.lists(LINES, min_size=1, max_size=4).map("\n".join).map(str.strip).filter(bool)
)


@given(st.lists(st.tuples(st.datetimes(), WORDS), min_size=1, max_size=6))
def test_a_journal_that_was_written_reads_back_equal(
    diary: list[tuple[dt.datetime, str]],
) -> None:
    written = "\n\n".join(
        f"[{at.isoformat(' ', 'seconds')}] {text}" for at, text in diary
    )
    arrival = journal(written)
    assert arrival.faults == ()
    assert [(one.when, one.text) for one in arrival.entries] == [
        (When(at.date(), at.time().replace(microsecond=0, fold=0)), text)
        for at, text in diary
    ]
    assert len({one.source_id for one in arrival.entries}) == len(diary)
