"""Which pictures and recordings a record has: their bytes are sealed on their own."""

from moorings.journey.records import AnyRecord, BlobId, Entry, KitItem


def blobs_of(record: AnyRecord) -> tuple[BlobId, ...]:
    """Name everything that is destroyed along with a record."""
    match record:
        case Entry():
            return tuple(picture.blob for picture in record.pictures)
        case KitItem(blob=str() as blob):
            return (blob,)
        case _:
            return ()
