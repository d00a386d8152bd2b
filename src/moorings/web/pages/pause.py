"""Pausing everything, a rest from pictures, and three questions now and then."""

from dataclasses import dataclass
from datetime import date, datetime

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.living import living
from moorings.companion.opened import Opened
from moorings.companion.over_looking import (
    end_rest,
    forget,
    guard,
    guards,
    keep_offered,
    let_rest,
    rests_until,
    show_all_the_same,
)
from moorings.companion.pausing import (
    LENGTHS,
    end_pause,
    is_paused,
    pause_for,
    paused_until,
)
from moorings.companion.recommitting import narrow
from moorings.companion.widening import narrow_twice, put_wider_aside
from moorings.library.catalogue import gettext
from moorings.web.forms import form_of
from moorings.web.rendering import go_to, hour_words, render, short_day
from moorings.web.room_links import Link
from moorings.web.routing import page
from moorings.web.visitor import own_path, tell, unlocked
from moorings.web.wider import wider_link
from moorings.web.wording.living import living_sentence, minutes_sentence

HERE = "/settings/pause"


@dataclass(frozen=True, slots=True)
class PausePage:
    """Everything the page shows; a sentence that is empty has no place just now."""

    paused: bool
    until: date | None
    pictures: str
    living: tuple[str, ...]
    wider: Link | None
    narrow: bool
    twice: bool
    guards: bool


async def show(request: Request) -> Response:
    """Show what rests, and offer to let everything rest."""
    return render(request, "pause.html", _page(unlocked(request)))


async def take(request: Request) -> Response:
    """Pause everything for a while, or take it up again."""
    opened, form = unlocked(request), await form_of(request)
    how = form.text("how")
    if how == "end":
        end_pause(opened)
        tell(request, gettext("It goes on. There is nothing to catch up on."))
    elif how in {*LENGTHS, "open"}:
        pause_for(opened, how)
        forget(opened)
        tell(request, gettext("Everything rests. Help now stays where it is."))
    return go_to(HERE)


async def take_pictures(request: Request) -> Response:
    """Let the pictures rest until tomorrow, show them anyway, or go on."""
    opened, form = unlocked(request), await form_of(request)
    how = form.text("how")
    if how == "end":
        end_rest(opened)
        return go_to(HERE)
    if how == "rest":
        let_rest(opened)
    elif how == "show":
        show_all_the_same(opened)
    else:
        keep_offered(opened)
    return go_to(own_path(form.text("to")))


async def take_guard(request: Request) -> Response:
    """Keep whether a rest may be offered when somebody looks often."""
    opened, form = unlocked(request), await form_of(request)
    guard(opened, on=form.text("often") == "yes")
    tell(request, gettext("Kept."))
    return go_to(HERE)


async def put_aside(request: Request) -> Response:
    """Leave the three questions for another time."""
    put_wider_aside(unlocked(request))
    tell(request, gettext("Not now, then."))
    return go_to(HERE)


def _page(opened: Opened) -> PausePage:
    until, found = rests_until(opened), living(opened)
    told = (living_sentence(found), minutes_sentence(found)) if found else ()
    paused = is_paused(opened)
    return PausePage(
        paused=paused,
        until=paused_until(opened),
        pictures=_until_words(until) if until else "",
        living=() if paused else tuple(filter(None, told)),
        wider=wider_link(opened),
        narrow=narrow(opened) and not paused,
        twice=narrow_twice(opened),
        guards=guards(opened),
    )


def _until_words(until: datetime) -> str:
    ends = moment(until)
    return f"{short_day(ends.date)}, {hour_words(ends.time)}"


ROUTES = [
    *page(HERE, show, take),
    *page(f"{HERE}/pictures", submit=take_pictures),
    *page(f"{HERE}/often", submit=take_guard),
    *page(f"{HERE}/wider", submit=put_aside),
]
