"""The vault key, wrapped for each way in: passphrase, recovery code, passkeys.

Every wrap is bound to the vault and to its own parameters, so that none of them can be
weakened or swapped unseen.
"""

import hmac
import secrets

import msgspec

from moorings.vault import box, recovery
from moorings.vault.derivation import SALT_BYTES, Stretching, derive, stretch
from moorings.vault.errors import (
    CannotOpenError,
    DamagedHeaderError,
    WrongPasskeyError,
    WrongPassphraseError,
    WrongRecoveryCodeError,
)
from moorings.vault.sealing import bind, seal, unseal


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


class PasskeyWrap(msgspec.Struct, frozen=True):
    """The vault key sealed to a public key whose private half a passkey gives.

    `credential` names the passkey to its authenticator; `salt` is what that is asked
    with. A change of passphrase seals the new vault key for it as well.
    """

    credential: bytes
    salt: bytes
    public: bytes
    sealed: bytes


def wrap_passphrase(
    passphrase: str, stretching: Stretching, vault: bytes, vault_key: bytes
) -> PassphraseWrap:
    """Wrap the vault key under a passphrase; slow on purpose."""
    stretched = stretch(passphrase, stretching)
    context = _passphrase_context(vault, stretching)
    sealed = seal(derive(stretched, b"wrap"), vault_key, context)
    return PassphraseWrap(stretching, _commitment(stretched), sealed)


def unwrap_passphrase(wrap: PassphraseWrap, vault: bytes, passphrase: str) -> bytes:
    """Give the vault key to whoever knows the passphrase; slow on purpose."""
    stretched = stretch(passphrase, wrap.stretching)
    if not hmac.compare_digest(_commitment(stretched), wrap.commitment):
        raise WrongPassphraseError
    context = _passphrase_context(vault, wrap.stretching)
    try:
        return unseal(derive(stretched, b"wrap"), wrap.sealed, context)
    except CannotOpenError:
        raise DamagedHeaderError from None


def wrap_recovery(
    salt: bytes, public: bytes, vault: bytes, vault_key: bytes
) -> RecoveryWrap:
    """Wrap the vault key for whoever has the recovery code of this public key."""
    context = bind(b"recovery", vault, salt, public)
    return RecoveryWrap(salt, public, box.seal_to(public, vault_key, context))


def unwrap_recovery(wrap: RecoveryWrap, vault: bytes, code: str) -> bytes:
    """Give the vault key to whoever has the recovery code."""
    private = recovery_private(code, wrap.salt, vault)
    if not hmac.compare_digest(box.public_of(private), wrap.public):
        raise WrongRecoveryCodeError
    context = bind(b"recovery", vault, wrap.salt, wrap.public)
    return _unboxed(private, wrap.sealed, context)


def recovery_private(code: str, salt: bytes, vault: bytes) -> bytes:
    """Give the private key that a recovery code is."""
    return derive(recovery.entropy_of(code), b"recovery" + vault, salt)


def new_passkey(
    credential: bytes, salt: bytes, secret: bytes, vault: bytes, vault_key: bytes
) -> PasskeyWrap:
    """Wrap the vault key for a passkey that gives this secret for this salt."""
    public = box.public_of(_passkey_private(credential, salt, secret, vault))
    return rewrap_passkey(PasskeyWrap(credential, salt, public, b""), vault, vault_key)


def rewrap_passkey(wrap: PasskeyWrap, vault: bytes, vault_key: bytes) -> PasskeyWrap:
    """Seal another vault key for the same passkey, which need not be at hand."""
    context = _passkey_context(wrap, vault)
    sealed = box.seal_to(wrap.public, vault_key, context)
    return msgspec.structs.replace(wrap, sealed=sealed)


def unwrap_passkey(wrap: PasskeyWrap, vault: bytes, secret: bytes) -> bytes:
    """Give the vault key to whoever has what the passkey gives for its salt."""
    private = _passkey_private(wrap.credential, wrap.salt, secret, vault)
    if not hmac.compare_digest(box.public_of(private), wrap.public):
        raise WrongPasskeyError
    return _unboxed(private, wrap.sealed, _passkey_context(wrap, vault))


def new_salt() -> bytes:
    """Make up what a passkey is asked with, or a recovery code is mixed with."""
    return secrets.token_bytes(SALT_BYTES)


def _unboxed(private: bytes, sealed: bytes, context: bytes) -> bytes:
    try:
        return box.open_with(private, sealed, context)
    except CannotOpenError:
        raise DamagedHeaderError from None


def _passphrase_context(vault: bytes, stretching: Stretching) -> bytes:
    written = msgspec.json.encode(stretching, order="deterministic")
    return bind(b"passphrase", vault, written)


def _commitment(stretched: bytes) -> bytes:
    return derive(stretched, b"commit")


def _passkey_private(
    credential: bytes, salt: bytes, secret: bytes, vault: bytes
) -> bytes:
    return derive(secret, b"passkey" + vault + credential, salt)


def _passkey_context(wrap: PasskeyWrap, vault: bytes) -> bytes:
    return bind(b"passkey", vault, wrap.salt, wrap.public, wrap.credential)
