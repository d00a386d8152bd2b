"""A sealed room: pages that need a passphrase of their own, in a notebook that is open.

Outside of it nothing tells what stands in it, nor whether there is one: a passphrase
that opens no room finds nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time

from moorings.companion.errors import LockedError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.patience import try_key
from moorings.companion.securing import require_unguessable
from moorings.companion.taking_back import erase
from moorings.errors import MooringsError
from moorings.journey.codec import UnreadableRecordError, decode, encode
from moorings.journey.fold import step
from moorings.journey.journey import Journey
from moorings.journey.records import AnyRecord, Entry, Erasure, RecordId, SealedPage
from moorings.storage.log import Writing
from moorings.vault.errors import CannotOpenError, WrongPassphraseError
from moorings.vault.header import Unlocked, open_with_passphrase, write_header
from moorings.vault.keyring import Keyring
from moorings.vault.sealed_room import (
    Door,
    Item,
    door_under,
    find_door,
    new_door,
    open_in_room,
    salts_of,
    seal_in_room,
    stretched,
)

#: Under which name wrong tries are counted.
DOOR = "room"


class NoSuchRoomError(MooringsError):
    """No room opens with this passphrase, and there may be none."""

    kind = "refused"
    sentence = (
        "Nothing opens with that. Look for a capital letter or a missing space. If you "
        "want to begin a room with it, choose “Make one” below."
    )


class SamePassphraseError(MooringsError):
    """The passphrase of a room must not be that of the notebook."""

    sentence = (
        "That is the passphrase of the notebook, so it would keep nobody out who knows "
        "it. Nothing was changed. Choose another one."
    )


@dataclass(slots=True, eq=False)
class Room(Opened):
    """The pages of one room, while somebody is in it; kept through its notebook."""

    outer: Opened = field(kw_only=True, repr=False)
    door: Door = field(kw_only=True, repr=False)

    def keep(
        self, *records: AnyRecord, also: Callable[[Writing], None] = lambda _: None
    ) -> tuple[AnyRecord, ...]:
        """Keep records for good, sealed for the room; on return they are durable."""
        with self._guard:
            if self.locked or self.outer.locked:
                raise LockedError
            new = self._new_among(records)
            erased = [self._told(each) for each in new if isinstance(each, Erasure)]
            self.outer.keep(*map(self._sealed, new), *erased, also=also)
            for record in new:
                step(self.journey, record)
            return tuple(new)

    def drop(self) -> None:
        """Leave the room; the notebook stays as it is."""
        self.locked = True

    def _sealed(self, record: AnyRecord) -> SealedPage:
        item = bytes.fromhex(record.id)
        return SealedPage(
            id=record.id,
            written_at=_day_of(record.written_at),
            sealed=seal_in_room(self.door, item, encode(record)),
        )

    def _told(self, erasure: Erasure) -> Erasure:
        """Tell the notebook what was destroyed, so that it is no damage."""
        written = _day_of(erasure.written_at)
        return Erasure(id=self.outer.new_id(), written_at=written, of=erasure.of)


class RoomKeyring(Keyring):
    """The notebook's keys, but that what is left unfinished is sealed for the room."""

    def __init__(self, outer: Keyring, door: Door) -> None:
        super().__init__(outer.vault, outer.person, outer.secrets)
        self._door = door

    def seal_item(self, label: bytes, item: bytes, message: bytes) -> bytes:
        """Seal something for the room, and that for the notebook."""
        return super().seal_item(label, item, seal_in_room(self._door, item, message))

    def open_item(self, label: bytes, item: bytes, sealed: bytes) -> bytes:
        """Open what `seal_item` made; what is not of this room does not open."""
        within = Item(item, super().open_item(label, item, sealed))
        for _, message in open_in_room(self._door, [within]):
            return message
        raise CannotOpenError


def enter(opened: Opened, passphrase: str) -> Room:
    """Go into the room that this passphrase opens; slow on purpose.

    Wrong tries ask for patience, whether or not there is any room.
    """
    found: list[Door] = []

    def turn(_: bytes) -> Unlocked:
        door = _find(opened, passphrase)
        if door is None:
            raise WrongPassphraseError
        found.append(door)
        return opened.unlocked

    try:
        try_key(opened.log, opened.clock, opened.owner, DOOR, turn)
    except WrongPassphraseError:
        raise NoSuchRoomError from None
    return _room(opened, found[0])


def make_room(opened: Opened, passphrase: str) -> Room:
    """Begin a room under this passphrase, or go into the one it opens already."""
    _require_own(opened, passphrase)
    door = _find(opened, passphrase) or _begun(opened, passphrase)
    return _room(opened, door)


def change_room_passphrase(room: Room, passphrase: str) -> None:
    """Give a room another passphrase; the old one finds nothing any more.

    The new way in and the destruction of the old one are one transaction.
    """
    outer = room.outer
    _require_own(outer, passphrase)
    before = room.door
    door = before._replace(id=bytes.fromhex(outer.new_id()))
    under = stretched(passphrase, door.salt)
    gone = RecordId(before.id.hex())
    erasure = Erasure(id=outer.new_id(), written_at=_day_of(outer.now()), of=(gone,))
    outer.keep(
        _item_record(outer, door, door_under(under, door)),
        erasure,
        also=lambda writing: writing.destroy([before.id]),
    )
    room.door = door


def bring_in(room: Room, record: RecordId) -> RecordId:
    """Bring a page of the diary into the room, and erase it outside for good.

    It is kept in the room first: whatever happens between leaves it in both.
    """
    page = room.outer.journey.page(record)
    # A picture is sealed for the notebook: it would not come along.
    if page is None or not isinstance(page.newest, Entry) or page.newest.pictures:
        raise NothingThereError
    newest = page.newest
    inside = Entry(
        id=room.new_id(),
        written_at=room.now(),
        when=newest.when,
        text=_with_names(room.outer, newest),
    )
    room.keep(inside)
    erase(room.outer, page.id)
    return inside.id


def _with_names(outer: Opened, entry: Entry) -> str:
    """Give the words of a page, with the names that stood beside it."""
    people = outer.journey.people()
    names = ", ".join(people[who].name for who in entry.people if who in people)
    return f"{entry.text}\n\n({names})" if names else entry.text


def _items(opened: Opened) -> list[Item]:
    """Give what is sealed for rooms, whichever they are."""
    found = opened.journey.standing(SealedPage)
    return [Item(bytes.fromhex(each.id), each.sealed) for each in found]


def _find(opened: Opened, passphrase: str) -> Door | None:
    """Try the passphrase; the same work is done where there is no room at all."""
    items = _items(opened)
    found = (
        find_door(stretched(passphrase, salt), salt, items) for salt in salts_of(items)
    )
    return next(filter(None, found), None)


def _room(opened: Opened, door: Door) -> Room:
    journey = Journey()
    keyring = RoomKeyring(opened.unlocked.keyring, door)
    for item, message in open_in_room(door, _items(opened)):
        try:
            record = decode(message)
        except UnreadableRecordError:
            continue
        if record.id == item.hex():
            step(journey, record)
    return Room(
        log=opened.log,
        unlocked=replace(opened.unlocked, keyring=keyring),
        clock=opened.clock,
        journey=journey,
        condition=opened.condition,
        kept=opened.kept,
        new_id=opened.new_id,
        outer=opened,
        door=door,
    )


def _begun(opened: Opened, passphrase: str) -> Door:
    salt = salts_of(_items(opened))[0]
    item = bytes.fromhex(opened.new_id())
    door, sealed = new_door(item, stretched(passphrase, salt), salt)
    opened.keep(_item_record(opened, door, sealed))
    return door


def _item_record(opened: Opened, door: Door, sealed: bytes) -> SealedPage:
    name = RecordId(door.id.hex())
    return SealedPage(id=name, written_at=_day_of(opened.now()), sealed=sealed)


def _require_own(opened: Opened, passphrase: str) -> None:
    require_unguessable(opened, passphrase)
    try:
        open_with_passphrase(write_header(opened.unlocked.header), passphrase)
    except (WrongPassphraseError, CannotOpenError):
        return
    raise SamePassphraseError


def _day_of(moment: datetime) -> datetime:
    """Tell the day alone: outside the room nobody needs to know the hour."""
    return datetime.combine(moment.astimezone(UTC).date(), time(), UTC)
