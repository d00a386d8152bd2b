"""The week, looked at: facts of its hard moments, and room for one line."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.errors import ImpossibleDateError, LockedError
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import reasons, rests_now
from moorings.companion.reviewing import (
    DAYS,
    PRACTICE,
    first_of_week,
    keep_line,
    lines,
    review,
)
from moorings.errors import MooringsError
from moorings.insight.look_back import FEWEST
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.library.practices import practices
from moorings.web.boxes import box_where_locked
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import form_of, when_from
from moorings.web.listing import beginning
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence, short_day
from moorings.web.routing import page
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.look_back import LISTED, Finding, Row, findings, row_of

HERE = "/way/look-back"


@dataclass(frozen=True, slots=True)
class LookBackPage:
    """Everything the page shows; where it rests there is no week."""

    first: date
    last: date
    today: date
    record: RecordId
    findings: tuple[Finding, ...]
    moments: int
    named: int
    early: bool
    rows: tuple[Row, ...]
    further: int
    lines: tuple[Row, ...]
    earlier: str
    later: str
    not_for: str
    resting: bool
    typed: str = ""
    problem: str = ""
    typed_day: str = ""
    day_problem: str = ""
    heard: Heard | None = None


async def show(request: Request) -> Response:
    """Show the last seven days, or those that end on the day asked for."""
    opened = unlocked(request)
    today = moment(opened.now()).date
    typed = request.query_params.get("until", "").strip()
    try:
        last = _day(typed, today)
    except ImpossibleDateError as error:
        before = _page(opened, today)
        shown = replace(before, typed_day=typed[:20], day_problem=sentence(error))
        return render(request, "way_look_back.html", shown, STATUS[error.kind])
    shown = _page(opened, last, take_heard(request))
    return render(request, "way_look_back.html", shown)


async def keep(request: Request) -> Response:
    """Keep one line, and show it beside the week it was written about."""
    form = await form_of(request)
    try:
        opened = unlocked(request)
    except LockedError:
        return box_where_locked(request, form, "entry")
    record, text = form.record(), form.text("text").rstrip()
    today = moment(opened.now()).date
    last = _week(form.line("until"), today)
    try:
        when = when_from(form, opened)
        keep_line(opened, record, text, when)
    except MooringsError as error:
        again = replace(_page(opened, last), record=record, typed=text)
        again = replace(again, problem=sentence(error))
        return render(request, "way_look_back.html", again, STATUS[error.kind])
    tell(request, gettext("Kept. It stands in Write as well."))
    answer_later(request, opened, text, when)
    return go_to(_path(last, today))


def _day(typed: str, today: date) -> date:
    """Take the last day of a week; none is today, and a later one never was."""
    try:
        day = date.fromisoformat(typed) if typed else today
    except ValueError:
        raise ImpossibleDateError(typed=typed[:20]) from None
    if day > today or day.year <= 1:
        raise ImpossibleDateError(typed=typed[:20])
    return day


def _week(typed: str, today: date) -> date:
    """Take the week a line was written beside; the line is kept whatever it was."""
    try:
        return _day(typed, today)
    except ImpossibleDateError:
        return today


def _page(opened: Opened, last: date, heard: Heard | None = None) -> LookBackPage:
    today, week = moment(opened.now()).date, timedelta(days=DAYS)
    found = review(opened, last)
    later = min(last + week, today)
    return LookBackPage(
        first=first_of_week(last),
        last=last,
        today=today,
        record=new_id(),
        findings=findings(opened, found),
        moments=len(found.moments),
        named=found.named,
        early=found.named < FEWEST,
        rows=tuple(map(row_of, found.moments[:LISTED])),
        further=max(0, len(found.moments) - LISTED),
        lines=tuple(
            Row(f"/write/{name}", short_day(each.when.date), beginning(each.text))
            for name, each in lines(opened, today)
        ),
        earlier=_path(last - week, today),
        later=_path(later, today) if last < today else "",
        not_for=practices()[PRACTICE].not_for,
        resting=rests_now(opened, PRACTICE, reasons(opened)),
        heard=heard,
    )


def _path(last: date, today: date) -> str:
    return HERE if last == today else f"{HERE}?until={last}"


ROUTES = page(HERE, show, keep)
