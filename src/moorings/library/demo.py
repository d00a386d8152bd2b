"""The made-up life behind the demo: who is in it, and what they did on which day.

The files under `content/<language>/demo` say at their top how they are written; what is
done in the rooms stands in `demo_rooms`.
"""

from collections.abc import Mapping
from datetime import time
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, NamedTuple, TypeAlias

import msgspec

CONTENT = Path(__file__).parent.parent / "content"
CAST = "cast.toml"
#: The longest way back a day may lie, and the longest a wave may last, in minutes.
FIRST_DAY = 550
LONGEST_WAVE = 3 * 24 * 60

Day: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=FIRST_DAY)]
_HOUR = "([01][0-9]|2[0-3]):[0-5][0-9]"
#: “547 22:14”: so many days before today, and the time on the wall.
At: TypeAlias = Annotated[str, msgspec.Meta(pattern=f"^[1-9][0-9]{{0,2}} {_HOUR}$")]
#: The same, where the hour may not be known any more.
Of: TypeAlias = Annotated[str, msgspec.Meta(pattern=f"^[1-9][0-9]{{0,2}}( {_HOUR})?$")]
Words: TypeAlias = Annotated[str, msgspec.Meta(min_length=1)]
_Minutes: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=LONGEST_WAVE)]
_Intensity: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=10)]
Practice: TypeAlias = Literal[
    "", "belly-breath", "long-exhale", "coherent", "five-senses", "orient-outward"
]


class Piece(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something in a file of the life."""


class Point(NamedTuple):
    """A moment of the life: days before the last one, and the time, where known."""

    day: int
    hour: time | None


class Somebody(Piece, frozen=True):
    """One of the cast, and the day from which on the notebook can name them."""

    name: Words
    since: Day
    about: Words


class Change(Piece, frozen=True):
    """A later version: some words put in the place of others, or at the end."""

    at: At
    put: str
    find: str = ""

    def made_in(self, text: str) -> str:
        """Give the text as it stands after the change."""
        return text.replace(self.find, self.put) if self.find else text + self.put


class DemoEntry(Piece, frozen=True):
    """An entry; `of` is what it is about where that is not the moment of writing."""

    at: At
    text: Words
    people: tuple[str, ...] = ()
    of: Of = ""
    changed: tuple[Change, ...] = ()
    taken_back: At | None = None
    sometimes: bool = False


class DemoUnsent(Piece, frozen=True):
    """A page that nobody gets."""

    at: At
    to: str
    text: Words


class Felt(NamedTuple):
    """How strong it was, so many minutes in, and what was being done about it."""

    after: _Minutes
    intensity: _Intensity
    practice: Practice = ""


class DemoNaming(Piece, frozen=True):
    """What a hard moment was like, by the ids of the vocabulary."""

    after: _Minutes = 4
    trigger: str = ""
    body: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    beliefs: tuple[str, ...] = ()
    fears: tuple[str, ...] = ()
    urges: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


class DemoResponse(Piece, frozen=True):
    """What was chosen, and what followed."""

    after: _Minutes
    chosen: Literal["soothe", "ask", "wait", "stay", "time-out", "let-in", "nothing"]
    minutes: _Minutes = 0
    followed: str = ""


class DemoForecast(Piece, frozen=True):
    """What was feared; without a word on what happened it stays open."""

    after: _Minutes
    text: Words
    likelihood: Annotated[int, msgspec.Meta(ge=0, le=100)]
    happened: Literal["", "happened", "partly", "not", "unknown"] = ""
    known_after: Annotated[int, msgspec.Meta(ge=0)] = 24 * 60


class DemoHeld(Piece, frozen=True):
    """A message that was held back so many minutes, and what became of it."""

    after: _Minutes
    text: Words
    minutes: _Minutes
    to: str = ""
    ended: Literal["", "sent", "changed", "not-sent"] = ""
    ended_after: _Minutes = 0


class Wave(Piece, frozen=True):
    """A hard moment: a line, ratings, what was named and chosen, and how it ended."""

    at: At
    note: str = ""
    felt: tuple[Felt, ...] = ()
    pause: Literal["", "now", "familiar", "both", "unsure"] = ""
    named: DemoNaming | None = None
    responses: tuple[DemoResponse, ...] = msgspec.field(default=(), name="response")
    forecast: DemoForecast | None = None
    held: DemoHeld | None = None
    calm_after: _Minutes | None = None
    left_open_after: _Minutes | None = None


class Renaming(Piece, frozen=True):
    """Somebody gets another name."""

    at: At
    was: Words
    name: Words


class DemoChoice(Piece, frozen=True):
    """A setting of the notebook is chosen."""

    at: At
    setting: Words
    value: str


class DemoDraft(Piece, frozen=True):
    """A page that was never finished."""

    at: At
    text: Words


class DemoSketch(Piece, frozen=True):
    """A sitting with the first sketch; a question without an answer was left out.

    It is about people in general, or about one `person` of the cast.
    """

    at: At
    took: _Minutes
    answers: Mapping[str, int]
    person: str = ""


class Stretch(Piece, frozen=True):
    """Some weeks of the life; one file."""

    entries: tuple[DemoEntry, ...] = msgspec.field(default=(), name="entry")
    unsent: tuple[DemoUnsent, ...] = ()
    waves: tuple[Wave, ...] = msgspec.field(default=(), name="wave")
    renamings: tuple[Renaming, ...] = msgspec.field(default=(), name="renaming")
    choices: tuple[DemoChoice, ...] = msgspec.field(default=(), name="choice")
    drafts: tuple[DemoDraft, ...] = msgspec.field(default=(), name="draft")
    sketches: tuple[DemoSketch, ...] = msgspec.field(default=(), name="sketch")
    code_typed_back: At | None = None


class Life(NamedTuple):
    """The whole of it."""

    people: tuple[Somebody, ...]
    stretches: tuple[Stretch, ...]


class _Cast(Piece, frozen=True):
    people: tuple[Somebody, ...] = msgspec.field(name="somebody")


@cache
def demo_life(language: str = "en") -> Life:
    """Read the life as it is told in a language."""
    folder = CONTENT / language / "demo"
    files = sorted(file for file in folder.glob("*.toml") if file.name != CAST)
    return Life(
        msgspec.toml.decode((folder / CAST).read_bytes(), type=_Cast).people,
        tuple(msgspec.toml.decode(f.read_bytes(), type=Stretch) for f in files),
    )


def point(written: str) -> Point:
    """Read a moment as the files write it."""
    day, _, hour = written.partition(" ")
    return Point(int(day), time.fromisoformat(hour) if hour else None)
