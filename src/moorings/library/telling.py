"""What kinds of record and their fields are called where no program reads them."""

import msgspec

from moorings.library.shelf import shelf

FOLDER, FILE = "rooms", "telling"


class Called(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of record, by its tag, or one of its fields: what it is called."""

    id: str
    title: str


class Telling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Kinds and fields, in the order in which they are told."""

    kinds: tuple[Called, ...]
    fields: tuple[Called, ...]


def telling() -> Telling:
    """Give the names, in the language spoken just now."""
    return shelf(FOLDER, Telling)[FILE]
