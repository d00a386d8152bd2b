"""A hard moment beside the earlier one most like it: a coil, and no line."""

from dataclasses import dataclass

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.comparing import Beside, Side, beside
from moorings.companion.recommitting import grown
from moorings.insight.grown import Grown
from moorings.web.forms import record_in_path
from moorings.web.pages.way.moments import HERE
from moorings.web.rendering import render, short_day
from moorings.web.routing import page
from moorings.web.visitor import unlocked
from moorings.web.waves import wave_picture, wave_sentence, wave_span
from moorings.web.wording.ended import ended_words
from moorings.web.wording.likeness import facts_of, why_words


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the two: its day, its wave if it was rated, and one sentence."""

    path: str
    day: str
    picture: Markup | None
    sentence: str


@dataclass(frozen=True, slots=True)
class BesidePage:
    """Everything the page shows; without `sides` no earlier one is like it."""

    back: str
    sides: tuple[Shown, ...]
    why: tuple[str, ...]
    facts: tuple[tuple[str, str, str], ...]
    grown: Grown


async def show(request: Request) -> Response:
    """Show the two side by side, why these two, and what has grown meanwhile."""
    opened, record = unlocked(request), record_in_path(request)
    if opened.journey.activation(record) is None:
        raise HTTPException(404)
    found = beside(opened, record)
    shown = BesidePage(
        back=f"{HERE}/{record}",
        sides=_sides(found) if found else (),
        why=why_words(opened, found.like) if found else (),
        facts=facts_of(found) if found else (),
        grown=grown(opened),
    )
    return render(request, "way_beside.html", shown)


def _sides(found: Beside) -> tuple[Shown, ...]:
    both = (found.earlier, found.later)
    span = max(wave_span(each.moment) for each in both)
    return tuple(_side(each, span) for each in both)


def _side(side: Side, span: float) -> Shown:
    moment, ended = side.moment, ended_words(side.moment)
    return Shown(
        f"{HERE}/{moment.id}",
        short_day(moment.began.date),
        wave_picture(moment, ended, span),
        wave_sentence(moment, ended),
    )


ROUTES = page(HERE + "/{record}/beside", show)
