"""What kinds of record and their fields are called where no program reads them."""

from collections.abc import Mapping

import msgspec

from moorings.library.shelf import shelf

FOLDER, FILE = "rooms", "telling"


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of record, by its tag."""

    id: str
    title: str


class Telling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The kinds in the order in which they are told, and the names of fields."""

    kinds: tuple[Kind, ...]
    fields: Mapping[str, str]


def telling() -> Telling:
    """Give the names, in the language spoken just now."""
    return shelf(FOLDER, Telling)[FILE]
