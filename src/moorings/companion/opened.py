"""A vault while it is open: keys, records and the journey they tell."""

import secrets
import threading
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from weakref import WeakSet

import msgspec

from moorings.companion.clock import Clock
from moorings.companion.errors import LockedError, ReadOnlyError
from moorings.companion.search_text import SearchText
from moorings.insight.over_focus import Attention
from moorings.journey.codec import (
    RECORDS_VERSION,
    copy_id,
    encode,
    same_content,
)
from moorings.journey.fold import step
from moorings.journey.journey import Journey
from moorings.journey.page import Writing as PageRecord
from moorings.journey.records import (
    ActivationEnd,
    Administration,
    AnyRecord,
    Choice,
    Questionnaire,
    Rating,
    Record,
    RecordId,
    Retraction,
    Where,
)
from moorings.storage.log import Log, Writing
from moorings.vault.chain import Link
from moorings.vault.header import Unlocked, with_records_version, write_header

_Kept = TypeVar("_Kept", bound=Record)

MARK_DIGITS = 32
#: What no search looks into.
_WORDLESS = (ActivationEnd, Administration, Choice, Questionnaire, Rating)


def new_id() -> RecordId:
    """Make up an id that no other record has; it tells no time."""
    return RecordId(secrets.token_hex(16))


@dataclass(frozen=True, slots=True)
class Condition:
    """What was found wrong with a vault when it was opened; mostly nothing."""

    damaged: tuple[int, ...] = ()
    unlinked: tuple[int, ...] = ()
    unexplained: tuple[int, ...] = ()
    missing_end: bool = False
    torn: bool = False
    unknown: int = 0
    older_than_seen: bool = False

    @property
    def sound(self) -> bool:
        """Say whether everything is as it was written."""
        return self == Condition(unknown=self.unknown)


@dataclass(slots=True, eq=False)
class Opened:
    """One person's vault, open in this process. Dropped, it is locked."""

    log: Log
    unlocked: Unlocked
    clock: Clock
    journey: Journey
    condition: Condition
    kept: bool = True
    looking: bool = False
    mark: str = ""
    code_to_show: str = field(default="", repr=False)
    asked: dict[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    #: What a passkey that is being added has to answer, and what it is asked with.
    passkey_asked: tuple[bytes, bytes] | None = field(default=None, repr=False)
    unreadable: frozenset[str] = frozenset()
    search_text: SearchText | None = None
    #: What was worked out of the journey, and after how many changes (see deriving.py).
    derived: dict[Hashable, tuple[int, object]] = field(
        default_factory=dict, repr=False
    )
    #: What came out of the box while it was open, until somebody has looked at it.
    arrived: list[AnyRecord] = field(default_factory=list, repr=False)
    #: How often pictures were looked at, once somebody asked (companion/over_looking).
    attention: Attention | None = field(default=None, repr=False)
    attention_unkept: bool = False
    shown_all_the_same: bool = False
    locked: bool = False
    #: The sealed rooms somebody is in just now, and one at a time at their doors.
    rooms: "WeakSet[Opened]" = field(default_factory=WeakSet, repr=False)
    entering: threading.Lock = field(default_factory=threading.Lock, repr=False)
    #: Where what is kept comes from, where the record itself does not say.
    where: Where = "here"
    new_id: Callable[[], RecordId] = new_id
    _guard: threading.RLock = field(default_factory=threading.RLock, repr=False)

    @property
    def owner(self) -> bytes:
        """The vault's id, under which storage keeps it."""
        return self.unlocked.header.vault

    @property
    def writable(self) -> bool:
        """Say whether anything can be added without harm."""
        newer = self.unlocked.header.records_version > RECORDS_VERSION
        spoilt = self.condition.missing_end or self.condition.torn
        return not (newer or spoilt or self.looking)

    def later(self, before: _Kept, record: RecordId, **changes: object) -> _Kept:
        """Give a later version of a record, as it is written here and now."""
        return msgspec.structs.replace(
            before,
            id=record,
            written_at=self.now(),
            written_where="here",
            replaces=before.id,
            origin=None,
            **changes,
        )

    def keep(
        self,
        *records: AnyRecord,
        also: Callable[[Writing], None] = lambda _: None,
    ) -> tuple[AnyRecord, ...]:
        """Keep records for good, all or none; on return they are durable.

        What is here already is not kept twice; a record that bears a known id but says
        something else is kept beside it as a copy.
        """
        with self._guard:
            if self.locked:
                raise LockedError
            if not self.writable:
                raise ReadOnlyError
            if self.unlocked.header.records_version < RECORDS_VERSION:
                newer = with_records_version(self.unlocked, RECORDS_VERSION)
                return self.put_header(newer, *records, also=also)
            new = self._new_among(records)
            with self.log.writing(self.owner) as writing:
                rows = [writing.append(*self._sealing(record)) for record in new]
                also(writing)
            for record in new:
                step(self.journey, record)
                self._index(record)
            if rows:
                self.mark = mark_of(rows[-1].link)
            return tuple(new)

    def put_header(
        self,
        unlocked: Unlocked,
        *records: AnyRecord,
        also: Callable[[Writing], None] = lambda _: None,
    ) -> tuple[AnyRecord, ...]:
        """Replace the vault's first page, and seal with its keys from now on."""
        page = write_header(unlocked.header)

        def put(writing: Writing) -> None:
            writing.put_header(page)
            also(writing)

        with self._guard:
            before, self.unlocked = self.unlocked, unlocked
            try:
                return self.keep(*records, also=put)
            except BaseException:
                self.unlocked = before
                raise

    def now(self) -> datetime:
        """Give this moment, in UTC."""
        return self.clock.now()

    def changes(self) -> int:
        """Count how often the journey changed; never in the middle of a change."""
        with self._guard:
            return self.journey.changes

    def drop(self) -> None:
        """Let go of words and files; nothing can be kept any more."""
        self.locked = True
        self.search_text, self.code_to_show = None, ""
        self.passkey_asked = None
        for room in self.rooms:
            room.locked = True
        self.asked.clear()
        self.derived.clear()
        self.log.close()

    def _new_among(self, records: Iterable[AnyRecord]) -> list[AnyRecord]:
        new: dict[RecordId, AnyRecord] = {}
        for given in records:
            record = self._from_here(given)
            known = self.journey.record(record.id) or new.get(record.id)
            differs = known is not None and not same_content(known, record)
            if differs or record.id in self.unreadable:
                record = copy_of(record)
                known = self.journey.record(record.id)
            if known is None and record.id not in self.journey.erased:
                new[record.id] = record
        return list(new.values())

    def _from_here(self, record: AnyRecord) -> AnyRecord:
        if self.where == record.written_where or record.written_where != "here":
            return record
        return msgspec.structs.replace(record, written_where=self.where)

    def _sealing(
        self, record: AnyRecord
    ) -> tuple[bytes, Callable[[int, bytes], tuple[bytes, bytes]]]:
        record_id, message = bytes.fromhex(record.id), encode(record)
        keyring = self.unlocked.keyring

        def seal(position: int, before: bytes) -> tuple[bytes, bytes]:
            return keyring.seal_record(record_id, position, before, message)

        return record_id, seal

    def _index(self, record: AnyRecord) -> None:
        """Forget the search text that this record makes stale; it is made again."""
        if self.search_text is None or isinstance(record, _WORDLESS):
            return
        of = record.of if isinstance(record, Retraction) else record.id
        versions = self.journey.versions(of)
        if versions and isinstance(versions[0], PageRecord):
            self.search_text.forget(versions[0].id)
        else:  # a name, or an erased one: it may stand in any page
            self.search_text.forget_all()


def copy_of(record: AnyRecord) -> AnyRecord:
    """Give a record that says something else than what stands under its id another."""
    return msgspec.structs.replace(
        record, id=copy_id(record), origin=record.origin or f"copy:{record.id}"
    )


def mark_of(link: bytes) -> str:
    """Give the short name of a place in the chain; it tells nothing to a stranger."""
    return Link.unpack(link).mac.hex()[:MARK_DIGITS]
