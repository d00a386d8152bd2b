"""Arriving with the diary one kept elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from moorings.companion.carrying import BLOBS
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.exchange.arrival import Arrival, Fault, FoundEntry, FoundPicture
from moorings.journey.records import BlobId, Entry, Picture
from moorings.journey.records.base import ID_DIGITS
from moorings.storage.log import Writing


class UnreadableEntriesError(MooringsError):
    """Some entries could not be read, so none was taken in."""

    sentence = (
        "Nothing was taken in yet: some of it could not be read ({count}). Mend what "
        "is listed, or choose to skip it."
    )

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(count=len(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of the entries found."""

    new: int = 0
    changed: int = 0
    known: int = 0
    erased: int = 0
    skipped: int = 0


def arrive(
    opened: Opened, arrival: Arrival, *, skip_unreadable: bool = False
) -> Arrived:
    """Take a whole diary in, in one transaction; a second time nothing is doubled.

    Each entry is known by a keyed fingerprint of what it was called in its old place.
    A changed text becomes a new version; what was erased here stays erased.
    """
    if arrival.faults and not skip_unreadable:
        raise UnreadableEntriesError(arrival.faults)
    taking = _Taking(opened)
    for found in arrival.entries:
        taking.take(found)
    keyring = opened.unlocked.keyring

    def lay(writing: Writing) -> None:
        for item, content in taking.pictures.items():
            writing.put(BLOBS, item, keyring.seal_item(BLOBS.encode(), item, content))

    opened.keep(*taking.records, also=lay)
    return taking.tally(len(arrival.faults))


class _Taking:
    """One import under way."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._latest: dict[str, Entry] = {}
        self._counts = {"new": 0, "changed": 0, "known": 0, "erased": 0}
        self.records: list[Entry] = []
        self.pictures: dict[bytes, bytes] = {}

    def take(self, found: FoundEntry) -> None:
        """Decide what one entry is: new, changed, known or erased."""
        journey = self._opened.journey
        origin = self._opened.unlocked.keyring.fingerprint(
            found.source, found.source_id
        )
        if origin in journey.erased_origins:
            self._counts["erased"] += 1
            return
        known = self._latest.get(origin) or journey.from_origin(origin)
        before = known if isinstance(known, Entry) else None
        pictures = [(self._blob(picture), picture) for picture in found.pictures]
        entry = self._entry(found, origin, before, pictures)
        if before is not None and _same(before, entry):
            self._counts["known"] += 1
            return
        self._counts["changed" if before else "new"] += 1
        self._latest[origin] = entry
        self.records.append(entry)
        self.pictures |= {bytes.fromhex(b): picture.content for b, picture in pictures}

    def tally(self, skipped: int) -> Arrived:
        """Say what came of it."""
        return Arrived(**self._counts, skipped=skipped)

    def _entry(
        self,
        found: FoundEntry,
        origin: str,
        before: Entry | None,
        pictures: Sequence[tuple[BlobId, FoundPicture]],
    ) -> Entry:
        return Entry(
            id=self._opened.new_id(),
            written_at=self._opened.now(),
            written_where="import",
            replaces=before.id if before else None,
            origin=origin,
            when=found.when,
            text=found.text,
            people=before.people if before else (),
            labels=found.labels,
            mood=found.mood,
            pictures=tuple(
                Picture(blob, picture.media_type, picture.description or picture.name)
                for blob, picture in pictures
            ),
        )

    def _blob(self, picture: FoundPicture) -> BlobId:
        """Name a picture by what it shows, so that it is kept once."""
        digest = sha256(picture.content).hexdigest()
        name = self._opened.unlocked.keyring.fingerprint("picture", digest)
        return BlobId(name[:ID_DIGITS])


def _same(one: Entry, other: Entry) -> bool:
    return (one.text, one.when, one.labels, one.mood, one.pictures) == (
        other.text,
        other.when,
        other.labels,
        other.mood,
        other.pictures,
    )
