"""Trying a rung: a guess beforehand, and afterwards what happened."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.climbing import (
    erase,
    let_go,
    say_otherwise,
    set_out,
    take_up,
)
from moorings.companion.clock import moment
from moorings.companion.errors import LockedError
from moorings.companion.ladders import (
    OnLadder,
    Standing,
    Tried,
    drawn_both_ways,
    ladder_rests,
    rung_of,
    suggested,
    this_week,
    try_of,
)
from moorings.companion.opened import Opened, new_id
from moorings.journey.records import Direction, RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.listing import beginning
from moorings.web.pages.practise import telling
from moorings.web.pages.practise.ladder_making import HERE, Tested, tested
from moorings.web.pages.practise.telling import ONE
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, short_day
from moorings.web.routing import page
from moorings.web.trying import (
    BEFORE,
    UnclearFormError,
    before_in,
    put_aside,
    said_before,
    seal_words,
    typed_in,
    words_of,
)
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.ladder import next_words
from moorings.web.wording.tried import (
    after_facts,
    before_facts,
    kind_words,
    result_words,
)

RUNG = HERE + "/rung"


@dataclass(frozen=True, slots=True)
class BeforePage:
    """What is said before a try."""

    path: str
    back: str
    rung: str
    direction: Direction
    both_ways: bool
    resting: bool
    record: RecordId
    typed: Mapping[str, str]
    problems: Mapping[str, str]
    test: Tested | None = None


@dataclass(frozen=True, slots=True)
class TriedPage:
    """One try: what was said beforehand, and what came of it."""

    path: str
    rung_path: str
    ladder_path: str
    rung: str
    day: str
    resting: bool
    open: bool
    changeable: bool
    fear: str
    before: tuple[tuple[str, str], ...]
    result: str
    after: tuple[tuple[str, str], ...]
    kind: str
    next: str
    heard: Heard | None = None


async def show_before(request: Request) -> Response:
    """Ask what is feared, before a rung is tried."""
    opened = unlocked(request)
    shown = _before(request, opened, *rung_of(opened, record_in_path(request)))
    return render(request, "rung_try.html", shown)


async def keep_before(request: Request) -> Response:
    """Keep it; the try then stands open until it is told, or let go."""
    form = await form_of(request)
    try:
        opened = unlocked(request)
    except LockedError:
        return seal_words(request, form)
    ladder, rung = rung_of(opened, record_in_path(request))
    record = form.record()
    if ladder_rests(opened, ladder):
        put_aside(opened, record, form)
        return go_to(f"{RUNG}/{rung.id}")
    try:
        told = before_in(form)
    except UnclearFormError as error:
        shown = _before(request, opened, ladder, rung)
        return _again(request, shown, form, error)
    when = moment(opened.now(), form.line("zone"))
    set_out(opened, record, rung.id, told, when)
    tell(request, gettext("Kept."))
    answer_later(request, opened, words_of(form), when)
    return go_to(f"{ONE}/{record}")


async def show(request: Request) -> Response:
    """Show one try as it stands."""
    opened = unlocked(request)
    shown = _tried(opened, *try_of(opened, record_in_path(request)))
    return render(request, "rung_told.html", replace(shown, heard=take_heard(request)))


async def show_change(request: Request) -> Response:
    """Show what was said beforehand, to say it otherwise while it is open."""
    opened = unlocked(request)
    ladder, rung, tried = try_of(opened, record_in_path(request))
    shown = _before(request, opened, ladder, rung, tried)
    return render(request, "rung_try.html", shown)


async def keep_change(request: Request) -> Response:
    """Keep a later version of what was said beforehand."""
    form = await form_of(request)
    try:
        opened = unlocked(request)
    except LockedError:
        return seal_words(request, form)
    ladder, rung, tried = try_of(opened, record_in_path(request))
    try:
        told = before_in(form)
    except UnclearFormError as error:
        shown = _before(request, opened, ladder, rung, tried)
        return _again(request, shown, form, error)
    say_otherwise(opened, form.record(), tried.id, told)
    tell(request, gettext("Kept."))
    when = moment(opened.now(), form.line("zone"))
    answer_later(request, opened, words_of(form), when)
    return go_to(f"{ONE}/{tried.id}")


async def let_one_go(request: Request) -> Response:
    """Let a try go without a word."""
    opened = unlocked(request)
    ladder, _, tried = try_of(opened, record_in_path(request))
    let_go(opened, tried.id)
    tell(request, gettext("Let go."), f"{ONE}/{tried.id}/take-up")
    return go_to(f"{HERE}/{ladder.id}")


async def take_one_up(request: Request) -> Response:
    """Let it stand open again."""
    opened, record = unlocked(request), record_in_path(request)
    take_up(opened, record)
    tell(request, gettext("It is open again."))
    return go_to(f"{ONE}/{record}")


async def erase_one(request: Request) -> Response:
    """Destroy a try, and what was feared with it."""
    opened = unlocked(request)
    _, rung, tried = try_of(opened, record_in_path(request))
    erase(opened, tried.id)
    tell(request, gettext("Erased. It cannot be brought back."))
    return go_to(f"{RUNG}/{rung.id}")


def _again(
    request: Request, shown: BeforePage, form: Form, error: UnclearFormError
) -> Response:
    again = replace(
        shown,
        record=form.record(),
        typed=typed_in(form, BEFORE),
        problems=error.problems,
    )
    return render(request, "rung_try.html", again, STATUS[error.kind])


def _before(
    request: Request,
    opened: Opened,
    ladder: Standing,
    rung: OnLadder,
    tried: Tried | None = None,
) -> BeforePage:
    back = f"{ONE}/{tried.id}" if tried else f"{RUNG}/{rung.id}"
    resting = tried is None and ladder_rests(opened, ladder)
    return BeforePage(
        path=f"{back}/change" if tried else f"{back}/try",
        back=back,
        rung=rung.rung.text,
        direction=ladder.ladder.direction,
        both_ways=drawn_both_ways(opened),
        resting=resting,
        record=new_id(),
        typed=said_before(tried),
        problems={},
        test=None if resting else tested(request, opened),
    )


def _tried(opened: Opened, ladder: Standing, rung: OnLadder, tried: Tried) -> TriedPage:
    resting = ladder_rests(opened, ladder)
    return TriedPage(
        path=f"{ONE}/{tried.id}",
        rung_path=f"{RUNG}/{rung.id}",
        ladder_path=f"{HERE}/{ladder.id}",
        rung=beginning(rung.rung.text),
        day=short_day(tried.attempt.when.date),
        resting=resting,
        open=tried.open,
        changeable=tried.open and not tried.closings,
        fear=tried.forecast.text if tried.forecast else "",
        before=before_facts(tried),
        result="" if tried.open else result_words(tried),
        after=after_facts(tried),
        kind="" if tried.open else kind_words(tried),
        next=next_words(ladder, suggested(opened, ladder), this_week(opened)),
    )


ROUTES = [
    *page(RUNG + "/{record}/try", show_before, keep_before),
    *page(ONE + "/{record}", show),
    *page(ONE + "/{record}/change", show_change, keep_change),
    *page(ONE + "/{record}/let-go", submit=let_one_go),
    *page(ONE + "/{record}/take-up", submit=take_one_up),
    *page(ONE + "/{record}/erase", submit=erase_one),
    *telling.ROUTES,
]
