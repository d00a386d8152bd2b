"""The folder: text that anybody can read, for as long as there is text."""

import io
import zipfile
from datetime import UTC, date, datetime, time

from moorings.exchange.arriving import read_upload
from moorings.exchange.leaving.folder import write_folder
from moorings.exchange.portable import Portable
from moorings.journey.records import (
    AnyRecord,
    Entry,
    KitItem,
    Person,
    Picture,
    Rating,
    RecordId,
    When,
)
from moorings.journey.records.base import BlobId

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
MIRA, BLOB = RecordId("a" * 32), BlobId("b" * 32)


def entry(number: int, text: str, hour: int = 9, **more: object) -> Entry:
    when = When(date(2026, 3, 1), time(hour))
    record = RecordId(f"{number:032x}")
    return Entry(id=record, written_at=AT, when=when, text=text, **more)  # type: ignore[arg-type]


def files(*records: AnyRecord, **blobs: bytes) -> dict[str, str]:
    portable = Portable(AT, records, blobs={BLOB: blobs.get("blob", b"")})
    with zipfile.ZipFile(io.BytesIO(write_folder(portable))) as archive:
        names = archive.namelist()
        return {each: archive.read(each).decode("utf-8", "replace") for each in names}


def test_each_page_has_a_file_under_its_day() -> None:
    found = files(
        Person(id=MIRA, written_at=AT, name="Mira"),
        entry(1, "in the evening", 21, people=(MIRA,)),
        entry(2, "in the morning", 8),
    )
    assert found["pages/2026/2026-03-01.md"] == (
        "---\ndate: 2026-03-01 08:00\n---\n\nin the morning\n"
    )
    assert found["pages/2026/2026-03-01-2.md"] == (
        "---\ndate: 2026-03-01 21:00\nwith: Mira\n---\n\nin the evening\n"
    )


def test_a_picture_lies_beside_and_is_shown_where_it_belongs() -> None:
    picture = Picture(BLOB, "image/png", "a [lake]")
    found = files(entry(1, "by the lake", pictures=(picture,)), blob=b"\x89PNG")
    page = found["pages/2026/2026-03-01.md"]
    assert f"![a (lake)](../../pictures/{BLOB}.png)" in page
    assert f"pictures/{BLOB}.png" in found


def test_other_kinds_are_told_one_file_each() -> None:
    rating = Rating(
        id=RecordId("c" * 32),
        written_at=AT,
        activation=RecordId("d" * 32),
        when=When(date(2026, 3, 1), time(9)),
        intensity=7,
        practice="five-senses",
    )
    told = files(rating)["other/rating.md"]
    assert told.startswith(
        "# How strong it was, or how far away\n\n## 2026-03-01 09:00\n"
    )
    assert "- How strong, of 10: 7" in told
    assert "five-senses" not in told


def test_a_picture_of_the_kit_is_shown_as_well() -> None:
    lake = KitItem(
        id=RecordId("c" * 32),
        written_at=AT,
        sense="sight",
        text="the lake",
        blob=BLOB,
        media_type="image/png",
    )
    found = files(lake, blob=b"\x89PNG")
    assert f"![the lake](../pictures/{BLOB}.png)" in found["other/kit-item.md"]
    assert f"pictures/{BLOB}.png" in found


def test_no_word_can_begin_a_line_of_its_own() -> None:
    found = files(entry(1, "words", mood="# loud\n- item", labels=("> q",)))
    page = found["pages/2026/2026-03-01.md"]
    assert r"mood: \# loud · - item" in page
    assert r"labels: \> q" in page


def test_without_the_exact_file_it_is_a_diary_like_any_other() -> None:
    whole = write_folder(Portable(AT, (entry(1, "in the morning", 8),)))
    stripped = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(whole)) as before,
        zipfile.ZipFile(stripped, "w") as after,
    ):
        for name in before.namelist():
            if name != "notebook.json":
                after.writestr(name, before.read(name))
    arrival = read_upload("pages.zip", stripped.getvalue())
    (found,) = arrival.entries
    assert found.text.strip() == "in the morning"
    assert (found.when.date, found.when.time) == (date(2026, 3, 1), time(8))
