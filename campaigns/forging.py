"""What somebody can do to a notebook's file who has no key to it."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final, NamedTuple, TypeAlias

import apsw

#: Said first: somebody who writes to the file is bound by no rule, and leaves no trace.
RULES: Final = (
    "PRAGMA secure_delete = ON;"
    "DROP TRIGGER records_keep_their_place;"
    "DROP TRIGGER records_lose_their_body_or_keep_it;"
    "DROP TRIGGER records_are_never_taken_out;"
    "DROP INDEX records_by_id"
)
#: Where the epoch, the schema, the digest and the mac of a link lie.
PARTS: Final = ((0, 2), (2, 4), (4, 36), (36, 68))
MOST = 3


class Row(NamedTuple):
    """A record as it lies in the file."""

    position: int
    id: bytes
    link: bytes
    body: bytes | None


@dataclass(frozen=True)
class Forger:
    """A file that is written to, and rows of other files at hand."""

    db: apsw.Connection
    chance: Random
    rows: tuple[Row, ...]
    foreign: tuple[Row, ...]
    older: tuple[Row, ...]

    def some(self, count: int) -> list[Row]:
        """Draw rows that have a body, and are neither the first nor the last."""
        return self.chance.sample([r for r in self.rows[1:-1] if r.body], count)

    def write(self, row: Row, position: int) -> None:
        """Put a row in the place of another."""
        self.db.execute(
            "UPDATE records SET id = ?, link = ?, body = ? WHERE position = ?",
            (*row[1:], position),
        )

    def append(self, row: Row) -> None:
        """Put a row at the end, and move the head along."""
        self.db.execute(
            "INSERT INTO records (owner, position, id, link, body)"
            " SELECT owner, ?, ?, ?, ? FROM header",
            (len(self.rows) + 1, *row[1:]),
        )
        self.move_head()

    def cut(self, first: int) -> list[Row]:
        """Take away the end from one position on."""
        self.db.execute("DELETE FROM records WHERE position >= ?", (first,))
        return list(self.rows[first - 1 :])

    def move_head(self) -> None:
        """Let the head say what the last row says."""
        self.db.execute(
            "UPDATE header SET (position, link) ="
            " (SELECT position, link FROM records ORDER BY position DESC LIMIT 1)"
        )


#: Gives the rows that were touched, whose records need not be given out any more.
Forgery: TypeAlias = Callable[[Forger], list[Row]]


def splice(forger: Forger) -> list[Row]:
    touched = forger.some(forger.chance.randint(1, MOST))
    for row in touched:
        forger.write(forger.foreign[row.position - 1], row.position)
    return touched


def splice_end(forger: Forger) -> list[Row]:
    forger.append(forger.chance.choice(forger.foreign))
    return []


def splice_body(forger: Forger) -> list[Row]:
    touched = forger.some(1)
    for row in touched:
        other = forger.foreign[row.position - 1]
        forger.write(row._replace(body=other.body), row.position)
    return touched


def swap(forger: Forger) -> list[Row]:
    one, other = touched = forger.some(2)
    forger.write(one, other.position)
    forger.write(other, one.position)
    return touched


def swap_bodies(forger: Forger) -> list[Row]:
    one, other = touched = forger.some(2)
    forger.write(one._replace(body=other.body), one.position)
    forger.write(other._replace(body=one.body), other.position)
    return touched


def swap_links(forger: Forger) -> list[Row]:
    one, other = touched = forger.some(2)
    forger.write(one._replace(link=other.link), one.position)
    forger.write(other._replace(link=one.link), other.position)
    return touched


def swap_ids(forger: Forger) -> list[Row]:
    one, other = touched = forger.some(2)
    forger.write(one._replace(id=other.id), one.position)
    forger.write(other._replace(id=one.id), other.position)
    return touched


def change_link(forger: Forger) -> list[Row]:
    """Change one byte of the epoch, the schema, the digest or the mac of a link."""
    (row,) = touched = forger.some(1)
    at = forger.chance.randrange(*forger.chance.choice(PARTS))
    other = bytes([row.link[at] ^ forger.chance.randrange(1, 256)])
    link = row.link[:at] + other + row.link[at + 1 :]
    forger.write(row._replace(link=link), row.position)
    return touched


def take_out(forger: Forger) -> list[Row]:
    """Take out records from the middle; those behind may move up, and the head too."""
    touched = forger.some(forger.chance.randint(1, MOST))
    for row in touched:
        forger.db.execute("DELETE FROM records WHERE position = ?", (row.position,))
    if forger.chance.randrange(2):
        return touched
    left = [row.position for row in forger.rows if row not in touched]
    for position, before in enumerate(left, start=1):
        forger.db.execute(
            "UPDATE records SET position = ? WHERE position = ?", (position, before)
        )
    forger.move_head()
    return list(forger.rows[min(row.position for row in touched) - 1 :])


def double(forger: Forger) -> list[Row]:
    """Put a record in a second time, under its own id or another."""
    (row,) = forger.some(1)
    own = forger.chance.randrange(2)
    forger.append(row if own else row._replace(id=forger.chance.randbytes(16)))
    return []


def empty(forger: Forger) -> list[Row]:
    """Take the bytes of a record away, as if its owner had erased it."""
    touched = forger.some(1)
    for row in touched:
        forger.write(row._replace(body=None), row.position)
    return touched


def bring_back(forger: Forger) -> list[Row]:
    """Put back the bytes of a record that was erased."""
    for row in forger.rows:
        if row.body is None:
            forger.write(forger.older[row.position - 1], row.position)
    return []


def cut(forger: Forger) -> list[Row]:
    return forger.cut(forger.chance.randint(2, len(forger.rows)))


def cut_with_head(forger: Forger) -> list[Row]:
    touched = cut(forger)
    forger.move_head()
    return touched


def take_drafts(forger: Forger) -> list[Row]:
    forger.db.execute("DELETE FROM drafts")
    return []


def take_box(forger: Forger) -> list[Row]:
    forger.db.execute("DELETE FROM inbox")
    return []


def nothing(_: Forger) -> list[Row]:
    return []
