"""One practice: what to do, how it was before and after, and a line to keep."""

from dataclasses import dataclass
from statistics import median

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.drafting import draft_of, drop_draft
from moorings.companion.errors import LockedError
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import (
    Practised,
    keep_time,
    reasons,
    rests_now,
    take_time_back,
    times,
)
from moorings.companion.retiring import had_its_time, retire, retired, take_up
from moorings.errors import MooringsError
from moorings.journey.records import PracticeTime, RecordId
from moorings.journey.records.rating import STRONGEST
from moorings.library.catalogue import gettext, ngettext
from moorings.library.practices import AFTER, Practice, practices
from moorings.library.roadmap import stages
from moorings.web.boxes import box_where_locked
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import form_of, record_in_path, when_from
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.rendering import (
    go_to,
    hour_words,
    number_words,
    render,
    sentence,
    short_day,
)
from moorings.web.rooms import Place, rooms
from moorings.web.routing import page
from moorings.web.visitor import Heard, tell, unlocked

HERE = "/practise"
#: So many times are listed; a middle is told of three or more (own).
LISTED, FEWEST = 12, 3
_SCALE = {str(each): str(each) for each in range(STRONGEST + 1)}


@dataclass(frozen=True, slots=True)
class Typed:
    """What came in the form, to be kept or shown again."""

    before: str = ""
    after: str = ""
    text: str = ""

    def practised(self, *, stopped: bool) -> Practised:
        """Give it as the companion keeps it; what is no number was not said."""
        return Practised(
            before=_rated(self.before),
            after=_rated(self.after),
            stopped=stopped,
            line=self.text,
        )


@dataclass(frozen=True, slots=True)
class Done:
    """One time of it, in words."""

    id: RecordId
    day: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePage:
    """A practice, the form around it, and the times it was done."""

    id: str
    practice: Practice
    record: RecordId
    before: tuple[Option, ...]
    after: tuple[Option, ...]
    room: Place | None
    stages: tuple[tuple[str, str], ...]
    following: tuple[str, str] | None
    times: tuple[Done, ...]
    count: int
    middle: str
    resting: bool
    let_go: bool
    had_its_time: bool
    text: str = ""
    problem: str = ""
    heard: Heard | None = None


async def show(request: Request) -> Response:
    """Show one practice."""
    opened, name = unlocked(request), _named(request)
    shown = _page(opened, name, Typed(), new_id(), heard=take_heard(request))
    return render(request, "practice.html", shown)


async def keep(request: Request) -> Response:
    """Keep that it was done, and the line that was written."""
    form, name = await form_of(request), _named(request)
    try:
        opened = unlocked(request)
    except LockedError:
        return box_where_locked(request, form, "entry")
    record, stopped = form.record(), form.text("then") == "stopped"
    typed = Typed(form.line("before"), form.line("after"), form.text("text").rstrip())
    try:
        when = when_from(form, opened)
        keep_time(opened, record, name, typed.practised(stopped=stopped), when)
    except MooringsError as error:
        again = _page(opened, name, typed, record, problem=sentence(error))
        return render(request, "practice.html", again, STATUS[error.kind])
    if draft_of(opened, record):
        drop_draft(opened, record)
    tell(request, _noted(typed, stopped=stopped))
    answer_later(request, opened, typed.text, when)
    return go_to(f"{HERE}/{name}")


async def take_back(request: Request) -> Response:
    """Take one time out again."""
    opened, name = unlocked(request), _named(request)
    take_time_back(opened, record_in_path(request))
    tell(request, gettext("Taken out. A line you wrote stays in Write."))
    return go_to(f"{HERE}/{name}")


async def let_go(request: Request) -> Response:
    """Let a practice go that is no longer needed, or take it up again."""
    opened, name = unlocked(request), _named(request)
    if (await form_of(request)).text("how") == "take-up":
        take_up(opened, name)
        tell(request, gettext("It stands on the shelf again."))
    else:
        retire(opened, name)
        tell(request, gettext("No longer needed. It has done its part."))
    return go_to(f"{HERE}/{name}")


def _page(
    opened: Opened,
    name: str,
    typed: Typed,
    record: RecordId,
    *,
    problem: str = "",
    heard: Heard | None = None,
) -> PracticePage:
    practice, known, told = practices()[name], stages(), times(opened, name)
    following = practice.next if practice.next != AFTER else ""
    return PracticePage(
        id=name,
        practice=practice,
        record=record,
        before=_scale(typed.before),
        after=_scale(typed.after),
        room=rooms()[practice.room] if practice.room else None,
        stages=tuple((f"/way/steps/{of}", known[of].title) for of in practice.of),
        following=(following, practices()[following].title) if following else None,
        times=tuple(_done(each) for each in told[:LISTED]),
        count=len(told),
        middle=_middle(told),
        resting=rests_now(opened, name, reasons(opened)),
        let_go=name in retired(opened),
        had_its_time=had_its_time(opened, name),
        text=typed.text,
        problem=problem,
        heard=heard,
    )


def _named(request: Request) -> str:
    name = str(request.path_params["practice"])
    if name not in practices():
        raise HTTPException(404)
    return name


def _scale(chosen: str) -> tuple[Option, ...]:
    return options(_SCALE, chosen)


def _rated(typed: str) -> int | None:
    return int(typed) if typed in _SCALE else None


def _noted(typed: Typed, *, stopped: bool) -> str:
    if stopped:
        return gettext("Noted. To begin and stop is practice too.")
    if typed.text:
        return gettext("Noted. Your line stands in Write as well.")
    return gettext("Noted.")


def _done(time: PracticeTime) -> Done:
    told = []
    if time.before is not None and time.after is not None:
        told.append(
            gettext("%(before)s before, %(after)s after")
            % {"before": time.before, "after": time.after}
        )
    if time.minutes:
        told.append(
            ngettext("%(count)s minute", "%(count)s minutes", time.minutes)
            % {"count": time.minutes}
        )
    if time.stopped:
        told.append(gettext("stopped early"))
    day = f"{short_day(time.when.date)} {hour_words(time.when.time)}".strip()
    return Done(time.id, day, " · ".join(told))


def _middle(told: tuple[PracticeTime, ...]) -> str:
    """Say how it was in the middle, where it was rated often enough to say so."""
    rated = [
        (each.before, each.after)
        for each in told
        if each.before is not None and each.after is not None
    ]
    if len(rated) < FEWEST:
        return ""
    before = median(first for first, _ in rated)
    after = median(last for _, last in rated)
    return gettext(
        "In the middle of %(count)s times with both numbers it was %(before)s before "
        "and %(after)s after. Much also eases by itself, so this does not say what the "
        "practice did."
    ) % {
        "count": len(rated),
        "before": _short(before),
        "after": _short(after),
    }


def _short(value: float) -> str:
    return number_words(value, 0 if value == int(value) else 1)


_ONE = HERE + "/{practice}"
ROUTES = [
    *page(_ONE, show, keep),
    *page(_ONE + "/let-go", submit=let_go),
    *page(_ONE + "/times/{record}/take-back", submit=take_back),
]
