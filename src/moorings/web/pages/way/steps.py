"""One step or skill: what it is for, what was done there, and where it begins."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.opened import Opened
from moorings.companion.practising import open_practices, reasons, resting_worse
from moorings.companion.stepping import Done, Kind, done_at
from moorings.library.lessons import lessons
from moorings.library.practices import Practice, practices
from moorings.library.roadmap import Stage, stages
from moorings.library.shelf import Room
from moorings.safety.resting import rests
from moorings.web.rendering import render
from moorings.web.rooms import Place, rooms
from moorings.web.routing import page
from moorings.web.rows import Row, lesson_row, practice_row
from moorings.web.visitor import unlocked
from moorings.web.wording.ahead import deed_name, deed_words, mark_of

HERE = "/way/steps"
#: So much of what was done stands open; the rest is folded away.
OPEN = 5
#: The room in which each kind of thing that was done is read.
_ROOM: dict[Kind, Room] = {
    "rung": "ladders",
    "belief": "beliefs",
    "kit": "kit",
    "window": "window",
    "ledger": "ledger",
    "pattern": "pattern-map",
    "statement": "statement",
    "promise": "promises",
    "repair": "repair",
    "rebuild": "rebuild",
    "both-and": "both-and",
    "person-note": "together",
    "rehearsal": "rehearsal",
}


@dataclass(frozen=True, slots=True)
class StepPage:
    """Everything the page shows; without any practice awake, those rest today."""

    stage: Stage
    mark: str
    done: tuple[Row, ...]
    earlier: tuple[Row, ...]
    start: tuple[Row, ...]
    others: tuple[Row, ...]
    rooms: tuple[Place, ...]
    read: tuple[Row, ...]
    before: Row | None
    after: Row | None


async def show(request: Request) -> Response:
    """Show one step, or one skill."""
    opened, name = unlocked(request), str(request.path_params["stage"])
    known = stages()
    if name not in known:
        raise HTTPException(404)
    stage, done = known[name], tuple(_done(each) for each in done_at(opened, name))
    suggested = open_practices(opened)
    awake = _awake(opened, name)
    start = [each for each in stage.start if each in suggested and each in awake]
    others = [each for each in awake if each not in start]
    order = list(known)
    at = order.index(name)
    shown = StepPage(
        stage=stage,
        mark=mark_of(stage.order),
        done=done[:OPEN],
        earlier=done[OPEN:],
        start=tuple(map(practice_row, start)),
        others=tuple(map(practice_row, others)),
        rooms=tuple(rooms()[room] for room in stage.rooms),
        read=tuple(lesson_row(each) for each in stage.read if each in lessons()),
        before=_beside(order[at - 1]) if at else None,
        after=_beside(order[at + 1]) if at + 1 < len(order) else None,
    )
    return render(request, "way_step.html", shown)


def _awake(opened: Opened, stage: str) -> dict[str, Practice]:
    """Give the practices of a step that do not rest and are offered to everybody."""
    known, worse = reasons(opened), resting_worse(opened)
    return {
        name: each
        for name, each in practices().items()
        if stage in each.of
        and each.offered == "always"
        and not each.length_of
        and name not in worse
        and not rests(each.asks, known)
    }


def _done(done: Done) -> Row:
    return Row(_where(done), deed_name(done) or done.name, deed_words(done))


def _where(done: Done) -> str:
    if done.kind == "practice":
        return f"/practise/{done.name}" if done.name in practices() else "/practise"
    if done.kind == "worksheet":
        return f"/practise/pages/{done.name}/{done.record}"
    room = _ROOM.get(done.kind)
    return rooms()[room].path if room else "/way/moments"


def _beside(name: str) -> Row:
    return Row(f"{HERE}/{name}", stages()[name].title)


ROUTES = page(HERE + "/{stage}", show)
