"""What moved: sittings over time, their error, and what cannot be told yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.assessing import UNDER_18
from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.companion.questionnaires import (
    Brought,
    questionnaires,
    sittings_with,
    targets_of,
)
from moorings.insight.moving import Movement, course
from moorings.journey.records import RecordId
from moorings.web.changes import change_picture, change_sentence
from moorings.web.offers import Offered, offered
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.scale_words import scale_name
from moorings.web.visitor import unlocked

HERE = "/way/progress"


@dataclass(frozen=True, slots=True)
class Moved:
    """One scale over time: its picture, its sentence, and the figures behind them."""

    name: str
    sentence: str
    picture: Markup | None
    movement: Movement


@dataclass(frozen=True, slots=True)
class Measured:
    """One questionnaire about somebody, or in general, over time."""

    path: str
    title: str
    version: int
    about: str
    attachment: bool
    sittings: int
    first: date
    last: date
    scales: tuple[Moved, ...]
    offered: Offered


async def show(request: Request) -> Response:
    """Show every row of sittings that may be compared."""
    opened = unlocked(request)
    if opened.journey.choices.get(UNDER_18) == "yes":
        return go_to("/way/start")
    return render(request, "way_progress.html", tuple(_all(opened)))


def _all(opened: Opened) -> Iterator[Measured]:
    for brought in questionnaires(opened):
        for target in (None, *targets_of(opened, brought.id)):
            if found := _measured(opened, brought, target):
                yield found


def _measured(
    opened: Opened, brought: Brought, target: RecordId | None
) -> Measured | None:
    found = sittings_with(opened, brought.id, target)
    today = moment(opened.now()).date
    dated = [(moment(each.administration.ended).date, each) for each in found]
    laid_out = course(dated, today)
    if laid_out is None:
        return None
    home, key = f"/way/questionnaires/{brought.id}", brought.key
    names = {person: each.name for person, each in opened.journey.people().items()}
    scales = tuple(
        Moved(
            scale_name(key, movement.scale),
            change_sentence(key, movement),
            change_picture(f"change-{brought.id[:6]}-{at}", key, movement, laid_out),
            movement,
        )
        for at, movement in enumerate(laid_out.movements)
    )
    return Measured(
        f"{home}/with/{target}" if target else home,
        brought.instrument.title,
        key.version,
        names[target] if target else "",
        key.two_dimensional,
        len(found),
        dated[-1][0],
        dated[0][0],
        scales,
        offered(laid_out.bursts, laid_out.offer, today, home),
    )


ROUTES = page(HERE, show)
