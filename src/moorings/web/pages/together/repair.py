"""Repair in six steps, as one thread: after a quarrel or a hurt, once it is calmer.

Nobody is asked to forgive, and stopping is an end as good as any.
"""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import open_with_anybody, those_open
from moorings.companion.mending import threads
from moorings.companion.repairing import lasted
from moorings.insight.repair_times import took
from moorings.library.catalogue import gettext
from moorings.library.repair_steps import RepairRoom, repair_room
from moorings.web.forms import form_of
from moorings.web.mending import Row, row_of
from moorings.web.pages.together import (
    mending_forms,
    repair_plan,
    repair_steps,
    repair_thread,
)
from moorings.web.rendering import go_to, render
from moorings.web.repair import (
    ALL,
    BEGIN,
    NEW,
    PAUSE,
)
from moorings.web.room_links import Links, links
from moorings.web.routing import page
from moorings.web.visitor import unlocked
from moorings.web.whom import meant, minding
from moorings.web.wording.repair import times_sentence

#: From so much on, calm comes first (own); no number is kept.
LOUD = 5
_NUMBERS = {str(number): number for number in range(11)}
#: So many that are over stand on the page, and so many at most with those folded away.
SHOWN, LISTED = 5, 200
#: What steadies, for whoever is not ready yet.
STEADYING = ("quarrel-breath", "long-exhale", "orient-outward", "time-out-with-return")


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything the page shows; `aside` is what rests with whom it is about."""

    open: bool
    going_on: tuple[Row, ...]
    ended: tuple[Row, ...]
    earlier: tuple[Row, ...]
    unlisted: int
    aside: tuple[Row, ...]
    times: str
    new: str

    @property
    def any(self) -> bool:
        """Say whether anything stands here."""
        return bool(self.going_on or self.ended or self.aside)


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """How stirred up somebody is, asked before a repair begins."""

    open: bool
    action: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PausePage:
    """What helps while it is still loud."""

    room: RepairRoom
    practices: Links
    open: bool


async def show_all(request: Request) -> Response:
    """Show every repair, those that go on first."""
    opened = unlocked(request)
    every = threads(opened, "repair")
    open_to = those_open(opened, "repair", (each.mending.person for each in every))
    here = [each for each in every if each.mending.person in open_to]
    aside = [each for each in every if each.mending.person not in open_to]
    over = [row_of(opened, each) for each in here if each.end is not None]
    room = open_with_anybody(opened, "repair")
    told = took(lasted(opened)) if room else None
    shown = ListPage(
        room,
        tuple(row_of(opened, each) for each in here if each.end is None),
        tuple(over[:SHOWN]),
        tuple(over[SHOWN:LISTED]),
        max(0, len(over) - LISTED),
        tuple(row_of(opened, each) for each in aside),
        times_sentence(told) if told else "",
        minding(NEW, meant(request, opened, "repair")),
    )
    return render(request, "together_repair.html", shown)


async def show_ready(request: Request) -> Response:
    """Ask how stirred up the person is; nothing of it is kept."""
    opened = unlocked(request)
    here = minding(NEW, meant(request, opened, "repair"))
    shown = ReadyPage(open_with_anybody(opened, "repair"), here)
    return render(request, "together_repair_ready.html", shown)


async def take_ready(request: Request) -> Response:
    """Lead on where it is calm enough, and else to what steadies."""
    opened, form = unlocked(request), await form_of(request)
    number = _NUMBERS.get(form.text("stirred"))
    person = meant(request, opened, "repair")
    if number is None:
        problem = gettext("Choose a number, as near as you can tell.")
        shown = ReadyPage(
            open_with_anybody(opened, "repair"), minding(NEW, person), problem
        )
        return render(request, "together_repair_ready.html", shown, 422)
    return go_to(PAUSE if number >= LOUD else minding(BEGIN, person))


async def show_pause(request: Request) -> Response:
    """Show what steadies, and when to come back."""
    opened = unlocked(request)
    room = open_with_anybody(opened, "repair")
    shown = PausePage(repair_room(), links(opened, STEADYING), open=room)
    return render(request, "together_repair_pause.html", shown)


ROUTES = [
    *page(ALL, show_all),
    *page(NEW, show_ready, take_ready),
    *page(PAUSE, show_pause),
    *mending_forms.routes(BEGIN, ALL),
    *repair_thread.ROUTES,
    *repair_plan.ROUTES,
    *repair_steps.ROUTES,
]
