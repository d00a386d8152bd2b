"""Practise: a few steadying things, the rooms that are used, and the whole shelf."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import open_practices, reasons, resting_worse, times
from moorings.companion.retiring import retired
from moorings.companion.suggesting_by_chance import may_draw, pair
from moorings.companion.visiting import rooms_used
from moorings.journey.records import RecordId
from moorings.library.practices import Practice, practices
from moorings.library.roadmap import stages
from moorings.library.shelf import Room
from moorings.safety.resting import rests
from moorings.web.rendering import render, short_day
from moorings.web.rooms import Place, rooms
from moorings.web.routing import page
from moorings.web.rows import Row, practice_row
from moorings.web.visitor import unlocked

#: In this order the steadying ones are named first, as far as they do not rest (own).
STEADY = (
    "belly-breath",
    "five-senses",
    "brisk-move",
    "orient-outward",
    "company-of-a-song",
)
FEW, LATELY = 3, 4
#: The rooms that are entered from here; the others stand under Way and People.
HERE: tuple[Room, ...] = (
    "sitting",
    "window",
    "ladders",
    "beliefs",
    "figure",
    "rehearsal",
)
ALSO: tuple[Room, ...] = ("kindness", "therapy", "recommit", "words")


@dataclass(frozen=True, slots=True)
class Chance:
    """The two that chance may choose between, and the id of what it would choose."""

    names: tuple[str, str]
    record: RecordId


@dataclass(frozen=True, slots=True)
class ShelfPage:
    """Everything the page shows."""

    steady: tuple[Row, ...]
    lately: tuple[Row, ...]
    used: tuple[Place, ...]
    others: tuple[Place, ...]
    shelves: tuple[tuple[str, tuple[Row, ...]], ...]
    count: int
    let_go: tuple[Row, ...] = ()
    chance: Chance | None = None


async def show(request: Request) -> Response:
    """Show the shelf."""
    opened = unlocked(request)
    may, used, known = open_practices(opened), rooms_used(opened), rooms()
    steady = [name for name in STEADY if name in may][:FEW]
    there, gone = _awake(opened), retired(opened)
    awake = {name: each for name, each in there.items() if name not in gone}
    return render(
        request,
        "practise.html",
        ShelfPage(
            steady=tuple(map(practice_row, steady)),
            lately=_lately(opened, awake),
            used=tuple(known[each] for each in (*HERE, *ALSO) if each in used),
            others=tuple(known[each] for each in (*HERE, *ALSO) if each not in used),
            shelves=_shelves(awake),
            count=len(awake),
            let_go=tuple(practice_row(name) for name in there if name in gone),
            chance=_chance(opened),
        ),
    )


def _chance(opened: Opened) -> Chance | None:
    """Offer chance where it was switched on, and nothing rests."""
    both = pair(opened)
    if both is None or not may_draw(opened):
        return None
    known = practices()
    return Chance((known[both[0]].title, known[both[1]].title), new_id())


def _awake(opened: Opened) -> Mapping[str, Practice]:
    """Give everything that does not rest; a length of another is no card of its own."""
    why, worse = reasons(opened), resting_worse(opened)
    return {
        name: practice
        for name, practice in practices().items()
        if not (practice.length_of or name in worse or rests(practice.asks, why))
    }


def _shelves(awake: Mapping[str, Practice]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Sort the shelf by the step or skill each belongs to first."""
    told = (
        (
            stage.title,
            tuple(practice_row(n) for n, p in awake.items() if p.of[0] == name),
        )
        for name, stage in stages().items()
    )
    return tuple((title, rows) for title, rows in told if rows)


def _lately(opened: Opened, awake: Mapping[str, Practice]) -> tuple[Row, ...]:
    days: dict[str, str] = {}
    for time in times(opened):
        if time.practice in awake:
            days.setdefault(time.practice, short_day(time.when.date))
    done = list(days.items())[:LATELY]
    return tuple(Row(f"/practise/{n}", awake[n].title, day) for n, day in done)


ROUTES = page("/practise", show)
