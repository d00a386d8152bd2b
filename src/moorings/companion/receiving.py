"""Receiving: what the other gave is looked for or comes as a file, and is kept.

Words from outside are text and no more. Whatever came once does not come again, and
nobody learns whether it was looked for, read or erased.
"""

from typing import Final

from moorings.companion.bonds import bonds, identity_of, inward, key_of, require_paired
from moorings.companion.checking import open_with, require_open_with
from moorings.companion.clock import moment
from moorings.companion.delivering import looked_for, unwrapped
from moorings.companion.harbour import Harbour
from moorings.companion.laying import LARGEST, Crossing, RoomFullError
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.journey.records import Bond, RecordId, SharedItem
from moorings.vault.errors import CannotOpenError
from moorings.vault.pairing import Identity, is_from, private_name

#: So many things of theirs may stand here from one bond.
MOST_RECEIVED: Final = 1_000


class NotForHereError(MooringsError):
    """A parcel that was changed, cut, forged, or meant for somebody else."""

    kind = "refused"
    sentence = (
        "This file does not open here. It may be for somebody else, or it was changed "
        "on the way, or the six words were not compared yet. Nothing was kept."
    )


def fetch(harbour: Harbour, opened: Opened, bond: Bond) -> tuple[SharedItem, ...]:
    """Look whether something new lies ready, and keep it in one's own vault.

    Quietly nothing, where this rests, has ended, or the other notebook is not here.
    """
    identity = identity_of(opened, bond)
    if identity is None or bond.words != "same":
        return ()
    if not (opened.writable and open_with(opened, "sharing", bond.person)):
        return ()
    told = looked_for(harbour, opened, bond, identity)
    # Meanwhile it may have ended, or a flag was raised.
    if not (key_of(opened, bond) and open_with(opened, "sharing", bond.person)):
        return ()
    named = ((_name_here(identity, bond, each), each) for each in told)
    return tuple(kept for each in named if (kept := _new(opened, bond, *each)))


def take_parcel(opened: Opened, content: bytes) -> SharedItem | None:
    """Take a parcel from a file; one that came before is absorbed without a trace.

    Gives what is here of it: nothing, where it was erased. Raises `NotForHereError` for
    whatever the other did not send to here as it is.
    """
    bond = _bond_from(opened, content)
    require_open_with(opened, "sharing", bond.person)
    identity = require_paired(opened, bond)
    try:
        told = unwrapped(identity, bond, content)
    except CannotOpenError:
        raise NotForHereError from None
    name = _name_here(identity, bond, told)
    kept, here = _new(opened, bond, name, told), opened.journey.record(name)
    gone = name in opened.journey.erased
    if not (kept or here or gone) and _is_full(opened, bond):
        raise RoomFullError(most=MOST_RECEIVED)
    return here if isinstance(here, SharedItem) else None


def received(opened: Opened, bond: Bond) -> tuple[SharedItem, ...]:
    """Give what came from them, the first to come first."""
    shared = opened.journey.standing(SharedItem)
    theirs = (item for item in shared if item.direction == "received")
    return tuple(item for item in theirs if item.pair == bond.pair)


# --- how it is done ---------------------------------------------------------------


def _bond_from(opened: Opened, content: bytes) -> Bond:
    """Find whose signature a parcel bears, among those one is paired with."""
    for bond in bonds(opened) if len(content) <= LARGEST else ():
        paired = bond.words == "same" and identity_of(opened, bond)
        if paired and is_from(inward(bond), content):
            return bond
    raise NotForHereError


def _name_here(identity: Identity, bond: Bond, told: Crossing) -> RecordId:
    """Name what was received, so that it is the same whenever it comes again.

    What was erased is known by this name, and does not come back.
    """
    item = bytes.fromhex(told.id)
    return RecordId(private_name(identity, inward(bond), item).hex())


def _is_full(opened: Opened, bond: Bond) -> bool:
    return len(received(opened, bond)) >= MOST_RECEIVED


def _new(
    opened: Opened, bond: Bond, record: RecordId, told: Crossing
) -> SharedItem | None:
    """Keep what came, if it never came before and there is room for it."""
    known = opened.journey.record(record) or record in opened.journey.erased
    if known or _is_full(opened, bond):
        return None
    now = opened.now()
    item = SharedItem(
        id=record,
        written_at=now,
        when=moment(now),
        pair=bond.pair,
        direction="received",
        sort=told.sort,
        text=told.text,
        title=told.title,
    )
    opened.keep(item)
    return item
