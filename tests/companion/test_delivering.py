"""A room of sealed parcels: how it is laid, and what is taken away from it."""

import pytest

from moorings.companion.bonds import NotPairedError
from moorings.companion.delivering import unwrapped
from moorings.companion.errors import NothingThereError
from moorings.companion.harbour import Harbour
from moorings.companion.laying import (
    LARGEST,
    MOST,
    SHELF,
    RoomFullError,
    item_of,
    lying,
)
from moorings.companion.opened import new_id
from moorings.companion.pairing import leave
from moorings.companion.receiving import received
from moorings.companion.sharing import (
    forget_item,
    given,
    parcel_of,
    take_back,
)
from moorings.companion.verifying import verify
from moorings.journey.records import (
    Bond,
    RecordId,
)
from moorings.vault.errors import CannotOpenError
from tests.companion.sharing_pair import Side, calm, invited, keys, sealed, side
from tests.conftest import SetClock


def test_taking_back_leaves_what_was_read_and_gives_nothing_more(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    """Q27: the server gives nothing of it any more."""
    calm(ida, bo, clock)
    read, unread, other = (ida.give(text) for text in ("read", "unread", "other"))
    take_back(ida.opened, unread.id)
    take_back(ida.opened, unread.id)
    assert bo.fetch() == ["read", "other"]
    take_back(ida.opened, read.id)
    assert [item.text for item in received(bo.opened, bo.bond)] == ["read", "other"]
    assert given(ida.opened, ida.bond) == (other,)
    assert len(ida.parcels()) == len(ida.shelf()) == 1
    with pytest.raises(NothingThereError):
        parcel_of(ida.opened, read.id)
    with pytest.raises(NothingThereError):
        take_back(ida.opened, received(bo.opened, bo.bond)[0].id)
    assert verify(ida.opened).unreadable == ()


def test_only_what_one_gave_can_be_taken_back(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    ida.give("words")
    bo.fetch()
    (item,) = received(bo.opened, bo.bond)
    with pytest.raises(NothingThereError):
        take_back(bo.opened, item.id)
    with pytest.raises(NothingThereError):
        item_of(bo.opened, new_id())


def test_forgetting_destroys_here_and_takes_back_what_was_given(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    item, other = ida.give("words"), ida.give("other")
    bo.fetch()
    forget_item(ida.opened, item.id)
    assert given(ida.opened, ida.bond) == (other,)
    assert len(ida.shelf()) == 1
    first, *_ = received(bo.opened, bo.bond)
    forget_item(bo.opened, first.id)
    assert bo.fetch() == []
    assert [i.text for i in received(bo.opened, bo.bond)] == ["other"]


def test_a_thing_whose_bond_is_gone_can_still_be_taken_back(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    item = ida.give("words")
    ida.opened.journey.forget(
        tuple(b.id for b in ida.opened.journey.records() if isinstance(b, Bond))
    )
    take_back(ida.opened, item.id)
    assert ida.opened.journey.is_taken_back(item.id)
    with pytest.raises(NothingThereError):
        parcel_of(ida.opened, item.id)


def test_after_leaving_nothing_more_goes_or_comes(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    item = ida.give("words")
    leave(ida.opened, ida.record)
    bo.give("back")
    assert bo.fetch() == []
    assert ida.fetch() == []
    with pytest.raises(NotPairedError):
        ida.give("more")
    with pytest.raises(NotPairedError):
        parcel_of(ida.opened, item.id)
    take_back(ida.opened, item.id)


def test_a_room_holds_so_much_and_no_more(
    ida: Side, bo: Side, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(ida, bo, clock)
    monkeypatch.setattr("moorings.companion.sharing.MOST", 2)
    assert MOST > 2
    items = [ida.give(text) for text in "ab"]
    with pytest.raises(RoomFullError):
        ida.give("c")
    take_back(ida.opened, items[0].id)
    ida.give("c")
    assert bo.fetch() == ["b", "c"]


def test_a_room_stands_again_after_the_notebook_was_locked(
    ida: Side, bo: Side, clock: SetClock, harbour: Harbour
) -> None:
    calm(ida, bo, clock)
    ida.give("words")
    harbour.lock(ida.opened)
    assert bo.fetch() == ["words"]  # from a locked notebook as well
    vault, passphrase = ida.opened.owner.hex(), "a long enough passphrase of ida"
    harbour.unlock(vault, passphrase)
    ida.opened = harbour.open_vault(vault) or ida.opened
    ida.give("more")
    assert bo.fetch() == ["more"]


def test_parcels_are_no_pictures_and_a_changed_one_is_noticed(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    ida.give("words")
    verdict = verify(ida.opened)
    assert (verdict.pictures, verdict.unreadable) == (0, ())
    ((item, body),) = ida.shelf().items()
    with ida.opened.log.writing(ida.opened.owner) as writing:
        writing.put(SHELF, item, body[:-1] + bytes([body[-1] ^ 1]))
    assert verify(ida.opened).unreadable == (f"blobs {item.hex()}",)
    assert bo.fetch() == []


def test_one_bond_sees_nothing_of_another(
    harbour: Harbour, ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    cleo, ida_with_cleo = (
        side(harbour, "cleo", "Ida"),
        Side(harbour, ida.opened, RecordId(ida.other)),
    )
    calm(ida_with_cleo, cleo, clock)
    ida.give("for Bo")
    ida_with_cleo.give("for Cleo")
    assert (bo.fetch(), cleo.fetch()) == (["for Bo"], ["for Cleo"])
    leave(ida.opened, ida.record)
    ida_with_cleo.give("more for Cleo")
    assert cleo.fetch() == ["more for Cleo"]


def test_a_bond_that_is_not_compared_has_no_room_yet(ida: Side, bo: Side) -> None:
    invited(ida, bo)
    assert lying(ida.opened) == {}


def test_a_parcel_larger_than_any_made_here_is_not_even_opened(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    with pytest.raises(CannotOpenError):
        unwrapped(keys(bo), bo.bond, sealed(ida, bytes(LARGEST)))


def test_a_room_holds_no_more_than_is_looked_for(
    ida: Side, bo: Side, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(ida, bo, clock)
    for text in "abc":
        ida.give(text)
    monkeypatch.setattr("moorings.companion.delivering.MOST", 2)
    assert bo.fetch() == ["a", "b"]
