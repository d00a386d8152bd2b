"""Nonces: the same is sealed for the same places by threads, forks and restored copies.

Each of them starts with the very keys and state that the others have, and seals for
the same ids and places: so keys meet again, and only the nonce keeps two seals apart.
What is drawn comes from the system, whatever the seed: to repeat it would be the fault.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final
from unittest.mock import patch

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from campaigns.campaign import Campaign, Seen
from moorings.vault import sealing
from moorings.vault.derivation import KEY_BYTES, cheapest_stretching
from moorings.vault.header import Unlocked, new_header, open_with_code, write_header
from moorings.vault.keyring import Keyring, seal_for_box
from moorings.vault.recovery import new_code
from moorings.vault.sealing import NONCE_BYTES

#: So many of each kind seal at once.
EACH: Final = 4
KINDS: Final = ("threaded", "forked", "restored")
PAIR: Final = KEY_BYTES + NONCE_BYTES
#: To seal for the box takes a hundred times as long; so it is done now and then.
BOXED: Final = 20


class Noting:
    """Seals as before, and notes with which key and nonce."""

    noted: list[bytes]

    def __init__(self, key: bytes) -> None:
        self._key, self._seals = key, AESGCM(key)

    def encrypt(self, nonce: bytes, message: bytes, context: bytes) -> bytes:
        """Seal, and note it."""
        self.noted.append(self._key + nonce)
        return self._seals.encrypt(nonce, message, context)

    def decrypt(self, nonce: bytes, sealed: bytes, context: bytes) -> bytes:
        """Open as before."""
        return self._seals.decrypt(nonce, sealed, context)


@contextmanager
def noting() -> Iterator[list[bytes]]:
    """Note every seal that is made while this lasts."""
    Noting.noted = []
    with patch.object(sealing, "AESGCM", Noting):
        yield Noting.noted


def seal_many(keyring: Keyring, count: int) -> None:
    """Seal for so many places: records in their order, drafts, pictures, the box."""
    for number in range(count):
        item, words = number.to_bytes(16, "big"), b"words %d" % number
        match number % BOXED:
            case 0:
                seal_for_box(keyring.box_public, keyring.vault, item, words)
            case left if left % 4 == 1:
                keyring.seal_item(b"drafts", item, words)
            case left if left % 4 == 3:  # noqa: PLR2004 - every fourth
                keyring.seal_item(b"blobs", item, words)
            case _:
                keyring.seal_record(item, number + 1, b"", words)


def forked(folder: Path, keyring: Keyring, count: int) -> None:
    """Seal in children, which begin with all that their parent knows."""
    children = [_child(folder / str(n), keyring, count) for n in range(EACH)]
    for pid in children:
        assert os.waitpid(pid, 0)[1] == 0


def _child(file: Path, keyring: Keyring, count: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        Noting.noted.clear()
        seal_many(keyring, count)
        file.write_bytes(b"".join(Noting.noted))
        status = 0
    finally:
        os._exit(status)


def threaded(keyring: Keyring, count: int) -> None:
    with ThreadPoolExecutor(EACH) as pool:
        for done in [pool.submit(seal_many, keyring, count) for _ in range(EACH)]:
            done.result()


def restored(reopen: Callable[[], Unlocked], count: int) -> None:
    """Seal in what comes of one and the same first page, opened again each time."""
    for _ in range(EACH):
        seal_many(reopen().keyring, count)


def run(folder: Path, size: int, seed: int) -> Seen:
    """Make so many seals, and look for a key and a nonce that stood together before."""
    del seed
    seen, code = Seen(), new_code()
    made = new_header("six words make one", code, cheapest_stretching(), 1)
    page, count = write_header(made.header), -(-size // (EACH * len(KINDS)))
    with noting() as noted:
        threaded(made.keyring, count)
        seen.also["threaded"] = len(noted)
        restored(partial(open_with_code, page, code), count)
        seen.also["restored"] = len(noted) - seen.also["threaded"]
        forked(folder, made.keyring, count)
    for file in folder.iterdir():
        content = file.read_bytes()
        pairs = [content[at : at + PAIR] for at in range(0, len(content), PAIR)]
        seen.also["forked"] += len(pairs)
        noted += pairs
    keys = Counter(pair[:KEY_BYTES] for pair in noted)
    seen.also["keys that met again"] = sum(times > 1 for times in keys.values())
    seen.done, seen.doubled = len(noted), len(noted) - len(set(noted))
    return seen


CAMPAIGN = Campaign(
    name="nonces",
    does="the same places are sealed by four threads, four forks and four restored "
    "copies; no key may meet a nonce again",
    unit="seals",
    ci=200_000,
    full=1_000_000,
    run=run,
    must_see=(*KINDS, "keys that met again"),
)
