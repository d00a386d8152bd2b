"""Rooms within a vault: what stands in one opens with its own passphrase alone.

A room is a random key. It lies sealed under its passphrase as one item among those that
are sealed under the key itself; which of them that is, and how many rooms there are, is
seen by nobody who cannot open one. Every item names the salt with which passphrases are
stretched, so that it moves with an export.
"""

import hmac
import secrets
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from moorings.vault.derivation import (
    KEY_BYTES,
    MIB,
    SALT_BYTES,
    Stretching,
    derive,
    stretch,
)
from moorings.vault.errors import CannotOpenError
from moorings.vault.sealing import bind, seal, unseal

FORM = b"\x01"
#: Each further salt costs another stretching, and a forged import could bring many.
MOST_SALTS = 4
_SALT = slice(1, 1 + SALT_BYTES)
_TAG = slice(_SALT.stop, _SALT.stop + KEY_BYTES)
_BODY = slice(_TAG.stop, None)


class Item(NamedTuple):
    """What is sealed in a vault's rooms: its record's id, and the bytes."""

    id: bytes
    sealed: bytes


class Door(NamedTuple):
    """An opened room: the id of the item in which its key lies, its salt, its key."""

    id: bytes
    salt: bytes
    key: bytes

    def __repr__(self) -> str:
        return f"Door({self.id.hex()})"


def salts_of(items: Iterable[Item]) -> list[bytes]:
    """Give the salts that rooms bear, the commonest first; where none is, a new one.

    There is one, unless rooms were brought together from several vaults.
    """
    found = Counter(
        item.sealed[_SALT]
        for item in items
        if item.sealed[:1] == FORM and len(item.sealed) > _BODY.start
    )
    common = [salt for salt, _ in found.most_common(MOST_SALTS)]
    return common or [secrets.token_bytes(SALT_BYTES)]


def stretched(passphrase: str, salt: bytes) -> bytes:
    """Stretch the passphrase of a room, as form 1 has it; slow on purpose."""
    return stretch(passphrase, Stretching(64 * MIB, 3, 1, salt))


def new_door(item: bytes, passphrase: bytes, salt: bytes) -> tuple[Door, bytes]:
    """Make a room under a stretched passphrase; give the item in which it lies."""
    door = Door(item, salt, secrets.token_bytes(KEY_BYTES))
    return door, door_under(passphrase, door)


def door_under(passphrase: bytes, door: Door) -> bytes:
    """Seal the key of a room under a stretched passphrase."""
    return _sealed(passphrase, b"door", Item(door.id, door.key), door.salt)


def find_doors(passphrase: bytes, salt: bytes, items: Iterable[Item]) -> list[Door]:
    """Find every door that a passphrase opens, stretched with this salt.

    Mostly there is one; what was brought together from two notebooks may have more.
    What bears its tag and does not open is damaged, and as if it were not there.
    """
    keys = (
        (item.id, _opened(passphrase, b"door", item))
        for item in items
        if item.sealed[_SALT] == salt
    )
    return [
        Door(name, salt, key)
        for name, key in keys
        if key is not None and len(key) == KEY_BYTES
    ]


def seal_in_room(door: Door, item: bytes, message: bytes) -> bytes:
    """Seal a message for a room, bound to the id of its record."""
    return _sealed(door.key, b"page", Item(item, message), door.salt)


def open_in_room(door: Door, items: Iterable[Item]) -> Iterator[tuple[bytes, bytes]]:
    """Give what stands in a room, each message with its id; the rest is not its own."""
    for item in items:
        message = _opened(door.key, b"page", item)
        if message is not None:
            yield item.id, message


def _sealed(key: bytes, use: bytes, item: Item, salt: bytes) -> bytes:
    inner = derive(key, b"room/" + use + item.id)
    body = seal(inner, item.sealed, _context(use, item.id, salt))
    return FORM + salt + _tag(key, use, item.id) + body


def _opened(key: bytes, use: bytes, item: Item) -> bytes | None:
    tag, salt = item.sealed[_TAG], item.sealed[_SALT]
    ours = item.sealed[:1] == FORM and hmac.compare_digest(tag, _tag(key, use, item.id))
    if not ours:
        return None
    inner = derive(key, b"room/" + use + item.id)
    try:
        return unseal(inner, item.sealed[_BODY], _context(use, item.id, salt))
    except CannotOpenError:
        return None


def _tag(key: bytes, use: bytes, item: bytes) -> bytes:
    """Commit to the key: what bears this tag was sealed under it, and no other."""
    return derive(key, b"room/tag/" + use + item)


def _context(use: bytes, item: bytes, salt: bytes) -> bytes:
    return bind(b"room", use, item, salt)
