"""What kinds of record and their fields are called where no program reads them."""

from collections.abc import Mapping

import msgspec

from moorings.library.shelf import shelf

FOLDER, FILE = "rooms", "telling"


class Called(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of record, by its tag, and what it is called."""

    id: str
    title: str


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A field, of some kinds or of any: what it is called, and what may stand in it.

    `values` says in words what is written as a sign.
    """

    id: str
    title: str
    of: tuple[str, ...] = ()
    values: Mapping[str, str] = msgspec.field(default_factory=dict)


class Telling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Kinds and fields, in the order in which they are told."""

    kinds: tuple[Called, ...]
    fields: tuple[Field, ...]

    def title(self, kind: str) -> str:
        """Say what a kind is called; nothing for one that is not told."""
        return next((each.title for each in self.kinds if each.id == kind), "")

    def fields_of(self, kind: str) -> Mapping[str, Field]:
        """Give the fields that a kind may have, each by its id, in their order."""
        own = {each.id for each in self.fields if kind in each.of}
        return {
            each.id: each
            for each in self.fields
            if kind in each.of or not (each.of or each.id in own)
        }


def telling() -> Telling:
    """Give the names, in the language spoken just now."""
    return shelf(FOLDER, Telling)[FILE]
