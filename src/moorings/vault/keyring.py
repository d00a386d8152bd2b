"""The secrets behind one vault, and what they seal: records, drafts, blobs, the box."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from hashlib import sha256

import msgspec

from moorings.vault import box
from moorings.vault.chain import Link, Opened, Row, bound, unpacked
from moorings.vault.derivation import KEY_BYTES, expand, keyed
from moorings.vault.errors import CannotOpenError
from moorings.vault.sealing import seal, unseal

#: The form of what lies inside a record's seal; bound to each record.
SCHEMA = 1
EPOCH_BYTES = 2


class Secrets(msgspec.Struct, frozen=True):
    """The random secrets, as they lie sealed in the header.

    Each epoch has a root of its own: whoever knows those of the past cannot read what
    is written after a change of passphrase.
    """

    epochs: dict[int, bytes]
    box: bytes
    source: bytes
    former_boxes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        """Take no key of another length, and no vault without an epoch."""
        keys = (*self.epochs.values(), self.box, self.source, *self.former_boxes)
        if not self.epochs or {len(key) for key in keys} != {KEY_BYTES}:
            raise ValueError

    def __repr__(self) -> str:
        return f"Secrets(epochs={sorted(self.epochs)})"

    @classmethod
    def new(cls) -> "Secrets":
        """Make up the secrets of a new vault."""
        return cls(
            epochs={1: secrets.token_bytes(KEY_BYTES)},
            box=box.new_private(),
            source=secrets.token_bytes(KEY_BYTES),
        )

    def renewed(self) -> "Secrets":
        """Add a fresh epoch and a fresh box: whoever knew the old ones reads no more.

        The former boxes are kept, for what was sealed to them and comes in late.
        """
        fresh = {max(self.epochs) + 1: secrets.token_bytes(KEY_BYTES)}
        return msgspec.structs.replace(
            self,
            epochs=self.epochs | fresh,
            box=box.new_private(),
            former_boxes=(self.box, *self.former_boxes),
        )


class Keyring:
    """Seals and opens everything of one opened vault. Its repr shows nothing."""

    def __init__(self, vault: bytes, person: bytes, known: Secrets) -> None:
        self.vault = vault
        self.person = person
        self.secrets = known
        self.epoch = max(known.epochs)
        roots = {epoch: keyed(root) for epoch, root in known.epochs.items()}
        self._record = {e: keyed(expand(r, b"record")) for e, r in roots.items()}
        self._chain = {e: keyed(expand(r, b"chain")) for e, r in roots.items()}
        self._item = {e: keyed(expand(r, b"item")) for e, r in roots.items()}

    @cached_property
    def box_public(self) -> bytes:
        """The key that anybody may seal to while the vault is locked."""
        return box.public_of(self.secrets.box)

    def seal_record(
        self, record: bytes, position: int, before: bytes, message: bytes
    ) -> tuple[bytes, bytes]:
        """Seal a record for its place; give its body and its link in the chain."""
        place = bound(self.vault, self.person, record, position, self.epoch, SCHEMA)
        key = expand(self._record[self.epoch], place)
        body = seal(key, message, place)
        digest = sha256(body).digest()
        previous = Link.unpack(before).mac
        chain = self._chain[self.epoch]
        mac = chain(previous + place + digest)
        return body, Link(self.epoch, SCHEMA, digest, mac).pack()

    def open_chain(self, rows: Iterable[Row]) -> Iterator[Opened[Row]]:
        """Open records in order, each one checked against its seal and its place.

        A damaged row is handed over as such and never hides those after it.
        """
        before, expected = b"", 1
        vault, person, length = self.vault, self.person, len(self.vault)
        for row in rows:
            position, record, link, body = row
            epoch, schema, digest, mac = unpacked(link)
            message, follows = None, False
            chain = self._chain.get(epoch)
            if chain and position > 0 and len(record) == length:
                place = bound(vault, person, record, position, epoch, schema)
                follows = position == expected and chain(before + place + digest) == mac
                if body and sha256(body).digest() == digest:
                    message = self._open(epoch, place, body)
            yield Opened(row, message, follows)
            before, expected = mac, position + 1

    def _open(self, epoch: int, place: bytes, body: bytes) -> bytes | None:
        try:
            return unseal(expand(self._record[epoch], place), body, place)
        except CannotOpenError:
            return None

    def seal_item(self, label: bytes, item: bytes, message: bytes) -> bytes:
        """Seal a draft or a blob: bound to its id and its use, not to a position."""
        epoch = self.epoch.to_bytes(EPOCH_BYTES, "big")
        context = self._context(label, item, epoch)
        return epoch + seal(expand(self._item[self.epoch], context), message, context)

    def open_item(self, label: bytes, item: bytes, sealed: bytes) -> bytes:
        """Open what `seal_item` made under the same label and id."""
        epoch, body = sealed[:EPOCH_BYTES], sealed[EPOCH_BYTES:]
        root = self._item.get(int.from_bytes(epoch, "big"))
        if root is None:
            raise CannotOpenError
        context = self._context(label, item, epoch)
        return unseal(expand(root, context), body, context)

    def open_boxed(self, item: bytes, sealed: bytes) -> bytes:
        """Open what was put into the box while the vault was locked."""
        context = box_context(self.vault, item)
        for private in self.secrets.former_boxes:
            with suppress(CannotOpenError):
                return box.open_with(private, sealed, context)
        return box.open_with(self.secrets.box, sealed, context)

    def fingerprint(self, *parts: str) -> str:
        """Name a source so that only this vault can tell it is the same again."""
        message = b"".join(
            len(p).to_bytes(4, "big") + p for p in (part.encode() for part in parts)
        )
        return keyed(self.secrets.source)(message).hex()

    def _context(self, label: bytes, item: bytes, epoch: bytes) -> bytes:
        return label + b"\x00" + self.vault + self.person + item + epoch


def box_context(vault: bytes, item: bytes) -> bytes:
    """Say what a boxed item is bound to: this vault, its id, the schema."""
    return b"box\x00" + vault + item + SCHEMA.to_bytes(2, "big")


def seal_for_box(public: bytes, vault: bytes, item: bytes, message: bytes) -> bytes:
    """Put something into a locked vault's box."""
    return box.seal_to(public, message, box_context(vault, item))
