"""Telling of a try: a guess beforehand, and what a camera would have seen after."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.climbing import say_otherwise, set_out, tell_what_came
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.ladders import (
    OnLadder,
    Standing,
    Tried,
    drawn_both_ways,
    ladder_rests,
    rung_of,
    try_of,
)
from moorings.companion.opened import Opened, new_id
from moorings.errors import MooringsError
from moorings.journey.records import Direction, RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.pages.practise.ladder_making import (
    HERE,
    Tested,
    tested,
    tested_before,
)
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.trying import (
    UnclearFormError,
    after_in,
    before_in,
    put_aside,
    said_before,
    told_after,
    typed_in,
    words_of,
)
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import tell, unlocked

RUNG, ONE = HERE + "/rung", HERE + "/try"


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingPage:
    """One of the two forms of a try; `problems` are by field, or of the `form`.

    Only the one beforehand has a direction, only the one afterwards what was feared.
    """

    path: str
    back: str
    rung: str
    resting: bool
    record: RecordId
    typed: Mapping[str, str]
    problems: Mapping[str, str] = field(default_factory=dict)
    direction: Direction | None = None
    both_ways: bool = False
    test: Tested | None = None
    fear: str = ""


async def show_before(request: Request) -> Response:
    """Ask what is feared, before a rung is tried."""
    opened = unlocked(request)
    shown = _before(request, opened, *rung_of(opened, record_in_path(request)))
    return _show(request, opened, "rung_try.html", shown)


async def keep_before(request: Request) -> Response:
    """Keep it; the try then stands open until it is told, or let go."""
    form = await form_of(request)
    opened = unlocked(request)
    ladder, rung = rung_of(opened, record_in_path(request))
    record = form.record()
    if ladder_rests(opened, ladder):
        put_aside(opened, record, form)
        return go_to(f"{RUNG}/{rung.id}")
    when = moment(opened.now(), form.line("zone"))
    try:
        set_out(opened, record, rung.id, before_in(form), when)
    except UnclearFormError as error:
        shown = _before(request, opened, ladder, rung)
        return _again(request, "rung_try.html", shown, form, error)
    return _kept(request, opened, form, record)


async def show_change(request: Request) -> Response:
    """Show what was said beforehand, to say it otherwise while it is open."""
    opened = unlocked(request)
    ladder, rung, tried = try_of(opened, record_in_path(request))
    if not tried.open or tried.closings:  # what came is told: nothing would be kept
        raise NothingThereError
    shown = _before(request, opened, ladder, rung, tried)
    return _show(request, opened, "rung_try.html", shown)


async def keep_change(request: Request) -> Response:
    """Keep a later version of what was said beforehand."""
    form = await form_of(request)
    opened = unlocked(request)
    ladder, rung, tried = try_of(opened, record_in_path(request))
    try:
        say_otherwise(opened, form.record(), tried.id, before_in(form))
    except UnclearFormError as error:
        shown = _before(request, opened, ladder, rung, tried)
        return _again(request, "rung_try.html", shown, form, error)
    return _kept(request, opened, form, tried.id)


async def show_after(request: Request) -> Response:
    """Ask what happened."""
    opened = unlocked(request)
    shown = _after(opened, *try_of(opened, record_in_path(request)))
    return _show(request, opened, "rung_tell.html", shown)


async def keep_after(request: Request) -> Response:
    """Keep what happened, and close what was feared with it."""
    form = await form_of(request)
    opened = unlocked(request)
    ladder, rung, tried = try_of(opened, record_in_path(request))
    when = moment(opened.now(), form.line("zone"))
    try:
        tell_what_came(opened, form.record(), tried.id, after_in(form), when)
    except MooringsError as error:
        shown = _after(opened, ladder, rung, tried)
        return _again(request, "rung_tell.html", shown, form, error)
    return _kept(request, opened, form, tried.id)


def _show(request: Request, opened: Opened, name: str, shown: TellingPage) -> Response:
    """Show a form, with what was left unfinished in it."""
    if form := unfinished(request, opened):
        test = shown.test or tested_before(opened, form)
        shown = replace(_with(shown, form), test=None if shown.resting else test)
    return render(request, name, shown)


def _kept(request: Request, opened: Opened, form: Form, tried: RecordId) -> Response:
    """Say that it is kept, answer what was written, and show the try."""
    tell(request, gettext("Kept."))
    when = moment(opened.now(), form.line("zone"))
    answer_later(request, opened, words_of(form), when)
    return go_to(f"{ONE}/{tried}")


def _again(
    request: Request, name: str, shown: TellingPage, form: Form, error: MooringsError
) -> Response:
    """Show a form once more, with what was typed and what was wrong with it."""
    whole = {"form": sentence(error)}
    problems = error.problems if isinstance(error, UnclearFormError) else whole
    again = replace(_with(shown, form), problems=problems)
    return render(request, name, again, STATUS[error.kind])


def _with(shown: TellingPage, form: Form) -> TellingPage:
    """Let what was typed stand in it."""
    return replace(shown, record=form.record(), typed=typed_in(form, shown.typed))


def _before(
    request: Request,
    opened: Opened,
    ladder: Standing,
    rung: OnLadder,
    tried: Tried | None = None,
) -> TellingPage:
    back = f"{ONE}/{tried.id}" if tried else f"{RUNG}/{rung.id}"
    resting = tried is None and ladder_rests(opened, ladder)
    return TellingPage(
        path=f"{back}/change" if tried else f"{back}/try",
        back=back,
        rung=rung.rung.text,
        resting=resting,
        record=new_id(),
        typed=said_before(tried),
        direction=ladder.ladder.direction,
        both_ways=drawn_both_ways(opened),
        test=None if resting else tested(request, opened),
    )


def _after(
    opened: Opened, ladder: Standing, rung: OnLadder, tried: Tried
) -> TellingPage:
    return TellingPage(
        path=f"{ONE}/{tried.id}/tell",
        back=f"{ONE}/{tried.id}",
        rung=rung.rung.text,
        resting=ladder_rests(opened, ladder),
        record=new_id(),
        typed=told_after(tried),
        fear=tried.forecast.text if tried.forecast else "",
    )


ROUTES = [
    *page(RUNG + "/{record}/try", show_before, until_kept(keep_before)),
    *page(ONE + "/{record}/change", show_change, until_kept(keep_change)),
    *page(ONE + "/{record}/tell", show_after, until_kept(keep_after)),
]
