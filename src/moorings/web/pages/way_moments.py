"""Hard moments: what was noted of each, and when calm came back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from babel.dates import format_timedelta
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import end_activation
from moorings.errors import MooringsError
from moorings.journey.activation import Activation, Step
from moorings.journey.records import (
    ActivationEnd,
    Ending,
    Entry,
    Forecast,
    HeldText,
    Naming,
    PauseAnswer,
    Rating,
    RecordId,
    When,
)
from moorings.journey.records import Response as Chosen
from moorings.library.catalogue import gettext, locale
from moorings.library.practices import practices
from moorings.web.forms import Form, form_of, record_in_path, when_from
from moorings.web.listing import beginning
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked

HERE = "/way/moments"
SHOWN = 40
SHORT = timedelta(minutes=2)


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
    steps: tuple[Noted, ...]

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
    date: str = ""
    time: str = ""
    problem: str = ""


async def show(request: Request) -> Response:
    """List the hard moments, the latest noted first."""
    return _list(request, 1)


async def show_further(request: Request) -> Response:
    """List earlier ones."""
    return _list(request, int(request.path_params["number"]))


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
        again = MomentPage(
            before.moment,
            before.record,
            form.line("date"),
            form.line("time"),
            sentence(error),
        )
        return render(request, "way_moment.html", again, STATUS[error.kind])
    tell(request, gettext("Saved."))
    return go_to(before.moment.path)


def keep_end(opened: Opened, form: Form, activation: RecordId) -> None:
    """Read from a form how a moment ended, and keep it."""
    how = form.text("how")
    if how not in {"calm", "left-open"}:
        raise HTTPException(400)
    ending: Ending = "calm" if how == "calm" else "left-open"
    end_activation(opened, form.record(), activation, ending, when_from(form, opened))


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
    return MomentPage(_moment(found), new_id())


def _moment(found: Activation) -> Moment:
    steps = sorted(found.steps, key=lambda step: step.when.order)
    return Moment(
        id=found.id,
        began=found.began,
        ratings=tuple(rating.intensity for rating in found.ratings),
        line=beginning(found.notes[0].text) if found.notes else "",
        ended=_ended(found),
        open=found.end is None,
        steps=tuple(map(_noted, steps)),
    )


def _ended(found: Activation) -> str:
    if found.end is None:
        return gettext("still open")
    if found.end.how == "left-open":
        return gettext("left open")
    taken = _between(found.began, found.end.when)
    if taken is None or not (found.ratings or found.notes):
        return gettext("calm came back")
    if taken < SHORT:
        return gettext("calm within a minute or two")
    told = format_timedelta(taken, threshold=1.2, locale=locale())
    return gettext("calm after about %(time)s") % {"time": told}


def _between(first: When, last: When) -> timedelta | None:
    """Measure between two moments on the wall, where both have an hour."""
    if first.time is None or last.time is None:
        return None
    took = datetime.combine(last.date, last.time) - datetime.combine(
        first.date, first.time
    )
    if first.offset is not None and last.offset is not None:
        took -= timedelta(seconds=last.offset - first.offset)
    return took if took >= timedelta() else None


def _noted(step: Step) -> Noted:
    match step:
        case Entry():
            return Noted(step.when, step.text, f"/write/{step.id}")
        case Rating():
            words = gettext("%(number)s of 10") % {"number": step.intensity}
            known = practices().get(step.practice)
            return Noted(step.when, f"{words} · {known.title}" if known else words)
        case ActivationEnd(how="calm"):
            return Noted(step.when, gettext("I am back"))
        case ActivationEnd():
            return Noted(step.when, gettext("let it be"))
        case PauseAnswer():
            return Noted(step.when, _answered(step))
        case Naming():
            return Noted(step.when, gettext("named"))
        case Forecast():
            return Noted(step.when, gettext("a forecast"), "/way/forecasts")
        case Chosen():
            return Noted(step.when, gettext("chosen"))
        case HeldText():
            return Noted(step.when, step.text, f"/write/{step.id}")


def _answered(step: PauseAnswer) -> str:
    return {
        "now": gettext("happening now"),
        "familiar": gettext("familiar"),
        "both": gettext("now and familiar"),
        "unsure": gettext("hard to tell whether it is now or familiar"),
    }[step.answer]


ROUTES = [
    *page(HERE, show),
    *page(HERE + "/further/{number:int}", show_further),
    *page(HERE + "/{record}", show_one, close),
]
