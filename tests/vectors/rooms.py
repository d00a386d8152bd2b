"""Vectors of sealed rooms: the door, what stands behind it, and what must stay shut."""

from typing import Any

from tests.vectors.pieces import ITEM, WRONGLY_PADDED, Vectors
from tests.vectors.primitives import drawn, flipped, hkdf, opens, refused, seal_raw
from tests.vectors.primitives import padded as whole

SALT, STRETCHED, ROOM = drawn("room salt", 16), drawn("stretched"), drawn("room key")


def item(
    key: bytes, use: bytes, inside: bytes, name: bytes = ITEM, salt: bytes = SALT
) -> bytes:
    """Give an item of section 14; `inside` is padded already."""
    context = b"\0".join((b"moorings/1/room", use, name, salt))
    tag = hkdf(key, b"room/tag/" + use + name)
    body = seal_raw(hkdf(key, b"room/" + use + name), inside, context, use.decode())
    return b"\x01" + salt + tag + body


def rooms() -> Vectors:
    """Give section 14."""
    door = {"use": "door", "key": STRETCHED, "item": ITEM}
    page = {"use": "page", "key": ROOM, "item": ITEM}
    way_in = item(STRETCHED, b"door", whole(ROOM))
    words = item(ROOM, b"page", whole(b"words"))
    yield opens("a door", {"message": ROOM}, **door, sealed=way_in)
    yield opens("a page", {"message": b"words"}, **page, sealed=words)
    for letters in (0, 600):
        message = b"w" * letters
        sealed = item(ROOM, b"page", whole(message))
        yield opens(f"{letters} letters", {"message": message}, **page, sealed=sealed)
    for told, given, sealed in (("door", door, way_in), ("page", page, words)):
        yield from spoilt_in_each_part(told, given, sealed)
    swapped = item(STRETCHED, b"page", whole(ROOM))
    yield refused("a page for a door", "shut", **door, sealed=swapped)
    back = page | {"sealed": item(ROOM, b"door", whole(b"words"))}
    yield refused("a door for a page", "shut", **back)
    short = door | {"sealed": item(STRETCHED, b"door", whole(ROOM[:31]))}
    yield refused("a door of 31 bytes", "shut", **short)
    for name, inside in WRONGLY_PADDED.items():
        spoilt = item(ROOM, b"page", inside)
        yield refused(f"page, padding: {name}", "shut", **page, sealed=spoilt)


def spoilt_in_each_part(told: str, given: dict[str, Any], sealed: bytes) -> Vectors:
    """Change an item in every part of it, and what it is opened with."""
    for at in (0, 1, 16, 17, 48, 49, 60, 61, 200, len(sealed) - 1):
        changed = flipped(sealed, at, 1 << at % 8)
        yield refused(f"{told}: byte {at}", "shut", **given, sealed=changed)
    for length in (0, 1, 17, 49, 61, 76, len(sealed) - 1):
        cut = given | {"sealed": sealed[:length]}
        yield refused(f"{told}: cut to {length}", "shut", **cut)
    longer = given | {"sealed": sealed + b"\0"}
    yield refused(f"{told}: one byte more", "shut", **longer)
    other = given | {"item": drawn("another item", 16)}
    yield refused(f"{told}: another id", "shut", **other, sealed=sealed)
    foreign = given | {"key": drawn("another key")}
    yield refused(f"{told}: another key", "shut", **foreign, sealed=sealed)
    newer = given | {"sealed": b"\x02" + sealed[1:]}
    yield refused(f"{told}: another form", "shut", **newer)
    moved = sealed[:1] + drawn("another salt", 16) + sealed[17:]
    yield refused(f"{told}: another salt", "shut", **given, sealed=moved)
