"""Whom to call, country by country, and how old that knowledge is."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

FOLDER = Path(__file__).parent.parent / "content" / "crisis"
#: How long a number counts as read lately.
MONTHS_FRESH = 12

#: What brings somebody to a line.
Kind: TypeAlias = Literal[
    "wish-to-die",
    "being-hurt",
    "fear-of-hurting-someone",
    "worry-for-another",
    "youth",
]
#: How a line is reached.
By: TypeAlias = Literal["call", "text", "typed", "whatsapp"]
#: Who answers at an emergency number.
Service: TypeAlias = Literal["all", "police", "ambulance", "ambulance-and-fire"]
#: Where a number was read: at its operator's or a government's own page, in another
#: public source, or only on pages that repeat what somebody else said.
Seen: TypeAlias = Literal["own", "public", "repeated"]

_Number: TypeAlias = Annotated[str, Meta(pattern=r"^[0-9][0-9 -]*[0-9]$")]
_Words: TypeAlias = Annotated[str, Meta(min_length=1)]


class Dialled(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number as it is printed; its digits are what a phone dials."""

    number: _Number

    @property
    def digits(self) -> str:
        """Give what a phone dials."""
        return "".join(filter(str.isdecimal, self.number))


class EmergencyNumber(Dialled, frozen=True, forbid_unknown_fields=True):
    """A number for when someone is in danger, and who answers it."""

    service: Service = "all"


class Emergency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The emergency numbers of a country, the first to dial first."""

    numbers: Annotated[tuple[EmergencyNumber, ...], Meta(min_length=1)]
    source: _Words
    read: date


class Way(Dialled, frozen=True, forbid_unknown_fields=True):
    """One way to reach a line; a text may have to begin with a word."""

    by: By
    keyword: str = ""


class Line(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody to call or write to: what for, when, and where that was read."""

    name: _Words
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1)] = msgspec.field(name="for")
    about: _Words
    ways: Annotated[tuple[Way, ...], Meta(min_length=1)]
    seen: Seen
    source: _Words
    read: date
    hours: str = ""
    note: str = ""


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One country: its emergency numbers, and the lines that may be named."""

    name: _Words
    emergency: Emergency
    lines: tuple[Line, ...] = ()
    #: The code of a union with an emergency number in common.
    part_of: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """Give everything of it that can be put into another language."""
        told = [self.name]
        for line in self.lines:
            told += [line.name, line.about, line.hours, line.note, line.source]
        return tuple(filter(None, told))


@cache
def countries() -> Mapping[str, Country]:
    """Read every country, by its code, in the order of their names."""
    read = {
        file.stem: msgspec.toml.decode(file.read_bytes(), type=Country)
        for file in FOLDER.glob("*.toml")
    }
    return MappingProxyType(dict(sorted(read.items(), key=lambda each: each[1].name)))


def oldest(known: Iterable[Country]) -> date:
    """Give the day since which some number of these was not read anew."""
    return min(
        day
        for country in known
        for day in (country.emergency.read, *(line.read for line in country.lines))
    )


def months(since: date, until: date) -> int:
    """Count the whole months between two days."""
    begun = (until.year - since.year) * 12 + until.month - since.month
    return begun - (until.day < since.day)


def is_old(read: date, today: date) -> bool:
    """Say whether what was read that day may no longer hold."""
    return months(read, today) >= MONTHS_FRESH
