"""What could undo a bond: a file brought in, a second tab, a flag, odd bytes."""

from collections.abc import Callable
from datetime import timedelta
from unittest.mock import Mock

import msgspec
import pytest

from moorings.companion import receiving
from moorings.companion.bonds import bonds, key_of, state
from moorings.companion.boxing import box_record
from moorings.companion.carrying import bring_in, move, take_out
from moorings.companion.cleaning import clean_line, clean_text
from moorings.companion.delivering import looked_for
from moorings.companion.guarding import answer_gate, lift_flag, raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.inviting import (
    Accepting,
    Inviting,
    NotACodeError,
    accept,
    code_text,
    invite,
    read_invitation,
    take_answer,
)
from moorings.companion.laying import Crossing
from moorings.companion.opened import Opened, new_id
from moorings.companion.pairing import forget_bond, leave
from moorings.companion.receiving import (
    NotForHereError,
    fetch,
    received,
    take_parcel,
)
from moorings.companion.sharing import forget_item, given, take_back
from moorings.companion.verifying import verify
from moorings.journey.records import (
    AnyRecord,
    Bond,
    BondKey,
    Retraction,
    SafetyFlag,
    SharedItem,
)
from moorings.vault import pairing
from moorings.vault.errors import CannotOpenError
from moorings.vault.pairing import Direction, Identity
from tests.companion.sharing_pair import Side, calm, invited, sealed
from tests.conftest import SetClock


def bring(opened: Opened, *records: AnyRecord) -> None:
    """Bring a file in that holds these records, and answer what is asked after it."""
    file = msgspec.structs.replace(take_out(opened), records=records, drafts=())
    bring_in(opened, file)
    answer_gate(opened, danger=False)


# --- files that are brought in ----------------------------------------------------


def test_no_file_puts_another_key_where_six_words_were_compared(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    eve, old = pairing.new_identity(), ida.bond
    long_ago = clock.now() - timedelta(days=2)
    forged = {"id": new_id(), "theirs": eve.public, "written_at": long_ago}
    bring(
        ida.opened,
        msgspec.structs.replace(old, **forged, replaces=None),
        msgspec.structs.replace(old, **{**forged, "id": new_id()}, replaces=old.id),
        msgspec.structs.replace(old, theirs=eve.public),
    )
    assert [bond.theirs for bond in bonds(ida.opened)] == [old.theirs]
    way = Direction(bytes.fromhex(old.pair), eve.public, old.own)
    said = msgspec.json.encode(Crossing(new_id(), "text", "", "From Eve."))
    parcel = pairing.seal_parcel(eve, way, pairing.new_room_key(), said)
    with pytest.raises(NotForHereError):
        take_parcel(ida.opened, parcel)


def test_no_file_makes_a_pair_of_those_who_have_compared_nothing(
    ida: Side, bo: Side
) -> None:
    invited(ida, bo)
    eve = pairing.new_identity()
    forged = {"id": new_id(), "theirs": eve.public, "words": "same"}
    bring(ida.opened, msgspec.structs.replace(ida.bond, **forged, replaces=None))
    assert [state(ida.opened, bond) for bond in bonds(ida.opened)] == ["answered"]


def test_no_file_adds_to_what_is_given_or_ends_it(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    item = ida.give("Words.")
    key = key_of(ida.opened, ida.bond)
    assert key
    smuggled = msgspec.structs.replace(item, id=new_id(), text="Smuggled.")
    now = clock.now()
    whom = (key.id, ida.record)
    ends = [Retraction(id=new_id(), written_at=now, of=each) for each in whom]
    bring(ida.opened, smuggled, *ends)
    ida.give("More.")
    assert sorted(bo.fetch()) == ["More.", "Words."]
    assert state(ida.opened, ida.bond) == "paired"


def test_what_was_taken_back_elsewhere_lies_ready_no_longer(
    ida: Side, bo: Side, clock: SetClock, harbour: Harbour
) -> None:
    calm(ida, bo, clock)
    first, second = ida.give("a"), ida.give("b")
    other = harbour.make("a long enough passphrase elsewhere", door="elsewhere").opened
    bring_in(other, take_out(ida.opened))
    take_back(other, second.id)
    bring_in(ida.opened, take_out(other))
    answer_gate(ida.opened, danger=False)
    assert [item.text for item in given(ida.opened, ida.bond)] == ["a"]
    assert bo.fetch() == ["a"]
    assert verify(ida.opened).unreadable == ()
    take_back(ida.opened, first.id)
    ida.give("c")
    assert bo.fetch() == ["c"]
    leave(ida.opened, ida.record)
    assert ida.shelf() == {}


# --- a flag -----------------------------------------------------------------------


def by_itself(ida: Side) -> None:
    raise_flag(ida.opened, ida.other)


def for_nobody_in_particular(ida: Side) -> None:
    raise_flag(ida.opened)


@pytest.mark.parametrize("raises", [by_itself, for_nobody_in_particular])
def test_while_a_flag_stands_nothing_lies_ready_and_afterwards_it_does(
    ida: Side, bo: Side, clock: SetClock, raises: Callable[[Side], None]
) -> None:
    calm(ida, bo, clock)
    first, _ = ida.give("a"), ida.give("b")
    before = ida.shelf()
    raises(ida)
    assert (ida.shelf(), bo.fetch()) == ({}, [])
    take_back(ida.opened, first.id)
    assert ida.shelf() == {}
    assert verify(ida.opened).unreadable == ()
    for person in (ida.other, None):
        lift_flag(ida.opened, person)
    assert len(ida.shelf()) == 1
    assert not before.items() & ida.shelf().items()
    assert bo.fetch() == ["b"]


def test_a_flag_about_somebody_else_takes_nothing_away(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    ida.give("a")
    raise_flag(ida.opened, new_id())
    assert len(ida.shelf()) == 1


def test_a_flag_that_waited_in_the_box_takes_what_lies_ready_away(
    ida: Side, bo: Side, clock: SetClock, harbour: Harbour
) -> None:
    calm(ida, bo, clock)
    ida.give("a")
    harbour.lock(ida.opened)
    now, name = clock.now(), new_id()
    flag = SafetyFlag(id=name, written_at=now, when=ida.bond.when, raised=True)
    vault = ida.opened.owner.hex()
    box_record(harbour, vault, flag)
    ida.opened = harbour.find(harbour.unlock(vault, "a long enough passphrase of ida"))
    assert ida.shelf() == {}
    assert bo.fetch() == []


# --- while it is looked for -------------------------------------------------------


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda bo: leave(bo.opened, bo.record),
        lambda bo: forget_bond(bo.opened, bo.record),
        lambda bo: raise_flag(bo.opened, bo.other),
    ],
)
def test_what_ends_while_it_is_looked_for_takes_nothing_in(
    ida: Side,
    bo: Side,
    clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: Callable[[Side], None],
) -> None:
    calm(ida, bo, clock)
    ida.give("Words.")
    bond = bo.bond

    def slowly(
        harbour: Harbour, opened: Opened, bond: Bond, identity: Identity
    ) -> tuple[Crossing, ...]:
        found = looked_for(harbour, opened, bond, identity)
        meanwhile(bo)
        return found

    monkeypatch.setattr(receiving, "looked_for", slowly)
    assert fetch(bo.harbour, bo.opened, bond) == ()
    assert not any(isinstance(each, SharedItem) for each in bo.opened.journey.records())


def test_a_parcel_that_is_far_too_large_hides_none_of_the_others(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    ida.give("Words.")
    way = Direction(bytes.fromhex(ida.bond.pair), ida.bond.own, ida.bond.theirs)
    (key,) = ida.opened.journey.standing(BondKey)
    secret = pairing.mailbox(pairing.Identity(key.signing, key.sealing), way)
    with ida.opened.log.writing(ida.opened.owner) as writing:
        writing.put("blobs", pairing.slot(secret, 2), bytes(1_000_000))
    assert bo.fetch() == ["Words."]


# --- what they may write ----------------------------------------------------------


@pytest.mark.parametrize("text", [b"\xff", b"a\xed\xa0\x80", b"[" * 50_000])
def test_bytes_that_are_no_words_are_refused_and_hide_nothing(
    ida: Side, bo: Side, clock: SetClock, text: bytes
) -> None:
    calm(ida, bo, clock)
    told = b'{"id":"%s","sort":"text","title":"","text":"%s"}' % (b"a" * 32, text)
    with pytest.raises(NotForHereError):
        take_parcel(bo.opened, sealed(ida, told))
    said = b'{"name":"%s","what":"text"}' % text
    identity, pair = pairing.new_identity(), bytes(16)
    with pytest.raises(NotACodeError):
        read_invitation(pairing.make_invitation(identity, pair, said))
    invitation = invite(ida.opened, new_id(), Inviting("Ida", "text", ida.other))
    answer = pairing.make_answer(identity, invitation.sent, b'{"name":"%s"}' % text)
    with pytest.raises(NotACodeError):
        take_answer(ida.opened, invitation.id, code_text(answer))


@pytest.mark.parametrize(
    ("sent", "here"),
    [
        ("\u202eadI\u202c", "adI"),
        ("\u2066Ida\u2069", "Ida"),
        ("I\u200bd\ufeffa", "Ida"),
        ("\u200b", ""),
        ("\u3164 \u2060", ""),
        ("\U000e0041", ""),
        ("\u0301", ""),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("\U0001f469\u200d\U0001f527", "\U0001f469\u200d\U0001f527"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_words_of_others_turn_no_line_round_and_can_be_seen(
    sent: str, here: str
) -> None:
    assert clean_line(sent) == clean_text(sent) == here


def test_a_key_under_which_one_signature_fits_everything_is_refused() -> None:
    weak = bytes([1]) + bytes(31)
    public = weak + pairing.new_identity().public[32:]
    signature = weak + bytes(32)
    whole = pairing.make_invitation(pairing.new_identity(), bytes(16), b"x")
    at = whole.index(bytes(16)) + 16
    forged = whole[:at] + public + whole[at + len(public) : -64] + signature
    with pytest.raises(CannotOpenError):
        pairing.read_invitation(forged)


# --- again, and killed ------------------------------------------------------------


def test_a_form_that_comes_again_after_all_was_erased_begins_anew(
    ida: Side, bo: Side
) -> None:
    record, inviting = new_id(), Inviting("Ida", "agreement", ida.other)
    invite(ida.opened, record, inviting)
    forget_bond(ida.opened, record)
    bond = invite(ida.opened, record, inviting)
    code = read_invitation(code_text(bond.sent))
    accepting = Accepting("Bo", bo.other)
    accept(bo.opened, record, code, accepting)
    forget_bond(bo.opened, record)
    accepted = accept(bo.opened, record, code, accepting)
    for opened, kept in ((ida.opened, bond), (bo.opened, accepted)):
        assert opened.journey.versions(kept.id) == (kept,)
        (key,) = opened.journey.standing(BondKey)
        assert key.pair == kept.pair


def test_a_notebook_is_moved_with_its_rooms_in_one_act(
    ida: Side,
    bo: Side,
    clock: SetClock,
    harbour: Harbour,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calm(ida, bo, clock)
    ida.give("Words.")
    to = harbour.make("a long enough passphrase to keep", door="kept").opened
    with monkeypatch.context() as patch:
        writings = Mock(wraps=to.log.writing)
        patch.setattr(to.log, "writing", writings)
        move(ida.opened, to)
    assert writings.call_count == 1
    assert verify(to).unreadable == ()
    assert len(dict(to.log.shelf(to.owner, "blobs"))) == 1


def test_what_should_lie_ready_and_does_not_is_told(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    ida.give("Words.")
    (place,) = ida.shelf()
    with ida.opened.log.writing(ida.opened.owner) as writing:
        writing.drop("blobs", place)
    assert verify(ida.opened).unreadable == (f"blobs {place.hex()}",)


def test_what_was_erased_is_absorbed_also_where_the_room_is_full(
    ida: Side, bo: Side, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(ida, bo, clock)
    told = Crossing(new_id(), "text", "", "Words.")
    parcel = sealed(ida, msgspec.json.encode(told))
    first = take_parcel(bo.opened, parcel)
    assert first
    forget_item(bo.opened, first.id)
    monkeypatch.setattr(receiving, "MOST_RECEIVED", 0)
    assert take_parcel(bo.opened, parcel) is None
    assert received(bo.opened, bo.bond) == ()
