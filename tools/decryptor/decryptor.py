"""Open a Moorings vault or backup without Moorings. README.md says how.

Written from docs/reference/sealed-format.md alone, whose sections it names: nothing of
the program is imported, and the cryptography is libsodium's.
"""

import argparse
import base64
import getpass
import hashlib
import hmac
import json
import shutil
import sqlite3
import struct
import sys
import unicodedata
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nacl import bindings, pwhash
from nacl.exceptions import CryptoError

PREFIX, SQLITE = b"moorings/1/", b"SQLite format 3\x00"
SEAL = struct.pack(">16sH", b"moorings backup\n", 1)
LINK, PLACE = struct.Struct(">HH32s32s"), struct.Struct(">B16s16s16sQHH")
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: The first page: numbers, or byte strings of these lengths, or of any where None.
STRETCHING = {"memory_kib": int, "passes": int, "lanes": int, "salt": None}
PASSPHRASE = {"stretching": STRETCHING, "commitment": 32, "sealed": None}
RECOVERY = {"salt": 16, "public": 32, "sealed": None}
PASSKEYS = {"passkeys": [{"credential": None} | RECOVERY]}
PAGE = {"format": int, "records_version": int, "vault": 16, "person": 16}
PAGE |= {"passphrase": PASSPHRASE, "recovery": RECOVERY, "box": 32, "keyring": None}
PAGE |= {"door": None, "mac": 32}
HEAD = "header, IFNULL(CAST(position AS INTEGER), 0), IFNULL(CAST(link AS BLOB), x'')"
ITEM = "IFNULL(CAST(id AS BLOB), x''), CAST(body AS BLOB)"
TABLES = {"records": ITEM + HEAD[6:], "drafts": ITEM, "blobs": ITEM, "inbox": ITEM}
canonical = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
#: What is raised where something does not open, or is not what it should be.
BROKEN = (CryptoError, RuntimeError, ValueError, TypeError, LookupError, AttributeError)


class RefusedError(Exception):
    """What was given is not what opens."""


def hkdf(secret: bytes, label: bytes, salt: bytes = b"") -> bytes:
    """HKDF-SHA256 to 32 bytes: one block of RFC 5869."""
    return mac(mac(salt or bytes(32), secret), PREFIX, label, b"\x01")


def mac(key: bytes, *parts: bytes) -> bytes:
    """HMAC-SHA256 of parts, one after the other."""
    return hmac.digest(key, b"".join(parts), "sha256")


def open_sealed(key: bytes, sealed: bytes, context: bytes) -> bytes:
    """Open one sealed message (section 3). Raises one of `BROKEN`."""
    nonce, rest = sealed[:12], sealed[12:]
    padded = bindings.crypto_aead_aes256gcm_decrypt(rest, context, nonce, key)
    end = 4 + int.from_bytes(padded[:4])
    if end > len(padded) or padded[end:] != bytes(-end % 256):
        raise ValueError
    return padded[4:end]


def open_box(private: bytes, stored: bytes, context: bytes) -> bytes:
    """Open what was sealed to a public key (section 9). Raises one of `BROKEN`."""
    sender, public = stored[:32], bindings.crypto_scalarmult_base(private)
    shared = bindings.crypto_scalarmult(private, sender.ljust(32, b"\0"))
    key = hkdf(shared, b"box" + sender + public)
    return open_sealed(key, stored[32:], context)


def stretch(typed: str, memory: int, passes: int, lanes: int, salt: bytes) -> bytes:
    """Stretch a passphrase with Argon2id, if that is within the bounds (section 4)."""
    bounded = memory in range(19_456, 1_048_577) and passes in range(1, 17)
    if not (bounded and lanes in range(1, 9) and len(salt) == 16):
        raise ValueError
    if lanes != 1:
        raise RefusedError("its passphrase takes several lanes, and libsodium has one")
    normal = " ".join(unicodedata.normalize("NFKC", typed).split())
    written = normal.encode(errors="replace")
    return pwhash.argon2id.kdf(32, written, salt, passes, memory * 1024)


def letters(typed: str) -> bytes:
    """Read a recovery code, forgiving case, spacing and look-alike letters."""
    upper = typed.upper().translate(str.maketrans("ILO", "110"))
    code = "".join(each for each in upper if each.isalnum())
    if len(code) != 26 or not set(code) <= set(ALPHABET):
        raise RefusedError("that is not the recovery code")
    return code.encode()


def shaped(value: Any, shape: Any) -> Any:
    """Read a part of the first page, which must have its shape."""
    if isinstance(shape, dict) and [*value] == [*shape]:
        return {name: shaped(value[name], each) for name, each in shape.items()}
    if isinstance(shape, list):
        return [shaped(each, shape[0]) for each in value]
    if shape is int and type(value) is int:
        return value
    found = base64.b64decode(value.encode())
    if base64.b64encode(found) != value.encode() or shape not in {None, len(found)}:
        raise ValueError
    return found


class Page:
    """The first page, and the ways in (section 4). Raises one of `BROKEN`."""

    def __init__(self, written: bytes) -> None:
        self.page = page = json.loads(written)
        form, passkeys = page["format"], page.get("passkeys", ())
        if type(form) is int and form != (2 if passkeys else 1):
            raise RefusedError("a newer Moorings made this vault")
        shape = PAGE | {"door": 32 if page["door"] else 0}
        self.told = shaped(page, shape | (PASSKEYS if passkeys else {}))
        if canonical(page).encode() != written:
            raise ValueError

    def by_passphrase(self, typed: str) -> bytes:
        """Give the vault key for a passphrase."""
        stretching, commitment, sealed = self.told["passphrase"].values()
        stretched = stretch(typed, *stretching.values())
        if not hmac.compare_digest(hkdf(stretched, b"commit"), commitment):
            raise RefusedError("that is not the passphrase")
        written = canonical(self.page["passphrase"]["stretching"])
        context = self.bound(b"passphrase", written.encode())
        return open_sealed(hkdf(stretched, b"wrap"), sealed, context)

    def by_code(self, typed: str) -> bytes:
        """Give the vault key for a recovery code."""
        salt, public, sealed = self.told["recovery"].values()
        private = hkdf(letters(typed), b"recovery" + self.told["vault"], salt)
        if not hmac.compare_digest(bindings.crypto_scalarmult_base(private), public):
            raise RefusedError("that is not the recovery code")
        return open_box(private, sealed, self.bound(b"recovery", salt, public))

    def bound(self, label: bytes, *parts: bytes) -> bytes:
        """Say what a sealed part of this page is bound to."""
        return b"\x00".join((PREFIX + label, self.told["vault"], *parts))


class Reader:
    """What can be read of a vault, and what is damaged (sections 5 to 9)."""

    def __init__(self, page: Page, vault_key: bytes) -> None:
        unsigned = canonical(page.page | {"mac": ""}).encode()
        known = mac(hkdf(vault_key, b"header"), unsigned)
        if not hmac.compare_digest(known, page.told["mac"]):
            raise ValueError
        keyring = open_sealed(vault_key, page.told["keyring"], page.bound(b"keyring"))
        inside = json.loads(keyring)
        boxes = [inside["source"], inside["box"], *inside.get("former_boxes", ())]
        roots = {int(n): shaped(root, 32) for n, root in inside["epochs"].items()}
        self.vault, self.person = page.told["vault"], page.told["person"]
        self.boxes, self.newest = shaped(boxes, [32])[1:], max(roots)
        uses = (b"record", b"chain", b"item")
        self.keys = {u: {n: mac(r, u, b"\x01") for n, r in roots.items()} for u in uses}
        self.damaged: list[str] = []

    def rows(self, database: sqlite3.Connection, table: str) -> list[Any]:
        """Read a table as far as it can be read."""
        found: list[Any] = []
        try:
            query = f"SELECT {TABLES[table]} FROM {table} WHERE owner = ?"
            found.extend(database.execute(query, [self.vault]))
        except sqlite3.Error:
            self.damaged.append(f"{table}: the rest cannot be read")
        return found

    def tried(self, name: str, opener: Any, *parts: Any) -> list[Any]:
        """Give what opens and can be read; what does not, is named."""
        with suppress(*BROKEN):
            return [json.loads(opener(*parts))]
        self.damaged.append(f"{name}: it does not open")
        return []

    def records(self, rows: list[Any], head: list[Any]) -> list[Any]:
        """Read the records in their order, and judge the chain (sections 6 and 7)."""
        found: list[Any] = []
        empty, before, last = {}, b"", 0
        rows.sort(key=lambda row: row[2])
        for record, body, position, link in rows:
            name = f"record {record.hex()} at {position}"
            whole = len(link) == LINK.size and len(record) == 16 and position > 0
            epoch, schema, digest, stated = LINK.unpack(link if whole else bytes(68))
            at = (record, max(position, 0), epoch, schema)
            place = PLACE.pack(1, self.vault, self.person, *at)
            chain = self.keys[b"chain"].get(epoch, b"")
            follows = chain and mac(chain, before, place, digest) == stated
            if position != last + 1 or not follows:
                self.damaged.append(f"{name}: it does not follow the one before")
            before, last = link[36:] if len(link) == LINK.size else b"", position
            if body is None:
                empty[record.hex()] = name
            else:
                found += self.tried(name, self.record, epoch, place, digest, body)
        if [last, rows[-1][3] if rows else b""] != head:
            self.damaged.append("the end of the vault is missing")
        said = [e for e in found if isinstance(e, dict) and e.get("kind") == "erasure"]
        erased = {of for each in said for of in each.get("of", ())}
        lost = [name for record, name in empty.items() if record not in erased]
        self.damaged += [f"{name}: it is empty, and was not erased" for name in lost]
        return found

    def record(self, epoch: int, place: bytes, digest: bytes, body: bytes) -> bytes:
        """Open one record at its place."""
        if hashlib.sha256(body).digest() != digest:
            raise ValueError
        key = mac(self.keys[b"record"][epoch], place, b"\x01")
        return open_sealed(key, body, place)

    def item(self, label: str, item: bytes, stored: bytes) -> bytes:
        """Open a draft, or a picture and write it as base64 (section 8)."""
        root, id_ = self.keys[b"item"][int.from_bytes(stored[:2])], item + stored[:2]
        context = label.encode() + b"\x00" + self.vault + self.person + id_
        found = open_sealed(mac(root, context, b"\x01"), stored[2:], context)
        return b'"%b"' % base64.b64encode(found) if label == "blobs" else found

    def boxed(self, _: str, item: bytes, stored: bytes) -> bytes:
        """Open what was noted while the vault was locked (section 9)."""
        context = b"box\x00" + self.vault + item + b"\x00\x01"
        for private in self.boxes:
            with suppress(*BROKEN):
                return open_box(private, stored, context)
        raise ValueError

    def shelf(self, label: str, rows: list[Any], opener: Any) -> dict[str, Any]:
        """Open everything of one table, each by its id."""
        return {
            item.hex(): told
            for item, body in rows
            for told in self.tried(f"{label} {item.hex()}", opener, label, item, body)
        }


def laid_out(source: Path, folder: Path) -> sqlite3.Connection:
    """Copy a vault or a backup into a folder, and open it there (sections 1 and 13)."""
    for file in source.glob("vault.db*"):
        shutil.copyfile(file, folder / file.name)
    if source.is_file():
        content = source.read_bytes()
        digest = hashlib.sha256(content[:-50] + SEAL).digest()
        if not content.startswith(SQLITE) or content[-50:] != SEAL + digest:
            raise RefusedError("this is no backup, or it was cut or changed")
        Path(folder, "vault.db").write_bytes(content)
    return sqlite3.connect(folder / "vault.db")


def read(source: Path, secret: str, *, code: bool = False) -> dict[str, Any]:
    """Open everything of a vault or a backup. Raises `RefusedError`."""
    with (
        TemporaryDirectory() as name,
        closing(laid_out(source, Path(name))) as database,
    ):
        try:
            ((written, *head),) = database.execute(f"SELECT {HEAD} FROM header")
            page = Page(written)
            key = page.by_code(secret) if code else page.by_passphrase(secret)
            reader = Reader(page, key)
        except (sqlite3.Error, *BROKEN) as error:
            raise RefusedError("the first page is damaged, or not there") from error
        rows = {table: reader.rows(database, table) for table in TABLES}
    # A parcel for somebody else is no picture, and opens for nobody here (section 12).
    pictures = [row for row in rows["blobs"] if (row[1] or b"")[:2] != b"\x01\x03"]
    return {
        "records": reader.records(rows["records"], head),
        "drafts": reader.shelf("drafts", rows["drafts"], reader.item),
        "blobs": reader.shelf("blobs", pictures, reader.item),
        "inbox": reader.shelf("inbox", rows["inbox"], reader.boxed),
        "damaged": reader.damaged,
    }


def main() -> int:
    """Ask for the secret, and print what it opens."""
    parser = argparse.ArgumentParser(description="Open a Moorings vault or backup.")
    parser.add_argument("source", type=Path, help="a vault's folder, or a backup")
    parser.add_argument("--code", action="store_true", help="ask for the recovery code")
    told = parser.parse_args()
    try:
        bindings.crypto_aead_aes256gcm_encrypt(b"", b"", bytes(12), bytes(32))
        secret = getpass.getpass("Recovery code: " if told.code else "Passphrase: ")
        everything = read(told.source, secret, code=told.code)
    except (RefusedError, CryptoError, OSError) as error:
        print(f"Nothing was opened: {error}.", file=sys.stderr)
        return 1
    print(json.dumps(everything, indent=1))
    sys.stderr.writelines(f"{each}\n" for each in everything["damaged"])
    return 2 if everything["damaged"] else 0


if __name__ == "__main__":
    sys.exit(main())
