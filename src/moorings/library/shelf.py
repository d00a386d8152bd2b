"""Content of one kind: one file each, and the name of the file is its id for ever."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeAlias, TypeVar

import msgspec

from moorings.library import catalogue
from moorings.library.catalogue import CONTENT, SOURCE

#: What the rooms say, one file each, and each of its own kind.
ROOMS = "rooms"

_Kind = TypeVar("_Kind")

#: How good a reason is: trials with people, followed or surveyed people whom nobody
#: assigned to anything, laboratory studies, what clinicians agree on, or what has been
#: handed down.
Evidence: TypeAlias = Literal[
    "trial", "studies", "lab", "clinical consensus", "tradition"
]
#: The ten steps and the six skills that content belongs to.
Of: TypeAlias = Literal[
    "awareness",
    "naming",
    "therapy",
    "regulation",
    "doses",
    "figure",
    "beliefs",
    "relationships",
    "kindness",
    "recommit",
    "self-awareness",
    "stop",
    "communication",
    "trust",
    "interdependence",
    "repair",
]
#: What content asks of a person; what rests in a bad hour follows from it.
Asks: TypeAlias = Literal[
    "breath",
    "inward",
    "imagery",
    "stillness",
    "movement",
    "outward",
    "writing",
    "reading",
    "music",
    "closeness",
    "asking",
    "waiting",
    "talk",
    "therapist",
    "belief",
    "past",
    "letter",
    "planning",
]
#: The rooms content leads to; their addresses stand in `web/rooms.py`.
Room: TypeAlias = Literal[
    "honest-five",
    "looking-back",
    "pattern-map",
    "origin",
    "kit",
    "window",
    "ladders",
    "figure",
    "beliefs",
    "ledger",
    "therapy",
    "kindness",
    "recommit",
    "words",
    "look-back",
    "plan",
    "sitting",
    "rehearsal",
    "together",
    "statement",
    "listening",
    "time-out",
    "promises",
    "rebuild",
    "repair",
    "both-and",
    "check-up",
    "sharing",
]
Minutes: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=120)]


class Shelf(Mapping[str, _Kind]):
    """Everything in a folder; a file is read when somebody asks for it.

    Help now begins with one practice of many, and does not wait for the others.
    """

    def __init__(self, files: Mapping[str, Path], kind: type[_Kind]) -> None:
        self._files = files
        self._kind = kind
        self._read: dict[str, _Kind] = {}

    def __getitem__(self, name: str) -> _Kind:
        if name not in self._read:
            told = self._files[name].read_bytes()
            self._read[name] = msgspec.toml.decode(told, type=self._kind)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, name: object) -> bool:
        return name in self._files


def shelf(
    folder: str, kind: type[_Kind], content: Path = CONTENT, language: str = ""
) -> Mapping[str, _Kind]:
    """Give everything in a folder by its id, in the language spoken just now.

    What was not translated is given in the source language.
    """
    spoken = language or catalogue.language()
    return _shelf(folder, kind, content, spoken)  # type: ignore[arg-type] # a class


@cache
def _shelf(
    folder: str, kind: type[_Kind], content: Path, language: str
) -> Shelf[_Kind]:
    return Shelf(
        {
            file.stem: file
            for spoken in (SOURCE, language)
            for file in sorted((content / spoken / folder).glob("*.toml"))
        },
        kind,
    )


def room(name: str, kind: type[_Kind]) -> _Kind:
    """Give what one room says: one file, in the language spoken just now."""
    return shelf(ROOMS, kind)[name]
