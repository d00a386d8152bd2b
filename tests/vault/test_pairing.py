"""Keys of a bond, the six words, and parcels: what opens, and what must not."""

import hashlib
import secrets

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from hypothesis import given
from hypothesis import strategies as st

from moorings.vault import box
from moorings.vault.derivation import derive
from moorings.vault.errors import CannotOpenError
from moorings.vault.pairing import (
    INVITATION,
    PARCEL,
    PARCEL_STEP,
    SIGNATURE_BYTES,
    VERSION,
    Direction,
    Identity,
    is_from,
    mailbox,
    make_answer,
    make_invitation,
    new_identity,
    new_room_key,
    open_body,
    open_parcel,
    private_name,
    read_answer,
    read_invitation,
    room_key,
    seal_parcel,
    slot,
    word_numbers,
)
from moorings.vault.sealing import seal

PAIR = bytes(range(16))
IDA, BO, EVE = new_identity(), new_identity(), new_identity()
TO_BO = Direction(PAIR, IDA.public, BO.public)
#: A public key that agrees on nought with everybody.
NOUGHT = bytes(32)


def parcel(message: bytes = b"words", room: bytes | None = None) -> bytes:
    return seal_parcel(IDA, TO_BO, room or new_room_key(), message)


def every_flip(content: bytes) -> list[bytes]:
    return [
        content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
        for at in range(len(content))
    ]


# --- the invitation and the answer ------------------------------------------------


def test_an_invitation_and_its_answer_bring_keys_and_words_across() -> None:
    invitation = make_invitation(IDA, PAIR, b"Ida invites")
    read = read_invitation(invitation)
    assert (read.pair, read.public, read.message) == (PAIR, IDA.public, b"Ida invites")
    answer = make_answer(BO, invitation, b"Bo accepts")
    answered = read_answer(IDA, invitation, answer)
    assert (answered.pair, answered.public) == (PAIR, BO.public)
    assert answered.message == b"Bo accepts"
    assert b"Bo accepts" not in answer


def test_an_invitation_changed_in_any_byte_or_cut_is_refused() -> None:
    invitation = make_invitation(IDA, PAIR, b"Ida invites")
    cut = [invitation[:length] for length in range(len(invitation))]
    for changed in (*every_flip(invitation), *cut):
        with pytest.raises(CannotOpenError):
            read_invitation(changed)


def test_an_answer_changed_in_any_byte_or_cut_is_refused() -> None:
    invitation = make_invitation(IDA, PAIR, b"")
    answer = make_answer(BO, invitation, b"Bo accepts")
    cut = [answer[:length] for length in range(len(answer))]
    for changed in (*every_flip(answer), *cut):
        with pytest.raises(CannotOpenError):
            read_answer(IDA, invitation, changed)


def test_an_answer_goes_with_the_very_invitation_it_was_made_for() -> None:
    invitation = make_invitation(IDA, PAIR, b"a time-out")
    another = make_invitation(IDA, PAIR, b"a promise")
    answer = make_answer(BO, invitation, b"Bo")
    with pytest.raises(CannotOpenError):
        read_answer(IDA, another, answer)
    with pytest.raises(CannotOpenError):
        read_answer(EVE, invitation, answer)


def test_nobody_answers_their_own_invitation_and_no_code_stands_for_another() -> None:
    invitation = make_invitation(IDA, PAIR, b"")
    with pytest.raises(CannotOpenError):
        read_answer(IDA, invitation, make_answer(IDA, invitation, b""))
    with pytest.raises(CannotOpenError):
        read_invitation(make_answer(BO, invitation, b""))
    with pytest.raises(CannotOpenError):
        read_answer(IDA, invitation, invitation)


def test_a_key_that_agrees_on_the_same_secret_with_everybody_is_refused() -> None:
    public = IDA.public[:32] + NOUGHT
    written = bytes((VERSION, INVITATION)) + PAIR + public
    with pytest.raises(CannotOpenError):
        read_invitation(IDA.signed(b"moorings/1/invitation\x00", written))


# --- the six words ----------------------------------------------------------------


@given(st.binary(min_size=64, max_size=64), st.binary(min_size=64, max_size=64))
def test_both_sides_see_the_same_six_numbers(one: bytes, other: bytes) -> None:
    numbers = word_numbers(one, other)
    assert numbers == word_numbers(other, one)
    assert len(numbers) == 6
    assert all(0 <= number < 2048 for number in numbers)


def test_the_six_numbers_are_the_first_66_bits_of_a_digest() -> None:
    both = b"".join(sorted((IDA.public, BO.public)))
    digest = hashlib.sha256(b"moorings/1/words\x00" + both).digest()
    bits = "".join(f"{byte:08b}" for byte in digest)[:66]
    wanted = tuple(int(bits[at : at + 11], 2) for at in range(0, 66, 11))
    assert word_numbers(IDA.public, BO.public) == wanted


def test_whoever_stands_between_gives_each_side_other_words() -> None:
    honest = word_numbers(IDA.public, BO.public)
    assert word_numbers(IDA.public, EVE.public) != honest
    assert word_numbers(EVE.public, BO.public) != honest


# --- parcels ----------------------------------------------------------------------


@given(st.binary(max_size=9_000))
def test_a_parcel_opens_for_whom_it_was_made(message: bytes) -> None:
    assert open_parcel(BO, TO_BO, parcel(message)) == message


def test_parcels_of_different_words_are_of_the_same_size() -> None:
    assert len(parcel(b"")) == len(parcel(bytes(PARCEL_STEP - 4)))
    assert len(parcel(b"")) < len(parcel(bytes(PARCEL_STEP - 3)))


def test_a_captured_parcel_is_noise_behind_two_bytes() -> None:
    """A3: no name, no bond, no key, no number, no time stands in it readable."""
    room = new_room_key()
    first, second = parcel(b"words", room), parcel(b"words", room)
    assert first[:2] == second[:2] == bytes((VERSION, PARCEL))
    same = sum(a == b for a, b in zip(first[2:], second[2:], strict=True))
    assert same < len(first) / 50  # about one in 256 by chance
    public = (IDA.public, BO.public)
    known = [PAIR, room, *(key[at : at + 32] for key in public for at in (0, 32))]
    assert not any(each in first for each in known)


def test_a_parcel_changed_in_any_byte_is_not_opened() -> None:
    for changed in every_flip(parcel()):
        assert not is_from(TO_BO, changed)
        with pytest.raises(CannotOpenError):
            open_parcel(BO, TO_BO, changed)


def test_a_parcel_that_was_cut_or_lengthened_is_not_opened() -> None:
    whole = parcel()
    cuts = (*range(400), *range(400, len(whole), 97))
    for changed in (*(whole[:at] for at in cuts), whole + b"\x00"):
        with pytest.raises(CannotOpenError):
            open_parcel(BO, TO_BO, changed)


def test_a_parcel_signed_by_anybody_else_is_refused() -> None:
    """A3: whoever knows all public keys can seal, and not sign."""
    forged = seal_parcel(EVE, TO_BO, new_room_key(), b"words")
    assert not is_from(TO_BO, forged)
    with pytest.raises(CannotOpenError):
        open_parcel(BO, TO_BO, forged)


@pytest.mark.parametrize(
    "way",
    [
        Direction(bytes(16), IDA.public, BO.public),
        Direction(PAIR, BO.public, IDA.public),
        Direction(PAIR, EVE.public, BO.public),
        Direction(PAIR, IDA.public, EVE.public),
    ],
    ids=["another bond", "swapped", "another sender", "another receiver"],
)
def test_a_parcel_opens_in_its_own_bond_and_direction_alone(way: Direction) -> None:
    for identity in (IDA, BO, EVE):
        with pytest.raises(CannotOpenError):
            open_parcel(identity, way, parcel())


def test_only_the_receiver_opens_a_parcel() -> None:
    for identity in (IDA, EVE, Identity(BO.signing, EVE.sealing)):
        with pytest.raises(CannotOpenError):
            open_parcel(identity, TO_BO, parcel())


def test_the_key_a_room_had_before_opens_nothing_that_is_laid_later() -> None:
    """Q27."""
    before, later = parcel(b"before"), parcel(b"later")
    old = room_key(BO, TO_BO, before)
    assert open_body(old, TO_BO, before) == b"before"
    with pytest.raises(CannotOpenError):
        open_body(old, TO_BO, later)


@pytest.mark.parametrize("room", [b"", b"short", bytes(33)])
def test_a_room_key_of_a_strange_length_is_no_key(room: bytes) -> None:
    sealed = box.seal_to(BO.public[32:], room, TO_BO.context(b"room"))
    written = bytes((VERSION, PARCEL)) + sealed + bytes(4096)
    with pytest.raises(CannotOpenError):
        open_parcel(BO, TO_BO, IDA.signed(TO_BO.context(b"signed"), written))


def test_a_body_without_a_length_in_it_is_refused() -> None:
    room = new_room_key()
    key = box.seal_to(BO.public[32:], room, TO_BO.context(b"room"))
    body = seal(room, b"", TO_BO.context(b"parcel"))
    written = bytes((VERSION, PARCEL)) + key + body
    with pytest.raises(CannotOpenError):
        open_parcel(BO, TO_BO, IDA.signed(TO_BO.context(b"signed"), written))


# --- places and names -------------------------------------------------------------


def test_both_sides_know_where_parcels_lie_and_nobody_else() -> None:
    secret = mailbox(IDA, TO_BO)
    assert secret == mailbox(BO, TO_BO)
    assert secret != mailbox(IDA, Direction(PAIR, BO.public, IDA.public))
    assert secret != mailbox(IDA, Direction(bytes(16), IDA.public, BO.public))
    assert secret != mailbox(EVE, TO_BO)
    assert len({slot(secret, number) for number in range(100)}) == 100


def test_a_mailbox_is_what_the_specification_says() -> None:
    holder = X25519PrivateKey.from_private_bytes(IDA.sealing)
    shared = holder.exchange(X25519PublicKey.from_public_bytes(BO.public[32:]))
    info = b"mailbox" + PAIR + IDA.public + BO.public
    secret = derive(shared, info)
    assert mailbox(IDA, TO_BO) == secret
    digest = hashlib.sha256(secret + (7).to_bytes(8, "big")).digest()
    assert slot(secret, 7) == digest[:16]


def test_a_private_name_is_the_same_again_and_told_by_one_side_alone() -> None:
    item = secrets.token_bytes(16)
    name = private_name(IDA, TO_BO, item)
    assert name == private_name(IDA, TO_BO, item)
    assert len(name) == 16
    others = {private_name(BO, TO_BO, item), private_name(IDA, TO_BO, bytes(16)), item}
    assert name not in others


def test_private_keys_are_shown_nowhere() -> None:
    assert IDA.signing.hex() not in repr(IDA)
    assert repr(IDA) == "Identity()"
    assert len(IDA.public) == SIGNATURE_BYTES
