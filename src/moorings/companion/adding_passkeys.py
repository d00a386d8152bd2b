"""Adding passkeys: one more way in beside the passphrase, and taking them away.

What a passkey gives is used at once and kept nowhere; in the notebook stands only the
name the person gave it.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from moorings.companion.choosing import choose
from moorings.companion.errors import ReadOnlyError
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.securing import prove
from moorings.errors import MooringsError
from moorings.vault.derivation import Stretching
from moorings.vault.header import (
    open_with_passkey,
    require_room,
    with_passkey,
    without_passkeys,
)
from moorings.vault.wraps import new_salt

#: Authenticators give so many bytes.
SECRET_BYTES = 32
CHALLENGE_BYTES = 32
#: The choices that hold the names begin so.
NAMED = "passkey:"
_NAME_DIGITS = 32


class NoSecretError(MooringsError):
    """The passkey gives nothing that could open a vault."""

    sentence = (
        "This passkey cannot open a notebook: its device or its browser does not know "
        "how to (PRF). Nothing was changed. The passphrase and the recovery code open "
        "it as before."
    )


class NotAskedError(MooringsError):
    """An answer to nothing that was asked, or to something asked before."""

    sentence = (
        "That took too long, or came twice, so no passkey was added. Nothing was "
        "changed. Begin again, if you like."
    )


@dataclass(frozen=True, slots=True)
class Passkey:
    """One passkey: by which its page knows it, and what the person calls it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a new passkey has to answer, and what it is asked with."""

    challenge: bytes
    salt: bytes


def passkeys(opened: Opened) -> tuple[Passkey, ...]:
    """Give the passkeys that open this vault, in the order of adding."""
    return tuple(_passkeys(opened))


def ask_passkey(opened: Opened, passphrase: str) -> Asked:
    """Begin to add one, where whoever asks knows the passphrase.

    Raises `ReadOnlyError` or `TooManyPasskeysError` before any device is asked.
    """
    if not opened.writable:
        raise ReadOnlyError
    require_room(opened.unlocked.header)
    prove(opened, passphrase)
    asked = Asked(secrets.token_bytes(CHALLENGE_BYTES), new_salt())
    opened.passkey_asked = (asked.challenge, asked.salt)
    return asked


def take_asked(opened: Opened) -> Asked:
    """Give what was asked, once. Raises `NotAskedError`."""
    asked, opened.passkey_asked = opened.passkey_asked, None
    if asked is None:
        raise NotAskedError
    return Asked(*asked)


def add_passkey(
    opened: Opened, asked: Asked, credential: bytes, secret: bytes, name: str
) -> None:
    """Let a passkey open the vault from now on. Raises `NoSecretError`."""
    if len(secret) != SECRET_BYTES:
        raise NoSecretError
    changed = with_passkey(opened.unlocked, credential, asked.salt, secret)
    opened.put_header(changed)
    choose(opened, {f"{NAMED}{_id_of(credential)}": name})


def take_passkey_away(
    opened: Opened, passkey: str, passphrase: str, stretching: Stretching
) -> None:
    """Let a passkey open nothing any more that is written from now on."""
    prove(opened, passphrase)
    for wrap in opened.unlocked.header.known_passkeys:
        if _id_of(wrap.credential) == passkey:
            left = without_passkeys(
                opened.unlocked, (wrap.credential,), passphrase, stretching
            )
            opened.put_header(left)
            choose(opened, {f"{NAMED}{passkey}": ""})


def asked_of(harbour: Harbour, vault: str) -> tuple[tuple[bytes, bytes], ...]:
    """Give what a locked vault's passkeys are asked with, each with its name."""
    found = harbour.header(vault).known_passkeys
    return tuple((wrap.credential, wrap.salt) for wrap in found)


def unlock_with_passkey(
    harbour: Harbour,
    vault: str,
    credential: bytes,
    secret: bytes,
    *,
    seen: str = "",
    name: str = "",
) -> str:
    """Open a vault with what its passkey gave; give the token of a new session."""
    key = partial(open_with_passkey, credential=credential, secret=secret)
    return harbour.open_with(vault, "passkey", key, seen, name)


def _passkeys(opened: Opened) -> Iterator[Passkey]:
    for wrap in opened.unlocked.header.known_passkeys:
        name = _id_of(wrap.credential)
        yield Passkey(name, opened.journey.choices.get(f"{NAMED}{name}", ""))


def _id_of(credential: bytes) -> str:
    return sha256(credential).hexdigest()[:_NAME_DIGITS]
