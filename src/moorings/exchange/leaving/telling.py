"""A notebook told in words, kind by kind, for whoever reads it without the program."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec

from moorings.exchange.portable import Portable
from moorings.journey.fold import fold
from moorings.journey.journey import Journey
from moorings.journey.listed import LISTED
from moorings.journey.records import Entry, Part, Picture, Record, Word
from moorings.library.catalogue import gettext
from moorings.library.practices import practices
from moorings.library.telling import telling
from moorings.library.vocabulary import PARTS, word
from moorings.library.worksheets import Sheet, sheets

#: The part of the vocabulary that a field takes its words from.
_PART: Final[Mapping[str, Part]] = {
    "trigger": "trigger",
    "body": "body",
    "feelings": "feeling",
    "beliefs": "belief",
    "belief": "belief",
    "against": "belief",
    "supports": "belief",
    "fears": "fear",
    "urges": "urge",
}
_ID_DIGITS: Final = 32


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
    """Tell everything that stands: the newest versions, and nothing taken back."""
    journey = fold(portable.records)
    names = _Names(journey)
    standing: dict[str, list[Record]] = {}
    for record in _standing(journey):
        standing.setdefault(_kind(record), []).append(record)
    return tuple(
        Chapter(kind.id, kind.title, tuple(names.items(standing[kind.id])))
        for kind in telling().kinds
        if standing.get(kind.id)
    )


def _standing(journey: Journey) -> Iterator[Record]:
    yield from (page.newest for page in journey.pages())
    for kind in LISTED:
        yield from journey.standing(kind)
    for moment in journey.activations():
        yield from (s for s in moment.steps if not isinstance(s, (Entry, *LISTED)))


class _Names:
    """What ids and words are called in one notebook."""

    def __init__(self, journey: Journey) -> None:
        people = {str(each): one.name for each, one in journey.people().items()}
        own = {str(each.id): each.text for each in journey.standing(Word)}
        self._called: Mapping[str, str] = people | own

    def items(self, records: Iterable[Record]) -> Iterator[Item]:
        """Tell records, the earliest first."""
        told = map(self._item, records)
        return iter(sorted(told, key=lambda e: (e.day or date.min, e.hour)))

    def _item(self, record: Record) -> Item:
        told: dict[str, Any] = msgspec.to_builtins(record, str_keys=True)
        when = told.pop("when", {})
        words = told.pop("text", "") or ""
        sheet = told.get("sheet", "")
        lines = (
            Line(field.title, said)
            for field in telling().fields
            if field.id in told
            and (said := self._said(field.id, told[field.id], sheet))
        )
        pictures = record.pictures if isinstance(record, Entry) else ()
        day = when.get("date", "") or str(told.get("ended") or told.get("first") or "")
        hour = str(when.get("time", ""))[:5]
        at = date.fromisoformat(day[:10]) if day else None
        return Item(record.id, at, hour, words, tuple(lines), pictures)

    def _said(self, name: str, value: object, sheet: str) -> str:
        """Say what stands in a field; ids that name nothing known are left out."""
        match value:
            case bool():
                return gettext("yes") if value else ""
            case int() | float():
                return str(value)
            case str():
                return self._word(name, value)
            case list() | tuple():
                said = (self._said(name, each, sheet) for each in value)
                return ", ".join(filter(None, said))
            case dict():
                asked = sheets().get(sheet)
                said = (
                    f"{_asked(asked, key)}: {words}"
                    for key, each in value.items()
                    if (words := self._said(name, each, sheet))
                )
                return "\n".join(said)
            case _:
                return ""

    def _word(self, name: str, value: str) -> str:
        if value in self._called:
            return self._called[value]
        if name == "practice" and value in practices():
            return practices()[value].title
        if name == "sheet" and value in sheets():
            return sheets()[value].title
        part = _PART.get(name)
        if part in PARTS and (known := word(part, value)):
            return known.word
        is_id = len(value) == _ID_DIGITS and all(c in "0123456789abcdef" for c in value)
        return "" if is_id else value


def _asked(sheet: Sheet | None, key: str) -> str:
    question = sheet.question(key) if sheet else None
    return question.ask if question else key


def _kind(record: Record) -> str:
    return str(record.__struct_config__.tag)
