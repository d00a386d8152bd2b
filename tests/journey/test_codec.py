import json
from datetime import UTC, date, datetime, time
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from moorings.journey.codec import (
    UnreadableRecordError,
    copy_id,
    decode,
    encode,
    same_content,
)
from moorings.journey.records import AnyRecord, Entry, RecordId, RecoveryCheck, When

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE = RecordId("0" * 31 + "1")
ENTRY = Entry(id=ONE, written_at=AT, when=When(date(2026, 3, 1)), text="words")


@given(data=st.data())
def test_a_record_read_back_is_the_record_that_was_written(
    any_record: SearchStrategy[AnyRecord], data: st.DataObject
) -> None:
    record = data.draw(any_record)
    assert decode(encode(record)) == record


@given(data=st.data())
def test_a_record_has_one_written_form(
    any_record: SearchStrategy[AnyRecord], data: st.DataObject
) -> None:
    record = data.draw(any_record)
    assert encode(decode(encode(record))) == encode(record)


def test_the_records_made_up_for_the_tests_are_of_every_kind(
    any_record: SearchStrategy[AnyRecord],
) -> None:
    assert len(any_record.__dict__["original_strategies"]) == len(get_args(AnyRecord))


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"no json",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b'{"kind":"never-heard-of"}',
        encode(ENTRY)[:-1],
        encode(ENTRY).replace(b'"2026-03-01T12:00:00Z"', b'"2026-03-01T12:00:00"'),
        encode(ENTRY).replace(ONE.encode(), b"1"),
        encode(ENTRY).replace(ONE.encode(), ONE.upper().replace("0", "A").encode()),
        encode(ENTRY).replace(b'"words"', b"7"),
        encode(ENTRY).replace(b'"2026-03-01"', b'"2026-02-30"'),
        b'{"kind":"entry","labels":' + b"[" * 100_000,
    ],
    ids=str,
)
def test_what_is_no_record_is_said_to_be_unreadable(written: bytes) -> None:
    with pytest.raises(UnreadableRecordError):
        decode(written)


def test_a_field_of_a_newer_moorings_does_not_make_a_record_unreadable() -> None:
    newer = json.loads(encode(ENTRY)) | {"weather": "rain"}
    assert decode(json.dumps(newer).encode()) == ENTRY


def test_two_records_say_the_same_whenever_and_wherever_they_were_sent() -> None:
    later = msgspec.structs.replace(
        ENTRY, written_at=AT.replace(hour=13), written_where="offline"
    )
    assert same_content(ENTRY, later)
    assert copy_id(ENTRY) == copy_id(later)


def sent(minute: int, when: When | None = None, text: str = "words") -> Entry:
    """Send a form; where nobody gave it an hour, it is of that minute."""
    at = AT.replace(minute=minute, second=59)
    now = When(date(2026, 3, 1), time(13, minute), 3600, "Europe/Berlin")
    return Entry(id=ONE, written_at=at, when=when or now, text=text)


@given(data=st.data())
def test_any_record_says_the_same_as_itself(
    any_record: SearchStrategy[AnyRecord], data: st.DataObject
) -> None:
    record = data.draw(any_record)
    assert same_content(record, record)


def test_a_form_without_an_hour_says_the_same_at_every_minute() -> None:
    assert same_content(sent(0), sent(2))
    assert not same_content(sent(0), sent(2, text="other words"))
    noon = When(date(2026, 3, 1), time(12), 3600, "Europe/Berlin")
    assert same_content(sent(0, noon), sent(2, noon))
    assert not same_content(sent(0, noon), sent(2))
    day = When(date(2026, 3, 1))
    assert not same_content(sent(0, day), sent(2))
    assert not same_content(sent(0, day), sent(2, When(date(2026, 3, 2))))


@pytest.mark.parametrize(
    "other",
    [
        msgspec.structs.replace(ENTRY, text="other words"),
        msgspec.structs.replace(ENTRY, replaces=ONE),
        RecoveryCheck(id=ONE, written_at=AT),
    ],
    ids=lambda record: type(record).__name__,
)
def test_another_content_makes_another_copy(other: AnyRecord) -> None:
    assert not same_content(ENTRY, other)
    assert copy_id(ENTRY) != copy_id(other)


def test_the_id_of_a_copy_is_an_id_that_a_record_can_bear() -> None:
    copy = msgspec.structs.replace(ENTRY, id=copy_id(ENTRY))
    assert decode(encode(copy)) == copy
