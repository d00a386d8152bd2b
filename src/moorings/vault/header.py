"""A vault's first page: who can open it and how, under one MAC.

Canonical JSON: fields in the order below, bytes as base64, no white space. Every wrap
is bound to its own parameters, so none of them can be weakened or swapped unseen.
"""

import hmac
import secrets
from dataclasses import dataclass, field

import msgspec

from moorings.vault import box, recovery
from moorings.vault.derivation import (
    KEY_BYTES,
    SALT_BYTES,
    Stretching,
    derive,
    normal,
    stretch,
)
from moorings.vault.errors import (
    CannotOpenError,
    DamagedHeaderError,
    UnknownFormatError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from moorings.vault.keyring import Keyring, Secrets
from moorings.vault.sealing import seal, unseal

FORMAT = 1
ID_BYTES = 16


class PassphraseWrap(msgspec.Struct, frozen=True):
    """The vault key under a stretched passphrase, with a commitment to that key."""

    stretching: Stretching
    commitment: bytes
    sealed: bytes


class RecoveryWrap(msgspec.Struct, frozen=True):
    """The vault key sealed to a public key whose private half is the recovery code.

    So a change of passphrase can seal the new vault key for the same code without
    anybody having to type the code.
    """

    salt: bytes
    public: bytes
    sealed: bytes


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """The page as it lies in the file."""

    format: int = FORMAT
    records_version: int
    vault: bytes
    person: bytes
    passphrase: PassphraseWrap
    recovery: RecoveryWrap
    box: bytes
    keyring: bytes
    door: bytes = b""
    mac: bytes = b""


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
    salt = secrets.token_bytes(SALT_BYTES)
    public = box.public_of(_recovery_private(code, salt, vault))
    header = Header(
        records_version=records_version,
        vault=vault,
        person=person,
        passphrase=_wrap_passphrase(passphrase, stretching, vault, vault_key),
        recovery=_wrap_recovery(salt, public, vault, vault_key),
        box=box.public_of(known.box),
        keyring=_seal_secrets(vault, vault_key, known),
    )
    return _unlocked(header, vault_key, known)


def open_with_passphrase(written: bytes, passphrase: str) -> Unlocked:
    """Open a vault's first page with its passphrase; slow on purpose."""
    header = read_header(written)
    wrap = header.passphrase
    stretched = stretch(passphrase, wrap.stretching)
    if not hmac.compare_digest(_commitment(stretched), wrap.commitment):
        raise WrongPassphraseError
    context = _passphrase_context(header.vault, wrap.stretching)
    return _checked(header, derive(stretched, b"wrap"), wrap.sealed, context)


def open_with_code(written: bytes, code: str) -> Unlocked:
    """Open a vault's first page with its recovery code."""
    header = read_header(written)
    wrap = header.recovery
    private = _recovery_private(code, wrap.salt, header.vault)
    if not hmac.compare_digest(box.public_of(private), wrap.public):
        raise WrongRecoveryCodeError
    context = _bind(b"recovery", header.vault, wrap.salt, wrap.public)
    try:
        vault_key = box.open_with(private, wrap.sealed, context)
    except CannotOpenError:
        raise DamagedHeaderError from None
    return _verified(header, vault_key)


def is_code_of(header: Header, code: str) -> bool:
    """Say whether this is the vault's recovery code, without opening anything."""
    try:
        private = _recovery_private(code, header.recovery.salt, header.vault)
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
    salt = secrets.token_bytes(SALT_BYTES)
    public = box.public_of(_recovery_private(code, salt, unlocked.header.vault))
    return _renewed(unlocked, passphrase, stretching, salt, public)


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


def read_header(written: bytes) -> Header:
    """Read a first page without opening it."""
    try:
        header = msgspec.json.decode(written, type=Header)
    except (msgspec.DecodeError, RecursionError):
        raise DamagedHeaderError from None
    if header.format != FORMAT:
        raise UnknownFormatError
    return header


def write_header(header: Header) -> bytes:
    """Write a first page down in its canonical form."""
    return msgspec.json.encode(header, order="deterministic")


def wraps_of(header: Header) -> bytes:
    """Give of a first page who can open it, and nothing else, to be compared."""
    bare = msgspec.structs.replace(header, keyring=b"", mac=b"", door=b"")
    return write_header(msgspec.structs.replace(bare, records_version=0))


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
        passphrase=_wrap_passphrase(passphrase, stretching, header.vault, vault_key),
        recovery=_wrap_recovery(salt, public, header.vault, vault_key),
        box=box.public_of(known.box),
        keyring=_seal_secrets(header.vault, vault_key, known),
    )
    return _unlocked(changed, vault_key, known)


def _checked(header: Header, key: bytes, sealed: bytes, context: bytes) -> Unlocked:
    try:
        vault_key = unseal(key, sealed, context)
    except CannotOpenError:
        raise DamagedHeaderError from None
    return _verified(header, vault_key)


def _verified(header: Header, vault_key: bytes) -> Unlocked:
    if not hmac.compare_digest(header.mac, _mac(header, vault_key)):
        raise DamagedHeaderError
    context = _bind(b"keyring", header.vault)
    known = msgspec.json.decode(
        unseal(vault_key, header.keyring, context), type=Secrets
    )
    return _with_keyring(header, vault_key, known)


def _unlocked(header: Header, vault_key: bytes, known: Secrets) -> Unlocked:
    signed = msgspec.structs.replace(header, mac=_mac(header, vault_key))
    return _with_keyring(signed, vault_key, known)


def _with_keyring(header: Header, vault_key: bytes, known: Secrets) -> Unlocked:
    return Unlocked(header, vault_key, Keyring(header.vault, header.person, known))


def _seal_secrets(vault: bytes, vault_key: bytes, known: Secrets) -> bytes:
    return seal(vault_key, msgspec.json.encode(known), _bind(b"keyring", vault))


def _wrap_passphrase(
    passphrase: str, stretching: Stretching, vault: bytes, vault_key: bytes
) -> PassphraseWrap:
    stretched = stretch(passphrase, stretching)
    context = _passphrase_context(vault, stretching)
    sealed = seal(derive(stretched, b"wrap"), vault_key, context)
    return PassphraseWrap(stretching, _commitment(stretched), sealed)


def _wrap_recovery(
    salt: bytes, public: bytes, vault: bytes, vault_key: bytes
) -> RecoveryWrap:
    context = _bind(b"recovery", vault, salt, public)
    return RecoveryWrap(salt, public, box.seal_to(public, vault_key, context))


def _passphrase_context(vault: bytes, stretching: Stretching) -> bytes:
    written = msgspec.json.encode(stretching, order="deterministic")
    return _bind(b"passphrase", vault, written)


def _commitment(stretched: bytes) -> bytes:
    return derive(stretched, b"commit")


def _recovery_private(code: str, salt: bytes, vault: bytes) -> bytes:
    return derive(recovery.entropy_of(code), b"recovery" + vault, salt)


def _door(header: Header, name: str) -> bytes:
    key = derive(header.vault, b"door")
    return hmac.digest(key, normal(name).casefold().encode(), "sha256")


def _mac(header: Header, vault_key: bytes) -> bytes:
    unsigned = write_header(msgspec.structs.replace(header, mac=b""))
    return hmac.digest(derive(vault_key, b"header"), unsigned, "sha256")


def _bind(label: bytes, *parts: bytes) -> bytes:
    return b"\x00".join((b"moorings/1/" + label, *parts))
