"""Two vaults that share: keys of one bond, the words that compare them, and parcels.

Every bond has keys of its own on both sides, so that nothing links two bonds. Whatever
crosses is sealed to the other side and signed by this one.
"""

import secrets
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)

from moorings.vault import box
from moorings.vault.derivation import KEY_BYTES, derive
from moorings.vault.errors import CannotOpenError
from moorings.vault.sealing import pad, seal, unpad, unseal

VERSION = 1
INVITATION, ANSWER, PARCEL = 1, 2, 3
PAIR_BYTES = 16
PUBLIC_BYTES = 2 * KEY_BYTES
SIGNATURE_BYTES = 64
SLOT_BYTES = NAME_BYTES = 16
#: The words in a parcel fill steps of this size, so that most parcels look alike.
PARCEL_STEP = 4096
#: A room's key sealed to a public key: that of the box, a nonce, one step, a tag.
_KEY_BOX_BYTES = KEY_BYTES + 12 + 256 + 16
_OPENING_BYTES = 2
#: The field of Ed25519, and the heights in it of points of order 1, 2, 4 and 8: the
#: last are where d·y⁴ + 2y² = 1 (RFC 8032 gives d and the curve).
_PRIME = 2**255 - 19
_EIGHTH = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL = frozenset({0, 1, _PRIME - 1, _EIGHTH, _PRIME - _EIGHTH})
#: Six words of a list of 2,048: 66 bits.
WORDS, WORD_BITS = 6, 11


@dataclass(frozen=True, slots=True)
class Identity:
    """One side's private keys in one bond: Ed25519 to sign, X25519 to be sealed to."""

    signing: bytes = field(repr=False)
    sealing: bytes = field(repr=False)

    @property
    def public(self) -> bytes:
        """What the other side may know: the key that verifies, the key to seal to."""
        signer = Ed25519PrivateKey.from_private_bytes(self.signing)
        return signer.public_key().public_bytes_raw() + box.public_of(self.sealing)

    def signed(self, context: bytes, written: bytes) -> bytes:
        """Give what was written with a signature over it and its context behind it."""
        signer = Ed25519PrivateKey.from_private_bytes(self.signing)
        return written + signer.sign(context + written)


@dataclass(frozen=True, slots=True)
class Direction:
    """From whom to whom in which bond: all that crosses is bound to these."""

    pair: bytes
    sender: bytes
    receiver: bytes

    def context(self, label: bytes) -> bytes:
        """Name what is sealed, signed or derived for this direction alone."""
        return _labelled(label) + self.pair + self.sender + self.receiver


@dataclass(frozen=True, slots=True)
class Read:
    """What an invitation or an answer says, and whose keys it brings."""

    pair: bytes
    public: bytes
    message: bytes


def new_identity() -> Identity:
    """Make up the keys of one side of a new bond."""
    return Identity(secrets.token_bytes(KEY_BYTES), box.new_private())


# --- pairing ----------------------------------------------------------------------


def make_invitation(identity: Identity, pair: bytes, message: bytes) -> bytes:
    """Write an invitation: readable by whoever holds it, and signed."""
    written = _opening(INVITATION) + pair + identity.public + message
    return identity.signed(_labelled(b"invitation"), written)


def read_invitation(code: bytes) -> Read:
    """Read an invitation, if it is as its maker signed it."""
    return _read(code, INVITATION, _labelled(b"invitation"))


def make_answer(identity: Identity, invitation: bytes, message: bytes) -> bytes:
    """Answer an invitation; what is said in it only the inviting side can read."""
    invited = read_invitation(invitation)
    way = Direction(invited.pair, identity.public, invited.public)
    sealed = box.seal_to(_sealing(invited.public), message, way.context(b"answer"))
    written = _opening(ANSWER) + invited.pair + identity.public + sealed
    return identity.signed(_answering(invitation), written)


def read_answer(identity: Identity, invitation: bytes, code: bytes) -> Read:
    """Read the answer to this very invitation."""
    read = _read(code, ANSWER, _answering(invitation))
    if read.public == identity.public:
        raise CannotOpenError
    way = Direction(read.pair, read.public, identity.public)
    message = box.open_with(identity.sealing, read.message, way.context(b"answer"))
    return Read(read.pair, read.public, message)


def word_numbers(one: bytes, other: bytes) -> tuple[int, ...]:
    """Give six numbers below 2,048 for two public identities, the same on both sides.

    Whoever stands between the two would have to find keys that agree in 66 bits.
    """
    digest = sha256(_labelled(b"words") + b"".join(sorted((one, other)))).digest()
    whole = int.from_bytes(digest, "big") >> len(digest) * 8 - WORDS * WORD_BITS
    shifts = range((WORDS - 1) * WORD_BITS, -1, -WORD_BITS)
    return tuple((whole >> shift) % (1 << WORD_BITS) for shift in shifts)


# --- sharing ----------------------------------------------------------------------


def new_room_key() -> bytes:
    """Make up the key of a room, as it is from now on."""
    return secrets.token_bytes(KEY_BYTES)


def seal_parcel(
    identity: Identity, way: Direction, room: bytes, message: bytes
) -> bytes:
    """Seal what is given under the room's key, that key to the receiver, and sign."""
    key = box.seal_to(_sealing(way.receiver), room, way.context(b"room"))
    body = seal(room, pad(message, PARCEL_STEP), way.context(b"parcel"))
    return identity.signed(way.context(b"signed"), _opening(PARCEL) + key + body)


def is_from(way: Direction, parcel: bytes) -> bool:
    """Say whether this sender made a parcel for this receiver in this bond."""
    return parcel.startswith(_opening(PARCEL)) and _is_signed(
        way.sender, way.context(b"signed"), parcel
    )


def require_from(way: Direction, parcel: bytes) -> None:
    """Raise `CannotOpenError` unless a parcel goes this way, as its maker signed it."""
    if not is_from(way, parcel):
        raise CannotOpenError


def open_parcel(identity: Identity, way: Direction, parcel: bytes) -> bytes:
    """Open a parcel; whose signature it bears is looked at before anything else."""
    require_from(way, parcel)
    return open_body(room_key(identity, way, parcel), way, parcel)


def room_key(identity: Identity, way: Direction, parcel: bytes) -> bytes:
    """Take the room's key out of a parcel: it opens the room as it was then."""
    sealed = parcel[_OPENING_BYTES : _OPENING_BYTES + _KEY_BOX_BYTES]
    return box.open_with(identity.sealing, sealed, way.context(b"room"))


def open_body(room: bytes, way: Direction, parcel: bytes) -> bytes:
    """Open what a parcel holds with the key of its room."""
    body = parcel[_OPENING_BYTES + _KEY_BOX_BYTES : -SIGNATURE_BYTES]
    return unpad(unseal(room, body, way.context(b"parcel")), PARCEL_STEP)


def mailbox(identity: Identity, way: Direction) -> bytes:
    """Give the secret that only the two sides know, for one direction of a bond."""
    other = way.receiver if way.sender == identity.public else way.sender
    holder = X25519PrivateKey.from_private_bytes(identity.sealing)
    shared = holder.exchange(X25519PublicKey.from_public_bytes(_sealing(other)))
    return derive(shared, b"mailbox" + way.pair + way.sender + way.receiver)


def private_name(identity: Identity, way: Direction, item: bytes) -> bytes:
    """Name a shared thing so that only this side can tell which one it is.

    Ids stand readable in a vault's file: without this the other could look up there
    whether something arrived, and what became of it.
    """
    info = b"item" + way.pair + way.sender + way.receiver + item
    return derive(identity.signing, info)[:NAME_BYTES]


def slot(secret: bytes, number: int) -> bytes:
    """Name the place of a parcel: to anybody else it is sixteen random bytes."""
    return sha256(secret + number.to_bytes(8, "big")).digest()[:SLOT_BYTES]


# --- how it is written ------------------------------------------------------------


def _labelled(label: bytes) -> bytes:
    return b"moorings/1/" + label + b"\x00"


def _opening(sort: int) -> bytes:
    return bytes((VERSION, sort))


def _answering(invitation: bytes) -> bytes:
    return _labelled(b"answer") + sha256(invitation).digest()


def _sealing(public: bytes) -> bytes:
    return public[KEY_BYTES:]


def _read(code: bytes, sort: int, context: bytes) -> Read:
    """Read what brings its own key; that key is judged later, by six words."""
    pair, rest = code[_OPENING_BYTES:][:PAIR_BYTES], code[_OPENING_BYTES + PAIR_BYTES :]
    public, message = rest[:PUBLIC_BYTES], rest[PUBLIC_BYTES:-SIGNATURE_BYTES]
    if not (
        code.startswith(_opening(sort))
        and _can_be_signed_with(public)
        and _is_signed(public, context, code)
        and _can_be_sealed_to(_sealing(public))
    ):
        raise CannotOpenError
    return Read(pair, public, message)


def _is_signed(public: bytes, context: bytes, signed: bytes) -> bool:
    written, signature = signed[:-SIGNATURE_BYTES], signed[-SIGNATURE_BYTES:]
    try:
        key = Ed25519PublicKey.from_public_bytes(public[:KEY_BYTES])
        key.verify(signature, context + written)
    except (InvalidSignature, ValueError):
        return False
    return True


def _can_be_signed_with(public: bytes) -> bool:
    """Refuse a key for which one signature would fit every message."""
    y = int.from_bytes(public[:KEY_BYTES], "little") % 2**255 % _PRIME
    return y not in _SMALL


def _can_be_sealed_to(public: bytes) -> bool:
    """Refuse a key that agrees on the same secret with everybody."""
    try:
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(public))
    except ValueError:
        return False
    return True
