"""What becomes of the bytes of a file on a disk that goes bad."""

from collections.abc import Callable
from random import Random
from typing import Final, NamedTuple, TypeAlias

SECTOR, PAGE = 512, 4096


class Whole(NamedTuple):
    """A file as it should be, and as it once was."""

    content: bytes
    older: bytes


Fault: TypeAlias = Callable[[Random, Whole], bytes]


def one_bit(chance: Random, whole: Whole) -> bytes:
    at = chance.randrange(len(whole.content))
    return put(whole.content, at, bytes([whole.content[at] ^ 1 << chance.randrange(8)]))


def one_byte(chance: Random, whole: Whole) -> bytes:
    at = chance.randrange(len(whole.content))
    other = whole.content[at] ^ chance.randrange(1, 256)
    return put(whole.content, at, bytes([other]))


def zeros(chance: Random, whole: Whole) -> bytes:
    return put(whole.content, somewhere(chance, whole, SECTOR), bytes(SECTOR))


def noise(chance: Random, whole: Whole) -> bytes:
    at = somewhere(chance, whole, SECTOR)
    return put(whole.content, at, chance.randbytes(SECTOR))


def older_page(chance: Random, whole: Whole) -> bytes:
    at = somewhere(chance, whole, PAGE)
    return put(whole.content, at, whole.older[at : at + PAGE])


def cut_short(chance: Random, whole: Whole) -> bytes:
    return whole.content[: chance.randrange(len(whole.content))]


#: What can befall any file, by the name under which it is counted.
FAULTS: Final[dict[str, Fault]] = {
    "one bit": one_bit,
    "one byte": one_byte,
    "512 zeros": zeros,
    "512 of noise": noise,
    "older page": older_page,
    "cut short": cut_short,
}


def put(content: bytes, at: int, piece: bytes) -> bytes:
    """Write a piece over what stands there; the file grows no longer by it."""
    return (content[:at] + piece + content[at + len(piece) :])[: len(content)]


def somewhere(chance: Random, whole: Whole, step: int) -> int:
    """Draw the beginning of a sector or a page."""
    return chance.randrange(0, len(whole.content), step)


def differing(before: bytes, after: bytes) -> range:
    """Give where two files differ, from the first byte to the last."""
    if len(before) != len(after):
        return range(min(len(before), len(after)), len(before))
    if before == after:
        return range(0)
    sectors = range(0, len(before), SECTOR)
    apart = [n for n in sectors if before[n : n + SECTOR] != after[n : n + SECTOR]]
    near = range(apart[0], min(apart[-1] + SECTOR, len(before)))
    found = [at for at in near if before[at] != after[at]]
    return range(found[0], found[-1] + 1)
