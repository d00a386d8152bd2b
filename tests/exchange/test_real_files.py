import datetime as dt
from pathlib import Path

import pytest

from moorings.exchange.arriving import read_arrival

pytestmark = pytest.mark.usefixtures("reference_data")


@pytest.fixture
def jrnl(reference_data: Path) -> Path:
    return reference_data / "import-jrnl" / "journals"


@pytest.fixture
def dayone(reference_data: Path) -> Path:
    return reference_data / "import-dayone" / "dayone-to-obsidian" / "tests" / "assets"


@pytest.mark.parametrize(
    ("name", "entries", "faults"),
    [
        ("basic_dayone.dayone", 3, []),
        ("basic_encrypted.journal", 0, [(1, "LockedJournalError")]),
        ("basic_folder", 3, []),
        ("basic_onefile.journal", 3, []),
        ("brackets.journal", 1, []),
        ("bug153.dayone", 1, [(52, "UnfamiliarEntryError")]),
        ("bug780.dayone", 1, []),
        ("dayone.dayone", 4, []),
        ("dayone_empty.dayone", 0, []),
        ("deletion.journal", 3, []),
        ("deletion_filters.journal", 5, []),
        ("encrypted.journal", 0, [(1, "LockedJournalError")]),
        ("encrypted_jrnl-1-9-5.journal", 0, [(1, "LockedJournalError")]),
        ("encrypted_v3.journal", 0, [(1, "LockedJournalError")]),
        ("encrypted_v3_legacy_header.journal", 0, [(1, "LockedJournalError")]),
        ("little_endian_dates.journal", 2, []),
        ("markdown-headings-335.journal", 1, []),
        ("mostlyreadabledates.journal", 2, [(7, "UnreadableDateError")]),
        ("multiline-tags.journal", 1, []),
        ("multiline.journal", 1, []),
        ("simple.journal", 2, []),
        ("simple_jrnl-1-9-5.journal", 2, []),
        ("simple_jrnl-1-9-5_little_endian_dates.journal", 2, []),
        ("tags-216.journal", 1, []),
        ("tags-237.journal", 1, []),
        ("tags.journal", 2, []),
        (
            "unreadabledates.journal",
            0,
            [(1, "NoDateInBracketsError"), (4, "NoDateInBracketsError")],
        ),
        ("work.journal", 0, []),
    ],
)
def test_each_journal_of_jrnl_gives_what_is_in_it(
    jrnl: Path, name: str, entries: int, faults: list[tuple[int, str]]
) -> None:
    arrival = read_arrival(jrnl / name)
    assert len(arrival.entries) == entries
    assert [(one.line, type(one.reason).__name__) for one in arrival.faults] == faults


@pytest.mark.parametrize("name", ["basic_folder", "basic_onefile.journal"])
def test_the_folder_and_the_file_of_jrnl_give_the_same_names(
    jrnl: Path, name: str
) -> None:
    entries = read_arrival(jrnl / name).entries
    assert [(one.source_id, one.labels) for one in entries] == [
        ("2020-08-29T11:11:00#1", ("ipsum", "tagone", "tagtwo")),
        ("2020-08-31T14:32:00#1", ("tagtwo",)),
        ("2020-09-24T09:14:00#1", ("tagthree", "tagone")),
    ]


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("tags-216.journal", ("os/2", "c++", "c#")),
        ("tags-237.journal", ("newline", "email")),
    ],
)
def test_tags_of_jrnl_are_found(jrnl: Path, name: str, labels: tuple[str, ...]) -> None:
    assert read_arrival(jrnl / name).entries[0].labels == labels


def test_little_endian_dates_are_read_day_first(jrnl: Path) -> None:
    arrival = read_arrival(jrnl / "little_endian_dates.journal")
    assert [one.when.date for one in arrival.entries] == [
        dt.date(2013, 6, 9),
        dt.date(2013, 7, 10),
    ]


def test_day_one_classic_is_dated_by_its_own_clock(jrnl: Path) -> None:
    entries = read_arrival(jrnl / "dayone.dayone").entries
    assert [(one.when.time, one.when.offset, one.when.zone) for one in entries] == [
        (dt.time(11, 39, 20), -25_200, "America/Los_Angeles"),
        (dt.time(20, 38, 29), 7_200, "Europe/Berlin"),
        (dt.time(11, 38, 8), -25_200, "America/Los_Angeles"),
        (dt.time(18, 37, 50), 0, None),
    ]
    assert entries[0].labels == ("work", "PLaY")


def test_a_day_one_export_gives_its_entry(dayone: Path) -> None:
    arrival = read_arrival(dayone / "MyJournal.json")
    assert arrival.faults == ()
    (entry,) = arrival.entries
    assert entry.source_id == "5BA8A0499775E5B7AB050CE5A5A32F87"
    assert entry.when.date == dt.date(2018, 4, 21)
    assert entry.when.time == dt.time(18, 57, 4)
    assert (entry.when.offset, entry.when.zone) == (3_600, "Europe/London")


def test_a_day_one_export_that_breaks_off_is_one_fault(dayone: Path) -> None:
    arrival = read_arrival(dayone / "invalid.json")
    assert arrival.entries == ()
    assert [(one.line, type(one.reason).__name__) for one in arrival.faults] == [
        (5, "BrokenJsonError")
    ]


def test_daylio_gives_every_row(reference_data: Path) -> None:
    one = read_arrival(reference_data / "import-daylio" / "sample.csv")
    assert one.faults == ()
    assert [
        (entry.source_id, entry.mood, len(entry.labels)) for entry in one.entries
    ] == [
        ("2021-09-26T23:00#1", "average", 5),
        ("2021-09-27T23:00#1", "average", 12),
        ("2021-09-28T22:00#1", "sad", 7),
    ]
    other = read_arrival(reference_data / "import-daylio" / "sample_multiple_moods.csv")
    assert other.faults == ()
    assert [entry.mood for entry in other.entries] == [
        "Anxious",
        "bad",
        "ok but sleepy",
        "good",
        "Refreshed",
        "OK",
        "OK",
    ]
