"""What comes as a file: sharing at a distance, and what must not come in."""

import msgspec
import pytest

from moorings.companion.guarding import raise_flag
from moorings.companion.laying import LARGEST, Crossing, RoomFullError
from moorings.companion.opened import new_id
from moorings.companion.pairing import leave
from moorings.companion.receiving import (
    NotForHereError,
    received,
    take_parcel,
)
from moorings.companion.sharing import forget_item, parcel_of
from moorings.companion.together import RestsError
from moorings.vault import pairing
from moorings.vault.errors import CannotOpenError
from moorings.vault.pairing import new_identity, new_room_key
from tests.companion.sharing_pair import (
    Side,
    calm,
    invited,
    keys,
    sealed,
    way,
)
from tests.conftest import SetClock


def test_sharing_at_a_distance_needs_no_server_in_common(
    ida: Side, far: Side, clock: SetClock
) -> None:
    calm(ida, far, clock)
    item = ida.give("Twenty minutes, then I knock.", "Time-outs")
    assert far.fetch() == []
    kept = take_parcel(far.opened, parcel_of(ida.opened, item.id))
    assert received(far.opened, far.bond) == (kept,)
    assert kept is not None
    assert (kept.text, kept.title) == (item.text, item.title)


def test_a_replay_is_absorbed_without_a_trace(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    """Q27: neither a second file, nor the same in another way, nor after erasing."""
    calm(ida, bo, clock)
    item = ida.give("words")
    once, again = (parcel_of(ida.opened, item.id) for _ in range(2))
    assert once != again
    kept = take_parcel(bo.opened, once)
    before = bo.opened.mark
    clock.go_on(3600)
    assert take_parcel(bo.opened, once) == take_parcel(bo.opened, again) == kept
    assert bo.fetch() == []
    assert bo.opened.mark == before
    assert kept
    forget_item(bo.opened, kept.id)
    before = bo.opened.mark
    assert take_parcel(bo.opened, again) is None
    assert bo.fetch() == []
    assert bo.opened.mark == before


def test_a_captured_file_alone_is_noise(ida: Side, far: Side, clock: SetClock) -> None:
    """A3, A4: whoever finds it learns neither names, nor words, nor which bond."""
    calm(ida, far, clock)
    item = ida.give("Twenty minutes, then I knock.", "Time-outs")
    parcel = parcel_of(ida.opened, item.id)
    known = [
        *(b"knock", b"Time-outs", b"moorings", b"agreement"),
        # A name as short as theirs may stand in noise by chance: with its quotes.
        *(b'"Ida"', b'"Bo"'),
        *(bytes.fromhex(each) for each in (ida.bond.pair, item.id)),
        *(ida.opened.owner, far.opened.owner),
        *(ida.bond.own[:32], ida.bond.own[32:], far.bond.own[:32], far.bond.own[32:]),
    ]
    assert not any(each in parcel for each in known)
    for stranger in (new_identity(), keys(ida)):
        with pytest.raises(CannotOpenError):
            pairing.open_parcel(stranger, way(ida), parcel)


def test_a_forged_sender_is_refused(ida: Side, far: Side, clock: SetClock) -> None:
    """A3, A10: even somebody who knows every public key of the bond cannot sign."""
    calm(ida, far, clock)
    body = msgspec.json.encode(Crossing(new_id(), "text", "", "Ida says so"))
    eve = new_identity()
    forged = pairing.seal_parcel(eve, way(ida), new_room_key(), body)
    before = far.opened.mark
    for content in (forged, sealed(far, body), b"", b"%PDF-1.7", forged[:70]):
        with pytest.raises(NotForHereError):
            take_parcel(far.opened, content)
    assert far.opened.mark == before


def test_a_parcel_of_an_unknown_bond_is_refused_in_the_same_way(
    ida: Side, bo: Side, far: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    parcel = parcel_of(ida.opened, ida.give("words").id)
    with pytest.raises(NotForHereError):
        take_parcel(far.opened, parcel)
    leave(bo.opened, bo.record)
    with pytest.raises(NotForHereError):
        take_parcel(bo.opened, parcel)


def test_nothing_is_taken_in_before_the_words_were_compared(
    ida: Side, bo: Side
) -> None:
    invited(ida, bo)
    body = msgspec.json.encode(Crossing(new_id(), "text", "", "words"))
    with pytest.raises(NotForHereError):
        take_parcel(bo.opened, sealed(ida, body))


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[" * 5_000,
        b'{"id":"x","sort":"text","title":"","text":"words"}',
        b'{"id":"%s","sort":"mood","title":"","text":"words"}' % (b"a" * 32),
        b'{"id":"%s","sort":"text","title":"","text":""}' % (b"a" * 32),
        b'{"id":"%s","sort":"text","title":"","text":"\\u0007 "}' % (b"a" * 32),
        b'{"id":"%s","sort":"text","title":5,"text":"words"}' % (b"a" * 32),
        b'{"id":"%s","sort":"text","title":"","text":"a","of":1}' % (b"a" * 32),
        b'{"id":"%s","sort":"text","title":"","text":"%s"}'
        % (b"a" * 32, b"x" * 20_001),
        b'{"id":"%s","sort":"text","title":"%s","text":"a"}' % (b"a" * 32, b"x" * 121),
    ],
)
def test_a_signed_parcel_that_says_anything_else_is_refused(
    ida: Side, bo: Side, clock: SetClock, said: bytes
) -> None:
    """A10: the other side may run any program, and sign whatever it likes."""
    calm(ida, bo, clock)
    before = bo.opened.mark
    with pytest.raises(NotForHereError):
        take_parcel(bo.opened, sealed(ida, said))
    assert bo.opened.mark == before


def test_a_parcel_larger_than_any_made_here_is_not_even_looked_at(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    with pytest.raises(NotForHereError):
        take_parcel(bo.opened, sealed(ida, bytes(LARGEST)))


def test_received_words_are_text_and_nothing_else(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    said = "\x1b[31m<script>alert(1)</script>\r\n\u0000line\ttwo"
    body = msgspec.json.encode(Crossing(new_id(), "text", " a\n\x07b ", said))
    kept = take_parcel(bo.opened, sealed(ida, body))
    assert kept
    assert kept.text == "[31m<script>alert(1)</script>\nline\ttwo"
    assert kept.title == "a b"


def test_where_sharing_rests_nothing_comes_in(
    ida: Side, bo: Side, clock: SetClock
) -> None:
    calm(ida, bo, clock)
    parcel = parcel_of(ida.opened, ida.give("words").id)
    raise_flag(bo.opened, bo.other)
    with pytest.raises(RestsError):
        take_parcel(bo.opened, parcel)
    assert bo.fetch() == []
    assert received(bo.opened, bo.bond) == ()


def test_no_more_comes_in_than_fits(
    ida: Side, bo: Side, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm(ida, bo, clock)
    monkeypatch.setattr("moorings.companion.receiving.MOST_RECEIVED", 2)
    items = [ida.give(text) for text in "abc"]
    assert bo.fetch() == ["a", "b"]
    with pytest.raises(RoomFullError):
        take_parcel(bo.opened, parcel_of(ida.opened, items[2].id))
    assert take_parcel(bo.opened, parcel_of(ida.opened, items[0].id))
