"""A sealed room: pages that need a passphrase of their own, in a notebook that is open.

Outside of it nothing tells what stands in it, nor whether there is one: a passphrase
that opens no room finds nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from moorings.companion.errors import LockedError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.patience import try_key
from moorings.companion.room import Room, RoomKeyring, day_of
from moorings.companion.securing import require_unguessable
from moorings.companion.taking_back import erase
from moorings.errors import MooringsError
from moorings.journey.journey import Journey
from moorings.journey.page import Page
from moorings.journey.records import Entry, Erasure, RecordId, SealedPage
from moorings.vault.errors import WrongPassphraseError
from moorings.vault.header import Unlocked, open_with_passphrase, write_header
from moorings.vault.sealed_room import (
    Door,
    Item,
    door_under,
    find_doors,
    new_door,
    salts_of,
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


def enter(opened: Opened, passphrase: str) -> Room:
    """Go into the room that this passphrase opens; slow on purpose.

    Wrong tries ask for patience, whether or not there is any room.
    """
    with opened.entering:
        doors: list[Door] = []

        def turn(_: bytes) -> Unlocked:
            doors.extend(_find(opened, passphrase))
            if not doors:
                raise WrongPassphraseError
            return opened.unlocked

        try:
            try_key(opened.log, opened.clock, opened.owner, DOOR, turn)
        except WrongPassphraseError:
            raise NoSuchRoomError from None
        return _room(opened, doors)


def make_room(opened: Opened, passphrase: str) -> Room:
    """Begin a room under this passphrase, or go into the one it opens already.

    It counts as a try like any other: nobody guesses here with less patience.
    """
    require_unguessable(opened, passphrase)
    with opened.entering:
        doors: list[Door] = []

        def turn(_: bytes) -> Unlocked:
            doors.extend(_find(opened, passphrase))
            return opened.unlocked if doors else _notebook_of(opened, passphrase)

        try:
            try_key(opened.log, opened.clock, opened.owner, DOOR, turn)
        except WrongPassphraseError:
            return _room(opened, [_begun(opened, passphrase)])
        if not doors:
            raise SamePassphraseError
        return _room(opened, doors)


def change_room_passphrase(room: Room, passphrase: str) -> Room:
    """Give a room another passphrase; the old one finds nothing any more.

    The new way in and the destruction of the old one are one transaction. Everybody
    else who is in it has to go in anew.
    """
    outer = room.outer
    require_unguessable(outer, passphrase)
    with outer.entering:
        if room.locked:
            raise LockedError
        _require_own(outer, passphrase)
        salt, at = room.doors[0].salt, day_of(outer.now())
        under = stretched(passphrase, salt)
        doors = [Door(_new_item(outer), salt, each.key) for each in room.doors]
        gone = tuple(RecordId(each.id.hex()) for each in room.doors)
        outer.keep(
            *(_item_record(outer, door, door_under(under, door)) for door in doors),
            Erasure(id=outer.new_id(), written_at=at, of=gone),
            also=lambda writing: writing.destroy(each.id for each in room.doors),
        )
        room.drop()
        return _room(outer, doors)


def bring_in(room: Room, record: RecordId) -> RecordId:
    """Bring a page of the diary into the room, and erase it outside for good.

    It is kept in the room first: whatever happens between leaves it in both.
    """
    page = room.outer.journey.page(record)
    if page is None or not may_come_in(page):
        raise NothingThereError
    heads = [each for each in (page.newest, *page.others) if isinstance(each, Entry)]
    inside = [_inside(room, each) for each in heads]
    room.keep(*inside)
    erase(room.outer, page.id)
    return inside[0].id


def may_come_in(page: Page) -> bool:
    """Say whether all of a page can come into a room.

    A picture is sealed for the notebook: it would not come along.
    """
    heads = (page.newest, *page.others)
    return all(isinstance(each, Entry) and not each.pictures for each in heads)


def _inside(room: Room, entry: Entry) -> Entry:
    return Entry(
        id=room.new_id(),
        written_at=room.now(),
        when=entry.when,
        text=_with_names(room.outer, entry),
        mood=entry.mood,
        labels=entry.labels,
    )


def _with_names(outer: Opened, entry: Entry) -> str:
    """Give the words of a page, with the names that stood beside it."""
    people = outer.journey.people()
    names = ", ".join(people[who].name for who in entry.people if who in people)
    return f"{entry.text}\n\n({names})" if names else entry.text


def _items(opened: Opened) -> list[Item]:
    """Give what is sealed for rooms, whichever they are."""
    found = opened.journey.standing(SealedPage)
    return [Item(bytes.fromhex(each.id), each.sealed) for each in found]


def _find(opened: Opened, passphrase: str) -> list[Door]:
    """Try the passphrase; the same work is done where there is no room at all."""
    items = _items(opened)
    return [
        door
        for salt in salts_of(items)
        for door in find_doors(stretched(passphrase, salt), salt, items)
    ]


def _room(opened: Opened, doors: Sequence[Door]) -> Room:
    """Give the room behind these doors; whoever is in it already shares it."""
    keys, items = {door.key for door in doors}, _items(opened)
    for room in list(opened.rooms):
        if isinstance(room, Room) and not room.locked:
            known = {door.key for door in room.doors}
            if known & keys:
                more = tuple(door for door in doors if door.key not in known)
                room.doors += more
                room.unlocked = _unlocked(opened, room.doors)
                room.take_in(items)
                return room
    room = Room(
        log=opened.log,
        unlocked=_unlocked(opened, doors),
        clock=opened.clock,
        journey=Journey(),
        condition=opened.condition,
        kept=opened.kept,
        new_id=opened.new_id,
        outer=opened,
        doors=tuple(doors),
    )
    room.take_in(items)
    opened.rooms.add(room)
    return room


def _unlocked(opened: Opened, doors: Sequence[Door]) -> Unlocked:
    return replace(opened.unlocked, keyring=RoomKeyring(opened, doors))


def _begun(opened: Opened, passphrase: str) -> Door:
    salt = salts_of(_items(opened))[0]
    under = stretched(passphrase, salt)
    door, sealed = new_door(_new_item(opened), under, salt)
    opened.keep(_item_record(opened, door, sealed))
    return door


def _new_item(opened: Opened) -> bytes:
    return bytes.fromhex(opened.new_id())


def _item_record(opened: Opened, door: Door, sealed: bytes) -> SealedPage:
    name = RecordId(door.id.hex())
    return SealedPage(id=name, written_at=day_of(opened.now()), sealed=sealed)


def _require_own(opened: Opened, passphrase: str) -> None:
    """Refuse the notebook's own passphrase; to ask counts as a try."""
    try:
        try_key(
            opened.log,
            opened.clock,
            opened.owner,
            DOOR,
            lambda _: _notebook_of(opened, passphrase),
        )
    except WrongPassphraseError:
        return
    raise SamePassphraseError


def _notebook_of(opened: Opened, passphrase: str) -> Unlocked:
    """Open the notebook's first page with this passphrase, as it stands open here."""
    return open_with_passphrase(write_header(opened.unlocked.header), passphrase)
