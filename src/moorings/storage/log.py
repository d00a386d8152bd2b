"""What any storage backend must do: keep sealed bytes in order, all or nothing."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol, TypeAlias

from moorings.errors import MooringsError

#: Seals a record for the place it is about to get: (position, link before) to
#: (body, link). Storage calls it inside its own transaction and learns nothing.
Seal: TypeAlias = Callable[[int, bytes], tuple[bytes, bytes]]


class Row(NamedTuple):
    """One sealed record where it lies; once erased it has no body."""

    position: int
    id: bytes
    link: bytes
    body: bytes | None


class Head(NamedTuple):
    """Where the log ends, as written down apart from the rows."""

    position: int
    link: bytes


class Failures(NamedTuple):
    """Wrong tries in a row at one door; `at` is the last, in seconds since 1970."""

    tries: int
    at: float


class NotKeptError(MooringsError):
    """The disk refused."""

    kind = "failed"
    sentence = (
        "This could not be saved: the disk refused ({reason}). What was kept before is "
        "not touched. Free some space or check the disk, then try again."
    )


class VaultInUseError(MooringsError):
    """Another process holds the vault for writing."""

    kind = "busy"
    sentence = (
        "Another Moorings has this vault open for writing just now, so this one keeps "
        "out. Nothing is lost. Lock or close the other one, then try again."
    )


class Writing(Protocol):
    """One transaction of one owner: all of it is kept, or nothing."""

    def append(self, record: bytes, seal: Seal) -> Row:
        """Seal a record for the next place and put it there."""

    def destroy(self, records: Iterable[bytes]) -> None:
        """Destroy the bodies of these records; their places and links stay."""

    def put_header(self, header: bytes) -> None:
        """Replace the first page."""

    def put(self, shelf: str, item: bytes, body: bytes) -> None:
        """Lay a sealed item on a shelf, over what lay there under the same id."""

    def drop(self, shelf: str, item: bytes) -> None:
        """Destroy a sealed item, if it is there."""


class Log(Protocol):
    """The sealed things of any number of owners.

    Shelves hold what has no place in the order of records: ``inbox``, ``drafts`` and
    ``blobs``. A log is `torn` once something that should be there could not be reached.
    """

    torn: bool

    def writing(self, owner: bytes) -> AbstractContextManager[Writing]:
        """Begin a transaction; durable when the block ends, undone if it raises."""

    def reading(self) -> AbstractContextManager[None]:
        """See one and the same moment until the block ends."""

    def header(self, owner: bytes) -> bytes | None:
        """Give the first page, if this owner has one."""

    def head(self, owner: bytes) -> Head:
        """Say where the log should end."""

    def read(self, owner: bytes) -> Iterator[Row]:
        """Give all records in order, as they stand at this moment."""

    def shelf(self, owner: bytes, name: str) -> list[tuple[bytes, bytes]]:
        """Give all items of a shelf, in the order in which they came."""

    def item(self, owner: bytes, shelf: str, item: bytes) -> bytes | None:
        """Give one item of a shelf."""

    def failures(self, owner: bytes, door: str) -> Failures:
        """Say how often in a row this door was tried in vain."""

    def put_failures(self, owner: bytes, door: str, failures: Failures) -> None:
        """Remember tries in vain; a count of nought forgets them."""

    def close(self) -> None:
        """Let go of everything held."""
