"""What ids are called in one notebook: people, words, practices, and other records.

It knows only of kinds that are told, and of what stands: nothing else has a name here.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone
from functools import cached_property
from typing import Final

from moorings.journey.journey import Journey
from moorings.journey.records import (
    Belief,
    Bond,
    Part,
    Person,
    Record,
    RecordId,
    Rung,
    RungTry,
    When,
    Word,
    Worksheet,
)
from moorings.library.practices import practices
from moorings.library.telling import telling
from moorings.library.vocabulary import word
from moorings.library.worksheets import sheets

#: So much of what a record says is its name elsewhere.
LONGEST_NAME: Final = 80
_ID_DIGITS: Final = 32
#: What a record says first of itself, as far as it has it.
_SAYING: Final = ("text", "wants", "name", "title")


class Called:
    """The names that a notebook has for what its records refer to."""

    def __init__(self, journey: Journey, told: Iterable[Record]) -> None:
        self._journey = journey
        self._told = tuple(told)

    @cached_property
    def _records(self) -> Mapping[str, Record]:
        """Know each record by all its versions."""
        return {
            str(version.id): each
            for each in self._told
            for version in self._journey.versions(each.id)
        }

    @cached_property
    def _pairs(self) -> Mapping[str, Bond]:
        return {str(each.pair): each for each in self._told if isinstance(each, Bond)}

    def record(self, name: str) -> Record | None:
        """Give what an id stands for, where it is told and stands."""
        return self._records.get(name)

    def named(self, value: str) -> str:
        """Say what an id is called: an unknown one nothing, and what is none itself."""
        if found := self._records.get(value):
            return self._name(found)
        return "" if _is_id(value) else value

    def person(self, value: RecordId | None) -> str:
        """Name somebody."""
        found = self._records.get(value or "")
        return found.name if isinstance(found, Person) else ""

    def pair(self, pair: RecordId) -> str:
        """Say with whom a bond is."""
        bond = self._pairs.get(pair)
        return self.person(bond.person) or bond.their_name if bond else ""

    def moment(self, activation: str) -> str:
        """Say when a hard moment began."""
        found = self._journey.activation(RecordId(activation))
        return moment_words(found.began) if found else ""

    def word(self, part: Part, value: str) -> str:
        """Say a word of the vocabulary, or one of the person's own."""
        known = word(part, value)
        return known.word if known else self.named(value)

    @staticmethod
    def practice(value: str) -> str:
        """Give the title of a practice."""
        return practices()[value].title if value in practices() else value

    def _name(self, record: Record) -> str:
        if isinstance(record, Person | Word):
            return record.name if isinstance(record, Person) else record.text
        if isinstance(record, RungTry):
            return self._step(record)
        words = _shortened(self._saying(record) or telling().title(kind_of(record)))
        when = getattr(record, "when", None)
        return f"{words} ({when.date.isoformat()})" if when else words

    def _saying(self, record: Record) -> str:
        match record:
            case Belief():
                return self._believed(record)
            case Bond():
                return self.pair(record.pair)
            case Worksheet() if record.sheet in sheets():
                return sheets()[record.sheet].title
        said = (getattr(record, each, "") for each in _SAYING)
        return next((words for words in said if words.strip()), "")

    def _step(self, tried: RungTry) -> str:
        """Name a try by its step; one that names no step, as files can, by nothing."""
        rung = self._records.get(tried.rung)
        return self._name(rung) if isinstance(rung, Rung) else ""

    def _believed(self, belief: Belief) -> str:
        own = self._records.get(belief.belief)
        known = word("belief", belief.belief)
        return own.text if isinstance(own, Word) else known.word if known else ""


def kind_of(record: Record) -> str:
    """Give the tag of a record."""
    return str(record.__struct_config__.tag)


def moment_words(when: When) -> str:
    """Write day and hour, as far as they are known."""
    return " ".join(filter(None, (when.date.isoformat(), hour_words(when))))


def hour_words(when: When) -> str:
    """Write the hour, if it is known."""
    return when.time.isoformat("minutes") if when.time else ""


def wall_words(at: datetime, when: When) -> str:
    """Write a moment as the clock on the wall showed it where a record was written."""
    if when.offset is None:
        return f"{_minute(at.astimezone(UTC))} UTC"
    return _minute(at.astimezone(timezone(timedelta(seconds=when.offset))))


def _minute(at: datetime) -> str:
    return at.replace(tzinfo=None).isoformat(" ", "minutes")


def _shortened(words: str) -> str:
    flat = " ".join(words.split())
    if len(flat) <= LONGEST_NAME:
        return flat
    return f"{flat[: LONGEST_NAME - 1].rstrip()}…"


def _is_id(value: str) -> bool:
    return len(value) == _ID_DIGITS and not set(value) - set("0123456789abcdef")
