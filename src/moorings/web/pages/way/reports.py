"""Reports: one page for a therapist of exactly what was ticked, and the roadmap."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.drafting import drop_draft
from moorings.companion.hearing import heard_in
from moorings.companion.opened import Opened, new_id
from moorings.companion.worksheets import worksheets
from moorings.errors import MooringsError
from moorings.journey.records import RecordId
from moorings.web.forms import Form, form_of
from moorings.web.letters import LETTERS
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.proving import prove_here
from moorings.web.rendering import render, sentence
from moorings.web.reports import SESSION, Line, Period, lines_of, unnamed
from moorings.web.routing import page
from moorings.web.sheet_pictures import pictures_of
from moorings.web.sheets import Chosen, TooMuchError, chosen_of, roadmap, sheet_of
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import unlocked
from moorings.web.wording.report import (
    DAYS,
    SECTIONS,
    SINCE_SESSION,
    Section,
    period_names,
    section_hint,
    section_title,
)

HERE = "/way/reports"
USUAL = "28"


@dataclass(frozen=True, slots=True)
class Ticking:
    """One section: what may be ticked in it, and the person's own lines."""

    id: str
    title: str
    hint: str
    options: tuple[Option, ...]
    own: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class ReportsPage:
    """Everything the page of ticking shows."""

    record: RecordId
    until: str
    periods: tuple[Option, ...]
    days: str
    sections: tuple[Ticking, ...]
    pictures: tuple[Option, ...]
    names: bool
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """The sheet as it will be; what is sent along makes it again."""

    period: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    pictures: tuple[tuple[Markup, str], ...]
    foot: str
    pages: int
    missing: str
    kept: bool
    heavy: bool
    again: tuple[tuple[str, str], ...]
    problem: str = ""


async def show(request: Request) -> Response:
    """Show what may be ticked; nothing is."""
    opened = unlocked(request)
    typed = unfinished(request, opened)
    return render(request, "way_reports.html", _ticking(opened, typed))


async def submit(request: Request) -> Response:
    """Show another period, the sheet as it will be, or hand it over."""
    opened, form = unlocked(request), await form_of(request)
    how = form.text("how")
    if how == "period":
        return render(request, "way_reports.html", _ticking(opened, form))
    try:
        form.fit(**{_own(section): LETTERS.plan for section in SECTIONS})
        chosen = _chosen(opened, form)
    except MooringsError as error:
        again = _ticking(opened, form, sentence(error))
        return render(request, "way_reports.html", again, STATUS[error.kind])
    if how not in {"make", "longer"}:
        return await _preview(request, opened, form, chosen)
    try:
        await prove_here(request, opened, form.text("passphrase"))
        content = await _made(opened, chosen, longer=how == "longer")
    except MooringsError as error:
        return await _preview(request, opened, form, chosen, error)
    drop_draft(opened, form.record())
    return _download(content, "page.pdf")


async def take_roadmap(request: Request) -> Response:
    """Hand the roadmap over; there is nothing private in it."""
    from moorings.exchange.paper.setting import set_roadmap  # noqa: PLC0415 - large

    today = moment(unlocked(request).now()).date
    paper = await run_in_threadpool(set_roadmap, roadmap(), today)
    return _download(paper.content, "roadmap.pdf")


async def _made(opened: Opened, chosen: Chosen, *, longer: bool) -> bytes:
    from moorings.exchange.paper.setting import set_sheet  # noqa: PLC0415 - large

    today = moment(opened.now()).date
    paper = await run_in_threadpool(set_sheet, sheet_of(chosen, today), today)
    if not longer and paper.pages > 1:
        raise TooMuchError
    return paper.content


async def _preview(
    request: Request,
    opened: Opened,
    form: Form,
    chosen: Chosen,
    error: MooringsError | None = None,
) -> Response:
    from moorings.exchange.paper.setting import set_sheet  # noqa: PLC0415 - as above

    today = moment(opened.now()).date
    sheet = sheet_of(chosen, today)
    paper = await run_in_threadpool(set_sheet, sheet, today)
    told = "\n".join(line for each in sheet.sections for line in each.lines)
    shown = PreviewPage(
        period=sheet.period,
        sections=tuple((each.title, each.lines) for each in sheet.sections),
        pictures=tuple((each.picture, each.told) for each in chosen.pictures),
        foot=sheet.foot,
        pages=paper.pages,
        missing=" ".join(paper.missing),
        kept=opened.kept,
        heavy=heard_in(told) != "nothing",
        again=tuple(_again(form)),
        problem=sentence(error) if error else "",
    )
    status = STATUS[error.kind] if error else 200
    return render(request, "way_report.html", shown, status)


def _again(form: Form) -> list[tuple[str, str]]:
    """Give what makes the same sheet again."""
    names = ("tick", "picture", "names", "period", "until", *map(_own, SECTIONS))
    told = [(name, each) for name in names for each in form.lines(name) if each]
    return [("record", form.record()), *told]


def _ticking(
    opened: Opened, form: Form | None = None, problem: str = ""
) -> ReportsPage:
    chosen, period = _period(opened, form)
    names = bool(form and form.text("names"))
    ticked = set(form.lines("tick")) if form else set()
    drawn = set(form.lines("picture")) if form else set()
    lines = lines_of(opened, period, names=names)
    return ReportsPage(
        record=form.record() if form else new_id(),
        until=period.last.isoformat(),
        periods=options(period_names(_session(opened)), chosen),
        days=period.words,
        sections=tuple(_section(each, lines, ticked, form) for each in SECTIONS),
        pictures=tuple(
            Option(e.id, e.name, e.id in drawn) for e in pictures_of(opened, period)
        ),
        names=names,
        problem=problem,
    )


def _section(
    section: Section, lines: tuple[Line, ...], ticked: set[str], form: Form | None
) -> Ticking:
    here = (each for each in lines if each.section == section)
    return Ticking(
        id=_own(section),
        title=section_title(section),
        hint=section_hint(section),
        options=tuple(Option(each.id, each.words, each.id in ticked) for each in here),
        own=form.text(_own(section)) if form else "",
        problem=form.too_long(**{_own(section): LETTERS.plan}).get(_own(section), "")
        if form
        else "",
    )


def _chosen(opened: Opened, form: Form) -> Chosen:
    _, period = _period(opened, form)
    ticked, drawn = set(form.lines("tick")), set(form.lines("picture"))
    names = bool(form.text("names"))
    hide = str if names else unnamed(opened)
    lines = lines_of(opened, period, names=names)
    own = {
        section: tuple(
            hide(line.strip())
            for line in form.text(_own(section)).split("\n")
            if line.strip()
        )
        for section in SECTIONS
    }
    pictures = pictures_of(opened, period) if drawn else ()
    return chosen_of(
        period,
        tuple(each for each in lines if each.id in ticked),
        own,
        tuple(each for each in pictures if each.id in drawn),
    )


def _period(opened: Opened, form: Form | None) -> tuple[str, Period]:
    """Give the period that was chosen: four weeks, where none was."""
    today, session = _until(opened, form), _session(opened)
    chosen = form.text("period") if form else ""
    if chosen == SINCE_SESSION and session is not None:
        return chosen, Period(min(session, today), today)
    chosen = chosen if chosen in DAYS else USUAL
    return chosen, Period(today - timedelta(days=DAYS[chosen] - 1), today)


def _until(opened: Opened, form: Form | None) -> date:
    """Give the last day: that on which ticking began, if midnight passed since."""
    today = moment(opened.now()).date
    began = today
    if form is not None:
        with suppress(ValueError):
            began = date.fromisoformat(form.text("until"))
    return began if began == today - timedelta(days=1) else today


def _session(opened: Opened) -> date | None:
    """Give the day of the latest page about a session."""
    latest = next(iter(worksheets(opened, SESSION)), None)
    return latest.when.date if latest else None


def _own(section: Section) -> str:
    return f"own-{section}"


def _download(content: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/pdf", headers=headers)


ROUTES = [
    *page(HERE, show, until_kept(submit)),
    *page(HERE + "/roadmap", take_roadmap),
]
