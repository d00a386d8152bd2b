from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import get_args

import pytest

from moorings.journey.codec import RECORDS_VERSION, decode, encode
from moorings.journey.records import (
    AnyRecord,
    BlobId,
    Choice,
    Consent,
    Entry,
    Erasure,
    Person,
    Picture,
    RawNote,
    RecordId,
    RecoveryCheck,
    Retraction,
    UnsentPage,
    When,
)

RECORDS = Path(__file__).parent / "records"
AT = datetime(2026, 3, 1, 12, 30, 15, 250000, tzinfo=UTC)


def name(letter: str) -> RecordId:
    return RecordId(32 * letter)


EXPECTED: dict[str, AnyRecord] = {
    "choice": Choice(
        id=name("1"),
        written_at=AT,
        written_where="demo",
        replaces=name("0"),
        origin="o1",
        setting="lock-after-minutes",
        value="15",
    ),
    "consent": Consent(
        id=name("2"), written_at=AT, to="keep a diary", wording="9f86d081"
    ),
    "entry": Entry(
        id=name("3"),
        written_at=AT,
        written_where="import",
        replaces=name("0"),
        origin="o3",
        when=When(date(2026, 2, 28), time(23, 5), 3600, "Europe/Berlin"),
        text="We talked. 🙂\nIt was “enough”.",
        people=(name("5"),),
        labels=("talk", "home"),
        mood="calm",
        pictures=(Picture(BlobId(32 * "b"), "image/jpeg", "the lake"),),
    ),
    "erasure": Erasure(
        id=name("4"), written_at=AT, of=(name("a"), name("c")), origins=("o9",)
    ),
    "person": Person(
        id=name("5"),
        written_at=AT,
        written_where="offline",
        replaces=name("0"),
        origin="o5",
        name="Zoë",
    ),
    "raw-note": RawNote(
        id=name("6"),
        written_at=AT,
        written_where="locked",
        when=When(date(1660, 1, 1)),
        raw=b"\x00\xff raw",
    ),
    "recovery-check": RecoveryCheck(id=name("7"), written_at=AT),
    "retraction": Retraction(id=name("8"), written_at=AT, of=name("3")),
    "unsent-page": UnsentPage(
        id=name("9"),
        written_at=AT,
        when=When(date(1999, 12, 31), time(7)),
        text="What I never said.",
        to="Dad",
    ),
}


@pytest.fixture(params=EXPECTED)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def golden(version: int, kind: str) -> bytes:
    return (RECORDS / f"v{version}" / f"{kind}.json").read_bytes().rstrip(b"\n")


def test_a_record_written_by_the_first_version_is_read_as_it_was_meant(
    kind: str,
) -> None:
    assert decode(golden(1, kind)) == EXPECTED[kind]


def test_a_record_is_written_byte_for_byte_as_in_its_golden_file(kind: str) -> None:
    assert encode(EXPECTED[kind]) == golden(RECORDS_VERSION, kind)


def test_every_kind_has_a_golden_file_for_this_version_and_no_file_is_idle() -> None:
    kinds = {str(each.__struct_config__.tag) for each in get_args(AnyRecord)}
    files = {file.stem for file in (RECORDS / f"v{RECORDS_VERSION}").iterdir()}
    assert kinds == files == set(EXPECTED)
