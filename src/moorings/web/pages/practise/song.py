"""The company of a song: a recording of one's own, or a title and a line."""

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.kitting import RECORDINGS, Given, first_of, items, keep_item
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import keep_time, reasons, rests_now
from moorings.journey.records import KitItem, RecordId
from moorings.library.catalogue import gettext
from moorings.library.practices import Practice, practices
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, when_from
from moorings.web.letters import LETTERS
from moorings.web.options import Option
from moorings.web.rated import Rated
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.kit import name_of

HERE, SONG = "/practise/kit/song", "company-of-a-song"
#: So many songs stand on the page, the latest first.
LISTED = 20


@dataclass(frozen=True, slots=True)
class Song:
    """One song of the kit; it can be played where there is a recording."""

    id: RecordId
    name: str
    plays: bool
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SongPage:
    """Everything the page shows."""

    practice: Practice
    resting: bool
    songs: tuple[Song, ...]
    further: int
    record: RecordId
    item: RecordId
    before: tuple[Option, ...]
    after: tuple[Option, ...]
    line: str = ""
    into_kit: bool = False
    problem: str = ""
    line_problem: str = ""
    heard: Heard | None = None


async def show(request: Request) -> Response:
    """Show the songs of the kit, and room for a title and a line."""
    opened = unlocked(request)
    shown = _page(opened, Rated(), new_id())
    if form := unfinished(request, opened):
        shown = _typed(opened, form)
    return render(request, "kit_song.html", replace(shown, heard=take_heard(request)))


async def keep(request: Request) -> Response:
    """Keep that it was there, and what was written; at least one of it is needed."""
    opened, form = unlocked(request), await form_of(request)
    record, rated, line = form.record(), Rated.of(form), form.text("line").rstrip()
    picked, into_kit = form.records("song"), bool(form.text("into-kit"))
    if rated.empty and not (picked or line.strip()):
        nothing = gettext("Nothing stands here yet: choose a song, or write one.")
        shown = replace(_typed(opened, form), record=record, problem=nothing)
        return render(request, "kit_song.html", shown, 422)
    if too_long := form.too_long(line=LETTERS.thing):
        shown = replace(_typed(opened, form), line_problem=too_long["line"])
        return render(request, "kit_song.html", shown, 422)
    about = next((i for i in picked if i in _known(opened)), None)
    when = when_from(form, opened)
    if into_kit and line.strip() and not about:
        about = form.record("item")
        keep_item(opened, about, Given("sound", line))
    stopped = form.text("then") == "stopped"
    told = rated.practised(about=about, stopped=stopped, line=line)
    keep_time(opened, record, SONG, told, when)
    tell(request, gettext("Noted. A song can be kept for another night."))
    answer_later(request, opened, line, when)
    return go_to(HERE)


def _typed(opened: Opened, form: Form) -> SongPage:
    """Give the page with what was typed and chosen."""
    return replace(
        _page(opened, Rated.of(form), form.record(), form.records("song")),
        item=form.record("item"),
        line=form.text("line"),
        into_kit=bool(form.text("into-kit")),
    )


def _known(opened: Opened) -> dict[RecordId, KitItem]:
    """Give every song of the kit by the id of its first version, the latest first."""
    songs = [each for each in items(opened) if _is_song(each)]
    return {first_of(opened, each): each for each in reversed(songs)}


def _is_song(thing: KitItem) -> bool:
    return thing.sense == "sound" or thing.media_type in RECORDINGS


def _page(
    opened: Opened, rated: Rated, record: RecordId, picked: tuple[RecordId, ...] = ()
) -> SongPage:
    known, (before, after) = _known(opened), rated.scales
    songs = [
        Song(name, name_of(each), each.media_type in RECORDINGS, name in picked)
        for name, each in known.items()
    ]
    return SongPage(
        practice=practices()[SONG],
        resting=rests_now(opened, SONG, reasons(opened)),
        songs=tuple(songs[:LISTED]),
        further=max(0, len(songs) - LISTED),
        record=record,
        item=new_id(),
        before=before,
        after=after,
    )


ROUTES = page(HERE, show, until_kept(keep))
