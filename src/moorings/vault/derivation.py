"""From secrets a person knows to keys: Argon2id, then HKDF."""

import secrets
import threading
import unicodedata
from collections.abc import Callable
from hashlib import sha256

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from moorings.vault.errors import DamagedHeaderError

KEY_BYTES = 32
SALT_BYTES = 16
MIB = 1024

#: Bounds checked before a single byte is allocated: a forged header must not be able
#: to weaken the stretching, nor to eat the machine's memory.
MEMORY_KIB = range(19 * MIB, 1024 * MIB + 1)
PASSES = range(1, 17)
LANES = range(1, 9)
#: Stretching takes 64 MiB and a core for a moment: no more than this many at once.
AT_ONCE = 2
#: Held for nothing else, so that nobody who has one waits for anything.
_SLOTS = threading.BoundedSemaphore(AT_ONCE)


class Stretching(msgspec.Struct, frozen=True):
    """How a passphrase is stretched: Argon2id (RFC 9106), memory in KiB."""

    memory_kib: int
    passes: int
    lanes: int
    salt: bytes

    def check(self) -> None:
        """Refuse parameters outside the bounds."""
        if not (
            self.memory_kib in MEMORY_KIB
            and self.passes in PASSES
            and self.lanes in LANES
            and len(self.salt) == SALT_BYTES
        ):
            raise DamagedHeaderError


def standard_stretching() -> Stretching:
    """64 MiB and three passes with a fresh salt: 0.1 to 0.2 s on a small machine."""
    return Stretching(64 * MIB, 3, 1, secrets.token_bytes(SALT_BYTES))


def cheapest_stretching() -> Stretching:
    """Stretch as little as the bounds allow: for a key nobody types, and for tests."""
    return Stretching(19 * MIB, 1, 1, secrets.token_bytes(SALT_BYTES))


def stretch(passphrase: str, stretching: Stretching) -> bytes:
    """Stretch a passphrase into 32 bytes; slow on purpose, and few at once."""
    stretching.check()
    argon = Argon2id(
        salt=stretching.salt,
        length=KEY_BYTES,
        iterations=stretching.passes,
        lanes=stretching.lanes,
        memory_cost=stretching.memory_kib,
    )
    with _SLOTS:
        return argon.derive(normal(passphrase).encode())


def normal(passphrase: str) -> str:
    """Make what a phone and a keyboard type the same: NFKC, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def derive(secret: bytes, info: bytes, salt: bytes = b"") -> bytes:
    """HKDF-SHA256 (RFC 5869) to 32 bytes; `info` says what the key is for."""
    return HKDF(SHA256(), KEY_BYTES, salt or None, b"moorings/1/" + info).derive(secret)


def keyed(key: bytes) -> Callable[[bytes], bytes]:
    """HMAC-SHA256 (RFC 2104) under one key, begun once: every record asks twice."""
    size = sha256().block_size
    short = key if len(key) <= size else sha256(key).digest()
    block = short.ljust(size, b"\0")
    begun_inner, begun_outer = sha256(_xor(block, 0x36)), sha256(_xor(block, 0x5C))

    def mac(message: bytes) -> bytes:
        inner, outer = begun_inner.copy(), begun_outer.copy()
        inner.update(message)
        outer.update(inner.digest())
        return outer.digest()

    return mac


def _xor(block: bytes, pad: int) -> bytes:
    return bytes(byte ^ pad for byte in block)


def expand(root: Callable[[bytes], bytes], info: bytes) -> bytes:
    """One block of HKDF-Expand-SHA256: 32 bytes from a key that is already uniform."""
    return root(info + b"\x01")
