"""What a reader finds in a file that holds a questionnaire."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from moorings.errors import MooringsError
from moorings.exchange.arrival import Fault
from moorings.measures.instrument import Key, Range

#: The formats we can read.
Format: TypeAlias = Literal["fhir", "redcap", "plain"]


@dataclass(frozen=True, slots=True)
class FoundOption:
    """One answer to choose: the number it stands for, and its words."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class FoundItem:
    """One question; `id` counts them from “1”, `own_id` is what the file calls it.

    The options stand in the order of the file; their values leave none out.
    """

    id: str
    own_id: str
    text: str
    options: tuple[FoundOption, ...]

    @property
    def range(self) -> Range:
        """Give the lowest and the highest answer."""
        values = [option.value for option in self.options]
        return min(values), max(values)


@dataclass(frozen=True, slots=True)
class FoundQuestionnaire:
    """A questionnaire as its file has it, in one language.

    `key` is the scoring that the file itself brings, and `reverse_keyed` the items it
    turns round, or None where it does not say. `notes` tell what was left out.
    """

    title: str
    instruction: str
    language: str
    items: tuple[FoundItem, ...]
    source: Format
    key: Key | None = None
    reverse_keyed: frozenset[str] | None = None
    notes: tuple[MooringsError, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What came of a file: the questionnaires in it, and what could not be read."""

    questionnaires: tuple[FoundQuestionnaire, ...] = ()
    faults: tuple[Fault, ...] = ()


def gather(findings: Iterable[Findings]) -> Findings:
    """Put together what came of the parts of a file."""
    parts = tuple(findings)
    return Findings(
        tuple(one for part in parts for one in part.questionnaires),
        tuple(one for part in parts for one in part.faults),
    )
