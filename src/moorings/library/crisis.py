"""Emergency numbers, with the day on which they were last checked."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec

FILE = Path(__file__).parent.parent / "content" / "crisis" / "emergency.toml"


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One country's emergency numbers, the first to dial first."""

    name: str
    numbers: tuple[str, ...]


class Emergencies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every number known, and how old the knowledge is."""

    checked: date
    source: str
    countries: tuple[Country, ...]


@cache
def emergencies() -> Emergencies:
    """Read the file."""
    return msgspec.toml.decode(FILE.read_bytes(), type=Emergencies)
