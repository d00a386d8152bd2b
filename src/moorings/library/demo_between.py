"""What the made-up life of the demo holds of what is between people.

The files under `content/<language>/demo/between` are told of in `cast.toml` there.
"""

from functools import cache
from typing import Annotated, NamedTuple

import msgspec

from moorings.journey.records import (
    Aspect,
    Belongs,
    Done,
    HelpAnswer,
    HurtBy,
    Keeping,
    MendingAnswer,
    MendingEnding,
    MendingPart,
    MendingSort,
    Often,
    TrustWay,
)
from moorings.library.demo import CONTENT, At, Piece, Words
from moorings.library.demo_rooms import Ahead, Rated

BETWEEN = "between"


class DemoNoted(Piece, frozen=True):
    """What somebody did, seen once."""

    at: At
    person: Words
    aspect: Aspect
    often: Often
    text: str = ""


class DemoSaid(Piece, frozen=True):
    """Something to say; it was said, or left, or is still open."""

    at: At
    person: Words
    feeling: Words
    situation: Words
    because: Words
    request: Words
    theirs: str = ""
    said: At | None = None
    left: At | None = None
    answer: str = ""


class DemoTold(NamedTuple):
    """What became of a promise."""

    at: At
    how: Keeping
    text: str = ""


class DemoPromise(Piece, frozen=True):
    """A promise; its day is so many days before the last one."""

    at: At
    text: Words
    due: Ahead
    person: str = ""
    know: str = ""
    way: TrustWay | None = None
    told: DemoTold | None = None
    ways: tuple[TrustWay, ...] = ()


class DemoStep(Piece, frozen=True):
    """A step of a thread; a plan may be a promise, with its days."""

    at: At
    part: MendingPart
    text: str = ""
    answer: MendingAnswer = ""
    promise: str = ""
    due: Ahead = 0
    ask: Ahead = 0
    told: DemoTold | None = None


class DemoEnd(NamedTuple):
    """How a thread ended."""

    at: At
    how: MendingEnding


class DemoThread(Piece, frozen=True):
    """A thread of repair, or of building trust again."""

    at: At
    sort: MendingSort
    by: HurtBy
    person: Words
    text: Words
    steps: tuple[DemoStep, ...] = msgspec.field(default=(), name="step")
    ended: DemoEnd | None = None


class DemoRated(NamedTuple):
    """How much a value matters later, and how far it is lived."""

    at: At
    importance: Rated
    lived: Rated


class DemoValue(Piece, frozen=True):
    """Something that matters to her."""

    at: At
    text: Words
    importance: Rated
    lived: Rated
    later: tuple[DemoRated, ...] = ()


class DemoAct(NamedTuple):
    """Something for her own life, or for the shared one."""

    at: At
    belongs: Belongs
    text: Words
    done: Done = ""


class DemoAsked(Piece, frozen=True):
    """Help she asked for."""

    at: At
    person: Words
    text: Words
    size: Annotated[int, msgspec.Meta(ge=1, le=3)]
    answer: HelpAnswer = ""
    after: str = ""


class DemoScene(NamedTuple):
    """A scene she rehearsed."""

    at: At
    scene: Words
    turns: tuple[str, ...]
    before: Rated
    after: Rated
    text: str = ""


class Between(Piece, frozen=True):
    """What was between her and her people; one file."""

    checks: tuple[At, ...] = ()
    acts: tuple[DemoAct, ...] = ()
    scenes: tuple[DemoScene, ...] = ()
    noted: tuple[DemoNoted, ...] = ()
    said: tuple[DemoSaid, ...] = ()
    promised: tuple[DemoPromise, ...] = ()
    threads: tuple[DemoThread, ...] = msgspec.field(default=(), name="thread")
    values: tuple[DemoValue, ...] = msgspec.field(default=(), name="value")
    asked: tuple[DemoAsked, ...] = ()


@cache
def demo_between(language: str = "en") -> tuple[Between, ...]:
    """Read what is between her and her people, as it is told in a language."""
    files = sorted((CONTENT / language / "demo" / BETWEEN).glob("*.toml"))
    return tuple(msgspec.toml.decode(file.read_bytes(), type=Between) for file in files)
