"""Bonds: with whom a notebook shares, how far each has come, and the keys behind it."""

from typing import Literal, TypeAlias

from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.journey.records import Bond, BondKey, RecordId, SharedItem
from moorings.vault.pairing import Direction, Identity

#: Invited and without an answer; answered, or accepted, and not compared; compared and
#: the same; compared and different; left.
State: TypeAlias = Literal[
    "invited", "answered", "accepted", "paired", "broken", "left"
]


class NotPairedError(MooringsError):
    """There is no key on the other side, or none any more."""

    kind = "refused"
    sentence = (
        "Nothing can go there now. Either the six words were not compared yet, or this "
        "sharing has ended. Nothing was sent."
    )


def bonds(opened: Opened) -> tuple[Bond, ...]:
    """Give every bond in its newest version, in the order of making."""
    return tuple(opened.journey.standing(Bond))


def bond_of(opened: Opened, record: RecordId) -> Bond:
    """Give one bond in its newest version, by any of them."""
    versions = {version.id for version in opened.journey.versions(record)}
    for each in bonds(opened):
        if each.id in versions:
            return each
    raise NothingThereError


def bond_of_item(opened: Opened, item: SharedItem) -> Bond:
    """Give the bond in which something is shared. Raises `NothingThereError`."""
    for bond in bonds(opened):
        if bond.pair == item.pair:
            return bond
    raise NothingThereError


def state(opened: Opened, bond: Bond) -> State:
    """Say how far a bond has come; one without its key, as from an export, is left."""
    if bond.words == "different":
        return "broken"
    if key_of(opened, bond) is None:
        return "left"
    if bond.words:
        return "paired"
    if bond.side == "accepted":
        return "accepted"
    return "answered" if bond.theirs else "invited"


def name_of(opened: Opened, bond: Bond) -> str:
    """Call the other as in one's own notebook, or as they call themselves."""
    person = opened.journey.people().get(bond.person) if bond.person else None
    return person.name if person else bond.their_name


def key_of(opened: Opened, bond: Bond) -> BondKey | None:
    """Give the record of one's own keys, unless it was destroyed."""
    kept = opened.journey.standing(BondKey)
    return next((key for key in kept if key.pair == bond.pair), None)


def identity_of(opened: Opened, bond: Bond) -> Identity | None:
    """Give one's own keys in a bond, unless it was left."""
    key = key_of(opened, bond)
    return Identity(key.signing, key.sealing) if key else None


def require_paired(opened: Opened, bond: Bond) -> Identity:
    """Give one's own keys, where both sides can share. Raises `NotPairedError`."""
    identity = identity_of(opened, bond)
    if identity is None or bond.words != "same":
        raise NotPairedError
    return identity


def outward(bond: Bond) -> Direction:
    """Name the way from here to them."""
    return Direction(bytes.fromhex(bond.pair), bond.own, bond.theirs)


def inward(bond: Bond) -> Direction:
    """Name the way from them to here."""
    return Direction(bytes.fromhex(bond.pair), bond.theirs, bond.own)
