"""Putting something into the kit, or changing what is there."""

from dataclasses import dataclass, field, replace
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
from moorings.web.letters import LETTERS
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.security import TooLargeError
from moorings.web.unfinished import unfinished, until_kept
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
    """Show the form, empty or as it was left."""
    form = unfinished(request, unlocked(request))
    shown = _with(form, None) if form else _page(new_id(), None, "", "")
    return render(request, "kit_giving.html", shown)


async def keep_new(request: Request) -> Response:
    """Put it into the kit, or say what is missing where it is missing."""
    return await _keep(request, unlocked(request), None)


async def show_change(request: Request) -> Response:
    """Show the form with what stands."""
    opened = unlocked(request)
    thing = item(opened, record_in_path(request))
    form, of = unfinished(request, opened), _of(opened, thing)
    shown = _with(form, of) if form else _page(new_id(), of, thing.sense, thing.text)
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
    without = bool(form.text("take-away"))
    try:
        form.fit(text=LETTERS.thing)
        given = Given(_sense(sense), text, await _content(form), without=without)
        if thing:
            change_item(opened, record, thing.id, given)
        else:
            keep_item(opened, record, given)
    except MooringsError as error:
        shown = replace(_with(form, of), record=record, problems=_problems(error))
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


def _with(form: Form, of: _Changed | None) -> GivingPage:
    """Give the form with what was typed in it; a file would have to be chosen anew."""
    without = bool(form.text("take-away"))
    told = (form.text("sense"), form.text("text"))
    return _page(form.record(), of, *told, without=without)


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
    *page(HERE + "/new", show_new, until_kept(keep_new)),
    *page(HERE + "/{record}/change", show_change, until_kept(keep_change)),
]
