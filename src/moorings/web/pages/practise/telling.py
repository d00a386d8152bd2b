"""Telling what came of a try, in the words a camera would have had."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.climbing import tell_what_came
from moorings.companion.clock import moment
from moorings.companion.errors import LockedError
from moorings.companion.ladders import OnLadder, Standing, Tried, ladder_rests, try_of
from moorings.companion.opened import Opened, new_id
from moorings.errors import MooringsError
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later
from moorings.web.forms import form_of, record_in_path
from moorings.web.pages.practise.ladder_making import HERE
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.trying import (
    AFTER,
    after_in,
    seal_words,
    told_after,
    typed_in,
    words_of,
)
from moorings.web.visitor import tell, unlocked

ONE = HERE + "/try"


@dataclass(frozen=True, slots=True)
class TellingPage:
    """What is told after a try."""

    path: str
    back: str
    rung: str
    fear: str
    resting: bool
    record: RecordId
    typed: Mapping[str, str]
    problem: str = ""


async def show_telling(request: Request) -> Response:
    """Ask what happened."""
    opened = unlocked(request)
    shown = _telling(opened, *try_of(opened, record_in_path(request)))
    return render(request, "rung_tell.html", shown)


async def keep_telling(request: Request) -> Response:
    """Keep what happened, and close what was feared with it."""
    form = await form_of(request)
    try:
        opened = unlocked(request)
    except LockedError:
        return seal_words(request, form)
    ladder, rung, tried = try_of(opened, record_in_path(request))
    when = moment(opened.now(), form.line("zone"))
    try:
        tell_what_came(opened, form.record(), tried.id, after_in(form), when)
    except MooringsError as error:
        shown = _telling(opened, ladder, rung, tried)
        again = replace(
            shown,
            record=form.record(),
            typed=typed_in(form, AFTER),
            problem=sentence(error),
        )
        return render(request, "rung_tell.html", again, STATUS[error.kind])
    tell(request, gettext("Kept."))
    answer_later(request, opened, words_of(form), when)
    return go_to(f"{ONE}/{tried.id}")


def _telling(
    opened: Opened, ladder: Standing, rung: OnLadder, tried: Tried
) -> TellingPage:
    return TellingPage(
        path=f"{ONE}/{tried.id}/tell",
        back=f"{ONE}/{tried.id}",
        rung=rung.rung.text,
        fear=tried.forecast.text if tried.forecast else "",
        resting=ladder_rests(opened, ladder),
        record=new_id(),
        typed=told_after(tried),
    )


ROUTES = page(ONE + "/{record}/tell", show_telling, keep_telling)
