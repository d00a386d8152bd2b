"""Where the notebook is open just now, and closing it there."""

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.sessions import Session
from moorings.library.catalogue import gettext, ngettext
from moorings.web.browsers import browser_words
from moorings.web.rendering import go_to, hour_words, render
from moorings.web.routing import page
from moorings.web.visitor import house, tell, token, unlocked

HERE = "/settings/sessions"
MINUTE = 60


@dataclass(frozen=True, slots=True)
class Where:
    """One browser in which the notebook is open."""

    name: str
    browser: str
    since: str
    used: str
    own: bool


async def show(request: Request) -> Response:
    """Show each browser, this one first."""
    opened = unlocked(request)
    harbour = house(request).harbour
    own, now = harbour.sessions.name_of(token(request)), harbour.clock.elapsed()
    places = [_where(s, own, now) for s in harbour.sessions.all_of(opened)]
    shown = tuple(sorted(places, key=lambda place: not place.own))
    return render(request, "sessions.html", shown)


async def close(request: Request) -> Response:
    """Close the notebook in another browser; here it stays open."""
    opened, sessions = unlocked(request), house(request).harbour.sessions
    name = request.path_params["name"]
    known = {each.name for each in sessions.all_of(opened)}
    if name not in known - {sessions.name_of(token(request))}:
        raise NothingThereError
    sessions.end_named(opened, name)
    tell(request, gettext("It is closed there."))
    return go_to(HERE)


async def close_others(request: Request) -> Response:
    """Close the notebook in every other browser."""
    unlocked(request)
    house(request).harbour.sessions.end_others(token(request))
    tell(request, gettext("It is open in this browser alone."))
    return go_to(HERE)


def _where(session: Session, own: str, now: float) -> Where:
    minutes = int(now - session.last_seen) // MINUTE
    return Where(
        name=session.name,
        browser=browser_words(session.browser),
        since=_since(session.since),
        used=_used(minutes),
        own=session.name == own,
    )


def _since(since: datetime | None) -> str:
    if since is None:
        return ""
    return gettext("open since %(hour)s") % {"hour": hour_words(moment(since).time)}


def _used(minutes: int) -> str:
    if not minutes:
        return gettext("used just now")
    words = ngettext("used %(count)s minute ago", "used %(count)s minutes ago", minutes)
    return words % {"count": minutes}


ROUTES = [
    *page(HERE, show),
    *page(f"{HERE}/others/close", submit=close_others),
    *page(f"{HERE}/{{name}}/close", submit=close),
]
