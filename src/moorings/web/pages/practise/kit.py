"""The soothing kit: what is in it, and one thing to be tried, let go or erased."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.kitting import (
    RECORDINGS,
    erase_item,
    file_of,
    first_of,
    is_let_go,
    item,
    items,
    keep_try,
    let_go,
    take_in_again,
    tries,
)
from moorings.companion.opened import Opened, new_id
from moorings.insight.trying import Tried, Verdict, tried
from moorings.journey.records import KitItem, RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import take_heard
from moorings.web.forms import form_of, record_in_path, when_from
from moorings.web.options import Option
from moorings.web.pages.practise import kit_files, kit_giving, song
from moorings.web.rated import Rated, time_words
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.kit import name_of, senses, tried_words, verdict_words

HERE = "/practise/kit"
#: So many things stand open, and so many tries of one of them.
OPEN, TRIES = 12, 20
#: What eased it before comes first in a bad hour, what stirred it up comes last.
_ORDER: Sequence[Verdict] = ("lower", "early", "not lower", "higher")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of the kit, as it is listed."""

    path: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class KitPage:
    """Everything the page shows; `open_senses` are those for which there is nothing."""

    first: tuple[Line, ...]
    more: tuple[Line, ...]
    let_go: tuple[Line, ...]
    open_senses: str
    heard: Heard | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """One thing, what it is tried with, and how that went."""

    id: RecordId
    record: RecordId
    name: str
    text: str
    sense: str
    file: str
    tried: str
    verdict: str
    settled: bool
    higher: bool
    gone: bool
    times: tuple[str, ...]
    before: tuple[Option, ...]
    after: tuple[Option, ...]
    problem: str = ""

    @property
    def path(self) -> str:
        """Say where it stands."""
        return f"{HERE}/{self.id}"


async def show(request: Request) -> Response:
    """Show the kit; what was followed by ease comes first."""
    opened = unlocked(request)
    found = [(each, tried(tries(opened, each))) for each in items(opened)]
    ordered = sorted(found, key=lambda each: _ORDER.index(each[1].verdict))
    lines = tuple(_line(opened, *each) for each in ordered)
    there = {each.sense for each in items(opened)}
    names = [name for sense, name in senses().items() if sense not in there]
    shown = KitPage(
        lines[:OPEN],
        lines[OPEN:],
        tuple(_line(opened, each) for each in items(opened, let_go=True)),
        " · ".join(names) if lines else "",
        take_heard(request),
    )
    return render(request, "kit.html", shown)


async def show_one(request: Request) -> Response:
    """Show one thing, with room to try it."""
    opened = unlocked(request)
    thing = item(opened, record_in_path(request))
    return render(request, "kit_item.html", _page(opened, thing, new_id()))


async def keep_one(request: Request) -> Response:
    """Keep that it was tried."""
    opened, form = unlocked(request), await form_of(request)
    thing, rated = item(opened, record_in_path(request)), Rated.of(form)
    told = rated.practised(stopped=form.text("then") == "stopped")
    keep_try(opened, form.record(), thing, told, when_from(form, opened))
    tell(request, gettext("Noted. It counts as a try."))
    return go_to(f"{HERE}/{first_of(opened, thing)}")


async def let_one_go(request: Request) -> Response:
    """Take one thing out of the kit."""
    opened = unlocked(request)
    thing = item(opened, record_in_path(request))
    path = f"{HERE}/{first_of(opened, thing)}"
    if not is_let_go(opened, thing):
        let_go(opened, thing)
    tell(request, gettext("Out of the kit."), undo=f"{path}/bring-back")
    return go_to(HERE)


async def bring_one_back(request: Request) -> Response:
    """Put one thing back."""
    opened = unlocked(request)
    thing = item(opened, record_in_path(request))
    take_in_again(opened, thing)
    tell(request, gettext("It is back in the kit."))
    return go_to(f"{HERE}/{first_of(opened, thing)}")


async def ask_to_erase(request: Request) -> Response:
    """Ask once more before it is destroyed."""
    opened = unlocked(request)
    thing = item(opened, record_in_path(request))
    return render(request, "kit_erase.html", _page(opened, thing, new_id()))


async def erase(request: Request) -> Response:
    """Destroy one thing, its file and its tries."""
    opened = unlocked(request)
    erase_item(opened, item(opened, record_in_path(request)))
    tell(request, gettext("Erased for good."))
    return go_to(HERE)


def _line(opened: Opened, thing: KitItem, told: Tried | None = None) -> Line:
    sense = senses()[thing.sense]
    about = f"{sense} · {tried_words(told)}" if told else sense
    return Line(f"{HERE}/{first_of(opened, thing)}", name_of(thing), about)


def _page(opened: Opened, thing: KitItem, record: RecordId) -> ItemPage:
    found = tries(opened, thing)
    told, (before, after) = tried(found), Rated().scales
    return ItemPage(
        id=first_of(opened, thing),
        record=record,
        name=name_of(thing),
        text="" if thing.text == name_of(thing) else thing.text,
        sense=senses()[thing.sense],
        file=_file(opened, thing),
        tried=tried_words(told),
        verdict=verdict_words(told) if told.count else "",
        settled=told.verdict != "early",
        higher=told.verdict == "higher",
        gone=is_let_go(opened, thing),
        times=tuple(time_words(each) for each in found[:TRIES]),
        before=before,
        after=after,
    )


def _file(opened: Opened, thing: KitItem) -> str:
    """Say whether there is a recording, a picture, a file that is gone, or none."""
    if not thing.blob:
        return ""
    if file_of(opened, thing) is None:
        return "gone"
    return "recording" if thing.media_type in RECORDINGS else "picture"


_ONE = HERE + "/{record}"
ROUTES = [
    *page(HERE, show),
    *kit_giving.ROUTES,
    *song.ROUTES,
    *page(_ONE, show_one, keep_one),
    *page(_ONE + "/let-go", submit=let_one_go),
    *page(_ONE + "/bring-back", submit=bring_one_back),
    *page(_ONE + "/erase", ask_to_erase, erase),
    *kit_files.ROUTES,
]
