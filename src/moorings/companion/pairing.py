"""Pairing: the keys of two notebooks are compared in person, and left in one act.

They count only once both have found the same six words, and never change after they
came. Whoever leaves destroys their own keys; nobody is told.
"""

from collections.abc import Callable
from typing import Final

from moorings.companion.bonds import (
    NotPairedError,
    bond_of,
    identity_of,
    key_of,
)
from moorings.companion.checking import require_open_with
from moorings.companion.laying import clearing
from moorings.companion.opened import Opened
from moorings.companion.taking_back import erase
from moorings.journey.records import Bond, Erasure, RecordId, SharedItem
from moorings.library.words import passphrase_words
from moorings.storage.log import Writing
from moorings.vault import pairing

#: The first so many words of the list compare keys: they stand as they are for good.
COMPARED: Final = 2_048


def words(bond: Bond) -> tuple[str, ...]:
    """Give the six words to compare in person; none until the other key is known."""
    if not bond.theirs:
        return ()
    listed = passphrase_words()[:COMPARED]
    return tuple(listed[n] for n in pairing.word_numbers(bond.own, bond.theirs))


def confirm(opened: Opened, record: RecordId, *, same: bool) -> Bond:
    """Keep whether the six words were the same; where they were not, it ends there.

    Raises `NotPairedError` where there is nothing to compare, or it has ended.
    """
    bond = bond_of(opened, record)
    if not same:
        return _broken(opened, bond)
    require_open_with(opened, "sharing", bond.person)
    if not (bond.theirs and identity_of(opened, bond)):
        raise NotPairedError
    if bond.words:
        return bond
    paired = opened.later(bond, opened.new_id(), words="same")
    opened.keep(paired)
    return paired


def leave(opened: Opened, record: RecordId) -> None:
    """Leave in one act, silently: one's keys are destroyed, what lay ready is gone.

    What was received stays, and so does what the other has read.
    """
    erasure, destroy = _without_key(opened, bond_of(opened, record))
    if erasure:
        opened.keep(*erasure, also=destroy)


def forget_bond(opened: Opened, record: RecordId) -> None:
    """Leave, and destroy the bond with everything shared in it, for good."""
    leave(opened, record)
    bond = bond_of(opened, record)
    shared = (i for i in opened.journey.records() if isinstance(i, SharedItem))
    erase(opened, bond.id, *(item.id for item in shared if item.pair == bond.pair))


def _broken(opened: Opened, bond: Bond) -> Bond:
    erasure, destroy = _without_key(opened, bond)
    broken = opened.later(bond, opened.new_id(), words="different")
    opened.keep(broken, *erasure, also=destroy)
    return broken


def _without_key(
    opened: Opened, bond: Bond
) -> tuple[tuple[Erasure, ...], Callable[[Writing], None]]:
    """Give what destroys one's keys in a bond, and all that lies ready in it."""
    key, clear = key_of(opened, bond), clearing(opened, bond)
    if key is None:
        return (), lambda _: None

    def destroy(writing: Writing) -> None:
        writing.destroy([bytes.fromhex(key.id)])
        clear(writing)

    erasure = Erasure(id=opened.new_id(), written_at=opened.now(), of=(key.id,))
    return (erasure,), destroy
