"""What an importer finds in a file that another program wrote."""

from dataclasses import dataclass, field

from moorings.errors import MooringsError
from moorings.journey.records import When


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture that came with an entry."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FoundEntry:
    """One entry as the other diary had it.

    `source` and `source_id` name it for ever: the same entry read again gives the
    same pair, whatever became of its text.
    """

    source: str
    source_id: str
    when: When
    text: str
    labels: tuple[str, ...] = ()
    mood: str = ""
    pictures: tuple[FoundPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that could not be read: in which file, on which line, and why."""

    file: str
    line: int
    reason: MooringsError

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Everything a reader made of a file or folder: what it found, what it could not."""

    entries: tuple[FoundEntry, ...] = ()
    faults: tuple[Fault, ...] = ()
