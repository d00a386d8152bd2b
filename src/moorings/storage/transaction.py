"""What is written in one go: all of it is kept, or nothing."""

from collections.abc import Iterable

import apsw

from moorings.storage.log import Head, Row, Seal
from moorings.storage.schema import DROP, HEAD, PUT


class Transaction:
    """One owner's transaction on an open connection."""

    def __init__(self, db: apsw.Connection, owner: bytes) -> None:
        self._db = db
        self._owner = owner
        self.destroyed = False
        found = db.execute(HEAD, (owner,)).fetchone()
        self._head = self._before = Head(*found) if found else Head(0, b"")

    def append(self, record: bytes, seal: Seal) -> Row:
        """Seal a record for the next place and put it there."""
        position = self._head.position + 1
        body, link = seal(position, self._head.link)
        self._do(
            "INSERT INTO records (owner, position, id, link, body)"
            " VALUES (?, ?, ?, ?, ?)",
            (self._owner, position, record, link, body),
        )
        self._head = Head(position, link)
        return Row(position, record, link, body)

    def destroy(self, records: Iterable[bytes]) -> None:
        """Destroy the bodies of these records; their places and links stay."""
        for record in records:
            self._do(
                "UPDATE records SET body = NULL WHERE owner = ? AND id = ?",
                (self._owner, record),
            )
        self.destroyed = True

    def put_header(self, header: bytes) -> None:
        """Replace the first page."""
        self._do(
            "INSERT INTO header (owner, header) VALUES (?, ?)"
            " ON CONFLICT (owner) DO UPDATE SET header = excluded.header",
            (self._owner, header),
        )

    def put(self, shelf: str, item: bytes, body: bytes) -> None:
        """Lay a sealed item on a shelf, over what lay there under the same id."""
        self._do(PUT[shelf], (self._owner, item, body))

    def drop(self, shelf: str, item: bytes) -> None:
        """Destroy a sealed item, if it is there."""
        self._do(DROP[shelf], (self._owner, item))
        self.destroyed = self.destroyed or self._db.changes() > 0

    def write_head(self) -> None:
        """Write down where the log now ends, in the same transaction."""
        if self._head != self._before:
            self._do(
                "INSERT INTO header (owner, position, link) VALUES (?, ?, ?)"
                " ON CONFLICT (owner) DO UPDATE"
                " SET position = excluded.position, link = excluded.link",
                (self._owner, *self._head),
            )

    def _do(self, change: str, values: tuple[bytes | int | str, ...]) -> None:
        """Change something, unless SQLite has undone all of it already.

        It does so by itself where the disk refuses even a reading in between; what came
        after would be kept alone.
        """
        if not self._db.in_transaction:
            raise apsw.AbortError("it was undone before its end")
        self._db.execute(change, values)
