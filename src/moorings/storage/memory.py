"""A log that is gone when the process ends: for trying Moorings out, and for tests."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field

from moorings.storage.log import Failures, Head, NotKeptError, Row, Seal

SHELVES = ("inbox", "drafts", "blobs")


@dataclass(slots=True)
class _Held:
    """What one owner has."""

    header: bytes | None = None
    rows: list[Row] = field(default_factory=list)
    ids: set[bytes] = field(default_factory=set)
    shelves: dict[str, dict[bytes, bytes]] = field(
        default_factory=lambda: {name: {} for name in SHELVES}
    )
    failures: dict[str, Failures] = field(default_factory=dict)

    def copy(self) -> "_Held":
        """Copy what is held; the bytes themselves are shared."""
        shelves = {name: dict(items) for name, items in self.shelves.items()}
        rows, ids = list(self.rows), set(self.ids)
        return _Held(self.header, rows, ids, shelves, dict(self.failures))

    def append(self, record: bytes, seal: Seal) -> Row:
        """Seal a record for the next place and put it there."""
        before = self.rows[-1].link if self.rows else b""
        position = len(self.rows) + 1
        if record in self.ids:
            raise NotKeptError(reason="Constraint")
        body, link = seal(position, before)
        row = Row(position, record, link, body)
        self.rows.append(row)
        self.ids.add(record)
        return row

    def destroy(self, records: Iterable[bytes]) -> None:
        """Destroy the bodies of these records."""
        gone = set(records)
        self.rows = [
            row._replace(body=None) if row.id in gone else row for row in self.rows
        ]

    def put_header(self, header: bytes) -> None:
        """Replace the first page."""
        self.header = header

    def put(self, shelf: str, item: bytes, body: bytes) -> None:
        """Lay a sealed item on a shelf."""
        self.drop(shelf, item)
        self.shelves[shelf][item] = body

    def drop(self, shelf: str, item: bytes) -> None:
        """Destroy a sealed item, if it is there."""
        self.shelves[shelf].pop(item, None)


class MemoryLog:
    """Keeps everything in this process alone."""

    def __init__(self) -> None:
        self.torn = False
        self._held: dict[bytes, _Held] = {}

    @contextmanager
    def writing(self, owner: bytes) -> Iterator[_Held]:
        """Work on a copy, and let it take effect when nothing went wrong."""
        working = self._of(owner).copy()
        yield working
        self._held[owner] = working

    def reading(self) -> AbstractContextManager[None]:
        """See one and the same moment; nobody else is here."""
        return nullcontext()

    def header(self, owner: bytes) -> bytes | None:
        """Give the first page, if this owner has one."""
        return self._of(owner).header

    def head(self, owner: bytes) -> Head:
        """Say where the log should end."""
        rows = self._of(owner).rows
        return Head(len(rows), rows[-1].link) if rows else Head(0, b"")

    def read(self, owner: bytes) -> Iterator[Row]:
        """Give all records in order."""
        return iter(tuple(self._of(owner).rows))

    def shelf(self, owner: bytes, name: str) -> list[tuple[bytes, bytes]]:
        """Give all items of a shelf."""
        return list(self._of(owner).shelves[name].items())

    def item(self, owner: bytes, shelf: str, item: bytes) -> bytes | None:
        """Give one item of a shelf."""
        return self._of(owner).shelves[shelf].get(item)

    def failures(self, owner: bytes, door: str) -> Failures:
        """Say how often in a row this door was tried in vain."""
        return self._of(owner).failures.get(door, Failures(0, 0.0))

    def put_failures(self, owner: bytes, door: str, failures: Failures) -> None:
        """Remember tries in vain."""
        self._of(owner).failures[door] = failures

    def close(self) -> None:
        """Forget everything."""
        self._held.clear()

    def _of(self, owner: bytes) -> _Held:
        return self._held.setdefault(owner, _Held())
