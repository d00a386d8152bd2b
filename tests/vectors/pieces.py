"""Vectors of single pieces: seals, boxes, derived keys, items, backups."""

import hashlib
import struct
from collections.abc import Iterator
from typing import Any, TypeAlias

from tests.vectors.primitives import (
    agreed,
    box,
    drawn,
    flipped,
    hkdf,
    mac,
    opens,
    padded,
    public_of,
    refused,
    seal,
    seal_raw,
    stretch,
)

Vectors: TypeAlias = Iterator[dict[str, Any]]

KEY, CONTEXT = drawn("a key"), b"where it stands"
VAULT, PERSON, ITEM = drawn("vault", 16), drawn("person", 16), drawn("item", 16)
ROOTS = {1: drawn("root 1"), 2: drawn("root 2")}
PRIVATE, FORMER = drawn("box"), drawn("former box")
PRIME = 2**255 - 19
#: Points whose multiples are few: with them everybody agrees on nought.
FEW = {
    "nought": 0,
    "one": 1,
    "of order eight": int.from_bytes(
        bytes.fromhex(
            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"
        ),
        "little",
    ),
    "the other of order eight": int.from_bytes(
        bytes.fromhex(
            "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"
        ),
        "little",
    ),
    "the prime less one": PRIME - 1,
    "the prime": PRIME,
    "the prime and one": PRIME + 1,
}


def sealing() -> Vectors:
    """Give section 3."""
    given = {"key": KEY, "context": CONTEXT}
    for name, message in {
        "no words": b"",
        "a few words": b"words",
        "as many as fit": b"w" * 252,
        "one more than fit": b"w" * 253,
        "nothing but zeros": bytes(40),
    }.items():
        sealed = seal(KEY, message, CONTEXT, name)
        yield opens(name, {"message": message}, **given, sealed=sealed)
    bare = seal(KEY, b"words", b"", "no context")
    yield opens("no context", {"message": b"words"}, key=KEY, context=b"", sealed=bare)
    sealed, other = seal(KEY, b"words", CONTEXT), seal(KEY, b"other", CONTEXT, "other")
    for at in (0, 5, 11, 12, 15, 16, 100, 267, 268, 275, 283):
        changed = flipped(sealed, at, 1 << at % 8)
        yield refused(f"byte {at} changed", "shut", **given, sealed=changed)
    for length in (0, 1, 11, 12, 13, 27, 28, 32, 267, 279, 283):
        yield refused(f"cut to {length}", "shut", **given, sealed=sealed[:length])
    for name, changed in {
        "one byte more": sealed + b"\0",
        "one byte more in front": b"\0" + sealed,
        "the nonce of another": other[:12] + sealed[12:],
        "the tag of another": sealed[:-16] + other[-16:],
        "without its nonce": sealed[12:],
        "twice": sealed * 2,
    }.items():
        yield refused(name, "shut", **given, sealed=changed)
    for name, key, context in (
        ("another key", drawn("another key"), CONTEXT),
        ("a key of one bit less", flipped(KEY, 31, 0x80), CONTEXT),
        ("another place", KEY, b"somewhere else"),
        ("no place", KEY, b""),
        ("a longer place", KEY, CONTEXT + b"\0"),
    ):
        yield refused(name, "shut", key=key, context=context, sealed=sealed)
    for name, inside in WRONGLY_PADDED.items():
        spoilt = seal_raw(KEY, inside, CONTEXT, name)
        yield refused(f"padding: {name}", "shut", **given, sealed=spoilt)


WRONGLY_PADDED = {
    "none at all": b"",
    "no room for a length": bytes(3),
    "a length and no more": bytes(4),
    "no multiple of 256": padded(b"words")[:-1],
    "one byte too many": padded(b"words") + b"\0",
    "one step too many": padded(b"words") + bytes(256),
    "one step too few": padded(b"w" * 253)[:256],
    "the last byte is not zero": flipped(padded(b"words"), 255),
    "the first byte is not zero": flipped(padded(b"words"), 9, 0x80),
    "a length that leaves some out": struct.pack(">I", 4) + padded(b"words")[4:],
    "a length beyond the end": struct.pack(">I", 253) + padded(b"w" * 252)[4:],
    "the longest length": b"\xff" * 4 + padded(b"words")[4:],
    "a length written backwards": b"\x05\0\0\0" + padded(b"words")[4:],
}


def boxes() -> Vectors:
    """Give the box of section 9."""
    given = {"private": PRIVATE, "context": CONTEXT}
    public = public_of(PRIVATE)
    stored = box(public, b"words", CONTEXT)
    yield opens("a few words", {"message": b"words"}, **given, stored=stored)
    long = box(public, b"w" * 600, CONTEXT, "long")
    yield opens("many words", {"message": b"w" * 600}, **given, stored=long)
    for at in (0, 15, 31, 32, 43, 44, 150, 315):
        yield refused(f"byte {at} changed", "shut", **given, stored=flipped(stored, at))
    for length in (0, 1, 31, 32, 44, 60, 315):
        yield refused(f"cut to {length}", "shut", **given, stored=stored[:length])
    yield refused("one byte more", "shut", **given, stored=stored + b"\0")
    yield refused("the sender's spare bit", "shut", **given, stored=spare_bit(stored))
    yield refused("to itself", "shut", **given, stored=public + stored[32:])
    for name, point in FEW.items():
        for spare in (0, 1):
            sender = (point | spare << 255).to_bytes(32, "little")
            key = hkdf(bytes(32), b"box" + sender + public)
            forged = sender + seal(key, b"words", CONTEXT, name)
            told = f"sender is {name}" + ", with the spare bit" * spare
            yield refused(told, "shut", **given, stored=forged)
    foreign = drawn("another box")
    yield refused(
        "another key", "shut", private=foreign, context=CONTEXT, stored=stored
    )
    yield refused("elsewhere", "shut", private=PRIVATE, context=b"", stored=stored)
    for name, label in (("no label", b""), ("another label", b"mailbox")):
        sender, ephemeral = public_of(drawn(name)), drawn(name)
        key = hkdf(agreed(ephemeral, public), label + sender + public)
        wrong = sender + seal(key, b"words", CONTEXT, name)
        yield refused(f"a key derived with {name}", "shut", **given, stored=wrong)
    sender, ephemeral = public_of(drawn("raw")), drawn("raw")
    raw = sender + seal(agreed(ephemeral, public), b"words", CONTEXT, "raw")
    yield refused("a key not derived at all", "shut", **given, stored=raw)


def spare_bit(stored: bytes) -> bytes:
    """Set the bit that X25519 does not look at: the same point, in other bytes."""
    return flipped(stored, 31, 0x80)


def derivation() -> Vectors:
    """Give keys from secrets, as at the head of the page."""
    for secret, label, salt in (
        (b"secret", b"wrap", b""),
        (b"secret", b"commit", b""),
        (b"secret", b"wrap", b"salt"),
        (b"", b"", b""),
        (drawn("long", 100), b"recovery" + VAULT, drawn("salt", 16)),
    ):
        told = {"key": hkdf(secret, label, salt)}
        name = f"HKDF {label[:8]!r}, {len(salt)} bytes of salt"
        yield opens(name, told, secret=secret, label=label, salt=salt)
    for key in (b"", b"key", b"k" * 64, b"k" * 65):
        told = {"mac": mac(key, b"message")}
        yield opens(f"HMAC of {len(key)} bytes", told, key=key, message=b"message")


SALT = drawn("stretching", 16)


def stretching() -> Vectors:
    """Give Argon2id within its bounds, and what lies outside."""
    for name, typed, numbers in (
        ("as little as may be", "six words make a passphrase", (19_456, 1, 1)),
        ("two passes", "six words make a passphrase", (19_456, 2, 1)),
        ("two lanes", "six words make a passphrase", (19_456, 1, 2)),
        ("eight lanes", "six words make a passphrase", (19_457, 1, 8)),
        ("more memory", "six words make a passphrase", (20_001, 1, 1)),
        ("no words", "", (19_456, 1, 1)),
        ("beyond ASCII", "caf\u00e9 \u732b \U0001f319", (19_456, 1, 1)),
    ):
        told = {"stretched": stretch(typed, *numbers, SALT)}
        yield opens(name, told, typed=typed, numbers=numbers, salt=SALT)
    plain = stretch("two caf\u00e9s", 19_456, 1, 1, SALT)
    for typed in (
        "  two   caf\u00e9s ",
        "two\tcafe\u0301s\n",
        "two\u00a0caf\u00e9s\u3000",
        "\uff54\uff57\uff4f\u2003caf\u00e9s",
        "two\u2028caf\u00e9s\x1f\x85",
    ):
        given = {"typed": typed, "numbers": (19_456, 1, 1), "salt": SALT}
        yield opens(f"typed as {typed!a}", {"stretched": plain}, **given)
    for numbers in (
        *((0, 1, 1), (8, 1, 1), (19_455, 1, 1), (1_048_577, 1, 1), (2**31, 1, 1)),
        *((2**62, 1, 1), (-1, 1, 1), (19_456, 0, 1), (19_456, 17, 1)),
        *((19_456, -1, 1), (19_456, 1, 0), (19_456, 1, 9), (19_456, 1, -1)),
    ):
        given = {"typed": "words", "numbers": numbers, "salt": SALT}
        yield refused(f"bounds: {numbers}", "damaged", **given)
    for salt in (b"", SALT[:15], SALT + b"\0", SALT * 2):
        given = {"typed": "words", "numbers": (19_456, 1, 1), "salt": salt}
        yield refused(f"a salt of {len(salt)}", "damaged", **given)


def codes() -> Vectors:
    """Give recovery codes as they may be typed."""
    meant = b"01ABCDEFGHJKMNPQRSTVWXYZ23"
    for typed in (
        "01ABC-DEFGH-JKMNP-QRSTV-WXYZ2-3",
        "01abcdefghjkmnpqrstvwxyz23",
        " oi abc defgh jkmnp qrstv wxyz2 3.",
        "OLABC\u2013DEFGH\u2013JKMNP\u2013QRSTV\u2013WXYZ2\u20133\n",
    ):
        yield opens(f"typed as {typed!a}", {"letters": meant}, typed=typed)
    for typed in (
        "",
        "-" * 26,
        meant[:25].decode(),
        meant.decode() + "0",
        "U" + meant[1:].decode(),
        meant[:25].decode() + "\u00e9",
        meant.decode() + "\u00e9",
        meant[:25].decode() + "\uff13",
    ):
        yield refused(f"typed as {typed!a}", "wrong code", typed=typed)


def item_of(label: bytes, item: bytes, message: bytes, epoch: int, what: str) -> bytes:
    written = struct.pack(">H", epoch)
    context = label + b"\0" + VAULT + PERSON + item + written
    key = mac(mac(ROOTS[epoch], b"item\x01"), context, b"\x01")
    return written + seal(key, message, context, what)


def items() -> Vectors:
    """Give drafts and blobs, section 8."""
    given: dict[str, Any] = {"vault": VAULT, "person": PERSON, "epochs": told_roots()}
    stored = item_of(b"drafts", ITEM, b"words", 2, "draft")
    draft = given | {"label": "drafts", "item": ITEM}
    yield opens("a draft", {"message": b"words"}, **draft, stored=stored)
    blob = item_of(b"blobs", ITEM, b"\x89PNG" * 90, 1, "blob")
    pictured = given | {"label": "blobs", "item": ITEM, "stored": blob}
    yield opens(
        "a picture of an earlier epoch", {"message": b"\x89PNG" * 90}, **pictured
    )
    for at in (0, 1, 2, 13, 14, 150, 285):
        yield refused(f"byte {at} changed", "shut", **draft, stored=flipped(stored, at))
    for length in (0, 1, 2, 14, 30, 285):
        yield refused(f"cut to {length}", "shut", **draft, stored=stored[:length])
    swapped = b"\x00\x01" + stored[2:]
    yield refused("under another epoch", "shut", **draft, stored=swapped)
    changes: dict[str, dict[str, Any]] = {
        "under another name": {"item": drawn("another", 16)},
        "as a picture": {"label": "blobs"},
        "in another vault": {"vault": drawn("another", 16)},
        "of another person": {"person": drawn("another", 16)},
        "vault and person swapped": {"vault": PERSON, "person": VAULT},
        "its epoch is not known": {"epochs": {"1": ROOTS[1]}},
        "the roots are swapped": {"epochs": {"1": ROOTS[2], "2": ROOTS[1]}},
    }
    for name, change in changes.items():
        yield refused(name, "shut", **(draft | change), stored=stored)


def told_roots() -> dict[str, bytes]:
    return {str(epoch): root for epoch, root in ROOTS.items()}


def inbox() -> Vectors:
    """Give what was noted while locked, section 9."""
    context = b"box\0" + VAULT + ITEM + b"\0\x01"
    given: dict[str, Any] = {"vault": VAULT, "boxes": [PRIVATE, FORMER], "item": ITEM}
    now = box(public_of(PRIVATE), b'{"a":1}', context, "now")
    before = box(public_of(FORMER), b'{"a":2}', context, "before")
    yield opens("to the box", {"message": b'{"a":1}'}, **given, stored=now)
    yield opens("to the one before", {"message": b'{"a":2}'}, **given, stored=before)
    for name, stored, change in (
        ("to nobody's box", now, {"boxes": [drawn("another box")]}),
        ("to a box from before that is gone", before, {"boxes": [PRIVATE]}),
        ("for another vault", now, {"vault": drawn("another", 16)}),
        ("under another name", now, {"item": drawn("another", 16)}),
        ("changed", flipped(now, 100), {}),
        ("cut", now[:-1], {}),
        ("empty", b"", {}),
    ):
        yield refused(name, "shut", **(given | change), stored=stored)
    later = b"box\0" + VAULT + ITEM + b"\0\x02"
    wrong = box(public_of(PRIVATE), b"{}", later, "later")
    yield refused("of another schema", "shut", **given, stored=wrong)


def backups() -> Vectors:
    """Give the seal of section 13."""
    body = b"SQLite format 3\0" + drawn("pages", 200)
    whole = with_seal(body)
    yield opens("a backup", {"length": len(body)}, content=whole)
    yield opens("the shortest", {"length": 16}, content=with_seal(body[:16]))
    for at in (16, 100, 215, 234, len(whole) - 1):
        changed = flipped(whole, at)
        yield refused(f"byte {at} changed", "changed", content=changed)
    for at in (216, 225, 231):
        changed = flipped(whole, at)
        yield refused(f"byte {at} of the word changed", "cut", content=changed)
    for name, why, content in (
        ("cut by a byte", "cut", whole[:-1]),
        ("without a seal", "cut", body),
        ("one byte more", "cut", whole + b"\0"),
        ("one byte less before the seal", "changed", body[:-1] + whole[-50:]),
        ("a seal of another", "changed", body + with_seal(body[:-1])[-50:]),
        ("no database", "no backup", with_seal(b"SQLite format 4\0" + body[16:])),
        ("nothing", "no backup", b""),
        ("the seal alone", "no backup", whole[-50:]),
        ("of a later form", "newer backup", with_seal(body, 2)),
        ("a digest without the form", "changed", body + whole[-50:-32] + bare(body)),
    ):
        yield refused(name, why, content=content)


def with_seal(body: bytes, form: int = 1) -> bytes:
    seal_ = struct.pack(">16sH", b"moorings backup\n", form)
    return body + seal_ + hashlib.sha256(body + seal_).digest()


def bare(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()
