"""Bringing a diary along: another program's, or one's own export."""

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.arriving import (
    Arrived,
    UnreadableEntriesError,
    arrive,
)
from moorings.companion.carrying import BroughtIn, bring_in
from moorings.errors import MooringsError
from moorings.exchange.arrival import Arrival, Fault
from moorings.exchange.portable import Portable
from moorings.library.catalogue import gettext
from moorings.web.forms import form_of
from moorings.web.problems import STATUS
from moorings.web.rendering import render, sentence
from moorings.web.routing import page
from moorings.web.visitor import unlocked


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One thing that could not be read."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ArrivePage:
    """Everything the page shows."""

    problem: str = ""
    faults: tuple[FaultLine, ...] = ()
    arrived: Arrived | None = None


@dataclass(frozen=True, slots=True)
class BringInPage:
    """Everything the page shows."""

    problem: str = ""
    brought: BroughtIn | None = None


async def show(request: Request) -> Response:
    """Say what can be brought along, and from where."""
    unlocked(request)
    return render(request, "arrive.html", ArrivePage())


async def submit(request: Request) -> Response:
    """Take the diary in, or list everything that could not be read."""
    opened = unlocked(request)
    form = await form_of(request)
    files = form.files("files")
    if not files:
        shown = ArrivePage(problem=gettext("Choose a file first."))
        return render(request, "arrive.html", shown, 422)
    skipping = form.text("skip") == "yes"
    try:
        arrival = await run_in_threadpool(_read, [await _named(f) for f in files])
        # Not in a thread: pages that are being shown read the same journey.
        arrived = arrive(opened, arrival, skip_unreadable=skipping)
    except UnreadableEntriesError as error:
        shown = ArrivePage(sentence(error), tuple(map(_line, error.faults)))
        return render(request, "arrive.html", shown, 422)
    except MooringsError as error:
        shown = ArrivePage(sentence(error))
        return render(request, "arrive.html", shown, STATUS[error.kind])
    shown = ArrivePage(faults=tuple(map(_line, arrival.faults)), arrived=arrived)
    return render(request, "arrive.html", shown)


async def show_bring_in(request: Request) -> Response:
    """Ask for an export of ours."""
    unlocked(request)
    return render(request, "bring_in.html", BringInPage())


async def submit_bring_in(request: Request) -> Response:
    """Take an export in again."""
    opened = unlocked(request)
    files = (await form_of(request)).files("files")
    if not files:
        shown = BringInPage(gettext("Choose a file first."))
        return render(request, "bring_in.html", shown, 422)
    content = await files[0].read()
    try:
        brought = bring_in(opened, await run_in_threadpool(_read_own, content))
    except MooringsError as error:
        shown = BringInPage(sentence(error))
        return render(request, "bring_in.html", shown, STATUS[error.kind])
    return render(request, "bring_in.html", BringInPage(brought=brought))


def _read_own(content: bytes) -> Portable:
    from moorings.exchange.leaving.forms import read_own  # noqa: PLC0415 - as below

    return read_own(content)


def _read(files: list[tuple[str, bytes]]) -> Arrival:
    # Whoever only writes need not wait for every importer to load.
    from moorings.exchange.arriving import read_upload  # noqa: PLC0415

    arrivals = [read_upload(name, content) for name, content in files]
    return Arrival(
        tuple(entry for arrival in arrivals for entry in arrival.entries),
        tuple(fault for arrival in arrivals for fault in arrival.faults),
    )


async def _named(file: UploadFile) -> tuple[str, bytes]:
    return file.filename or "", await file.read()


def _line(fault: Fault) -> FaultLine:
    return FaultLine(fault.file, fault.line, sentence(fault.reason))


ROUTES = [
    *page("/settings/arrive", show, submit),
    *page("/settings/bring-in", show_bring_in, submit_bring_in),
]
