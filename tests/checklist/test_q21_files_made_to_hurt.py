"""Q21: cases that have a name: what has broken readers of files, here or elsewhere."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

import msgspec
import pytest

from campaigns import fuzzing_corpus as corpus
from campaigns.campaign import Seen
from campaigns.fuzzing_parsers import judge
from campaigns.fuzzing_readers import readers
from campaigns.fuzzing_reading import Reader
from moorings.companion.arriving import arrive
from moorings.companion.carrying import bring_in, take_out
from moorings.companion.clock import when
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.exchange.arrival import MOST_FOUND
from moorings.exchange.arriving import read_upload
from moorings.exchange.leaving.forms import FORMS
from moorings.exchange.portable import (
    NotAnExportError,
    Portable,
    UnreadableRecordsError,
    read_portable,
    write_portable,
)
from moorings.exchange.reasons import TooManyEntriesError
from moorings.journey.codec import UnreadableRecordError, decode, encode
from moorings.journey.records import Entry, RecordId, Retraction, When
from moorings.storage.copies import ChangedCopyError

DEEP: Final = 100_000
MILLION: Final = 1_000_000
AT: Final = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY: Final = When(date(2026, 3, 1))
EXPORT: Final = (
    b'{"format":"moorings-export","version":1,"exported_at":"2026-01-01T00:00:00Z",'
    b'"records":[%b],"drafts":[],"blobs":{}}'
)
DAYONE: Final = '{"metadata":{},"entries":[%s]}'
LINE: Final = '{"uuid":"A1","creationDate":"2018-04-21T17:57:04Z","text":"Words"%s}'


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reader, ...]:
    return readers(tmp_path_factory.mktemp("readers"))


def bears(known: tuple[Reader, ...], content: bytes) -> None:
    """Let every reader read this: it is taken, or refused in a sentence."""
    seen = Seen()
    for reader in known:
        judge(reader, content, seen)
    assert seen.problems == []


# --- deep, doubled, and of no alphabet ----------------------------------------------


@pytest.mark.parametrize(
    ("opening", "closing"),
    [(b"[", b"]"), (b'{"a":', b"}"), (b"<a>", b"</a>"), (b"((", b"))"), (b"\x81", b"")],
    ids=["lists", "objects", "XML", "brackets", "CBOR"],
)
def test_q21_what_is_a_hundred_thousand_deep_is_borne_by_every_reader(
    known: tuple[Reader, ...], opening: bytes, closing: bytes
) -> None:
    deep = opening * DEEP + b"1" + closing * DEEP
    bears(known, deep)
    bears(known, EXPORT % deep)
    for reader in known:
        begun = reader.whole[0]
        half = len(begun) // 2
        bears((reader,), begun[:half] + deep + begun[half:])


@pytest.mark.parametrize(
    "odd",
    [
        b"\0",
        b"\\u0000",
        b"\\ud800",
        b"\\udc00\\ud800",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
    ],
    ids=["NUL", "written NUL", "half a pair", "turned pair", "raw half", "mark"],
)
def test_q21_no_reader_stumbles_over_what_is_no_letter_wherever_it_stands(
    known: tuple[Reader, ...], odd: bytes
) -> None:
    for reader in known:
        for whole in reader.whole[:12]:
            for at in range(0, min(len(whole), 2_000), 1 + len(whole) // 40):
                bears((reader,), whole[:at] + odd + whole[at:])


@pytest.mark.parametrize(
    "mark", ["\0", "\ud800", "\ue000\U000e0001", "\x1b[2J", "\u202e"]
)
def test_q21_what_is_no_letter_is_never_kept_as_half_of_one(
    opened: Opened, mark: str
) -> None:
    line = LINE % f',"tags":[{json.dumps(mark)}],"timeZone":{json.dumps(mark)}'
    written = (DAYONE % line.replace("Words", f"a{json.dumps(mark)[1:-1]}b")).encode()
    arrive(opened, read_upload("Journal.json", written))
    (entry,) = opened.journey.records()
    assert isinstance(entry, Entry)
    assert decode(encode(entry)) == entry
    assert not {"\0", "\ud800"} & {*entry.text}
    assert entry.text.startswith("a")
    assert entry.text.endswith("b")


def test_q21_a_name_that_stands_twice_gives_one_entry_or_none(
    known: tuple[Reader, ...],
) -> None:
    twice = read_upload("J.json", (DAYONE % (LINE % ',"text":"Others"')).encode())
    assert not twice.entries
    assert len(twice.faults) == 1
    record = corpus.records()[0].rstrip()
    bears(known, record[:-1] + b',"id":"' + b"0" * 32 + b'"}')
    whole = json.loads(record)
    again = decode(record[:-1] + f',"id":"{"0" * 32}"}}'.encode())
    assert again.id in {whole["id"], "0" * 32}
    bears(known, EXPORT.replace(b'"version":1', b'"version":1,"version":9') % b"")


@pytest.mark.parametrize("number", ["9" * 5_000, "1e999", "-0", "1e-999", "NaN", "0x1"])
def test_q21_no_number_is_too_large_to_be_refused(
    known: tuple[Reader, ...], number: str
) -> None:
    for reader in known:
        for whole in reader.whole[:12]:
            bears((reader,), whole.replace(b":1", f":{number}".encode(), 1))
            bears((reader,), whole.replace(b"2026", number.encode(), 1))


# --- what random readings found -----------------------------------------------------


def test_q21_a_zone_with_very_many_slashes_is_none(opened: Opened) -> None:
    zone = "a/" * 3_000 + "London"
    assert when(date(2026, 3, 1), time(21), zone).zone is None
    found = read_upload("J.json", (DAYONE % (LINE % f',"timeZone":"{zone}"')).encode())
    assert [entry.when.zone for entry in found.entries] == [None]
    arrive(opened, found)
    assert any(isinstance(each, Entry) for each in opened.journey.records())


def test_q21_a_name_that_is_no_text_spoils_its_entry_and_no_other() -> None:
    lines = LINE % ',"\\ud800":1', LINE.replace("A1", "B2") % ""
    found = read_upload("J.json", (DAYONE % ",".join(lines)).encode())
    assert [entry.source_id for entry in found.entries] == ["B2"]
    assert len(found.faults) == 1


def test_q21_a_questionnaire_with_a_name_that_is_no_text_is_refused(
    known: tuple[Reader, ...],
) -> None:
    (asked,) = (each for each in known if each.name == "questionnaire")
    for whole in asked.whole[:2]:
        assert asked.read(whole)
        assert not asked.read(whole.replace(b'"title"', b'"\\ud800":1,"titles"'))


def test_q21_a_backup_whose_table_is_called_by_no_text_is_refused(
    known: tuple[Reader, ...],
) -> None:
    (backup,) = (each for each in known if each.name == "sealed backup")
    (whole,) = backup.whole
    assert backup.read(whole)
    at = whole.index(b"CREATE TABLE")
    with pytest.raises(ChangedCopyError):
        backup.read(whole[: at + 1] + b"\xcc" + whole[at + 2 :])


def test_q21_a_table_whose_first_cell_is_endless_is_refused_in_a_sentence(
    known: tuple[Reader, ...],
) -> None:
    (answers,) = (each for each in known if each.name == "answers")
    with pytest.raises(MooringsError, match="should name the columns"):
        answers.read(b"1" * 200_000 + b",2,3\n1,2,3\n")


# --- very many, and at the ends of time ---------------------------------------------


@pytest.mark.uncounted
def test_q21_a_million_small_records_are_taken_in_one_piece() -> None:
    one = b'{"kind":"retraction","id":"%032x","written_at":"2026-03-01T12:00:00Z",'
    line = one + b'"of":"%032x"}'
    many = b",".join(line % (number, number + 1) for number in range(MILLION))
    records = read_portable(EXPORT % many).records
    assert len(records) == MILLION
    assert isinstance(records[-1], Retraction)


@pytest.mark.uncounted
@pytest.mark.parametrize("junk", [b"1", b"{}", b'{"kind":"entry"}'])
def test_q21_a_million_that_are_none_are_refused_in_one_sentence(junk: bytes) -> None:
    with pytest.raises(UnreadableRecordsError, match="1000000"):
        read_portable(EXPORT % b",".join([junk] * MILLION))


#: A line of each diary that can hold very many; each is an entry.
DIARIES: Final = {
    "j.txt": ("", "[2018-04-21 17:57] Words %d\n", ""),
    "J.json": (DAYONE.partition("%")[0], (LINE % "").replace("A1", "%d") + ",", "0]}"),
    "d.csv": (
        "full_date,date,weekday,time,mood,activities,note_title,note\n",
        "2018-04-21,April 21,Saturday,17:57,good,,,Words %d\n",
        "",
    ),
}


#: Reads a diary alone in a process, and tells what came of it, and its memory at most.
READ_ONE: Final = """
import sys
from pathlib import Path
from moorings.errors import MooringsError
from moorings.exchange.arriving import read_upload
file = Path(sys.argv[1])
try:
    print(len(read_upload(file.name, file.read_bytes()).entries))
except MooringsError as error:
    print(error)
told = Path("/proc/self/status").read_text().splitlines()
print(next(line.split()[1] for line in told if line.startswith("VmHWM:")))
"""
MOST_KIBIBYTES: Final = 256 * 1024


@pytest.mark.uncounted
@pytest.mark.parametrize("name", DIARIES)
def test_q21_a_diary_of_a_million_entries_is_refused_in_little_memory(
    name: str, tmp_path: Path
) -> None:
    before, line, after = DIARIES[name]
    (tmp_path / name).write_text(
        before + "".join(line % number for number in range(MILLION)) + after, "utf-8"
    )
    reading = [sys.executable, "-c", READ_ONE, str(tmp_path / name)]
    done = subprocess.run(reading, check=True, capture_output=True, text=True)
    told, kibibytes = done.stdout.splitlines()
    assert "more than a hundred thousand entries" in told
    assert int(kibibytes) <= MOST_KIBIBYTES


@pytest.mark.parametrize("count", [MOST_FOUND, MOST_FOUND + 1])
def test_q21_just_as_many_entries_as_may_be_are_taken(count: int) -> None:
    before, line, _ = DIARIES["j.txt"]
    written = before + "".join(line % number for number in range(count))
    if count > MOST_FOUND:
        with pytest.raises(TooManyEntriesError):
            read_upload("j.txt", written.encode())
    else:
        assert len(read_upload("j.txt", written.encode()).entries) == count


EXTREMES: Final = (
    (date(1, 1, 1), time(0, 0), 50_400, datetime(1, 1, 1, tzinfo=UTC)),
    (date(1, 1, 1), time(0, 0), -43_200, datetime(1, 1, 1, tzinfo=UTC)),
    (
        date(9999, 12, 31),
        time(23, 59),
        -43_200,
        datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
    ),
    (date(9999, 12, 31), time(23, 59), 50_400, datetime(9999, 12, 31, tzinfo=UTC)),
    (date(1899, 12, 31), time(12), 86_399, datetime(1970, 1, 1, tzinfo=UTC)),
)


@pytest.mark.parametrize(("day", "hour", "offset", "at"), EXTREMES)
def test_q21_the_first_and_the_last_day_there_is_go_in_and_out_again(
    opened: Opened, day: date, hour: time, offset: int, at: datetime
) -> None:
    entry = Entry(
        id=RecordId("1" * 32), written_at=at, when=When(day, hour, offset), text="then"
    )
    carried = Portable(AT, (entry,))
    bring_in(opened, read_portable(b"".join(write_portable(carried))))
    assert opened.journey.record(entry.id) == entry
    for form in FORMS.values():
        assert form.write(take_out(opened))


@pytest.mark.parametrize(
    "day",
    [
        "0000-01-01",
        "10000-01-01",
        "2026-02-30",
        "-001-01-01",
        "9999-12-31T24:00",
        "\u0662\u0660\u0662\u0666-\u0660\u0663-\u0660\u0661",
    ],
)
def test_q21_a_day_that_no_calendar_has_is_refused(day: str) -> None:
    line = LINE.replace("2018-04-21T17:57:04Z", day) % ""
    assert not read_upload("J.json", (DAYONE % line).encode()).entries
    assert not read_upload("d.md", f"---\ndate: {day}\n---\nWords".encode()).entries
    record = msgspec.json.encode(
        {"kind": "entry", "id": "1" * 32, "written_at": "2026-03-01T12:00:00Z"}
        | {"when": {"date": day}, "text": "a"}
    )
    with pytest.raises(UnreadableRecordError):
        decode(record)
    with pytest.raises((UnreadableRecordsError, NotAnExportError)):
        read_portable(EXPORT % record)
