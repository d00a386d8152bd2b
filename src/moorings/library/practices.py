"""Practices: one content file each, from why it may help to when to stop."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec

from moorings.library import catalogue
from moorings.library.catalogue import CONTENT, SOURCE, Voiced

FOLDER = "practices"
#: Comes after the last practice of a sequence: how it is now, and a line to keep.
AFTER = "after"

#: How good the reason is: trials with people, laboratory studies, what clinicians
#: agree on, or what has been handed down.
Evidence: TypeAlias = Literal["trial", "lab", "clinical consensus", "tradition"]


class Pattern(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"inhale": "in", "exhale": "out"},
):
    """How long a breath goes in and out, in seconds."""

    inhale: int
    exhale: int

    @property
    def name(self) -> str:
        """Name it as style sheets know it."""
        return f"{self.inhale}-{self.exhale}"


class Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to do, and a word more about it."""

    text: str
    more: str = ""


class Practice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person can do to steady themselves, with its reason and its limits.

    `next` names what Help now offers afterwards. A breath has a pattern, anything else
    has steps.
    """

    title: str
    short: str
    invitation: Voiced
    why: str
    evidence: Evidence
    dose: str
    stop_if: str
    not_for: str
    adapt: tuple[str, ...]
    sources: tuple[str, ...]
    next: str
    pattern: Pattern | None = None
    steps: tuple[Step, ...] = ()


def practices() -> Mapping[str, Practice]:
    """Give every practice by its id, in the language spoken just now."""
    return _practices(CONTENT, catalogue.language())


@cache
def practice_ids() -> tuple[str, ...]:
    """Give the ids of all practices."""
    return tuple(sorted(_practices(CONTENT, SOURCE)))


@cache
def _practices(content: Path, language: str) -> Mapping[str, Practice]:
    files = {
        file.stem: file
        for spoken in (SOURCE, language)
        for file in sorted((content / spoken / FOLDER).glob("*.toml"))
    }
    return {
        name: msgspec.toml.decode(file.read_bytes(), type=Practice)
        for name, file in files.items()
    }
