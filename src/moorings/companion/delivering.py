"""Delivering: what somebody gave is looked for where it lies, in their own vault.

Nothing is ever written into anybody else's vault. Looking asks for nothing to be kept.
"""

from collections.abc import Iterator
from contextlib import suppress

import msgspec

from moorings.companion.bonds import inward
from moorings.companion.cleaning import clean_line, clean_text
from moorings.companion.harbour import Harbour
from moorings.companion.laying import LARGEST, MOST, SHELF, Crossing
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.journey.records import Bond
from moorings.storage.log import Log
from moorings.vault import pairing
from moorings.vault.errors import CannotOpenError
from moorings.vault.pairing import Identity


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
            found = [_opened(identity, bond, e) for e in _in_room(log, owner, secret)]
            if found:
                return tuple(told for told in found if told)
    return ()


def unwrapped(identity: Identity, bond: Bond, parcel: bytes) -> Crossing:
    """Open a parcel. Raises `CannotOpenError` for what they did not send as it is."""
    if len(parcel) > LARGEST:
        raise CannotOpenError
    message = pairing.open_parcel(identity, inward(bond), parcel)
    try:
        told = msgspec.json.decode(message, type=Crossing)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise CannotOpenError from None
    title, text = clean_line(told.title), clean_text(told.text)
    if not text:
        raise CannotOpenError
    return msgspec.structs.replace(told, title=title, text=text)


def _in_room(log: Log, owner: bytes, secret: bytes) -> Iterator[bytes]:
    """Give one parcel after the other: however large they are, no two at once."""
    for number in range(1, MOST + 1):
        parcel = log.item(owner, SHELF, pairing.slot(secret, number))
        if parcel is None:
            return
        yield parcel


def _opened(identity: Identity, bond: Bond, parcel: bytes) -> Crossing | None:
    """Open one; one that does not open hides none of the others."""
    with suppress(CannotOpenError):
        return unwrapped(identity, bond, parcel)
    return None
