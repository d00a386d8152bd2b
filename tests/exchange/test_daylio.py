import datetime as dt

import pytest

from moorings.exchange.arrival import Arrival, FoundEntry
from moorings.exchange.arriving import read_upload
from moorings.exchange.rich_text import plain_words
from moorings.journey.records import When

HEADER = "full_date,date,weekday,time,mood,activities,note_title,note\n"


def table(*rows: str, header: str = HEADER) -> Arrival:
    return read_upload("export.csv", (header + "\n".join(rows)).encode())


def test_a_row_is_an_entry_with_mood_labels_title_and_note() -> None:
    arrival = table(
        '2021-09-28,28 September,Tuesday,10:00 pm,sad ,"rest | movies / tv | rest ",'
        '"A title","First line<br>second &amp; last"'
    )
    assert arrival == Arrival(
        (
            FoundEntry(
                "daylio",
                "2021-09-28T22:00#1",
                When(dt.date(2021, 9, 28), dt.time(22)),
                "A title\nFirst line\nsecond & last",
                ("rest", "movies / tv"),
                "sad",
            ),
        )
    )


def test_the_oldest_row_comes_first() -> None:
    arrival = table("2021-05-12,,,15:40,good,,,", "2020-05-12,,,15:40,bad,,,")
    assert [entry.mood for entry in arrival.entries] == ["bad", "good"]


def test_a_newer_row_of_the_same_minute_leaves_the_older_names_alone() -> None:
    older = table("2021-05-12,,,15:40,b,,,", "2021-05-12,,,3:40 PM,a,,,")
    later = table(
        "2021-05-12,,,15:40,c,,,", "2021-05-12,,,15:40,b,,,", "2021-05-12,,,15:40,a,,,"
    )
    names = {entry.mood: entry.source_id for entry in later.entries}
    assert {
        entry.mood: entry.source_id for entry in older.entries
    }.items() < names.items()
    assert len(set(names.values())) == 3


@pytest.mark.parametrize(
    "content",
    [
        (
            b"full_date,date,weekday,time,mood,activities,note\n"
            b"2021-05-12,12 May,Wednesday,18:52,OK,work,A note\n"
        ),
        (
            b"\xef\xbb\xbfnote;mood;time;full_date;activities\r\n"
            b"A note;OK;18:52;2021-05-12;work\r\n"
        ),
        (
            b'\n"full_date","time","mood","note","activities"\n\n,,,,\n'
            b'2021-05-12,18:52,OK,"A note",work\n'
        ),
    ],
    ids=["seven columns", "semicolons in another order", "quoted names"],
)
def test_columns_are_found_by_their_names(content: bytes) -> None:
    (entry,) = read_upload("anything.txt", content).entries
    assert entry.source_id == "2021-05-12T18:52#1"
    assert (entry.text, entry.mood, entry.labels) == ("A note", "OK", ("work",))


def test_an_older_encoding_is_read() -> None:
    row = HEADER + "2021-05-12,,,18:52,très bien,,,"
    (entry,) = read_upload("export.csv", row.encode("windows-1252")).entries
    assert entry.mood == "très bien"


def test_a_row_without_a_time_is_a_day() -> None:
    (entry,) = table("2021-05-12,,,,good,,,").entries
    assert entry.when == When(dt.date(2021, 5, 12))
    assert entry.source_id == "2021-05-12T#1"


def test_every_fault_bears_the_first_line_of_its_row() -> None:
    arrival = table(
        '2021-05-12,,,18:52,fine,,,"a note',
        'of two lines"',
        "2021-02-30,,,18:52,fine,,,",
        "2021-05-12,,,25:52,fine,,,",
        "2021-05-12,,,18:52,fine",
        '2021-05-12,,,18:52,fine,,,"a "quoted" word"',
        "2021-05-12,,,18:52,,,,",
        '2021-05-11,,,18:52,fine,,,"never closed',
    )
    assert [entry.text for entry in arrival.entries] == ["a note\nof two lines"]
    assert [(fault.line, type(fault.reason).__name__) for fault in arrival.faults] == [
        (4, "UnreadableDateError"),
        (5, "UnreadableTimeError"),
        (6, "BrokenRowError"),
        (7, "BrokenRowError"),
        (8, "NoWordsError"),
        (9, "BrokenRowError"),
    ]


@pytest.mark.parametrize("content", [b"a,b\n1,2", b'full_date,time,"mood', b""])
def test_another_table_that_is_said_to_be_daylio_is_one_fault(content: bytes) -> None:
    (fault,) = read_upload("export.csv", content, "daylio").faults
    assert (fault.line, type(fault.reason).__name__) == (1, "NoHeadingsError")


def test_a_table_that_is_no_text_is_one_fault() -> None:
    (fault,) = read_upload("export.csv", b"full_date,time,mood\n\x81\x01").faults
    assert (fault.line, type(fault.reason).__name__) == (2, "UndecodableTextError")


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("<p>One</p><p><b>two</b></p>", "One\ntwo"),
        ("<ul><li>One</li><li class='x'>two</li></ul>", "- One\n- two"),
        ("I <3 you, 5 > 4, <unknown>", "I <3 you, 5 > 4, <unknown>"),
        ("fish &amp; chips&nbsp;&#33;&lt;b&gt;", "fish & chips !<b>"),
        ("?a=1&not=2 AT&T", "?a=1&not=2 AT&T"),
        ("a  <br/><br><BR />b", "a\n\nb"),
    ],
)
def test_a_marked_up_note_becomes_plain_words(note: str, words: str) -> None:
    assert plain_words(note) == words
