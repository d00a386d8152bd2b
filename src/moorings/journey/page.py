"""One piece of writing, and where it stands in the diary."""

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


def after(day: date) -> tuple[date, time, float]:
    """Sort behind every slot of a day."""
    return (day, time.max, float("inf"))
