"""A vault's first page as it lies in the file, and nothing besides.

Canonical JSON: fields in the order below, bytes as base64, no white space. There is one
way to write a page, so that the MAC speaks of every byte of it.
"""

import msgspec

from moorings.vault.derivation import KEY_BYTES, SALT_BYTES
from moorings.vault.errors import DamagedHeaderError, UnknownFormatError
from moorings.vault.wraps import PasskeyWrap, PassphraseWrap, RecoveryWrap

FORMAT = 1
#: With a passkey in it, so that an older program says that it does not know the page.
WITH_PASSKEYS = 2
ID_BYTES = 16


class _Form(msgspec.Struct):
    format: int


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
    passkeys: tuple[PasskeyWrap, ...] | msgspec.UnsetType = msgspec.UNSET

    @property
    def known_passkeys(self) -> tuple[PasskeyWrap, ...]:
        """Give the passkeys that open it; a page without any does not speak of them."""
        return () if self.passkeys is msgspec.UNSET else self.passkeys


def read_header(written: bytes) -> Header:
    """Read a first page without opening it."""
    try:
        form = msgspec.json.decode(written, type=_Form).format
        if form not in {FORMAT, WITH_PASSKEYS}:
            raise UnknownFormatError
        header = msgspec.json.decode(written, type=Header)
    except (msgspec.DecodeError, RecursionError):
        raise DamagedHeaderError from None
    plain = with_these_passkeys(header, header.known_passkeys)
    if header.format != plain.format:
        raise UnknownFormatError
    if write_header(plain) != written or not _has_its_lengths(header):
        raise DamagedHeaderError
    return header


def write_header(header: Header) -> bytes:
    """Write a first page down in its canonical form."""
    return msgspec.json.encode(header, order="deterministic")


def with_these_passkeys(header: Header, passkeys: tuple[PasskeyWrap, ...]) -> Header:
    """Put passkeys in; with none the page is as if there had never been any."""
    changed = msgspec.structs.replace(header, passkeys=passkeys or msgspec.UNSET)
    form = WITH_PASSKEYS if passkeys else FORMAT
    return msgspec.structs.replace(changed, format=form)


def wraps_of(header: Header) -> bytes:
    """Give of a first page with which secrets it opens, to be compared.

    A passkey more changes nothing in that; to take one away makes every wrap anew.
    """
    bare = msgspec.structs.replace(header, keyring=b"", mac=b"", door=b"")
    bare = with_these_passkeys(bare, ())
    return write_header(msgspec.structs.replace(bare, records_version=0))


def _has_its_lengths(header: Header) -> bool:
    keys = [header.box, header.mac, header.door or bytes(KEY_BYTES)]
    keys += [header.passphrase.commitment, header.recovery.public]
    keys += [each.public for each in header.known_passkeys]
    salts = [header.recovery.salt, *(each.salt for each in header.known_passkeys)]
    return (
        {len(key) for key in keys} == {KEY_BYTES}
        and {len(salt) for salt in salts} == {SALT_BYTES}
        and len(header.vault) == len(header.person) == ID_BYTES
    )
