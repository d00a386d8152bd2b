"""What an importer finds in a file that another program wrote."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, TypeAlias

from moorings.errors import MooringsError
from moorings.exchange.reasons import TooManyEntriesError
from moorings.journey.records import When

#: Twenty years of ten entries a day are fewer.
MOST_FOUND: Final = 100_000


@dataclass(frozen=True, slots=True)
class FoundPicture:
    """A picture that came with an entry, and the words it was described with."""

    name: str
    media_type: str
    content: bytes = field(repr=False)
    description: str = ""


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
        told = f"{self.file}:{self.line}: {self.reason}"
        return "".join(sign if sign.isprintable() else "\ufffd" for sign in told)


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a reader made of a file or folder: what it found, what it could not."""

    entries: tuple[FoundEntry, ...] = ()
    faults: tuple[Fault, ...] = ()


#: What a reader yields, in the order in which it meets it.
Found: TypeAlias = FoundEntry | Fault


def gather(found: Iterable[Found]) -> Arrival:
    """Part the entries from the faults, each in the order they came.

    Raises `TooManyEntriesError` as soon as there are too many to be held at once.
    """
    together = tuple(islice(found, MOST_FOUND + 1))
    if len(together) > MOST_FOUND:
        raise TooManyEntriesError
    return Arrival(
        entries=tuple(one for one in together if isinstance(one, FoundEntry)),
        faults=tuple(one for one in together if isinstance(one, Fault)),
    )


def attempt(file: str, line: int, read: Callable[[], FoundEntry]) -> Found:
    """Read one entry, or say where and why it could not be read."""
    try:
        return read()
    except MooringsError as reason:
        return Fault(file, line, reason)
