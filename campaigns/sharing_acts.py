"""A bond as each child of steps.py finds it, and what holds once it was killed."""

from moorings.companion.bonds import bond_of, bonds, key_of
from moorings.companion.clock import Clock, moment
from moorings.companion.laying import SHELF, lying
from moorings.companion.opened import Opened, new_id
from moorings.companion.pairing import leave
from moorings.companion.sharing import Shared, give, given, take_back
from moorings.companion.together import keep_check, say_age
from moorings.companion.verifying import verify
from moorings.journey.records import Bond, BondKey, RecordId
from moorings.vault.pairing import make_invitation, new_identity

ONE, OTHER, MORE = (RecordId(digit * 32) for digit in "123")


def share(opened: Opened, clock: Clock) -> None:
    """Pair this vault with somebody, and give two things."""
    own, theirs, pair, now = new_identity(), new_identity(), new_id(), clock.now()
    bond = Bond(
        id=new_id(),
        written_at=now,
        when=moment(now),
        side="invited",
        pair=pair,
        own=own.public,
        sent=make_invitation(own, bytes.fromhex(pair), b""),
        theirs=theirs.public,
        their_name="Bo",
        words="same",
    )
    key = BondKey(
        id=new_id(),
        written_at=now,
        pair=pair,
        signing=own.signing,
        sealing=own.sealing,
    )
    opened.keep(bond, key)
    keep_check(opened, new_id(), "clear")
    say_age(opened, under_18=False)
    for record in (ONE, OTHER):
        lay_one(opened, record)


def lay_one(opened: Opened, record: RecordId = MORE) -> None:
    (bond,) = bonds(opened)
    give(opened, bond, record, Shared("text", "", f"words {record}"), "Bo")


def take_one(opened: Opened) -> None:
    take_back(opened, ONE)


def leave_all(opened: Opened) -> None:
    (bond,) = bonds(opened)
    leave(opened, bond.id)


def check_room(opened: Opened, *wanted: tuple[RecordId, ...]) -> None:
    """Make sure that what stands in the records lies ready, and nothing else."""
    (bond,) = bonds(opened)
    assert bond_of(opened, bond.id) == bond
    verdict = verify(opened)
    assert (verdict.unreadable, verdict.pictures) == ((), 0)
    here = {item for item, _ in opened.log.shelf(opened.owner, SHELF)}
    assert here == set(lying(opened))
    left = key_of(opened, bond) is None
    ids = () if left else tuple(item.id for item in given(opened, bond))
    assert ids in wanted
    assert len(here) == len(ids)
