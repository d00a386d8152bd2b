"""What the made-up life of the demo holds in the rooms: practised, answered, tried.

The files under `content/<language>/demo/rooms` are told of in `cast.toml` beside them.
"""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Literal, NamedTuple, TypeAlias

import msgspec

from moorings.journey.records import Borne, Direction, Happened, Sense, Side, Sort
from moorings.library.demo import CONTENT, FIRST_DAY, At, Of, Piece, Words

ROOMS = "rooms"
Rated: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=10)]
_Percent: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=100)]
#: So many days before the last one; less than nothing lies ahead of it.
Ahead: TypeAlias = Annotated[int, msgspec.Meta(ge=-99, le=FIRST_DAY)]


class DemoTime(Piece, frozen=True):
    """A practice, once."""

    at: At
    practice: Words
    minutes: int | None = None
    before: Rated | None = None
    after: Rated | None = None
    skipped: tuple[int, ...] = ()
    stopped: bool = False
    line: str = ""


class Addition(Piece, frozen=True):
    """Some answers that were given later, or in another way."""

    at: At
    answers: Mapping[str, Words]


class DemoSheet(Piece, frozen=True):
    """A page of questions, answered in part by their ids.

    A day is told as so many days before the last one.
    """

    at: At
    sheet: Words
    answers: Mapping[str, Words] = {}
    numbers: Mapping[str, int] = {}
    chosen: Mapping[str, tuple[str, ...]] = {}
    days: Mapping[str, Ahead] = {}
    people: tuple[str, ...] = ()
    added: tuple[Addition, ...] = ()


class DemoPattern(Piece, frozen=True, rename={"drawn_from": "from"}):
    """A line of the pattern map; it may be drawn from pages of questions."""

    at: At
    title: Words
    trigger: str = ""
    body: tuple[str, ...] = ()
    feelings: tuple[str, ...] = ()
    beliefs: tuple[str, ...] = ()
    urges: tuple[str, ...] = ()
    does: str = ""
    people: tuple[str, ...] = ()
    drawn_from: tuple[str, ...] = ()


class DemoRung(NamedTuple):
    """One step of a ladder, and how hard it looks."""

    text: Words
    hard: _Percent


class DemoDebrief(Piece, frozen=True):
    """What came of a try."""

    at: At
    happened: str = ""
    came: Happened | None = None
    surprise: Rated | None = None
    likelihood: _Percent | None = None
    bore: Borne = ""
    learned: str = ""
    vary: str = ""


class DemoTry(Piece, frozen=True):
    """A rung is tried, the first one being 1; without `told` it is still open."""

    at: At
    rung: Annotated[int, msgspec.Meta(ge=1)]
    fear: Words
    likelihood: _Percent
    know: str = ""
    bad: Rated | None = None
    without: str = ""
    minutes: int | None = None
    told: DemoDebrief | None = None


class DemoLadder(Piece, frozen=True):
    """A ladder with its rungs, and what was tried on them."""

    at: At
    direction: Direction
    wants: Words
    rungs: tuple[DemoRung, ...]
    person: str = ""
    tried: tuple[DemoTry, ...] = ()


class DemoFelt(NamedTuple):
    """How true a belief felt, the sentence beside it, and where it was felt."""

    at: At
    strength: _Percent
    alternative: _Percent | None = None
    body: tuple[str, ...] = ()


class Instead(NamedTuple):
    """A more accurate sentence is put beside a belief."""

    at: At
    text: Words


class DemoBelief(Piece, frozen=True):
    """A belief, by its id in the vocabulary or in words of one's own."""

    at: At
    belief: str = ""
    own: str = ""
    instead: tuple[Instead, ...] = ()
    felt: tuple[DemoFelt, ...] = ()


class DemoDone(Piece, frozen=True):
    """Something that gave or took; a belief is told as in `DemoBelief`."""

    at: At
    side: Side
    text: Words
    sort: Sort = "other"
    of: Of = ""
    much: Annotated[int, msgspec.Meta(ge=1, le=3)] | None = None
    people: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()


class DemoTest(NamedTuple):
    """A thing of the kit is tried: how it was before and afterwards."""

    at: At
    before: Rated
    after: Rated


class DemoThing(Piece, frozen=True):
    """A thing of the kit; it may be let go."""

    at: At
    sense: Sense
    text: Words
    tries: tuple[DemoTest, ...] = ()
    let_go: At | None = None


class DemoMark(NamedTuple):
    """How high or low the body ran, and whether it could be borne, if that was said."""

    at: At
    level: Annotated[int, msgspec.Meta(ge=-5, le=5)]
    borne: Literal["yes", "no", ""] = ""


class DemoWeek(Piece, frozen=True):
    """The plan of a week, so many weeks before that of the last day."""

    at: At
    back: Annotated[int, msgspec.Meta(ge=0, le=FIRST_DAY // 7)]
    days: tuple[tuple[str, ...], ...] = ()
    off: bool = False


class DemoProgramme(Piece, frozen=True):
    """A week of the programme is begun, or the programme is paused."""

    at: At
    week: int = 0
    paused: bool = False


class Rooms(Piece, frozen=True):
    """What was done in the rooms; one file."""

    practised: tuple[DemoTime, ...] = ()
    sheets: tuple[DemoSheet, ...] = msgspec.field(default=(), name="sheet")
    patterns: tuple[DemoPattern, ...] = msgspec.field(default=(), name="pattern")
    ladders: tuple[DemoLadder, ...] = msgspec.field(default=(), name="ladder")
    beliefs: tuple[DemoBelief, ...] = msgspec.field(default=(), name="belief")
    done: tuple[DemoDone, ...] = ()
    things: tuple[DemoThing, ...] = msgspec.field(default=(), name="thing")
    marks: tuple[DemoMark, ...] = ()
    weeks: tuple[DemoWeek, ...] = msgspec.field(default=(), name="week")
    programme: tuple[DemoProgramme, ...] = ()


@cache
def demo_rooms(language: str = "en") -> tuple[Rooms, ...]:
    """Read what is done in the rooms, as it is told in a language."""
    files = sorted((CONTENT / language / "demo" / ROOMS).glob("*.toml"))
    return tuple(msgspec.toml.decode(file.read_bytes(), type=Rooms) for file in files)
