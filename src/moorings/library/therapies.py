"""Kinds of therapy told plainly, what it can give, and where it costs less."""

from typing import Literal, TypeAlias

import msgspec

from moorings.library.shelf import shelf

FOLDER, FILE = "rooms", "therapies"

#: A way of starting, never a name for somebody.
Start: TypeAlias = Literal["reaching", "pulling-back", "both"]


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One form of an approach."""

    name: str
    what: str


class Approach(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One approach: what it is, what it was studied for, and what is not for alone."""

    id: str
    name: str
    what: str
    studied_for: str
    not_alone: str
    ask: str
    sources: tuple[str, ...]
    parts: tuple[Form, ...] = ()


class Gift(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What therapy can give to somebody who starts from here."""

    id: Start
    text: str


class Cheaper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where help costs less."""

    text: tuple[str, ...]


class Therapies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything the room has to tell of therapy."""

    approaches: tuple[Approach, ...]
    leaning: tuple[Gift, ...]
    low_cost: Cheaper


def therapies() -> Therapies:
    """Give what there is to tell, in the language spoken just now."""
    return shelf(FOLDER, Therapies)[FILE]
