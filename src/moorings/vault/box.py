"""Sealing to a public key: what goes in while locked comes out only when open."""

import secrets

from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)

from moorings.vault.derivation import KEY_BYTES, derive
from moorings.vault.errors import CannotOpenError
from moorings.vault.sealing import seal, unseal


def new_private() -> bytes:
    """Make a private X25519 key."""
    return secrets.token_bytes(KEY_BYTES)


def public_of(private: bytes) -> bytes:
    """Give the public half of a private key."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal_to(public: bytes, message: bytes, context: bytes) -> bytes:
    """Seal a message so that only the private key's holder can open it.

    Ephemeral X25519, HKDF over both public keys, AES-256-GCM; the ephemeral public key
    goes first.
    """
    ephemeral = X25519PrivateKey.generate()
    sender = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    key = derive(shared, b"box" + sender + public)
    return sender + seal(key, message, context)


def open_with(private: bytes, sealed: bytes, context: bytes) -> bytes:
    """Open what was sealed to the public half of this key."""
    holder = X25519PrivateKey.from_private_bytes(private)
    sender, body = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    try:
        shared = holder.exchange(X25519PublicKey.from_public_bytes(sender))
    except ValueError:
        raise CannotOpenError from None
    key = derive(shared, b"box" + sender + holder.public_key().public_bytes_raw())
    return unseal(key, body, context)
