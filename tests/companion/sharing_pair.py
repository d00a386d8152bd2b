"""Two people with a notebook each, who are about to share or do so already."""

from dataclasses import dataclass, field

from moorings.companion.bonds import bond_of
from moorings.companion.harbour import Harbour
from moorings.companion.inviting import (
    Accepting,
    Inviting,
    accept,
    code_text,
    invite,
    read_invitation,
    take_answer,
)
from moorings.companion.laying import SHELF, lying
from moorings.companion.opened import Opened, new_id
from moorings.companion.pairing import confirm
from moorings.companion.receiving import fetch
from moorings.companion.sharing import Shared, give
from moorings.companion.together import keep_check, say_age
from moorings.companion.writing import name_person
from moorings.journey.records import Bond, BondKey, RecordId, SharedItem
from moorings.vault import pairing
from moorings.vault.pairing import Direction, Identity
from tests.conftest import SetClock

DAY = 25 * 3600


@dataclass
class Side:
    """One of the two, with the vault, and the bond once there is one."""

    harbour: Harbour
    opened: Opened
    other: RecordId
    record: RecordId = field(default_factory=new_id)

    @property
    def bond(self) -> Bond:
        return bond_of(self.opened, self.record)

    def give(self, text: str, title: str = "", typed: str = "") -> SharedItem:
        shared = Shared("text", title, text)
        return give(self.opened, self.bond, new_id(), shared, typed)

    def fetch(self) -> list[str]:
        found = fetch(self.harbour, self.opened, self.bond)
        return [item.text for item in found]

    def parcels(self) -> list[bytes]:
        """Give what lies on the shelf for the other, as anybody sees it."""
        places = lying(self.opened)
        shelf = self.opened.log.shelf(self.opened.owner, SHELF)
        return [body for item, body in shelf if item in places]

    def shelf(self) -> dict[bytes, bytes]:
        return dict(self.opened.log.shelf(self.opened.owner, SHELF))


def side(harbour: Harbour, door: str, other: str) -> Side:
    """Make a vault in which the check was answered about the other."""
    made = harbour.make(f"a long enough passphrase of {door}", door=door)
    person = name_person(made.opened, other)
    keep_check(made.opened, new_id(), "clear")
    say_age(made.opened, under_18=False)
    return Side(harbour, made.opened, person)


def invited(ida: Side, bo: Side) -> None:
    """Let Ida invite Bo, who accepts, and take the answer in."""
    inviting = Inviting("Ida", "agreement", ida.other)
    ida.record = invite(ida.opened, new_id(), inviting).id
    code = read_invitation(code_text(ida.bond.sent))
    bo.record = accept(bo.opened, new_id(), code, Accepting("Bo", bo.other)).id
    take_answer(ida.opened, ida.record, code_text(bo.bond.sent))


def paired(ida: Side, bo: Side) -> None:
    """Let the two compare their words as well."""
    invited(ida, bo)
    for each in (ida, bo):
        confirm(each.opened, each.record, same=True)


def calm(ida: Side, bo: Side, clock: SetClock) -> None:
    """Let a day pass after the pairing, so that giving asks for nothing."""
    paired(ida, bo)
    clock.go_on(DAY)


def keys(of: Side) -> Identity:
    """Give the private keys of one side."""
    (key,) = of.opened.journey.standing(BondKey)
    return Identity(key.signing, key.sealing)


def way(of: Side) -> Direction:
    """Name the way from this side to the other."""
    return Direction(bytes.fromhex(of.bond.pair), of.bond.own, of.bond.theirs)


def sealed(of: Side, message: bytes) -> bytes:
    """Sign and seal anything at all, as the other may with a program of their own."""
    return pairing.seal_parcel(keys(of), way(of), pairing.new_room_key(), message)
