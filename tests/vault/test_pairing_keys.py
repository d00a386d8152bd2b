"""Keys of a bond: new ones, ones that prove nothing, and what is named with them."""

from hashlib import sha256
from hmac import digest

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from moorings.vault.errors import CannotOpenError
from moorings.vault.pairing import (
    INVITATION,
    SIGNATURE_BYTES,
    VERSION,
    Direction,
    make_answer,
    make_invitation,
    new_identity,
    open_parcel,
    private_name,
    read_answer,
    read_invitation,
    seal_parcel,
)

PAIR = bytes(range(16))
INVITING = b"moorings/1/invitation\x00"
PRIME = 2**255 - 19
#: The height of a point of order 8 on the curve of RFC 8032.
EIGHTH = int.from_bytes(
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    "little",
)
#: Every way to write a point of small order: also beyond the field, and with a sign.
SMALL = {
    f"{name}{' with a sign' * sign}": (y + (sign << 255)).to_bytes(32, "little")
    for name, y in {
        "nought": 0,
        "one": 1,
        "one below": PRIME - 1,
        "an eighth": EIGHTH,
        "the other eighth": PRIME - EIGHTH,
        "nought beyond the field": PRIME,
        "one beyond the field": PRIME + 1,
    }.items()
    for sign in (0, 1)
}


def fits(public: bytes, signature: bytes, message: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


@pytest.mark.parametrize("signing", SMALL.values(), ids=SMALL)
def test_an_invitation_signed_by_nobody_is_refused(signing: bytes) -> None:
    """With such a key a signature is found by trying, and nobody has a secret."""
    public = signing + new_identity().public[32:]
    signature = (1).to_bytes(32, "little") + bytes(32)
    opening = bytes((VERSION, INVITATION)) + PAIR + public
    tried = (opening + bytes([number]) for number in range(256))
    written = next(e for e in tried if fits(signing, signature, INVITING + e))
    with pytest.raises(CannotOpenError):
        read_invitation(written + signature)


def test_new_keys_are_never_the_same_and_carry_a_bond() -> None:
    ida, bo = new_identity(), new_identity()
    keys = {ida.signing, ida.sealing, bo.signing, bo.sealing}
    assert len(keys) == 4
    invitation = make_invitation(ida, PAIR, b"come")
    answer = make_answer(bo, invitation, b"yes")
    assert read_answer(ida, invitation, answer).message == b"yes"
    way = Direction(PAIR, bo.public, ida.public)
    parcel = seal_parcel(bo, way, bytes(32), b"words")
    assert open_parcel(ida, way, parcel) == b"words"


def test_an_answer_is_signed_as_the_specification_says() -> None:
    ida, bo = new_identity(), new_identity()
    invitation = make_invitation(ida, PAIR, b"come")
    answer = make_answer(bo, invitation, b"yes")
    written, signature = answer[:-SIGNATURE_BYTES], answer[-SIGNATURE_BYTES:]
    context = b"moorings/1/answer\x00" + sha256(invitation).digest()
    assert fits(bo.public[:32], signature, context + written)


def test_a_private_name_is_what_the_specification_says() -> None:
    ida, bo = new_identity(), new_identity()
    extracted = digest(bytes(32), ida.signing, "sha256")
    info = b"moorings/1/item" + PAIR + bo.public + ida.public + b"x" * 16
    named = digest(extracted, info + b"\x01", "sha256")[:16]
    assert private_name(ida, Direction(PAIR, bo.public, ida.public), b"x" * 16) == named
