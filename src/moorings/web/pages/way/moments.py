"""Hard moments: what was noted of each, and when calm came back."""

from dataclasses import dataclass, replace
from itertools import islice

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.comparing import is_over
from moorings.companion.opened import Opened, new_id
from moorings.errors import MooringsError
from moorings.journey.activation import Activation
from moorings.journey.records import RecordId, When
from moorings.library.catalogue import gettext
from moorings.web.ending import keep_end
from moorings.web.forms import form_of, number_in_path, record_in_path
from moorings.web.listing import beginning
from moorings.web.pages.way.followed import Followed, followed_in
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked
from moorings.web.waves import wave_picture, wave_sentence
from moorings.web.wording.ended import ended_words
from moorings.web.wording.step import step_path, step_words

HERE = "/way/moments"
SHOWN = 40


@dataclass(frozen=True, slots=True)
class Noted:
    """One step of a moment, in words; `path` leads to what was written."""

    when: When
    words: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One hard moment, as its page and its row show it."""

    id: RecordId
    began: When
    ratings: tuple[int, ...]
    line: str
    ended: str
    open: bool

    @property
    def path(self) -> str:
        """Say where it has a page of its own."""
        return f"{HERE}/{self.id}"


@dataclass(frozen=True, slots=True)
class MomentsPage:
    """Everything the list shows."""

    moments: tuple[Moment, ...]
    newer: str = ""
    older: str = ""


@dataclass(frozen=True, slots=True)
class MomentPage:
    """Everything the page of one moment shows."""

    moment: Moment
    record: RecordId
    steps: tuple[Noted, ...]
    followed: tuple[Followed, ...]
    picture: Markup | None
    sentence: str
    beside: str = ""
    date: str = ""
    time: str = ""
    problem: str = ""


async def show(request: Request) -> Response:
    """List the hard moments, the latest noted first."""
    return _list(request, 1)


async def show_further(request: Request) -> Response:
    """List earlier ones."""
    return _list(request, number_in_path(request))


async def show_one(request: Request) -> Response:
    """Show one hard moment, step by step."""
    return render(request, "way_moment.html", _one(unlocked(request), request))


async def close(request: Request) -> Response:
    """Keep when calm came back, or that it may rest."""
    opened, form = unlocked(request), await form_of(request)
    before = _one(opened, request)
    try:
        keep_end(opened, form, before.moment.id)
    except MooringsError as error:
        again = replace(
            before,
            date=form.line("date"),
            time=form.line("time"),
            problem=sentence(error),
        )
        return render(request, "way_moment.html", again, STATUS[error.kind])
    tell(request, gettext("Saved."))
    return go_to(before.moment.path)


def _list(request: Request, number: int) -> Response:
    opened, start = unlocked(request), (number - 1) * SHOWN
    found = list(islice(opened.journey.activations(), start, start + SHOWN + 1))
    shown = MomentsPage(
        tuple(map(_moment, found[:SHOWN])),
        newer=_further(number - 1),
        older=_further(number + 1) if len(found) > SHOWN else "",
    )
    return render(request, "way_moments.html", shown)


def _further(number: int) -> str:
    if number < 1:
        return ""
    return HERE if number == 1 else f"{HERE}/further/{number}"


def _one(opened: Opened, request: Request) -> MomentPage:
    found = opened.journey.activation(record_in_path(request))
    if found is None:
        raise HTTPException(404)
    shown = _moment(found)
    drawn, told = wave_picture(found, shown.ended), wave_sentence(found, shown.ended)
    noted, followed = _noted(opened, found), followed_in(found)
    beside = f"{shown.path}/beside" if is_over(opened, found) else ""
    return MomentPage(shown, new_id(), noted, followed, drawn, told, beside)


def _moment(found: Activation) -> Moment:
    return Moment(
        id=found.id,
        began=found.began,
        ratings=tuple(rating.intensity for rating in found.ratings),
        line=beginning(found.notes[0].text) if found.notes else "",
        ended=ended_words(found),
        open=found.end is None,
    )


def _noted(opened: Opened, found: Activation) -> tuple[Noted, ...]:
    steps = sorted(found.steps, key=lambda step: step.when.order)
    return tuple(
        Noted(step.when, step_words(opened, step), step_path(step)) for step in steps
    )


ROUTES = [
    *page(HERE, show),
    *page(HERE + "/further/{number}", show_further),
    *page(HERE + "/{record}", show_one, close),
]
