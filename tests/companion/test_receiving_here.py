"""What is looked for in another notebook on one machine, and what that tells."""

import msgspec
import pytest

from moorings.companion.carrying import move
from moorings.companion.harbour import Harbour
from moorings.companion.laying import Crossing, lying
from moorings.companion.pairing import leave
from moorings.companion.receiving import (
    received,
)
from moorings.companion.sharing import take_back
from moorings.journey.records import SharedItem
from moorings.vault import pairing
from moorings.vault.errors import CannotOpenError
from tests.companion.sharing_pair import (
    Side,
    calm,
    keys,
    way,
)
from tests.conftest import SetClock


def test_the_key_of_before_opens_nothing_new_and_the_server_gives_nothing(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    """Q27: after taking back, and after leaving."""
    calm(ida, bo, clock)
    item = ida.give("before")
    (before,) = ida.parcels()
    old, secret = pairing.room_key(keys(bo), way(ida), before), keys(bo)
    take_back(ida.opened, item.id)
    assert ida.parcels() == []
    ida.give("later")
    for later in ida.parcels():
        with pytest.raises(CannotOpenError):
            pairing.open_body(old, way(ida), later)
    slots = [pairing.slot(pairing.mailbox(secret, way(ida)), n) for n in range(1, 9)]
    leave(ida.opened, ida.record)
    found = [ida.opened.log.item(ida.opened.owner, "blobs", each) for each in slots]
    assert found == [None] * len(slots)
    assert bo.fetch() == []


def test_looking_leaves_no_trace_with_whoever_gave(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    """A3: there is no receipt, not even for somebody who looks into the file."""
    calm(ida, bo, clock)
    item = ida.give("words")
    rows, shelf = list(ida.opened.log.read(ida.opened.owner)), ida.shelf()
    assert bo.fetch() == ["words"]
    assert list(ida.opened.log.read(ida.opened.owner)) == rows
    assert ida.shelf() == shelf
    (kept,) = received(bo.opened, bo.bond)
    message = pairing.open_parcel(keys(bo), way(ida), *ida.parcels())
    crossed = msgspec.json.decode(message, type=Crossing)
    readable = {row.id.hex() for row in bo.opened.log.read(bo.opened.owner)}
    assert kept.id in readable
    assert not {crossed.id, item.id} & readable
    assert crossed.id not in {row.id.hex() for row in rows}


def test_the_other_sees_what_was_given_and_no_count_of_anything(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    """A3: this is the exact set of what crosses."""
    calm(ida, bo, clock)
    items = [ida.give(text * 30) for text in "abcdef"]
    for gone in (items[1], items[4], items[5]):
        take_back(ida.opened, gone.id)
    parcels, secret = ida.parcels(), pairing.mailbox(keys(bo), way(ida))
    lie = [ida.shelf().get(pairing.slot(secret, n)) for n in range(1, 9)]
    assert [each is not None for each in lie] == [True] * 3 + [False] * 5
    assert len({len(parcel) for parcel in parcels}) == 1
    told = [
        msgspec.json.decode(pairing.open_parcel(keys(bo), way(ida), each))
        for each in parcels
    ]
    assert all(each.keys() == {"id", "sort", "title", "text"} for each in told)
    assert {each["text"] for each in told} == {"a" * 30, "c" * 30, "d" * 30}
    room = {pairing.room_key(keys(bo), way(ida), each) for each in parcels}
    assert len(room) == 1
    codes = (ida.bond.sent, bo.bond.sent)
    said = msgspec.json.decode(pairing.read_invitation(codes[0]).message)
    assert said == {"name": "Ida", "what": "agreement"}
    answer = pairing.read_answer(keys(ida), *codes).message
    assert msgspec.json.decode(answer) == {"name": "Bo"}


def test_giving_and_taking_back_look_alike_to_the_other(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    first, second = ida.give("a"), ida.give("b")

    def room() -> bytes:
        (key,) = {pairing.room_key(keys(bo), way(ida), each) for each in ida.parcels()}
        return key

    seen = [room()]
    for act in (lambda: ida.give("c"), lambda: take_back(ida.opened, first.id)):
        act()
        seen.append(room())
    assert len(set(seen)) == 3
    assert second.text == "b"


def test_a_damaged_notebook_beside_it_hides_nothing(
    ida: Side, bo: Side, clock: SetClock, harbour: Harbour
) -> None:
    calm(ida, bo, clock)
    ida.give("words")
    broken = harbour.folder / ("0" * 32)
    broken.mkdir(mode=0o700)
    (broken / "vault.db").write_bytes(b"no database")
    assert bo.fetch() == ["words"]


def test_a_notebook_that_is_only_looked_at_takes_nothing_in(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    ida.give("words")
    bo.opened.looking = True
    assert bo.fetch() == []


def test_a_room_is_laid_again_where_a_trial_is_kept(
    ida: Side, bo: Side, clock: SetClock, harbour: Harbour
) -> None:
    calm(ida, bo, clock)
    ida.give("words")
    kept = harbour.make("a long enough passphrase anew", door="anew").opened
    move(ida.opened, kept)
    leave(ida.opened, ida.record)
    assert len(lying(kept)) == 1
    assert bo.fetch() == ["words"]
    assert len(list(kept.journey.standing(SharedItem))) == 1
