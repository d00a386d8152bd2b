"""A first page that nothing opens, though it looks like any and is as slow."""

import secrets

from moorings.vault.box import new_private, public_of, seal_to
from moorings.vault.derivation import KEY_BYTES, Stretching
from moorings.vault.page import ID_BYTES, Header, write_header
from moorings.vault.sealing import seal
from moorings.vault.wraps import PassphraseWrap, RecoveryWrap, new_salt


def shut_page(stretching: Stretching, records_version: int) -> bytes:
    """Make a page for which there is neither passphrase nor code: it is all chance."""
    key, public = _chance(), public_of(new_private())
    recovery = RecoveryWrap(new_salt(), public, seal_to(public, _chance(), b""))
    return write_header(
        Header(
            records_version=records_version,
            vault=secrets.token_bytes(ID_BYTES),
            person=secrets.token_bytes(ID_BYTES),
            passphrase=PassphraseWrap(stretching, _chance(), seal(key, _chance(), b"")),
            recovery=recovery,
            box=public_of(new_private()),
            keyring=seal(key, _chance(), b""),
            mac=_chance(),
        )
    )


def _chance() -> bytes:
    return secrets.token_bytes(KEY_BYTES)
