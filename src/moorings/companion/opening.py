"""Opening a vault: read it whole, check it, fold it, take in what waited outside."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

import msgspec

from moorings.companion.clock import Clock, moment
from moorings.companion.drafting import SHELF, read_draft
from moorings.companion.laying import stilling
from moorings.companion.opened import Condition, Opened, mark_of
from moorings.journey.codec import UnreadableRecordError, decode
from moorings.journey.fold import fold
from moorings.journey.journey import Journey
from moorings.journey.records import (
    ActivationEnd,
    Administration,
    AnyRecord,
    Entry,
    Forecast,
    HeldText,
    Naming,
    PauseAnswer,
    Person,
    Rating,
    RawNote,
    RecordId,
    Response,
    SafetyFlag,
    UnsentPage,
    Where,
    Word,
)
from moorings.storage.log import Head, Log, NotKeptError, Row, Writing
from moorings.storage.sqlite import UnreadableVaultError
from moorings.vault.errors import CannotOpenError, DamagedHeaderError
from moorings.vault.header import Unlocked

#: What may come in through the box: what is new, and changes nothing that stands.
BOXED = (
    *(Entry, UnsentPage, RawNote, Person, Administration),
    *(Rating, Naming, PauseAnswer, Forecast, Response, HeldText, ActivationEnd),
    *(Word, SafetyFlag),
)

#: A head that names more places than these after the last row was forged.
MOST_MISSING = 100_000


def open_vault(
    log: Log,
    unlocked: Unlocked,
    clock: Clock,
    *,
    seen: str = "",
    kept: bool = True,
    rows: Iterable[Row] | None = None,
) -> Opened:
    """Read, check and fold a whole vault, then take in what came while it was locked.

    `seen` is the mark of the newest record this device knows of; a vault that does not
    hold it any more was put back to an older state. Whoever holds the vault for writing
    may have read its rows already.
    """
    vault = look(log, unlocked, clock, seen=seen, rows=rows)
    vault.kept, vault.looking = kept, False
    take_in(vault)
    return vault


def require_own_page(unlocked: Unlocked, owner: bytes) -> Unlocked:
    """Refuse the first page of another vault, laid into the file of this one."""
    if unlocked.header.vault != owner:
        raise DamagedHeaderError
    return unlocked


def look(
    log: Log,
    unlocked: Unlocked,
    clock: Clock,
    *,
    seen: str = "",
    rows: Iterable[Row] | None = None,
) -> Opened:
    """Read, check and fold a whole vault as it stands at one moment; change nothing."""
    reading = _Reading(seen)
    owner = unlocked.header.vault
    with log.reading():
        head = log.head(owner)
        sealed = log.read(owner) if rows is None else rows
        for opened in unlocked.keyring.open_chain(sealed):
            reading.take(opened.row, opened.message, follows=opened.follows)
    journey = fold(reading.records)
    return Opened(
        log,
        unlocked,
        clock,
        journey,
        reading.condition(head, journey, torn=log.torn),
        looking=True,
        mark=mark_of(reading.end.link),
        unreadable=frozenset(reading.unreadable),
    )


class _Reading:
    """What is learned of a vault row by row."""

    def __init__(self, seen: str) -> None:
        self.records: list[AnyRecord] = []
        self._seen = seen
        self._links: list[bytes] = []
        self._damaged: list[int] = []
        self._unlinked: list[int] = []
        self._tombs: list[Row] = []
        self._unknown = 0
        self.unreadable: set[str] = set()
        self._places: set[int] = set()
        self._last = 0

    @property
    def end(self) -> Head:
        """Say where the rows ended."""
        return Head(self._last, self._links[-1]) if self._links else Head(0, b"")

    def take(self, row: Row, message: bytes | None, *, follows: bool) -> None:
        """Take one row in."""
        self._last = row.position
        self._places.add(row.position)
        self._links.append(row.link)
        if not follows:
            self._unlinked.append(row.position)
        if message is not None:
            self._decode(row, message)
        elif row.body is None:
            self._tombs.append(row)
        else:
            self._damaged.append(row.position)
            self.unreadable.add(row.id.hex())

    def condition(self, head: Head, journey: Journey, *, torn: bool) -> Condition:
        """Weigh what was read against where the log should end."""
        # What lies in a torn place was not taken out: it cannot be reached.
        gone = self._missing(head.position) if torn else set[int]()
        return Condition(
            damaged=tuple(sorted({*self._damaged, *gone})),
            unlinked=tuple(p for p in self._unlinked if p - 1 not in gone),
            unexplained=tuple(
                row.position
                for row in self._tombs
                if row.id.hex() not in journey.erased
            ),
            missing_end=head != self.end,
            unknown=self._unknown,
            older_than_seen=bool(self._seen) and not (torn or self._saw()),
            torn=torn,
        )

    def _missing(self, last: int) -> set[int]:
        """Name the places up to the last of which no row was given."""
        last = min(last, max(self._places, default=0) + MOST_MISSING)
        return {*range(1, last + 1)} - self._places

    def _saw(self) -> bool:
        """Say whether the mark stands anywhere; mostly it is the newest."""
        return any(mark_of(link) == self._seen for link in reversed(self._links))

    def _decode(self, row: Row, message: bytes) -> None:
        try:
            self.records.append(decode(message))
        except UnreadableRecordError:
            self._unknown += 1
            self.unreadable.add(row.id.hex())


def take_in(vault: Opened) -> None:
    """Move each boxed item into the vault, once, in a transaction of its own.

    A full disk must not keep anybody from reading: what cannot move now waits on.
    """
    if not vault.writable:
        return
    boxed = _all_boxed(vault)
    if vault.log.torn:
        vault.condition = replace(vault.condition, torn=True)
        return
    same = _same_people(vault, [what for _, what in boxed])
    # People last: whoever turns out to be known is let go only when no page needs them.
    for item, what in sorted(boxed, key=lambda each: isinstance(each[1], Person)):
        with suppress(NotKeptError):
            _take_one_in(vault, item, what, same)


def _all_boxed(vault: Opened) -> list[tuple[bytes, AnyRecord | bytes]]:
    """Read what waits; where that cannot be done, all else can still be read."""
    try:
        return [
            (item, _understood(vault, item, each)) for item, each in _unboxed(vault)
        ]
    except UnreadableVaultError:
        if vault.locked:
            raise
        vault.log.torn = True
        return []


def _unboxed(vault: Opened) -> Iterator[tuple[bytes, bytes]]:
    for item, sealed in vault.log.shelf(vault.owner, "inbox"):
        # What does not open was not sealed for this vault: it stays where it is.
        with suppress(CannotOpenError):
            yield item, vault.unlocked.keyring.open_boxed(item, sealed)


def _take_one_in(
    vault: Opened,
    item: bytes,
    what: AnyRecord | bytes,
    same: Mapping[RecordId, RecordId],
) -> None:
    match what:
        case bytes():
            body = vault.unlocked.keyring.seal_item(SHELF.encode(), item, what)
            vault.keep(also=_arrived(item, draft=body))
        case Person() if what.id in same:
            vault.keep(also=_arrived(item))
        case Entry():
            people = tuple(dict.fromkeys(same.get(p, p) for p in what.people))
            entry = msgspec.structs.replace(what, people=people)
            vault.arrived += vault.keep(entry, also=_arrived(item))
        case _:
            arrived, still = _arrived(item), stilling(vault, what)

            def both(writing: Writing) -> None:
                arrived(writing)
                still(writing)

            vault.arrived += vault.keep(what, also=both)


def _same_people(
    vault: Opened, boxed: Iterable[AnyRecord | bytes]
) -> dict[RecordId, RecordId]:
    """Find who was named while locked and has a name that is known already."""
    known = {p.name.casefold(): i for i, p in vault.journey.people().items()}
    same = {}
    for person in boxed:
        if isinstance(person, Person):
            first = known.setdefault(person.name.casefold(), person.id)
            if first != person.id:
                same[person.id] = first
    return same


def _arrived(item: bytes, draft: bytes = b"") -> Callable[[Writing], None]:
    def also(writing: Writing) -> None:
        if draft:
            writing.put(SHELF, item, draft)
        writing.drop("inbox", item)

    return also


def _understood(vault: Opened, item: bytes, message: bytes) -> AnyRecord | bytes:
    """Read what was boxed: a record, or a draft as it came.

    Anybody can seal to a box, so nothing in it may change what stands in the vault.
    What is not a new page or person is kept as it came, as a raw note.
    """
    draft = read_draft(message)
    if draft is not None and draft.id == item.hex():
        return message
    try:
        record = decode(message)
    except UnreadableRecordError:
        record = None
    if isinstance(record, BOXED) and _is_new(record, item):
        where: Where = "offline" if record.written_where == "offline" else "locked"
        return msgspec.structs.replace(record, written_where=where)
    known = vault.journey.record(RecordId(item.hex()))
    if isinstance(known, RawNote) and known.raw == message:
        return known
    now = vault.now()
    return RawNote(
        id=RecordId(item.hex()),
        written_at=now,
        written_where="locked",
        when=moment(now),
        raw=message,
    )


def _is_new(record: AnyRecord, item: bytes) -> bool:
    if isinstance(record, SafetyFlag) and not record.raised:
        return False  # only the person in their own vault lifts it
    return (record.id, record.replaces, record.origin) == (item.hex(), None, None)
