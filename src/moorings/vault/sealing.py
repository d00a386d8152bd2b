"""Sealing bytes under a key, bound to their context and padded."""

import secrets
from struct import Struct

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from moorings.vault.errors import CannotOpenError

NONCE_BYTES = 12
STEP_BYTES = 256
_LENGTH = Struct(">I")


def pad(message: bytes, step: int = STEP_BYTES) -> bytes:
    """Bring a message to a multiple of so many bytes, so that its size tells little."""
    padded = _LENGTH.pack(len(message)) + message
    return padded + bytes(-len(padded) % step)


def unpad(padded: bytes, step: int = STEP_BYTES) -> bytes:
    """Take the message out again; padding that `pad` would not have made is refused."""
    if len(padded) < _LENGTH.size:
        raise CannotOpenError
    (length,) = _LENGTH.unpack_from(padded)
    end = _LENGTH.size + length
    if padded[end:] != bytes(-end % step) or len(padded) < end:
        raise CannotOpenError
    return padded[_LENGTH.size : end]


def seal(key: bytes, message: bytes, context: bytes) -> bytes:
    """AES-256-GCM of the padded message, bound to its context; the nonce goes first."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, pad(message), context)


def unseal(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """Open what `seal` made, provided it still stands in its context."""
    try:
        return unpad(
            AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context)
        )
    except (InvalidTag, ValueError):
        raise CannotOpenError from None


def bind(label: bytes, *parts: bytes) -> bytes:
    """Give what a seal is bound to: its label, and parts of lengths that are known."""
    return b"\x00".join((b"moorings/1/" + label, *parts))
