"""Somebody in the person's life."""

from moorings.journey.records.base import Record


class Person(Record, frozen=True, kw_only=True, tag="person"):
    """A name to find entries by. Nothing about the one who bears it."""

    name: str
