"""Spoiling: what is whole, made wrong in every way a file or a message can be wrong."""

import json
import re
from collections.abc import Callable
from random import Random
from typing import Any, Final, TypeAlias

from campaigns.fuzzing_zips import looks_packed, packed, unpacked

Way: TypeAlias = Callable[[Random, bytes, bytes], bytes]

#: How often a spoilt thing is spoilt once more.
TIMES: Final = (1, 1, 1, 2, 3, 5)
#: Nothing grows beyond this, or a campaign would only measure memory.
LARGEST: Final = 300_000
DEEP: Final = 3_000
#: How often a change goes further down.
DOWN: Final = 0.8
#: Bytes that readers stumble over.
ODD: Final[tuple[bytes, ...]] = (
    *(b"\0", b"\xff", b"\x80", b"\xc0\x80", b"\xed\xa0\x80", b"\xef\xbb\xbf"),
    *(b"\\u0000", b"\\ud800", b"\\udc00\\ud800", b"\\", b'"', b"'", b",", b";", b"\r"),
    *(b"NaN", b"-Infinity", b"1e999", b"-0", b"9" * 400, b"0x10", b"true", b"null"),
    *(b"0001-01-01", b"9999-12-31T23:59:59+14:00", b"0000-00-00", b"24:00", b"+99:99"),
    *(b"{", b"}", b"[", b"]", b"<", b"]]>", b"<!--", b"&amp;", b"%s", b"{0}", b"---\n"),
    *(b"\xf0\x9f\x91\xa9\xe2\x80\x8d", b"\xe2\x80\xae", b"\xe2\x80\xa8", b"\x1b[2J"),
)
#: Values that stand where another kind of value was expected.
VALUES: Final[tuple[Any, ...]] = (
    *(None, True, False, 0, -1, 2**31, 2**63, 2**64, 10**400, 1.5, 1e308, "", " "),
    *("\0", "\ud800", "x" * 10_000, "9999-12-31", "0001-01-01T00:00:00-14:00"),
    *("0" * 32, "..", "2026-02-30", "25:61", "=1+1", [], {}, [[]], {"": None}),
)
_NUMBER: Final = re.compile(rb"\d+")
ENCODINGS: Final = ("utf-16", "utf-16-be", "utf-8-sig", "cp1252", "utf-32", "utf-7")


def spoilt(chance: Random, content: bytes, other: bytes) -> bytes:
    """Spoil a file; `other` is another one, of which parts may come in."""
    for _ in range(chance.choice(TIMES)):
        content = chance.choice(_ways(content))(chance, content, other)[:LARGEST]
    return content


def noise(chance: Random) -> bytes:
    """Give what never was a file: any bytes, or odd ones in a row."""
    if chance.random() < 1 / 2:
        return chance.randbytes(chance.randrange(200))
    return b"".join(chance.choices(ODD, k=chance.randrange(1, 20)))


# --- any bytes ----------------------------------------------------------------------


def flip(chance: Random, content: bytes, _: bytes) -> bytes:
    """Turn one bit."""
    if not content:
        return content
    at = chance.randrange(len(content))
    return (
        content[:at]
        + bytes([content[at] ^ 1 << chance.randrange(8)])
        + content[at:][1:]
    )


def cut(chance: Random, content: bytes, _: bytes) -> bytes:
    """Let the end be missing."""
    return content[: chance.randrange(len(content) + 1)]


def leave_out(chance: Random, content: bytes, _: bytes) -> bytes:
    """Let a piece be missing."""
    begins, ends = _piece(chance, content)
    return content[:begins] + content[ends:]


def double(chance: Random, content: bytes, _: bytes) -> bytes:
    """Let a piece come again, once or often."""
    begins, ends = _piece(chance, content)
    return (
        content[:ends]
        + content[begins:ends] * chance.choice((1, 1, 7))
        + content[ends:]
    )


def splice(chance: Random, content: bytes, other: bytes) -> bytes:
    """Put a piece of another file in the place of one of its own."""
    begins, ends = _piece(chance, content)
    first, last = _piece(chance, other)
    return content[:begins] + other[first:last] + content[ends:]


def put_in(chance: Random, content: bytes, _: bytes) -> bytes:
    """Put bytes in that readers stumble over."""
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(ODD) + content[at:]


def renumber(chance: Random, content: bytes, _: bytes) -> bytes:
    """Make a number of it another one."""
    found = list(_NUMBER.finditer(content))
    if not found:
        return content
    number = chance.choice(found)
    new = chance.choice((b"0", b"-1", b"1e9", b"9" * 20, b"9" * 5_000, b"00", b"2.5"))
    return content[: number.start()] + new + content[number.end() :]


def deepen(chance: Random, content: bytes, _: bytes) -> bytes:
    """Put a very deep nest in."""
    opening, closing = chance.choice(
        ((b"[", b"]"), (b'{"a":', b"}"), (b"<a>", b"</a>"))
    )
    at = chance.randrange(len(content) + 1)
    return content[:at] + opening * DEEP + b"1" + closing * DEEP + content[at:]


def recode(chance: Random, content: bytes, _: bytes) -> bytes:
    """Write the same words in another alphabet."""
    text = content.decode("utf-8", "replace")
    return text.encode(chance.choice(ENCODINGS), "replace")


def _piece(chance: Random, content: bytes) -> tuple[int, int]:
    begins = chance.randrange(len(content) + 1)
    return begins, min(len(content), begins + chance.choice((1, 4, 30, 500)))


PLAIN: Final[tuple[Way, ...]] = (
    *(flip, flip, cut, leave_out, double, splice, put_in, put_in, renumber, recode),
    deepen,
)

# --- what has a shape ---------------------------------------------------------------


def reshape(chance: Random, content: bytes, _: bytes) -> bytes:
    """Change one value, name or member of a JSON text, so that it stays JSON."""
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return content
    written = json.dumps(_changed(chance, told), ensure_ascii=chance.random() < 1 / 2)
    return written.encode("utf-8", "replace")


def name_twice(chance: Random, content: bytes, _: bytes) -> bytes:
    """Let a name stand twice in an object."""
    begins = [found.start() for found in re.finditer(rb"\{", content)]
    named = re.findall(rb'"[^"\\]{0,40}"\s*:', content)
    if not (begins and named):
        return content
    at, value = chance.choice(begins) + 1, chance.choice((b"1", b'""', b"[]", b"{}"))
    twice = b"".join((chance.choice(named), value, b","))
    return content[:at] + twice + content[at:]


def repack(chance: Random, content: bytes, other: bytes) -> bytes:
    """Spoil what lies in a zip, and pack it again as if nothing were wrong."""
    members = unpacked(content)
    if not members:
        return content
    at = chance.randrange(len(members))
    name, inside = members[at]
    members[at] = name, spoilt(chance, inside, other)[: LARGEST // 4]
    return packed(chance, members)


def _changed(chance: Random, told: object) -> object:
    """Go down to some value, and let another stand there."""
    match told:
        case [*inside] if inside and chance.random() < DOWN:
            at = chance.randrange(len(inside))
            changed = _changed(chance, inside[at])
            there = [*inside[:at], changed, *inside[at + 1 :]]
            return chance.choice((there, there, [*inside, changed], inside * 2))
        case dict() if told and chance.random() < DOWN:
            name = chance.choice([*told])
            rest = {each: told[each] for each in told if each != name}
            other = {**told, name: _changed(chance, told[name])}
            return chance.choice((other, other, {**rest, f"{name}s": told[name]}, rest))
        case _:
            return chance.choice(VALUES)


def _ways(content: bytes) -> tuple[Way, ...]:
    if looks_packed(content):
        return (repack, repack, repack, *PLAIN[:6])
    if content[:1] in {b"{", b"["}:
        return (reshape, reshape, reshape, name_twice, *PLAIN)
    return PLAIN
