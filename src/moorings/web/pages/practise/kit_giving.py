"""Putting something into the kit, or changing what is there."""

from dataclasses import dataclass, field
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError
from moorings.companion.kitting import (
    LARGEST,
    MEGABYTE,
    PICTURES,
    RECORDINGS,
    Given,
    LargeFileError,
    UnknownFileError,
    change_item,
    first_of,
    item,
    keep_item,
)
from moorings.companion.opened import Opened, new_id
from moorings.errors import MooringsError
from moorings.journey.records import KitItem, RecordId, Sense
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.security import TooLargeError
from moorings.web.visitor import tell, unlocked
from moorings.web.wording.kit import senses

HERE = "/practise/kit"
ACCEPTED = ",".join(sorted(PICTURES | RECORDINGS))


class NoSenseError(MooringsError):
    """Nobody said what it is."""

    sentence = "Choose one of these first; the nearest one is good enough."


@dataclass(frozen=True, slots=True)
class Problems:
    """One sentence for each part of the form that has one."""

    sense: str = ""
    text: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingPage:
    """The form, with what stands in it."""

    path: str
    back: str
    record: RecordId
    senses: tuple[Option, ...]
    text: str
    changing: bool
    filed: bool
    without: bool
    problems: Problems = field(default_factory=Problems)
    accepted: str = ACCEPTED
    most: int = LARGEST // MEGABYTE


async def show_new(request: Request) -> Response:
    """Show the empty form."""
    unlocked(request)
    return render(request, "kit_giving.html", _page(new_id(), None, "", ""))


async def keep_new(request: Request) -> Response:
    """Put it into the kit, or say what is missing where it is missing."""
    return await _keep(request, unlocked(request), None)


async def show_change(request: Request) -> Response:
    """Show the form with what stands."""
    opened = unlocked(request)
    thing = item(opened, record_in_path(request))
    shown = _page(new_id(), _of(opened, thing), thing.sense, thing.text)
    return render(request, "kit_giving.html", shown)


async def keep_change(request: Request) -> Response:
    """Keep it as it was changed."""
    opened = unlocked(request)
    return await _keep(request, opened, item(opened, record_in_path(request)))


async def _keep(request: Request, opened: Opened, thing: KitItem | None) -> Response:
    of = _of(opened, thing) if thing else None
    try:
        form = await form_of(request)
    except TooLargeError:
        told = (thing.sense, thing.text) if thing else ("", "")
        problems = Problems(file=sentence(LargeFileError()))
        shown = _page(new_id(), of, *told, problems=problems)
        return render(request, "kit_giving.html", shown, 413)
    record, sense, text = form.record(), form.text("sense"), form.text("text")
    without = bool(form.text("without"))
    try:
        given = Given(_sense(sense), text, await _content(form), without=without)
        if thing:
            change_item(opened, record, thing.id, given)
        else:
            keep_item(opened, record, given)
    except MooringsError as error:
        problems = _problems(error)
        shown = _page(record, of, sense, text, without=without, problems=problems)
        return render(request, "kit_giving.html", shown, STATUS[error.kind])
    kept = first_of(opened, item(opened, record))
    tell(request, gettext("Kept."))
    answer_later(request, opened, text, moment(opened.now(), form.line("zone")))
    return go_to(f"{HERE}/{kept}" if thing else HERE)


async def _content(form: Form) -> bytes:
    """Read the file, and no further than it takes to know that it is too large."""
    files = form.files("file")
    return await files[0].read(LARGEST + 1) if files else b""


def _sense(told: str) -> Sense:
    for known in get_args(Sense):
        if told == known:
            return known  # type: ignore[no-any-return] # one of the literals
    raise NoSenseError


def _problems(error: MooringsError) -> Problems:
    told = sentence(error)
    match error:
        case NoSenseError():
            return Problems(sense=told)
        case LargeFileError() | UnknownFileError():
            return Problems(file=told)
        case EmptyPageError():
            missing = gettext("A word is needed, or a picture or recording.")
            return Problems(text=missing)
        case _:
            return Problems(text=told)


@dataclass(frozen=True, slots=True)
class _Changed:
    """What is being changed."""

    first: RecordId
    filed: bool


def _of(opened: Opened, thing: KitItem) -> _Changed:
    return _Changed(first_of(opened, thing), bool(thing.blob))


def _page(
    record: RecordId,
    of: _Changed | None,
    sense: str,
    text: str,
    *,
    without: bool = False,
    problems: Problems | None = None,
) -> GivingPage:
    one = f"{HERE}/{of.first}" if of else ""
    return GivingPage(
        path=f"{one}/change" if one else f"{HERE}/new",
        back=one or HERE,
        record=record,
        senses=options(senses(), sense),  # type: ignore[arg-type] # names of literals
        text=text,
        changing=of is not None,
        filed=of is not None and of.filed,
        without=without,
        problems=problems or Problems(),
    )


ROUTES = [
    *page(HERE + "/new", show_new, keep_new),
    *page(HERE + "/{record}/change", show_change, keep_change),
]
