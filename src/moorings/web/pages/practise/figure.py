"""The studio of the inner figure: what it is, visits of three lengths, a way out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.imagining import (
    SHEET,
    erase_figure,
    figure,
    figure_rests,
    lay_to_rest,
    may_be_opened,
    open_again,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import keep_time, times
from moorings.journey.records import RecordId, Worksheet
from moorings.library.catalogue import gettext
from moorings.library.figure_studio import Length, Studio, Visit, studio
from moorings.library.worksheets import sheets
from moorings.web.danger import take_heard
from moorings.web.forms import form_of, record_in_path, when_from
from moorings.web.listing import beginning
from moorings.web.options import Option
from moorings.web.rated import Rated, time_words
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.timed import MINUTE, TimedStep
from moorings.web.visitor import Heard, device, tell, unlocked
from moorings.web.wording.worksheet import Said, said_in

HERE = "/practise/figure"
LENGTHS: Mapping[str, Length] = {each: each for each in ("ten", "three", "twenty")}
#: So many of the latest visits are listed.
LISTED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePage:
    """Everything the room shows; without a figure there are no `said`."""

    studio: Studio
    resting: bool
    opens: bool
    who: str = ""
    sort: str = ""
    said: tuple[Said, ...] = ()
    change: str = ""
    erase: str = ""
    words: str = ""
    on_card: bool = False
    visits: tuple[tuple[str, Visit], ...] = ()
    times: tuple[str, ...] = ()
    count: int = 0
    heard: Heard | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPage:
    """One visit, with the person's own words in its steps."""

    path: str
    visit: Visit
    resting: bool
    built: bool
    steps: tuple[TimedStep, ...]
    record: RecordId
    before: tuple[Option, ...]
    after: tuple[Option, ...]


async def show(request: Request) -> Response:
    """Show the figure, or how to find one."""
    opened = unlocked(request)
    resting = figure_rests(opened)
    opens = resting and may_be_opened(opened)
    shown = FigurePage(studio=studio(), resting=resting, opens=opens)
    if not resting and (kept := figure(opened)):
        shown = _built(request, opened, kept, shown)
    return render(request, "figure.html", replace(shown, heard=take_heard(request)))


async def show_visit(request: Request) -> Response:
    """Show one visit, filled with what was written."""
    opened, length = unlocked(request), _named(request)
    visit, kept, (before, after) = (
        studio().visit(length),
        figure(opened),
        Rated().scales,
    )
    shown = VisitPage(
        path=f"{HERE}/{length}",
        visit=visit,
        resting=figure_rests(opened),
        built=kept is not None,
        steps=_steps(visit, kept),
        record=new_id(),
        before=before,
        after=after,
    )
    return render(request, "figure_visit.html", shown)


async def keep_visit(request: Request) -> Response:
    """Keep the visit; where it turned frightening, the figure rests from now on."""
    opened, length = unlocked(request), _named(request)
    form, visit = await form_of(request), studio().visit(length)
    frightening, kept = form.text("then") == "frightening", figure(opened)
    told = Rated.of(form).practised(
        minutes=round(visit.seconds / MINUTE) or None,
        about=opened.journey.versions(kept.id)[0].id if kept else None,
        stopped=frightening or form.text("then") == "stopped",
    )
    if told.stopped:
        told = replace(told, minutes=None)
    when = when_from(form, opened)
    keep_time(opened, form.record(), visit.practice, told, when)
    if frightening:
        lay_to_rest(opened)
        return go_to(f"{HERE}/outward")
    tell(request, gettext("Noted."))
    return go_to(HERE)


async def show_outward(request: Request) -> Response:
    """Look outward, after it turned frightening."""
    unlocked(request)
    return render(request, "figure_outward.html", studio(), calm=True)


async def rest(request: Request) -> Response:
    """Let the figure rest."""
    lay_to_rest(unlocked(request))
    return go_to(HERE)


async def open_room(request: Request) -> Response:
    """Open it again, because the person wants it."""
    open_again(unlocked(request))
    return go_to(HERE)


async def erase(request: Request) -> Response:
    """Destroy what was written of the figure."""
    erase_figure(unlocked(request), record_in_path(request))
    tell(request, gettext("Erased for good."))
    return go_to(HERE)


def _named(request: Request) -> Length:
    return LENGTHS[request.url.path.rpartition("/")[2]]


def _built(
    request: Request, opened: Opened, kept: Worksheet, shown: FigurePage
) -> FigurePage:
    told = shown.studio
    practices = dict.fromkeys(told.visit(each).practice for each in LENGTHS.values())
    visited = sorted(
        (each for name in practices for each in times(opened, name)),
        key=lambda each: each.when.order,
        reverse=True,
    )
    words = kept.answers.get("words", "")
    return replace(
        shown,
        who=beginning(kept.answers.get("who", "")) or gettext("Your figure"),
        sort=_sort_words(kept),
        said=said_in(opened, kept),
        change=f"/practise/pages/{SHEET}",
        erase=f"{HERE}/{kept.id}/erase",
        words=beginning(words),
        on_card=bool(device(request).figure_line),
        visits=tuple((f"{HERE}/{n}", told.visit(each)) for n, each in LENGTHS.items()),
        times=tuple(time_words(each) for each in visited[:LISTED]),
        count=len(visited),
    )


def _sort(kept: Worksheet | None) -> str:
    return next(iter(kept.chosen.get("kind", ())), "") if kept else ""


def _sort_words(kept: Worksheet) -> str:
    question = sheets()[SHEET].question("kind")
    return question.option(_sort(kept)) if question else ""


def _steps(visit: Visit, kept: Worksheet | None) -> tuple[TimedStep, ...]:
    answers: Mapping[str, str] = kept.answers if kept else {}
    return tuple(
        TimedStep(
            number=number,
            text=step.text,
            more=step.more,
            own=answers.get(step.own or "", ""),
            seconds=step.seconds,
        )
        for number, step in enumerate(visit.steps_for(_sort(kept)), 1)
    )


ROUTES = [
    *page(HERE, show),
    *(r for name in LENGTHS for r in page(f"{HERE}/{name}", show_visit, keep_visit)),
    *page(HERE + "/outward", show_outward),
    *page(HERE + "/rest", submit=rest),
    *page(HERE + "/open", submit=open_room),
    *page(HERE + "/{record}/erase", submit=erase),
]
