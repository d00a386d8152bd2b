"""A timer: a short sitting, or a way through the body, with steps and their seconds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import keep_time, reasons, rests_now, times
from moorings.errors import MooringsError
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.library.practices import Practice, practices
from moorings.web.forms import Form, form_of, when_from
from moorings.web.options import Option
from moorings.web.problems import STATUS
from moorings.web.rated import Rated, time_words
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.timed import MINUTE, TimedStep, spread
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import tell, unlocked

HERE = "/practise/sitting"
SIT, SCAN, SHORT_SCAN = "short-sitting", "body-scan", "body-scan-three"
#: A step without a time of its own gets as much as a step of so many seconds (own).
USUAL = 20
#: Longer than this nobody sat here; in minutes.
LONGEST = 180
#: So many of the latest times are listed.
LISTED = 5


class NoMinutesError(MooringsError):
    """A number of minutes that cannot be kept."""

    sentence = "Give whole minutes from 0 to {most}, or leave it empty."


@dataclass(frozen=True, slots=True)
class Length:
    """One sitting that can be chosen; 0 minutes have no end."""

    practice: str
    minutes: int


#: By the last part of its address.
LENGTHS: Mapping[str, Length] = {
    "three": Length(SIT, 3),
    "five": Length(SIT, 5),
    "ten": Length(SIT, 10),
    "free": Length(SIT, 0),
    "scan-three": Length(SHORT_SCAN, 3),
    "scan-ten": Length(SCAN, 10),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One practice, and the lengths it comes in; none where it rests."""

    title: str
    practice: Practice
    lengths: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ChoosePage:
    """What can be chosen, and the latest times."""

    offers: tuple[Offer, ...]
    times: tuple[str, ...]
    count: int
    further: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingPage:
    """One sitting, and the form around it."""

    path: str
    practice: Practice
    title: str
    resting: bool
    open_end: bool
    steps: tuple[TimedStep, ...]
    record: RecordId
    before: tuple[Option, ...]
    after: tuple[Option, ...]
    minutes: str
    problem: str = ""


async def show(request: Request) -> Response:
    """Show what can be chosen; what the address asks for stands first."""
    opened = unlocked(request)
    names = [SIT, SCAN]
    if request.query_params.get("of") in {SCAN, SHORT_SCAN}:
        names.reverse()
    sat = sorted(
        (each for name in (SIT, SCAN, SHORT_SCAN) for each in times(opened, name)),
        key=lambda each: each.when.order,
        reverse=True,
    )
    known = practices()
    shown = ChoosePage(
        tuple(_offer(opened, name) for name in names),
        tuple(f"{known[t.practice].title}: {time_words(t)}" for t in sat[:LISTED]),
        len(sat),
        tuple((f"/practise/{n}", known[n].title) for n in (SIT, SCAN, SHORT_SCAN)),
    )
    return render(request, "sitting.html", shown)


async def show_one(request: Request) -> Response:
    """Show one sitting."""
    opened, name = unlocked(request), _named(request)
    form = unfinished(request, opened)
    shown = _typed(opened, name, form) if form else _page(opened, name, new_id())
    return render(request, "sitting_one.html", shown)


async def keep(request: Request) -> Response:
    """Keep how long it was; one that was stopped counts as well."""
    opened, form, name = unlocked(request), await form_of(request), _named(request)
    record, rated = form.record(), Rated.of(form)
    try:
        told = rated.practised(
            minutes=_minutes(form.line("minutes")),
            stopped=form.text("then") == "stopped",
            skipped=_skipped(form),
        )
        keep_time(opened, record, LENGTHS[name].practice, told, when_from(form, opened))
    except MooringsError as error:
        shown = replace(_typed(opened, name, form), problem=sentence(error))
        shown = replace(shown, record=record)
        return render(request, "sitting_one.html", shown, STATUS[error.kind])
    tell(
        request,
        gettext("Noted. To begin and stop is practice too.")
        if told.stopped
        else gettext("Noted."),
    )
    return go_to(HERE)


def _named(request: Request) -> str:
    return request.url.path.rpartition("/")[2]


def _minutes(typed: str) -> int | None:
    if not typed:
        return None
    if not typed.isdecimal() or len(typed) > len(str(LONGEST)) or int(typed) > LONGEST:
        raise NoMinutesError(most=LONGEST)
    return int(typed)


def _skipped(form: Form) -> tuple[int, ...]:
    """Read which steps were left out; no practice has a hundred of them."""
    told = {int(n) for n in form.lines("skipped") if n.isdecimal() and len(n) <= 2}  # noqa: PLR2004
    return tuple(sorted(told))


def _offer(opened: Opened, name: str) -> Offer:
    known = reasons(opened)
    lengths = tuple(
        (f"{HERE}/{path}", _title(length.minutes))
        for path, length in LENGTHS.items()
        if length.practice.startswith(name)
        and not rests_now(opened, length.practice, known)
    )
    practice = practices()[name]
    title = gettext("Through the body") if name == SCAN else practice.title
    return Offer(title, practice, lengths)


def _title(minutes: int) -> str:
    return {
        0: gettext("As long as you like"),
        3: gettext("Three minutes"),
        5: gettext("Five minutes"),
        10: gettext("Ten minutes"),
    }[minutes]


def _typed(opened: Opened, name: str, form: Form) -> SittingPage:
    """Give the sitting with what was typed and chosen."""
    shown = _page(opened, name, form.record(), Rated.of(form), _skipped(form))
    return replace(shown, minutes=form.line("minutes"))


def _page(
    opened: Opened,
    name: str,
    record: RecordId,
    rated: Rated | None = None,
    skipped: tuple[int, ...] = (),
) -> SittingPage:
    length = LENGTHS[name]
    before, after = (rated or Rated()).scales
    return SittingPage(
        path=f"{HERE}/{name}",
        practice=practices()[length.practice],
        title=_title(length.minutes),
        resting=rests_now(opened, length.practice, reasons(opened)),
        open_end=not length.minutes,
        steps=_steps(length, skipped),
        record=record,
        before=before,
        after=after,
        minutes=str(length.minutes or ""),
    )


def _steps(length: Length, skipped: tuple[int, ...]) -> tuple[TimedStep, ...]:
    """Give the steps, with the length shared out among them by their own times."""
    numbered = list(enumerate(practices()[length.practice].steps, 1))
    # The first step of a short sitting is to choose how long, and that is done.
    given = numbered[1:] if length.practice == SIT else numbered
    weights = [step.seconds or USUAL for _, step in given]
    parts = spread(weights, length.minutes * MINUTE)
    return tuple(
        TimedStep(
            number=number,
            text=step.text,
            more=step.more,
            seconds=seconds,
            skips=length.practice != SIT,
            skipped=number in skipped,
        )
        for (number, step), seconds in zip(given, parts, strict=True)
    )


ROUTES = [
    *page(HERE, show),
    *(
        route
        for name in LENGTHS
        for route in page(f"{HERE}/{name}", show_one, until_kept(keep))
    ),
]
