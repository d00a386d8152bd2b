"""Delivering: parcels lie sealed in the vault of whoever gives, and are looked for.

Nothing is ever written into anybody else's vault, and looking leaves no trace. A room
is laid anew, under a new key and without gaps, whenever something is given or taken
back: so nobody can tell the one from the other, nor count what is no longer there.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Annotated, Final, TypeAlias

import msgspec

from moorings.companion.bonds import bonds, identity_of, inward, outward
from moorings.companion.cleaning import clean_line, clean_text
from moorings.companion.errors import NothingThereError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.journey.records import Bond, RecordId, SharedItem, SharedSort
from moorings.storage.log import Log, Writing
from moorings.vault import pairing
from moorings.vault.errors import CannotOpenError
from moorings.vault.pairing import Direction, Identity

SHELF: Final = "blobs"
TITLE_LETTERS: Final = 120
TEXT_LETTERS: Final = 20_000
#: No parcel that was made here is larger, in bytes.
LARGEST: Final = 160 * 1024
#: So many things may stand in one room.
MOST: Final = 200

Title: TypeAlias = Annotated[str, msgspec.Meta(max_length=TITLE_LETTERS)]
Text: TypeAlias = Annotated[str, msgspec.Meta(min_length=1, max_length=TEXT_LETTERS)]
Changed: TypeAlias = Callable[[tuple[SharedItem, ...]], Iterable[SharedItem]]


class RoomFullError(MooringsError):
    """As many things as fit stand there already."""

    kind = "busy"
    sentence = (
        "There are as many things here as fit ({most}). Take one back or let one go, "
        "and then try again."
    )


class Crossing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that crosses: no time, no place, no count, nothing of where it came from."""

    id: Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{32}$")]
    sort: SharedSort
    title: Title
    text: Text


# --- laying a room ----------------------------------------------------------------


def standing_in(opened: Opened, bond: Bond) -> tuple[SharedItem, ...]:
    """Give what stands in the room from here to them, in the order of giving."""
    shared = opened.journey.standing(SharedItem)
    mine = (item for item in shared if item.direction == "given")
    return tuple(item for item in mine if item.pair == bond.pair)


def laying(
    opened: Opened, bond: Bond, change: Changed = lambda items: items
) -> Callable[[Writing], None]:
    """Lay the room anew, as it is after this change, within the same transaction."""

    def lay(writing: Writing) -> None:
        identity = identity_of(opened, bond)
        if identity is None:
            return
        before = standing_in(opened, bond)
        secret = pairing.mailbox(identity, outward(bond))
        room, number = pairing.new_room_key(), 0
        for number, item in enumerate(change(before), start=1):
            parcel = _parcel(identity, bond, room, item)
            writing.put(SHELF, pairing.slot(secret, number), parcel)
        for gone in range(number + 1, len(before) + 1):
            writing.drop(SHELF, pairing.slot(secret, gone))

    return lay


def laying_all(opened: Opened) -> Callable[[Writing], None]:
    """Lay every room anew, where a vault was carried into another."""
    ways = [laying(opened, bond) for bond in bonds(opened) if bond.words == "same"]

    def lay(writing: Writing) -> None:
        for each in ways:
            each(writing)

    return lay


def clearing(opened: Opened, bond: Bond) -> Callable[[Writing], None]:
    """Take away all that lies ready for the other."""
    return laying(opened, bond, lambda _: ()) if bond.theirs else lambda _: None


def wrapped(identity: Identity, bond: Bond, item: SharedItem) -> bytes:
    """Seal one thing on its own, to be carried as a file: a room with nothing else."""
    return _parcel(identity, bond, pairing.new_room_key(), item)


def lying(opened: Opened) -> Mapping[bytes, Direction]:
    """Name every place where a parcel of one's own lies, and which way it goes."""
    places: dict[bytes, Direction] = {}
    for bond in bonds(opened):
        identity = identity_of(opened, bond)
        if identity and bond.words:
            secret = pairing.mailbox(identity, outward(bond))
            for number in range(1, len(standing_in(opened, bond)) + 1):
                places[pairing.slot(secret, number)] = outward(bond)
    return places


def item_of(opened: Opened, record: RecordId) -> SharedItem:
    """Give one shared thing, standing or taken back."""
    item = opened.journey.record(record)
    if not isinstance(item, SharedItem):
        raise NothingThereError
    return item


# --- looking for parcels ----------------------------------------------------------


def looked_for(
    harbour: Harbour, opened: Opened, bond: Bond, identity: Identity
) -> tuple[Crossing, ...]:
    """Give what lies ready from them in any other vault here; read, and no more."""
    secret = pairing.mailbox(identity, inward(bond))
    for vault in harbour.vaults():
        owner = bytes.fromhex(vault)
        if owner == opened.owner:
            continue
        with suppress(MooringsError), harbour.reach(vault) as log:
            if found := _in_room(log, owner, secret):
                return _opened(identity, bond, found)
    return ()


def unwrapped(identity: Identity, bond: Bond, parcel: bytes) -> Crossing:
    """Open a parcel. Raises `CannotOpenError` for what they did not send as it is."""
    if len(parcel) > LARGEST:
        raise CannotOpenError
    message = pairing.open_parcel(identity, inward(bond), parcel)
    try:
        told = msgspec.json.decode(message, type=Crossing)
    except (msgspec.DecodeError, RecursionError):
        raise CannotOpenError from None
    title, text = clean_line(told.title), clean_text(told.text)
    if not text:
        raise CannotOpenError
    return msgspec.structs.replace(told, title=title, text=text)


def _parcel(identity: Identity, bond: Bond, room: bytes, item: SharedItem) -> bytes:
    way = outward(bond)
    name = pairing.private_name(identity, way, bytes.fromhex(item.id)).hex()
    crossing = Crossing(name, item.sort, item.title, item.text)
    return pairing.seal_parcel(identity, way, room, msgspec.json.encode(crossing))


def _in_room(log: Log, owner: bytes, secret: bytes) -> list[bytes]:
    found: list[bytes] = []
    for number in range(1, MOST + 1):
        parcel = log.item(owner, SHELF, pairing.slot(secret, number))
        if parcel is None:
            break
        found.append(parcel)
    return found


def _opened(
    identity: Identity, bond: Bond, parcels: Iterable[bytes]
) -> tuple[Crossing, ...]:
    """Open each; one that does not open hides none of the others."""
    told: list[Crossing] = []
    for parcel in parcels:
        with suppress(CannotOpenError):
            told.append(unwrapped(identity, bond, parcel))
    return tuple(told)
