"""Where a person stands: their records, arranged for reading."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from moorings.journey.activation import Activation, Step, activation_of
from moorings.journey.listed import LISTED
from moorings.journey.page import Page, Slot, Slots, Writing
from moorings.journey.records import AnyRecord, Person, RecordId, Retraction
from moorings.journey.records.base import Record

#: One look, where a tuple would take one for each kind.
_LISTED = frozenset(LISTED)
_Kind = TypeVar("_Kind", bound=Record)


class Journey:
    """A person's standing records.

    It belongs to whoever folds it: `moorings.journey.fold.step` changes it in place.
    """

    def __init__(self) -> None:
        self._records: dict[RecordId, AnyRecord] = {}
        self._position: dict[RecordId, int] = {}
        self._first: dict[RecordId, RecordId] = {}
        self._versions: dict[RecordId, list[RecordId]] = {}
        self._retractions: dict[RecordId, Retraction] = {}
        self._taken_back: frozenset[RecordId] | None = frozenset()
        self._slots: Slots | None = None
        self._by_origin: dict[str, RecordId] = {}
        self._steps: dict[RecordId, dict[RecordId, None]] = {}
        self._activations: dict[RecordId, tuple[int, Activation]] = {}
        self._changes = 0
        self._of_kind: dict[type[Record], dict[RecordId, None]] = {}
        self._seen = 0
        self.erased: set[RecordId] = set()
        self.erased_origins: set[str] = set()
        self.choices: dict[str, str] = {}
        self.consents: dict[str, str] = {}
        self.recovery_checked = False

    def __eq__(self, other: object) -> bool:
        """Two journeys are equal when they tell the same in the same order."""
        return isinstance(other, Journey) and self._told() == other._told()

    __hash__ = None  # type: ignore[assignment] # it changes

    @property
    def changes(self) -> int:
        """Count what came in and what it changed: another number, another journey."""
        return self._seen + self._changes

    def record(self, record: RecordId) -> AnyRecord | None:
        """Give one record, standing or not."""
        return self._records.get(record)

    def records(self) -> Iterator[AnyRecord]:
        """Give every record that was not erased, in the order of writing."""
        return iter(self._records.values())

    def latest(self) -> Iterator[AnyRecord]:
        """Give every record that was not erased, the last written first."""
        return reversed(self._records.values())

    def pages(self) -> Iterator[Page]:
        """Give the diary, newest first by the clock on the wall."""
        return (self._page(slot.id) for slot in reversed(self._diary().in_order))

    def page_ids(self) -> Iterator[RecordId]:
        """Give the ids of the diary's pages, newest first."""
        return (slot.id for slot in reversed(self._diary().in_order))

    def pages_on(self, first: date, last: date) -> Iterator[Page]:
        """Give the pages of some days, oldest first."""
        return (self._page(slot.id) for slot in self._diary().between(first, last))

    def days(self, first: date, last: date) -> dict[date, int]:
        """Count the pages of each day that has any."""
        return Counter(slot.day for slot in self._diary().between(first, last))

    def span(self) -> tuple[date, date] | None:
        """Give the first and the last day with a page."""
        slots = self._diary().in_order
        return (slots[0].day, slots[-1].day) if slots else None

    def count(self) -> int:
        """Count the pages that stand."""
        return len(self._diary().in_order)

    def page(self, record: RecordId) -> Page | None:
        """Give the page that a version belongs to, if it stands."""
        first = self._first.get(record)
        if first is None or not isinstance(self._records[first], Writing):
            return None
        return None if self.is_taken_back(first) else self._page(first)

    def versions(self, record: RecordId) -> tuple[AnyRecord, ...]:
        """Give all versions of what this record is a version of, oldest first."""
        first = self._first.get(record, record)
        return tuple(self._records[v] for v in self._versions.get(first, ()))

    def first_of(self, record: RecordId) -> RecordId:
        """Name the oldest version of what this record is a version of."""
        return self._first.get(record, record)

    def is_taken_back(self, record: RecordId) -> bool:
        """Say whether the person has taken this back."""
        return self._first.get(record, record) in self._struck()

    def retractions_of(self, record: RecordId) -> tuple[Retraction, ...]:
        """Give the retractions of a page that still hold."""
        first = self._first.get(record, record)
        return tuple(
            retraction
            for retraction in self._retractions.values()
            if self._first.get(retraction.of, retraction.of) == first
            and not self.is_taken_back(retraction.id)
        )

    def taken_back(self) -> Iterator[Page]:
        """Give the pages that were taken back and can be brought back."""
        return (
            self._page(first)
            for first in self._in_order(self._struck())
            if isinstance(self._records.get(first), Writing)
        )

    def people(self) -> Mapping[RecordId, Person]:
        """Give everybody who was named, in the order of naming."""
        return dict(self._standing(Person))

    def standing(self, kind: type[_Kind], *, taken: bool = False) -> Iterator[_Kind]:
        """Give the newest of everything of a kind that stands, or was taken back."""
        return (newest for _, newest in self._standing(kind, taken=taken))

    def activations(self) -> Iterator[Activation]:
        """Give the hard moments of which anything stands, the latest noted first."""
        for activation in reversed(self._steps):
            if found := self.activation(activation):
                yield found

    def activation(self, activation: RecordId) -> Activation | None:
        """Give one hard moment, if anything of it stands."""
        known = self._activations.get(activation)
        if known is not None and known[0] == self._changes:
            return known[1]
        # Another thread may add a step meanwhile; then this is not taken for the last.
        changes, steps = self._changes, self._steps_of(activation)
        if not steps:
            return None
        found = Activation(activation, steps)
        self._activations[activation] = changes, found
        return found

    def from_origin(self, origin: str) -> AnyRecord | None:
        """Give the latest version that came from this source."""
        return self._records.get(self._by_origin.get(origin, RecordId("")))

    # --- the fold's side ---------------------------------------------------------

    def add(self, record: AnyRecord) -> None:
        """Take a record in, as the newest."""
        self._seen += 1
        self._records[record.id] = record
        self._position[record.id] = self._seen
        if record.origin is not None:
            self._by_origin[record.origin] = record.id

    def add_version(self, record: AnyRecord) -> None:
        """Put a record with the versions of what it replaces."""
        first = record.id
        before = self._records.get(record.replaces or first)
        # Put anew after an erasure, it still replaces nothing that came after it.
        if (
            before is not None
            and type(before) is type(record)
            and self._position[before.id] < self._position[record.id]
        ):
            first = self._first[before.id]
        if first != record.id and record.id in (self._taken_back or ()):
            self._taken_back = self._slots = None  # taken back before it came
        self._first[record.id] = first
        self._versions.setdefault(first, []).append(record.id)
        if type(record) in _LISTED:
            self._of_kind.setdefault(type(record), {})[first] = None
        if activation := activation_of(record):
            self._steps.setdefault(activation, {})[first] = None
        self._changes += 1
        self._place(first)

    def add_retraction(self, retraction: Retraction) -> None:
        """Take something back, or bring back what a retraction took."""
        self._retractions[retraction.id] = retraction
        self._taken_back = None
        self._changes += 1
        if not isinstance(self._records.get(retraction.of), Retraction):
            self._place(self._first.get(retraction.of, retraction.of))
        else:
            self._slots = None

    def forget(self, records: tuple[RecordId, ...]) -> None:
        """Drop records whose bytes were destroyed; other versions stay as they are."""
        self.erased.update(records)
        self._taken_back = self._slots = None
        self._activations.clear()
        left: list[AnyRecord] = []
        for first in {self._first[r]: None for r in records if r in self._first}:
            versions = self._versions.pop(first)
            left += [self._records[v] for v in versions if v not in self.erased]
        for record in records:
            self._records.pop(record, None)
            self._first.pop(record, None)
            self._retractions.pop(record, None)
        for version in left:
            self.add_version(version)
        noted = filter(self._places, self._steps.items())
        self._steps = dict(sorted(noted, key=self._places))
        self._changes += 1

    def _places(self, noted: tuple[RecordId, Iterable[RecordId]]) -> list[int]:
        return [self._position[first] for first in self._in_order(noted[1])]

    # --- how it is kept ----------------------------------------------------------

    def _standing(
        self, kind: type[_Kind], *, taken: bool = False
    ) -> Iterator[tuple[RecordId, _Kind]]:
        for first in self._in_order(self._of_kind.get(kind, ())):
            newest = self._newest(first)
            if isinstance(newest, kind) and self.is_taken_back(first) == taken:
                yield first, newest

    def _steps_of(self, activation: RecordId) -> tuple[Step, ...]:
        found = map(self._newest, self._in_order(self._steps.get(activation, ())))
        steps = (s for s in found if isinstance(s, Step) and s.activation == activation)
        return tuple(step for step in steps if not self.is_taken_back(step.id))

    def _page(self, first: RecordId) -> Page:
        newest, *others = reversed([self._records[head] for head in self._heads(first)])
        return Page(first, newest, tuple(others))  # type: ignore[arg-type]

    def _heads(self, first: RecordId) -> list[RecordId]:
        versions = self._versions[first]
        if len(versions) == 1:
            return versions
        replaced = {self._records[version].replaces for version in versions}
        return [v for v in versions if v not in replaced] or versions[-1:]

    def _newest(self, first: RecordId) -> AnyRecord:
        return self._records[self._heads(first)[-1]]

    def _in_order(self, records: Iterable[RecordId]) -> list[RecordId]:
        return sorted(
            filter(self._versions.__contains__, records), key=self._position.__getitem__
        )

    def _diary(self) -> Slots:
        if self._slots is None:
            self._slots = Slots(filter(None, map(self._slot_of, self._versions)))
        return self._slots

    def _place(self, first: RecordId) -> None:
        if self._slots is not None:
            self._slots.place(first, self._slot_of(first))

    def _slot_of(self, first: RecordId) -> Slot | None:
        if not isinstance(self._records.get(first), Writing):
            return None
        if self.is_taken_back(first):
            return None
        when = self._page(first).newest.when
        return Slot(*when.order, self._position[first], first)

    def _struck(self) -> frozenset[RecordId]:
        """Work from the newest retraction to the oldest: each strikes what it names."""
        if self._taken_back is None:
            struck: set[RecordId] = set()
            for retraction in reversed(self._retractions.values()):
                if retraction.id not in struck:
                    struck.add(self._first.get(retraction.of, retraction.of))
            self._taken_back = frozenset(struck)
        return self._taken_back

    def _told(self) -> tuple[object, ...]:
        return (
            list(self._records.values()),
            list(self.pages()),
            list(self.taken_back()),
            list(self.activations()),
            [list(self.standing(kind)) for kind in LISTED],
            self.choices,
            self.consents,
            self.recovery_checked,
            self.erased,
            self.erased_origins,
        )
