"""Forecasts: what was feared, and what came of it; how often, behind a tap."""

from dataclasses import dataclass
from typing import get_args

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.forecasting import Told as ToldForecast
from moorings.companion.forecasting import (
    close_forecast,
    closed_forecasts,
    counted,
    forecast_of,
    open_forecasts,
    reopen_forecast,
)
from moorings.companion.guarding import standing
from moorings.companion.opened import Opened, new_id
from moorings.insight.calibration import TooFew, calibrate
from moorings.journey.records import Forecast, Happened, RecordId
from moorings.library.catalogue import gettext
from moorings.web.forms import form_of, record_in_path
from moorings.web.rendering import go_to, render, short_day
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked
from moorings.web.wording.alarm import (
    calibration_picture,
    calibration_sentence,
    figures,
    gain_sentence,
    table_rows,
)

HERE = "/way/forecasts"
#: So many open ones stand on the page, the oldest; closing these brings up others.
SHOWN = 20
#: So many of the latest closed ones are listed.
LISTED = 100


@dataclass(frozen=True, slots=True)
class OpenOne:
    """A forecast of which nobody has said yet what became of it."""

    id: RecordId
    text: str
    about: str
    record: RecordId

    @property
    def path(self) -> str:
        """Say where it is closed."""
        return f"{HERE}/{self.id}"


@dataclass(frozen=True, slots=True)
class ClosedOne:
    """A closed forecast, and what became of it."""

    id: RecordId
    text: str
    about: str
    happened: str


@dataclass(frozen=True, slots=True)
class Alarms:
    """What came true of what was feared; without a picture there are too few."""

    sentence: str
    gain: str = ""
    picture: Markup | None = None
    table: tuple[tuple[str, ...], ...] = ()
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ForecastsPage:
    """Everything the page shows; where the room rests there are no `alarms`."""

    open_: tuple[OpenOne, ...]
    further: int
    closed: tuple[ClosedOne, ...]
    alarms: Alarms | None


async def show(request: Request) -> Response:
    """Show what is open, and behind a tap what came true."""
    opened = unlocked(request)
    waiting, closed = open_forecasts(opened), closed_forecasts(opened)
    shown = ForecastsPage(
        tuple(_open(opened, each) for each in waiting[:SHOWN]),
        max(0, len(waiting) - SHOWN),
        tuple(_closed(opened, each) for each in reversed(closed[-LISTED:])),
        None if standing(opened).rests else _alarms(closed),
    )
    return render(request, "way_forecasts.html", shown)


async def close(request: Request) -> Response:
    """Keep what became of one, or leave it open."""
    opened, form = unlocked(request), await form_of(request)
    record, happened = record_in_path(request), form.text("happened")
    forecast_of(opened, record)
    if happened == "open":
        tell(request, gettext("It stays open."))
        return go_to(HERE)
    for known in get_args(Happened):
        if happened == known:
            when = moment(opened.now(), form.line("zone"))
            close_forecast(opened, form.record(), record, known, when)
            tell(request, gettext("Saved."), f"{HERE}/{record}/reopen")
            return go_to(HERE)
    raise HTTPException(400)


async def reopen(request: Request) -> Response:
    """Let one be open again."""
    opened = unlocked(request)
    reopen_forecast(opened, record_in_path(request))
    tell(request, gettext("It is open again."))
    return go_to(HERE)


def _alarms(closed: tuple[ToldForecast, ...]) -> Alarms:
    found = calibrate(counted(closed))
    sentence = calibration_sentence(found)
    if isinstance(found, TooFew):
        return Alarms(sentence)
    return Alarms(
        sentence,
        gain_sentence(found),
        calibration_picture(found),
        table_rows(found),
        figures(found),
    )


def _open(opened: Opened, each: Forecast) -> OpenOne:
    return OpenOne(each.id, each.text, _about(opened, each), new_id())


def _closed(opened: Opened, told: ToldForecast) -> ClosedOne:
    happened = {
        "happened": gettext("came true"),
        "partly": gettext("came true in part"),
        "not": gettext("did not come true"),
        "unknown": gettext("nobody can know"),
    }[told.outcome.happened]
    each = told.forecast
    return ClosedOne(each.id, each.text, _about(opened, each), happened)


def _about(opened: Opened, each: Forecast) -> str:
    """Say how likely it seemed, when that was said, about whom, and until when."""
    person = opened.journey.people().get(each.person) if each.person else None
    told = [
        gettext("%(likelihood)s %%") % {"likelihood": each.likelihood},
        short_day(each.when.date),
    ]
    if person:
        told.append(person.name)
    if each.due:
        told.append(gettext("can be told by %(day)s") % {"day": short_day(each.due)})
    return " · ".join(told)


ROUTES = [
    *page(HERE, show),
    *page(HERE + "/{record}", submit=close),
    *page(HERE + "/{record}/reopen", submit=reopen),
]
