"""A sealed room while somebody is in it: a small journey within a notebook."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, time

from moorings.companion.errors import LockedError
from moorings.companion.opened import Opened, copy_of
from moorings.journey.codec import UnreadableRecordError, decode, encode
from moorings.journey.fold import step
from moorings.journey.records import AnyRecord, Erasure, SealedPage
from moorings.storage.log import Writing
from moorings.vault.errors import CannotOpenError
from moorings.vault.keyring import Keyring
from moorings.vault.sealed_room import Door, Item, open_in_room, seal_in_room


@dataclass(slots=True, eq=False, weakref_slot=True)
class Room(Opened):
    """The pages of one room, for all who are in it; kept through its notebook.

    Mostly it has one door. Pages that were brought together under one passphrase may
    lie behind several; what is new is sealed for the first.
    """

    outer: Opened = field(kw_only=True, repr=False)
    doors: tuple[Door, ...] = field(kw_only=True, repr=False)

    def keep(
        self, *records: AnyRecord, also: Callable[[Writing], None] = lambda _: None
    ) -> tuple[AnyRecord, ...]:
        """Keep records for good, sealed for the room; on return they are durable."""
        with self._guard:
            if self.locked or self.outer.locked:
                raise LockedError
            new = [self._besides(each) for each in self._new_among(records)]
            erased = [self._told(each) for each in new if isinstance(each, Erasure)]
            self.outer.keep(*map(self._sealed, new), *erased, also=also)
            for record in new:
                step(self.journey, record)
            return tuple(new)

    def drop(self) -> None:
        """Close the room for all who are in it; the notebook stays as it is."""
        self.locked = True

    def take_in(self, items: Iterable[Item]) -> None:
        """Take in what stands behind its doors and was not read yet."""
        found = list(items)
        for door in self.doors:
            for item, message in open_in_room(door, found):
                with suppress(UnreadableRecordError):
                    record = decode(message)
                    if record.id == item.hex():
                        step(self.journey, record)

    def _besides(self, record: AnyRecord) -> AnyRecord:
        """Give a record another id where the notebook has that for something else."""
        taken = self.outer.journey.record(record.id) is not None
        return copy_of(record) if taken else record

    def _sealed(self, record: AnyRecord) -> SealedPage:
        item = bytes.fromhex(record.id)
        return SealedPage(
            id=record.id,
            written_at=day_of(record.written_at),
            sealed=seal_in_room(self.doors[0], item, encode(record)),
        )

    def _told(self, erasure: Erasure) -> Erasure:
        """Tell the notebook what was destroyed, so that it is no damage."""
        written = day_of(erasure.written_at)
        return Erasure(id=self.outer.new_id(), written_at=written, of=erasure.of)


class RoomKeyring(Keyring):
    """The notebook's keys, but that what is left unfinished is sealed for the room."""

    def __init__(self, outer: Opened, doors: Sequence[Door]) -> None:
        keyring = outer.unlocked.keyring
        super().__init__(keyring.vault, keyring.person, keyring.secrets)
        self._outer, self._doors = outer, doors

    def seal_item(self, label: bytes, item: bytes, message: bytes) -> bytes:
        """Seal something for the room, and that for the notebook."""
        within = seal_in_room(self._doors[0], item, message)
        return self._outer.unlocked.keyring.seal_item(label, item, within)

    def open_item(self, label: bytes, item: bytes, sealed: bytes) -> bytes:
        """Open what `seal_item` made; what is not of this room does not open."""
        opened = self._outer.unlocked.keyring.open_item(label, item, sealed)
        for door in self._doors:
            for _, message in open_in_room(door, [Item(item, opened)]):
                return message
        raise CannotOpenError


def day_of(moment: datetime) -> datetime:
    """Tell the day alone: outside the room nobody needs to know the hour."""
    return datetime.combine(moment.astimezone(UTC).date(), time(), UTC)
