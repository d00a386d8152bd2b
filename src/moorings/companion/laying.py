"""Laying: what one gives lies sealed in one's own vault, ready to be looked for.

A room is laid anew, under a new key and without gaps, whenever something is given or
taken back: so nobody can tell the one from the other, nor count what is not there now.
While a flag stands that could be about the other, nothing lies there.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Final, TypeAlias

import msgspec

from moorings.companion.bonds import bonds, identity_of, outward
from moorings.companion.errors import NothingThereError
from moorings.companion.flagging import flagged
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.journey.records import (
    AnyRecord,
    Bond,
    RecordId,
    Retraction,
    SafetyFlag,
    SharedItem,
    SharedSort,
)
from moorings.storage.log import Writing
from moorings.vault import pairing
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
#: What is done within a transaction.
Laid: TypeAlias = Callable[[Writing], None]


class RoomFullError(MooringsError):
    """As many things as fit stand there already."""

    kind = "busy"
    sentence = (
        "There are as many things here as fit ({most}). Take one back or let one go, "
        "and then try again."
    )


class Crossing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that crosses: no time, no place, no count, nothing of where it came from."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
    sort: SharedSort
    title: Title
    text: Text


def standing_in(opened: Opened, bond: Bond) -> tuple[SharedItem, ...]:
    """Give what stands in the room from here to them, in the order of giving."""
    shared = opened.journey.standing(SharedItem)
    mine = (item for item in shared if item.direction == "given")
    return tuple(item for item in mine if item.pair == bond.pair)


def laying(
    opened: Opened,
    bond: Bond,
    change: Changed = lambda items: items,
    more: tuple[AnyRecord, ...] = (),
) -> Laid:
    """Lay the room anew, as it is after this change, within the same transaction.

    While a flag stands that could be about them nothing lies in it; `more` are records
    that are kept with it.
    """

    def lay(writing: Writing) -> None:
        identity = identity_of(opened, bond)
        if identity is None:
            return
        feared = _is_feared(bond, flagged(opened, *more))
        back = {each.of for each in more if isinstance(each, Retraction)}
        there = (e for e in standing_in(opened, bond) if e.id not in back)
        items = () if feared else change(tuple(there))
        secret = pairing.mailbox(identity, outward(bond))
        room, number = pairing.new_room_key(), 0
        for number, item in enumerate(items, start=1):
            parcel = _parcel(identity, bond, room, item)
            writing.put(SHELF, pairing.slot(secret, number), parcel)
        # Whatever lay there before, also of things that are not known here any more.
        for gone in range(number + 1, MOST + 1):
            writing.drop(SHELF, pairing.slot(secret, gone))

    return lay


def laying_all(opened: Opened, *more: AnyRecord) -> Laid:
    """Lay every room anew, as where a vault is carried into another."""
    paired = (bond for bond in bonds(opened) if bond.words == "same")
    ways = [laying(opened, bond, more=more) for bond in paired]

    def lay(writing: Writing) -> None:
        for each in ways:
            each(writing)

    return lay


def stilling(opened: Opened, *records: AnyRecord) -> Laid:
    """Take away what lies ready for whom a flag among these is about; or lay it."""
    turned = any(isinstance(each, SafetyFlag) for each in records)
    return laying_all(opened, *records) if turned else lambda _: None


def clearing(opened: Opened, bond: Bond) -> Laid:
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
        if identity and bond.words and not _is_feared(bond, flagged(opened)):
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


def _is_feared(bond: Bond, flags: frozenset[RecordId | None]) -> bool:
    """Say whether a flag is about the other of a bond, or could be."""
    about = bond.person in flags or None in flags
    return about or (bond.person is None and bool(flags))


def _parcel(identity: Identity, bond: Bond, room: bytes, item: SharedItem) -> bytes:
    way = outward(bond)
    name = pairing.private_name(identity, way, bytes.fromhex(item.id)).hex()
    crossing = Crossing(name, item.sort, item.title, item.text)
    return pairing.seal_parcel(identity, way, room, msgspec.json.encode(crossing))
