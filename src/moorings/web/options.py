"""Choices of which one is made."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """One of several."""

    id: str
    name: str
    chosen: bool


def options(names: Mapping[str, str], chosen: str) -> tuple[Option, ...]:
    """Give each choice with its name, and say which one was made."""
    return tuple(Option(key, name, key == chosen) for key, name in names.items())
