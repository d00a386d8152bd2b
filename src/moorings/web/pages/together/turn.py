"""A guest in a listening turn: no notebook is needed, and nothing is kept.

Whoever has the address may take part. Nobody is named here, nothing is typed, and no
page about danger opens: two people look at it.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from moorings.companion.clock import moment
from moorings.companion.listening import (
    TIMED,
    Seat,
    TurnState,
    call_pause,
    come_back,
    go_on,
    name_return,
    stop_turn,
)
from moorings.library.catalogue import gettext, ngettext
from moorings.web.codes import CodePicture, code_picture
from moorings.web.forms import Form, form_of
from moorings.web.lengths import Length, lengths
from moorings.web.rendering import ENVIRONMENT, go_to, hour_words, weekday
from moorings.web.routing import page
from moorings.web.shell import public_shell
from moorings.web.visitor import house

HERE = "/together/turn"
#: A page that waits, or whose time runs, asks anew after so many seconds.
RELOADS = 15
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PausePage:
    """A time-out as one of two sees it: until when, and what they can do."""

    until: str
    earliest: str
    mine: bool
    can_return: bool
    late: bool
    lengths: tuple[Length, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnPage:
    """One moment of a turn, as it looks from one of two devices, or on one screen.

    `who` is "speaker", "listener" or "both"; `acts` says whether the way on is here.
    """

    path: str
    still: bool
    step: str
    number: int
    minutes: int
    who: str
    first: bool
    acts: bool
    left: str
    here_alone: bool = False
    other: str = ""
    picture: CodePicture | None = None
    owner: bool = True
    pause: PausePage | None = None

    @property
    def reloads(self) -> bool:
        """Say whether it asks anew by itself: not where something is to be chosen."""
        choosing = self.pause is not None and self.pause.mine
        return not (self.still or choosing or self.step == "over")


async def show(request: Request) -> Response:
    """Show where the turn stands; the page asks anew by itself."""
    return _show(request, still=False)


async def show_still(request: Request) -> Response:
    """Show where it stands, and stay as it is until somebody asks."""
    return _show(request, still=True)


async def act(request: Request) -> Response:
    """Take a step, call or end a pause, or end the turn."""
    form, code = await form_of(request), request.path_params["code"]
    now = house(request).harbour.clock.now()
    found = house(request).turns.find(code, now)
    if found:
        seat, state = found
        house(request).turns.put(seat, _after(form, seat, state, now))
    return go_to(f"{HERE}/{code}" + ("/still" if form.text("still") else ""))


def _after(form: Form, seat: Seat, state: TurnState, now: datetime) -> TurnState:
    match form.text("act"):
        case "pause":
            return call_pause(state, seat.side, now)
        case "until":
            until = now + _number(form.text("minutes")) * MINUTE
            return name_return(state, seat.side, until, now)
        case "return":
            return come_back(state, seat.side, now)
        case "stop":
            return stop_turn(state)
        case other:
            return go_on(state, other, _number(form.text("number")), seat.side, now)


def _number(typed: str) -> int:
    """Read a number of few digits; anything else is none that fits."""
    return int(typed) if typed.isdecimal() and len(typed) <= len("1440") else -1


def _show(request: Request, *, still: bool) -> Response:
    code = request.path_params["code"]
    now = house(request).harbour.clock.now()
    found = house(request).turns.find(code, now)
    if found is None:
        return _filled(request, "together_turn_gone.html", None)
    seat, state = found
    shown = _page(f"{HERE}/{code}", seat, state, now)
    if seat.other:
        address = _address(request, seat.other)
        shown = replace(shown, other=address, picture=code_picture(address))
        shown = replace(shown, here_alone=not house(request).origins.extra)
    shown = replace(shown, still=still)
    response = _filled(request, "together_turn.html", shown)
    if shown.reloads:
        response.headers["Refresh"] = str(RELOADS)
    return response


def _filled(request: Request, template: str, page: object) -> Response:
    """Fill a page in which nothing is of a notebook, and which no browser keeps."""
    shell = replace(public_shell(request), public=False)
    found = ENVIRONMENT.get_template(f"pages/{template}")
    return HTMLResponse(found.render(page=page, shell=shell))


def _page(path: str, seat: Seat, state: TurnState, now: datetime) -> TurnPage:
    who = "speaker" if seat.side == state.floor else "listener"
    return TurnPage(
        path=path,
        still=False,
        step=state.step,
        number=state.number,
        minutes=state.minutes,
        who=who if seat.side else "both",
        first=state.floor == 1,
        acts=seat.side is None or state.acts in {None, seat.side},
        left=_left(state, now),
        owner=seat.side != 2,  # noqa: PLR2004 - the second of two
        pause=_pause(seat, state, now),
    )


def _left(state: TurnState, now: datetime) -> str:
    if state.step not in TIMED:
        return ""
    left = state.left(now)
    if not left:
        return gettext("The minutes are over. Finish what is under way, then change.")
    if left <= MINUTE:
        return gettext("Less than a minute is left.")
    count = ceil(left / MINUTE)
    return ngettext(
        "About %(count)s minute is left.", "About %(count)s minutes are left.", count
    ) % {"count": count}


def _pause(seat: Seat, state: TurnState, now: datetime) -> PausePage | None:
    pause = state.pause
    if pause is None:
        return None
    return PausePage(
        until=_hour(pause.until, now),
        earliest=_hour(pause.earliest, now),
        mine=seat.side == pause.by,
        can_return=now >= pause.earliest,
        late=now > pause.until,
        lengths=lengths(20, 30, 60, 120, 240, 720, 1440),
    )


def _hour(at: datetime, now: datetime) -> str:
    """Write an hour; on another day with its day."""
    there, today = moment(at), moment(now)
    hour = hour_words(there.time)
    if there.date == today.date:
        return hour
    return gettext("%(day)s, %(hour)s") % {"day": weekday(there.date), "hour": hour}


def _address(request: Request, code: str) -> str:
    """Give the address of the other device: one that others can reach, if there is."""
    origins = house(request).origins
    reached = (*origins.extra, origins.own)[0]
    return f"{reached}{HERE}/{code}"


_ONE = HERE + "/{code}"
ROUTES = [
    *page(_ONE, show, act),
    *page(_ONE + "/still", show_still),
]
