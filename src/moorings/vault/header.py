"""A vault's first page: who can open it and how, under one MAC.

Every wrap is bound to its own parameters, so none of them can be weakened or swapped
unseen.
"""

import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass, field, replace

import msgspec

from moorings.vault import box
from moorings.vault.derivation import KEY_BYTES, Stretching, derive, normal
from moorings.vault.errors import (
    CannotOpenError,
    DamagedHeaderError,
    TooManyPasskeysError,
    WrongPasskeyError,
    WrongRecoveryCodeError,
)
from moorings.vault.keyring import Keyring, Secrets
from moorings.vault.page import (
    ID_BYTES,
    Header,
    read_header,
    with_these_passkeys,
    wraps_of,
    write_header,
)
from moorings.vault.sealing import bind, seal, unseal
from moorings.vault.wraps import (
    new_passkey,
    new_salt,
    recovery_private,
    rewrap_passkey,
    unwrap_passkey,
    unwrap_passphrase,
    unwrap_recovery,
    wrap_passphrase,
    wrap_recovery,
)

__all__ = [
    "ID_BYTES",
    "MOST_PASSKEYS",
    "Header",
    "Unlocked",
    "answers_to",
    "is_code_of",
    "new_header",
    "open_with_code",
    "open_with_passkey",
    "open_with_passphrase",
    "read_header",
    "require_room",
    "with_door",
    "with_new_code",
    "with_new_passphrase",
    "with_passkey",
    "with_records_version",
    "with_source",
    "without_passkeys",
    "wraps_of",
    "write_header",
]

#: So many passkeys at the most (own).
MOST_PASSKEYS = 5


@dataclass(frozen=True, slots=True)
class Unlocked:
    """An opened header: the vault key that can rewrite it, and the keyring."""

    header: Header
    vault_key: bytes = field(repr=False)
    keyring: Keyring = field(repr=False)


def new_header(
    passphrase: str, code: str, stretching: Stretching, records_version: int
) -> Unlocked:
    """Make the first page of a new vault."""
    vault, person = secrets.token_bytes(ID_BYTES), secrets.token_bytes(ID_BYTES)
    known = Secrets.new()
    vault_key = secrets.token_bytes(KEY_BYTES)
    salt = new_salt()
    public = box.public_of(recovery_private(code, salt, vault))
    header = Header(
        records_version=records_version,
        vault=vault,
        person=person,
        passphrase=wrap_passphrase(passphrase, stretching, vault, vault_key),
        recovery=wrap_recovery(salt, public, vault, vault_key),
        box=box.public_of(known.box),
        keyring=_seal_secrets(vault, vault_key, known),
    )
    return _unlocked(header, vault_key, known)


def open_with_passphrase(written: bytes, passphrase: str) -> Unlocked:
    """Open a vault's first page with its passphrase; slow on purpose."""
    header = read_header(written)
    key = unwrap_passphrase(header.passphrase, header.vault, passphrase)
    return _verified(header, key)


def open_with_code(written: bytes, code: str) -> Unlocked:
    """Open a vault's first page with its recovery code."""
    header = read_header(written)
    return _verified(header, unwrap_recovery(header.recovery, header.vault, code))


def open_with_passkey(written: bytes, credential: bytes, secret: bytes) -> Unlocked:
    """Open a vault's first page with what one of its passkeys gives."""
    header = read_header(written)
    wraps = (e for e in header.known_passkeys if e.credential == credential)
    wrap = next(wraps, None)
    if wrap is None:
        raise WrongPasskeyError
    return _verified(header, unwrap_passkey(wrap, header.vault, secret))


def is_code_of(header: Header, code: str) -> bool:
    """Say whether this is the vault's recovery code, without opening anything."""
    try:
        private = recovery_private(code, header.recovery.salt, header.vault)
    except WrongRecoveryCodeError:
        return False
    return hmac.compare_digest(box.public_of(private), header.recovery.public)


def with_new_passphrase(
    unlocked: Unlocked, passphrase: str, stretching: Stretching
) -> Unlocked:
    """Change the passphrase; what is written from now on the old one cannot open."""
    wrap = unlocked.header.recovery
    return _renewed(unlocked, passphrase, stretching, wrap.salt, wrap.public)


def with_new_code(
    unlocked: Unlocked, passphrase: str, stretching: Stretching, code: str
) -> Unlocked:
    """Change the code; what is written from now on, the old one cannot open."""
    salt = new_salt()
    public = box.public_of(recovery_private(code, salt, unlocked.header.vault))
    return _renewed(unlocked, passphrase, stretching, salt, public)


def require_room(header: Header, credential: bytes = b"") -> None:
    """Make sure that one more passkey may be added. Raises `TooManyPasskeysError`."""
    others = [e for e in header.known_passkeys if e.credential != credential]
    if len(others) >= MOST_PASSKEYS:
        raise TooManyPasskeysError(most=MOST_PASSKEYS)


def with_passkey(
    unlocked: Unlocked, credential: bytes, salt: bytes, secret: bytes
) -> Unlocked:
    """Let a passkey open the vault as well. Raises `TooManyPasskeysError`."""
    header = unlocked.header
    require_room(header, credential)
    others = [e for e in header.known_passkeys if e.credential != credential]
    wrap = new_passkey(credential, salt, secret, header.vault, unlocked.vault_key)
    changed = with_these_passkeys(header, (*others, wrap))
    return _unlocked(changed, unlocked.vault_key, unlocked.keyring.secrets)


def without_passkeys(
    unlocked: Unlocked,
    credentials: Collection[bytes],
    passphrase: str,
    stretching: Stretching,
) -> Unlocked:
    """Take passkeys away; what is written from now on they cannot open.

    The passphrase is the vault's own, or a new one: it wraps the new vault key.
    """
    known = unlocked.header.known_passkeys
    left = (each for each in known if each.credential not in credentials)
    changed = replace(
        unlocked, header=with_these_passkeys(unlocked.header, tuple(left))
    )
    return with_new_passphrase(changed, passphrase, stretching)


def with_source(unlocked: Unlocked, source: bytes) -> Unlocked:
    """Take over the key that names sources, so that a moved vault knows them again."""
    known = msgspec.structs.replace(unlocked.keyring.secrets, source=source)
    sealed = _seal_secrets(unlocked.header.vault, unlocked.vault_key, known)
    changed = msgspec.structs.replace(unlocked.header, keyring=sealed)
    return _unlocked(changed, unlocked.vault_key, known)


def with_records_version(unlocked: Unlocked, version: int) -> Unlocked:
    """Note that records of a later version may stand in the vault from now on."""
    changed = msgspec.structs.replace(unlocked.header, records_version=version)
    return _unlocked(changed, unlocked.vault_key, unlocked.keyring.secrets)


def with_door(unlocked: Unlocked, name: str) -> Unlocked:
    """Give the vault a door name, by which it is found among several."""
    header = unlocked.header
    changed = msgspec.structs.replace(header, door=_door(header, name) if name else b"")
    return _unlocked(changed, unlocked.vault_key, unlocked.keyring.secrets)


def answers_to(header: Header, name: str) -> bool:
    """Say whether a vault bears this door name."""
    return bool(header.door) and hmac.compare_digest(header.door, _door(header, name))


def _renewed(
    unlocked: Unlocked,
    passphrase: str,
    stretching: Stretching,
    salt: bytes,
    public: bytes,
) -> Unlocked:
    """Seal everything under a new vault key, a new epoch and a new box."""
    header, known = unlocked.header, unlocked.keyring.secrets.renewed()
    vault_key = secrets.token_bytes(KEY_BYTES)
    changed = msgspec.structs.replace(
        header,
        passphrase=wrap_passphrase(passphrase, stretching, header.vault, vault_key),
        recovery=wrap_recovery(salt, public, header.vault, vault_key),
        box=box.public_of(known.box),
        keyring=_seal_secrets(header.vault, vault_key, known),
    )
    wraps = header.known_passkeys
    again = tuple(rewrap_passkey(each, header.vault, vault_key) for each in wraps)
    changed = with_these_passkeys(changed, again)
    return _unlocked(changed, vault_key, known)


def _verified(header: Header, vault_key: bytes) -> Unlocked:
    if not hmac.compare_digest(header.mac, _mac(header, vault_key)):
        raise DamagedHeaderError
    context = bind(b"keyring", header.vault)
    try:
        written = unseal(vault_key, header.keyring, context)
        known = msgspec.json.decode(written, type=Secrets)
    except (CannotOpenError, msgspec.DecodeError):
        raise DamagedHeaderError from None
    return _with_keyring(header, vault_key, known)


def _unlocked(header: Header, vault_key: bytes, known: Secrets) -> Unlocked:
    signed = msgspec.structs.replace(header, mac=_mac(header, vault_key))
    return _with_keyring(signed, vault_key, known)


def _with_keyring(header: Header, vault_key: bytes, known: Secrets) -> Unlocked:
    return Unlocked(header, vault_key, Keyring(header.vault, header.person, known))


def _seal_secrets(vault: bytes, vault_key: bytes, known: Secrets) -> bytes:
    return seal(vault_key, msgspec.json.encode(known), bind(b"keyring", vault))


def _door(header: Header, name: str) -> bytes:
    key = derive(header.vault, b"door")
    return hmac.digest(key, normal(name).casefold().encode(), "sha256")


def _mac(header: Header, vault_key: bytes) -> bytes:
    unsigned = write_header(msgspec.structs.replace(header, mac=b""))
    return hmac.digest(derive(vault_key, b"header"), unsigned, "sha256")
