"""A notebook told in words, kind by kind, for whoever reads it without the program."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from moorings.exchange.leaving.called import hour_words, kind_of
from moorings.exchange.leaving.facts import Facts
from moorings.exchange.leaving.standing import standing_in
from moorings.exchange.portable import Portable
from moorings.journey.fold import fold
from moorings.journey.records import (
    Administration,
    Entry,
    KitItem,
    Picture,
    Record,
    WeekPlan,
    When,
)
from moorings.library.telling import telling

_PICTURE: Final = "image/"


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what it is called, and what stands in it."""

    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """One record as it is read: its day and hour, its words, and the other fields."""

    id: str
    day: date | None
    hour: str
    words: str
    lines: tuple[Line, ...]
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """All that stands of one kind, the earliest first."""

    kind: str
    title: str
    items: tuple[Item, ...]


def chapters(portable: Portable) -> tuple[Chapter, ...]:
    """Tell everything that stands: the newest versions, and nothing taken back.

    What is no kind that is told here is not named by any other record, either.
    """
    journey = fold(portable.records)
    kinds = {kind.id: kind.title for kind in telling().kinds}
    told = [each for each in standing_in(journey) if kind_of(each) in kinds]
    facts = Facts(journey, told)
    by_kind: dict[str, list[Record]] = {kind: [] for kind in kinds}
    for record in told:
        by_kind[kind_of(record)].append(record)
    return tuple(
        Chapter(kind, kinds[kind], tuple(_items(records, facts)))
        for kind, records in by_kind.items()
        if records
    )


def _items(records: Iterable[Record], facts: Facts) -> Iterator[Item]:
    """Tell records, the earliest first."""
    told = (_item(each, facts) for each in records)
    return iter(sorted(told, key=lambda e: (e.day or date.min, e.hour)))


def _item(record: Record, facts: Facts) -> Item:
    when: When | None = getattr(record, "when", None)
    return Item(
        record.id,
        _day(record, when),
        hour_words(when) if when else "",
        getattr(record, "text", ""),
        tuple(Line(*each) for each in facts.of(record)),
        _pictures(record),
    )


def _day(record: Record, when: When | None) -> date | None:
    if when is not None:
        return when.date
    if isinstance(record, Administration):
        return record.ended.date()
    return record.first if isinstance(record, WeekPlan) else None


def _pictures(record: Record) -> tuple[Picture, ...]:
    if isinstance(record, Entry):
        return record.pictures
    if not isinstance(record, KitItem) or record.blob is None:
        return ()
    shown = Picture(record.blob, record.media_type, record.text)
    return (shown,) if shown.media_type.startswith(_PICTURE) else ()
