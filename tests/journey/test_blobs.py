from datetime import UTC, date, datetime

from moorings.journey.blobs import blobs_of
from moorings.journey.records import (
    BlobId,
    Entry,
    KitItem,
    Picture,
    RecordId,
    UnsentPage,
    When,
)

AT = datetime(2026, 3, 1, tzinfo=UTC)
NAME = RecordId(32 * "a")
ONE, OTHER = BlobId(32 * "b"), BlobId(32 * "c")


def test_an_entry_has_its_pictures_and_a_kit_item_its_recording() -> None:
    pictures = (Picture(ONE, "image/png"), Picture(OTHER, "image/png"))
    when = When(date(2026, 3, 1))
    entry = Entry(id=NAME, written_at=AT, when=when, text="", pictures=pictures)
    assert blobs_of(entry) == (ONE, OTHER)
    song = KitItem(id=NAME, written_at=AT, sense="sound", text="a song", blob=ONE)
    assert blobs_of(song) == (ONE,)


def test_what_has_none_names_none() -> None:
    item = KitItem(id=NAME, written_at=AT, sense="touch", text="a stone")
    page = UnsentPage(id=NAME, written_at=AT, when=When(date(2026, 3, 1)), text="")
    assert blobs_of(item) == blobs_of(page) == ()
