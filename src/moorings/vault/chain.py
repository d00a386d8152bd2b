"""The chain: each record is bound to its place and linked to the one before it."""

from struct import Struct
from typing import Generic, NamedTuple, TypeAlias, TypeVar

FORMAT = 1
_BOUND = Struct(">B16s16s16sQHH")
_LINK = Struct(">HH32s32s")


class Link(NamedTuple):
    """One link: under which epoch and schema, which bytes, after what.

    It outlives the sealed bytes: an erased record keeps its link, and the chain holds.
    """

    epoch: int
    schema: int
    digest: bytes
    mac: bytes

    def pack(self) -> bytes:
        """Write the link as 68 bytes."""
        return _LINK.pack(*self)

    @classmethod
    def unpack(cls, written: bytes) -> "Link":
        """Read a link; bytes of another length give one that follows nothing."""
        return cls._make(unpacked(written))


def unpacked(link: bytes) -> tuple[int, int, bytes, bytes]:
    """Read a link's four parts as they are: asked for at every record of a vault."""
    if len(link) != _LINK.size:
        return (0, 0, b"", b"")
    epoch, schema, digest, mac = _LINK.unpack(link)
    return epoch, schema, digest, mac


#: A sealed record as storage hands it over: position, id, link and body. Erased, it has
#: no body any more.
Sealed: TypeAlias = tuple[int, bytes, bytes, bytes | None]
Row = TypeVar("Row", bound=Sealed)


class Opened(NamedTuple, Generic[Row]):
    """What a row held. Without a message its body is erased or does not open.

    `follows` says that the row continues the one before it: nothing was put in, taken
    out, swapped or changed between the two.
    """

    row: Row
    message: bytes | None
    follows: bool


def bound(
    vault: bytes, person: bytes, record: bytes, position: int, epoch: int, schema: int
) -> bytes:
    """Write down where a record stands: the context of its seal."""
    return _BOUND.pack(FORMAT, vault, person, record, position, epoch, schema)
