"""Q27: the other reads what was given and no more, and after leaving nothing new."""

from collections.abc import Iterator
from datetime import date

import pytest

from moorings.companion.harbour import Harbour
from moorings.companion.opened import new_id
from moorings.companion.pairing import leave
from moorings.companion.writing import Written, write_entry
from moorings.journey.records import When
from moorings.vault import pairing
from moorings.vault.errors import CannotOpenError
from tests.companion.sharing_pair import Side, calm, keys, paired, side, way
from tests.conftest import SetClock

PRIVATE = "Quittenmarmelade"
DAY = When(date(2026, 2, 1))
#: How much one of the two keeps to themselves.
UNSHARED = (0, 1, 200)


@pytest.fixture
def pair(harbour: Harbour, clock: SetClock) -> Iterator[tuple[Side, Side]]:
    """Give two who have shared for a day."""
    ida, bo = side(harbour, "ida", "Bo"), side(harbour, "bo", "Ida")
    calm(ida, bo, clock)
    yield ida, bo
    harbour.lock_all()


def keeps(of: Side, many: int) -> None:
    for number in range(many):
        write_entry(of.opened, new_id(), Written(f"{PRIVATE} {number}", DAY))


def bytes_of(of: Side) -> bytes:
    """Give every byte of somebody's notebook as it lies on the disk."""
    folder = of.harbour.folder / of.opened.owner.hex()
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*.*")))


@pytest.mark.parametrize("many", UNSHARED)
def test_q27_whoever_receives_opens_what_was_given_and_nothing_else_there(
    pair: tuple[Side, Side], many: int
) -> None:
    ida, bo = pair
    keeps(ida, many)
    ida.give("for you")
    secret, opened = keys(bo), []
    everything = [row.body for row in ida.opened.log.read(ida.opened.owner)]
    everything += ida.shelf().values()
    assert len(everything) > many
    for body in everything:
        try:
            opened.append(pairing.open_parcel(secret, way(ida), body or b""))
        except CannotOpenError:
            continue
    assert len(opened) == 1
    assert b"for you" in opened[0]
    assert PRIVATE.encode() not in opened[0] + bytes_of(bo) + bytes_of(ida)
    assert bo.fetch() == ["for you"]


def test_q27_what_lies_ready_looks_the_same_however_much_is_kept_back(
    harbour: Harbour, clock: SetClock
) -> None:
    seen = set()
    for many in UNSHARED:
        ida = side(harbour, f"ida {many}", "Bo")
        bo = side(harbour, f"bo {many}", "Ida")
        keeps(ida, many)
        calm(ida, bo, clock)
        keeps(ida, many)
        ida.give("for you")
        told = pairing.mailbox(keys(bo), way(ida))
        places = [ida.shelf().get(pairing.slot(told, n)) for n in range(1, 20)]
        lengths = tuple(len(each or b"") for each in places)
        codes = len(ida.bond.sent), len(bo.bond.sent)
        [item] = pairing_items(ida, bo)
        seen.add((lengths, codes, len(item)))
    assert len(seen) == 1


def pairing_items(ida: Side, bo: Side) -> list[bytes]:
    """Give what crosses, opened as the other opens it."""
    return [pairing.open_parcel(keys(bo), way(ida), each) for each in ida.parcels()]


def test_q27_after_leaving_nothing_new_can_be_opened_with_any_key_of_before(
    pair: tuple[Side, Side], harbour: Harbour, clock: SetClock
) -> None:
    ida, bo = pair
    ida.give("before")
    secret, towards = keys(bo), way(ida)
    [captured] = ida.parcels()
    old = pairing.room_key(secret, towards, captured)
    assert b"before" in pairing.open_body(old, towards, captured)
    leave(ida.opened, ida.record)
    assert ida.shelf() == {}
    # She writes on, and shares with somebody else.
    keeps(ida, 20)
    zoe = side(harbour, "zoe", "Ida")
    again = Side(harbour, ida.opened, ida.other)
    paired(again, zoe)
    clock.go_on(25 * 3600)
    again.give("after")
    assert zoe.fetch() == ["after"]
    assert bo.fetch() == []
    rows = [row.body for row in ida.opened.log.read(ida.opened.owner)]
    for body in filter(None, [*rows, *ida.shelf().values()]):
        with pytest.raises(CannotOpenError):
            pairing.open_parcel(secret, towards, body)
        with pytest.raises(CannotOpenError):
            pairing.open_body(old, towards, body)


def test_q27_whoever_was_left_keeps_what_was_read_and_is_told_nothing(
    pair: tuple[Side, Side],
) -> None:
    ida, bo = pair
    ida.give("words")
    assert bo.fetch() == ["words"]
    before, mark = bytes_of(bo), bo.opened.mark
    leave(ida.opened, ida.record)
    keeps(ida, 20)
    assert bo.fetch() == []
    assert (bytes_of(bo), bo.opened.mark) == (before, mark)
