"""What is shared with somebody, item by item."""

from contextlib import suppress
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.bonds import bond_of, bond_of_item, name_of, state
from moorings.companion.checking import open_with
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.inviting import FILE_ENDING
from moorings.companion.laying import LARGEST, item_of
from moorings.companion.opened import Opened, new_id
from moorings.companion.receiving import fetch, take_parcel
from moorings.companion.sharing import (
    CoolingError,
    Shared,
    forget_item,
    give,
    given,
    needs_cooling,
    parcel_of,
    take_back,
)
from moorings.errors import MooringsError
from moorings.journey.records import Bond, RecordId, SharedItem, SharedSort
from moorings.library.catalogue import gettext
from moorings.web.bonds import WITH, shown, sorts
from moorings.web.copies import Copy, copies, copy_of
from moorings.web.danger import answer_later, heard_in
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.letters import LETTERS
from moorings.web.listing import beginning
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence, short_day
from moorings.web.routing import page
from moorings.web.rows import Row
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, house, tell, unlocked

#: The address of a few lines that come from nowhere else.
BLANK = "lines"


@dataclass(frozen=True, slots=True)
class ChoosingPage:
    """What can be given to somebody, each thing by itself."""

    back: str
    name: str
    resting: bool
    copies: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingPage:
    """The copy as it will be sent, to be looked over."""

    path: str
    back: str
    name: str
    record: RecordId
    sort: SharedSort
    source: str
    title: str
    text: str
    resting: bool
    cooling: bool
    own_name: str = ""
    problem: str = ""
    name_problem: str = ""


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One thing that was given or received."""

    path: str
    back: str
    name: str
    sort: str
    title: str
    text: str
    day: str
    mine: bool
    standing: bool
    resting: bool
    heard: Heard | None


async def show_choosing(request: Request) -> Response:
    """Show what can be given."""
    opened = unlocked(request)
    bond = bond_of(opened, record_in_path(request))
    here = shown(opened, bond)
    rows = [Row(f"{here.path}/give/{BLANK}", gettext("A few lines, written now"))]
    rows += [
        Row(
            f"{here.path}/give/{each.source}",
            each.title or sorts()[each.sort],
            sorts()[each.sort] if each.title else beginning(each.text),
        )
        for each in copies(opened, bond.person)
    ]
    chosen = ChoosingPage(here.path, here.name, _rests(opened, bond), tuple(rows))
    return render(request, "together_giving.html", chosen)


async def show_giving(request: Request) -> Response:
    """Show the copy as it would be sent."""
    opened = unlocked(request)
    bond = bond_of(opened, record_in_path(request))
    copy = _copy(request, opened, bond)
    giving = _giving(request, opened, bond, copy)
    if form := unfinished(request, opened):
        giving = _typed(giving, form)
    return render(request, "together_give.html", giving)


async def keep_giving(request: Request) -> Response:
    """Share it, or say why not; what was typed stays."""
    opened, form = unlocked(request), await form_of(request)
    bond = bond_of(opened, record_in_path(request))
    copy = _copy(request, opened, bond)
    told = Shared(copy.sort, form.line("title"), form.text("text"), copy.source)
    try:
        form.fit(title=LETTERS.title)
        give(opened, bond, form.record(), told, form.line("name"))
    except MooringsError as error:
        again = _typed(_giving(request, opened, bond, copy), form)
        at_name = isinstance(error, CoolingError)
        said = {"name_problem" if at_name else "problem": sentence(error)}
        again = replace(again, **said)  # type: ignore[arg-type] # both are words
        return render(request, "together_give.html", again, STATUS[error.kind])
    tell(
        request,
        gettext("It lies ready for them. You can take it back until it reaches them."),
    )
    answer_later(request, opened, told.text, moment(opened.now()))
    return go_to(shown(opened, bond).path)


async def show_item(request: Request) -> Response:
    """Show one thing that was given or received."""
    opened = unlocked(request)
    item = item_of(opened, record_in_path(request))
    return render(request, "together_item.html", _item(opened, item))


async def hand_over(request: Request) -> Response:
    """Hand over a given thing as a sealed file."""
    opened, record = unlocked(request), record_in_path(request)
    name = f'attachment; filename="for-you{FILE_ENDING}"'
    content, kind = parcel_of(opened, record), "application/octet-stream"
    return Response(content, media_type=kind, headers={"Content-Disposition": name})


async def recall(request: Request) -> Response:
    """Take something back that was given."""
    opened, record = unlocked(request), record_in_path(request)
    back = _item(opened, item_of(opened, record)).back
    take_back(opened, record)
    tell(request, gettext("Taken back. What has reached them stays with them."))
    return go_to(back)


async def erase(request: Request) -> Response:
    """Destroy something given or received, in this notebook."""
    opened, record = unlocked(request), record_in_path(request)
    back = _item(opened, item_of(opened, record)).back
    forget_item(opened, record)
    tell(request, gettext("Erased for good."))
    return go_to(back)


async def look(request: Request) -> Response:
    """Look whether something lies ready in their notebook on this machine."""
    opened = unlocked(request)
    bond = bond_of(opened, record_in_path(request))
    came = await run_in_threadpool(fetch, house(request).harbour, opened, bond)
    if came:
        tell(request, gettext("Something came. It stands below."))
    else:
        tell(request, gettext("Nothing new lies here just now."))
    return go_to(f"{WITH}/{record_in_path(request)}")


async def bring(request: Request) -> Response:
    """Take in a sealed file that they sent."""
    opened, form = unlocked(request), await form_of(request)
    here = bond_of(opened, record_in_path(request))
    content = b""
    for file in form.files("file"):
        content = await file.read(LARGEST + 1)
    try:
        came = take_parcel(opened, content)
    except MooringsError as error:
        tell(request, sentence(error))
        return go_to(shown(opened, here).path)
    if came is None:
        tell(request, gettext("Nothing new came with it."))
        return go_to(shown(opened, here).path)
    tell(request, gettext("Something came. It stands below."))
    return go_to(shown(opened, bond_of_item(opened, came)).path)


def _rests(opened: Opened, bond: Bond) -> bool:
    is_there = open_with(opened, "sharing", bond.person)
    return state(opened, bond) != "paired" or not is_there


def _copy(request: Request, opened: Opened, bond: Bond) -> Copy:
    if request.path_params["source"] == BLANK:
        return Copy("text", "", "")
    return copy_of(opened, bond.person, record_in_path(request, "source"))


def _giving(request: Request, opened: Opened, bond: Bond, copy: Copy) -> GivingPage:
    here = shown(opened, bond)
    return GivingPage(
        path=request.url.path,
        back=f"{here.path}/give",
        name=here.name,
        record=new_id(),
        sort=copy.sort,
        source=copy.source or "",
        title=copy.title,
        text=copy.text,
        resting=_rests(opened, bond),
        cooling=needs_cooling(opened, bond),
    )


def _typed(giving: GivingPage, form: Form) -> GivingPage:
    return replace(
        giving,
        record=form.record(),
        title=form.line("title"),
        text=form.text("text"),
        own_name=form.line("name"),
    )


def _item(opened: Opened, item: SharedItem) -> ItemPage:
    bond, mine = None, item.direction == "given"
    with suppress(NothingThereError):
        bond = bond_of_item(opened, item)
    paired = bond is not None and state(opened, bond) == "paired"
    standing = bond is not None and mine and paired and item in given(opened, bond)
    return ItemPage(
        f"{WITH}/item/{item.id}",
        shown(opened, bond).path if bond else WITH,
        name_of(opened, bond) if bond else "",
        sorts()[item.sort],
        item.title,
        item.text,
        short_day(item.when.date),
        mine,
        standing,
        bond is None or _rests(opened, bond),
        None if mine else heard_in(item.text),
    )


_ONE, _ITEM = WITH + "/{record}", WITH + "/item/{record}"
ROUTES = [
    *page(_ITEM, show_item),
    *page(_ITEM + "/file", hand_over),
    *page(_ITEM + "/take-back", submit=recall),
    *page(_ITEM + "/erase", submit=erase),
    *page(_ONE + "/give", show_choosing),
    *page(_ONE + "/give/{source}", show_giving, until_kept(keep_giving)),
    *page(_ONE + "/look", submit=look),
    *page(_ONE + "/bring", submit=bring),
]
