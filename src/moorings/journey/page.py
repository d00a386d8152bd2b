"""One piece of writing, and where it stands in the diary."""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable
from datetime import date, time
from typing import NamedTuple, TypeAlias

from moorings.journey.records import Entry, HeldText, RawNote, RecordId, UnsentPage

#: What a person wrote: everything that stands in the diary.
Writing: TypeAlias = Entry | UnsentPage | HeldText | RawNote


class Page(NamedTuple):
    """One piece of writing as it stands now.

    `id` is that of its first version and never changes; `others` are the versions that
    claim to be newest as well (two edits of the same page, made apart).
    """

    id: RecordId
    newest: Writing
    others: tuple[Writing, ...]


class Slot(NamedTuple):
    """Where a page stands in the diary: by the clock on the wall, then as written."""

    day: date
    hour: time
    position: int
    id: RecordId


class Slots:
    """Where the diary's pages stand, from the first day to the last."""

    def __init__(self, slots: Iterable[Slot]) -> None:
        self.in_order = sorted(slots)
        self._of = {slot.id: slot for slot in self.in_order}

    def between(self, first: date, last: date) -> list[Slot]:
        """Give those of some days."""
        end = bisect_right(self.in_order, (last, time.max, float("inf")))
        return self.in_order[bisect_left(self.in_order, (first,)) : end]

    def place(self, page: RecordId, slot: Slot | None) -> None:
        """Put a page where it stands now, or nowhere."""
        if before := self._of.pop(page, None):
            del self.in_order[bisect_left(self.in_order, before)]
        if slot:
            self._of[page] = slot
            insort(self.in_order, slot)
