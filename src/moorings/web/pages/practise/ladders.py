"""Ladders: something wanted, in small steps, each with a guess said first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.climbing import add_rung, erase
from moorings.companion.clock import moment
from moorings.companion.ladders import (
    OnLadder,
    Standing,
    Tried,
    all_rest,
    ladder_of,
    ladder_rests,
    ladders,
    may_suggest,
    suggested,
    this_week,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import reasons
from moorings.insight.ladders import PLENTY
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.library.ladder_ideas import Start, idea, ideas
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.listing import beginning
from moorings.web.pages.practise import ladder_making
from moorings.web.pages.practise.ladder_making import (
    HERE,
    Tested,
    tested,
    tested_before,
    with_test,
)
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, short_day
from moorings.web.routing import page
from moorings.web.rows import Row
from moorings.web.trying import UnclearFormError, rated_in
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.ladder import (
    about_ladder,
    evidence_sentence,
    ladder_picture,
    ladder_table,
    next_words,
    note_of,
    plenty_words,
    rungs_count,
    rungs_sentence,
    shape_sentence,
    start_name,
)

#: So many ladders, rungs or open tries stand there at once; the others are folded.
SHOWN = 16


@dataclass(frozen=True, slots=True)
class LaddersPage:
    """Every ladder, and the tries that were begun."""

    resting: bool
    rows: tuple[Row, ...]
    open_: tuple[Row, ...]
    making: str
    plenty: str = ""
    test: Tested | None = None
    heard: Heard | None = None

    @property
    def shown(self) -> int:
        """Say how many stand there at once."""
        return SHOWN


@dataclass(frozen=True, slots=True)
class LadderPage:
    """One ladder; where it rests, nothing of it invites to anything."""

    path: str
    name: str
    wants: str
    about: str
    resting: bool
    rows: tuple[Row, ...]
    open_: tuple[Row, ...]
    sentence: str
    shape: str
    picture: Markup | None
    table: tuple[tuple[str, ...], ...]
    evidence: str
    next: str = ""
    next_path: str = ""
    ideas: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    record: RecordId | None = None
    typed: Mapping[str, str] | None = None
    problems: Mapping[str, str] | None = None
    test: Tested | None = None
    heard: Heard | None = None

    @property
    def shown(self) -> int:
        """Say how many stand there at once."""
        return SHOWN


async def show_all(request: Request) -> Response:
    """Show every ladder, the open tries first."""
    opened = unlocked(request)
    found, resting = ladders(opened), all_rest(opened)
    test = None if resting else tested(request, opened)
    week = this_week(opened)
    shown = LaddersPage(
        resting,
        tuple(_ladder_row(opened, each, test) for each in found),
        tuple(row for each in found for row in _open_rows(each)),
        with_test(f"{HERE}/new", test),
        plenty_words(week) if week >= PLENTY else "",
        test,
        take_heard(request),
    )
    return render(request, "ladders.html", shown)


async def show(request: Request) -> Response:
    """Show one ladder, and what may come next on it."""
    opened = unlocked(request)
    shown = _shown(request, opened, ladder_of(opened, record_in_path(request)))
    picked = request.query_params.get("idea", "")
    if not (shown.resting or picked) and (form := unfinished(request, opened)):
        shown = _with(shown, form)
        shown = replace(shown, test=shown.test or tested_before(opened, form))
    return render(request, "ladder.html", replace(shown, heard=take_heard(request)))


async def add(request: Request) -> Response:
    """Put a rung on it, or say what is missing; what was typed stays."""
    form = await form_of(request)
    opened = unlocked(request)
    here, record = ladder_of(opened, record_in_path(request)), form.record()
    try:
        text, hard = rated_in(form)
    except UnclearFormError as error:
        shown = _with(_shown(request, opened, here), form)
        again = replace(shown, record=record, problems=error.problems)
        return render(request, "ladder.html", again, STATUS[error.kind])
    add_rung(opened, record, here.id, text, hard)
    tell(request, gettext("Kept."))
    answer_later(request, opened, text, moment(opened.now(), form.line("zone")))
    return go_to(with_test(f"{HERE}/{here.id}", tested(request, opened)))


async def erase_one(request: Request) -> Response:
    """Destroy a ladder, with its rungs and all that was said of them."""
    opened = unlocked(request)
    erase(opened, ladder_of(opened, record_in_path(request)).id)
    tell(request, gettext("Erased. It cannot be brought back."))
    return go_to(HERE)


def _shown(request: Request, opened: Opened, here: Standing) -> LadderPage:
    resting = ladder_rests(opened, here)
    test = None if resting else tested(request, opened)
    shown = LadderPage(
        path=f"{HERE}/{here.id}",
        name=beginning(here.ladder.wants),
        wants=here.ladder.wants,
        about=about_ladder(opened, here.ladder),
        resting=resting,
        rows=tuple(_rung_row(each, test) for each in here.rungs),
        open_=_open_rows(here),
        sentence=rungs_sentence(here) if here.rungs else "",
        shape=shape_sentence(here) if here.rungs else "",
        picture=ladder_picture(here),
        table=ladder_table(here),
        evidence=evidence_sentence(here),
        test=test,
    )
    return shown if resting else _inviting(request, opened, here, shown)


def _with(shown: LadderPage, form: Form) -> LadderPage:
    """Let what was typed stand in it."""
    typed = {name: form.text(name) for name in ("text", "hard")}
    return replace(shown, record=form.record(), typed=typed)


def _inviting(
    request: Request, opened: Opened, here: Standing, shown: LadderPage
) -> LadderPage:
    """Add what invites to a next step: a place to go on, a new rung, ideas for it."""
    found, week = suggested(opened, here), this_week(opened)
    picked = idea(request.query_params.get("idea", ""))
    on = found.step if found and found.step and week < PLENTY else ""
    return replace(
        shown,
        next=next_words(here, found, week),
        next_path=with_test(f"{HERE}/rung/{on}", shown.test) if on else "",
        ideas=_ideas(opened, here, shown),
        record=new_id(),
        typed={"text": picked.text if picked else "", "hard": ""},
        problems={},
    )


def _ideas(
    opened: Opened, here: Standing, shown: LadderPage
) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    direction = here.ladder.direction
    if not may_suggest(opened, direction):
        return ()
    grouped: dict[Start, list[Row]] = {}
    for each in ideas(direction, romance="under 18" not in reasons(opened)):
        path = with_test(f"{shown.path}?idea={each.id}", shown.test)
        row = Row(f"{path}#add", each.text)
        grouped.setdefault(each.start, []).append(row)
    return tuple((start_name(start), tuple(rows)) for start, rows in grouped.items())


def _ladder_row(opened: Opened, here: Standing, test: Tested | None) -> Row:
    return Row(
        with_test(f"{HERE}/{here.id}", test),
        beginning(here.ladder.wants),
        about_ladder(opened, here.ladder),
        rungs_count(len(here.rungs)),
    )


def _rung_row(rung: OnLadder, test: Tested | None) -> Row:
    path = with_test(f"{HERE}/rung/{rung.id}", test)
    text, hard = beginning(rung.rung.text), str(rung.rung.hard)
    return Row(path, text, note_of(rung), hard)


def _open_rows(here: Standing) -> tuple[Row, ...]:
    return tuple(
        Row(
            f"{HERE}/try/{tried.id}",
            beginning(rung.rung.text),
            f"{short_day(tried.attempt.when.date)} · {beginning(_fear(tried))}",
        )
        for rung in here.rungs
        for tried in rung.tries
        if tried.open
    )


def _fear(tried: Tried) -> str:
    return tried.forecast.text if tried.forecast else ""


ROUTES = [
    *page(HERE, show_all),
    *ladder_making.ROUTES,
    *page(HERE + "/{record}", show, until_kept(add)),
    *page(HERE + "/{record}/erase", submit=erase_one),
]
