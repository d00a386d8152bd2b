"""The sealed form written once more, from its page, with every nonce and key chosen.

Nothing of the program is used. What comes out is the same each time.
"""

import base64
import hashlib
import hmac
import json
import struct
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

PREFIX = b"moorings/1/"


def drawn(what: str, length: int = 32) -> bytes:
    """Give bytes that look like chance, the same for the same name."""
    return hashlib.shake_256(b"moorings vectors " + what.encode()).digest(length)


def mac(key: bytes, *parts: bytes) -> bytes:
    return hmac.digest(key, b"".join(parts), "sha256")


def hkdf(secret: bytes, label: bytes, salt: bytes = b"") -> bytes:
    return mac(mac(salt or bytes(32), secret), PREFIX + label + b"\x01")


def padded(message: bytes, step: int = 256) -> bytes:
    whole = struct.pack(">I", len(message)) + message
    return whole + bytes(-len(whole) % step)


def seal_raw(key: bytes, inside: bytes, context: bytes, what: str = "nonce") -> bytes:
    """Seal bytes as they are, padded or not."""
    nonce = drawn(what, 12)
    return nonce + AESGCM(key).encrypt(nonce, inside, context)


def seal(key: bytes, message: bytes, context: bytes, what: str = "nonce") -> bytes:
    return seal_raw(key, padded(message), context, what)


def public_of(private: bytes) -> bytes:
    key = X25519PrivateKey.from_private_bytes(private)
    return key.public_key().public_bytes_raw()


def agreed(private: bytes, public: bytes) -> bytes:
    other = X25519PublicKey.from_public_bytes(public)
    return X25519PrivateKey.from_private_bytes(private).exchange(other)


def box(public: bytes, message: bytes, context: bytes, what: str = "box") -> bytes:
    ephemeral = drawn(f"{what} ephemeral")
    sender = public_of(ephemeral)
    key = hkdf(agreed(ephemeral, public), b"box" + sender + public)
    return sender + seal(key, message, context, f"{what} nonce")


def stretch(
    passphrase: str, memory: int, passes: int, lanes: int, salt: bytes
) -> bytes:
    kdf = Argon2id(
        salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory
    )
    return kdf.derive(passphrase.encode())


def signing_public(private: bytes) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(private)
    return key.public_key().public_bytes_raw()


def sign(private: bytes, message: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def canonical(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def flipped(content: bytes, at: int, bit: int = 1) -> bytes:
    changed = bytearray(content)
    changed[at] ^= bit
    return bytes(changed)


def opens(name: str, told: dict[str, Any], **given: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Write down what opens, and what is in it."""
    return {"name": name, **_written(given), "opens": _written(told)}


def refused(name: str, why: str, **given: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    """Write down what must not open, and why."""
    return {"name": name, **_written(given), "refused": why}


def _written(given: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(given, bytes):
        return given.hex()
    if isinstance(given, dict):
        return {name: _written(each) for name, each in given.items()}
    if isinstance(given, list | tuple):
        return [_written(each) for each in given]
    return given
