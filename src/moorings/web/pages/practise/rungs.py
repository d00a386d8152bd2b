"""One rung: what was tried on it, and what it says; changed, or erased."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.climbing import change_rung, erase
from moorings.companion.clock import moment
from moorings.companion.ladders import OnLadder, Standing, Tried, ladder_rests, rung_of
from moorings.companion.opened import Opened, new_id
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.listing import beginning
from moorings.web.pages.practise import tries
from moorings.web.pages.practise.ladder_making import HERE, tested, with_test
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, short_day
from moorings.web.routing import page
from moorings.web.rows import Row
from moorings.web.trying import UnclearFormError, rated_in
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.ladder import came_words, note_of

ONE = HERE + "/rung"
#: So many of the latest tries stand there at once; the others are folded.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class RungPage:
    """One rung; where its ladder rests, it cannot be tried."""

    path: str
    ladder: str
    ladder_name: str
    name: str
    text: str
    hard: int
    note: str
    resting: bool
    open_path: str
    try_path: str
    tries: tuple[Row, ...]
    record: RecordId
    typed: Mapping[str, str]
    problems: Mapping[str, str]
    heard: Heard | None = None

    @property
    def shown(self) -> int:
        """Say how many stand there at once."""
        return SHOWN


async def show(request: Request) -> Response:
    """Show one rung, and its tries."""
    opened = unlocked(request)
    shown = _shown(request, opened, *rung_of(opened, record_in_path(request)))
    if form := unfinished(request, opened):
        shown = _with(shown, form)
    return render(request, "rung.html", replace(shown, heard=take_heard(request)))


async def change(request: Request) -> Response:
    """Keep another wording of it, or how hard it looks now."""
    form = await form_of(request)
    opened = unlocked(request)
    ladder, rung = rung_of(opened, record_in_path(request))
    record = form.record()
    try:
        text, hard = rated_in(form)
    except UnclearFormError as error:
        shown = _with(_shown(request, opened, ladder, rung), form)
        again = replace(shown, record=record, problems=error.problems)
        return render(request, "rung.html", again, STATUS[error.kind])
    change_rung(opened, record, rung.id, text, hard)
    tell(request, gettext("Kept."))
    answer_later(request, opened, text, moment(opened.now(), form.line("zone")))
    return go_to(f"{ONE}/{rung.id}")


async def erase_one(request: Request) -> Response:
    """Destroy a rung, with its tries and what was feared in them."""
    opened = unlocked(request)
    ladder, rung = rung_of(opened, record_in_path(request))
    erase(opened, rung.id)
    tell(request, gettext("Erased. It cannot be brought back."))
    return go_to(f"{HERE}/{ladder.id}")


def _shown(
    request: Request, opened: Opened, ladder: Standing, rung: OnLadder
) -> RungPage:
    resting = ladder_rests(opened, ladder)
    waiting = next((each for each in rung.tries if each.open), None)
    test = None if resting else tested(request, opened)
    return RungPage(
        path=f"{ONE}/{rung.id}",
        ladder=with_test(f"{HERE}/{ladder.id}", test),
        ladder_name=gettext("The ladder"),
        name=beginning(rung.rung.text),
        text=rung.rung.text,
        hard=rung.rung.hard,
        note=note_of(rung),
        resting=resting,
        open_path=f"{HERE}/try/{waiting.id}" if waiting else "",
        try_path=with_test(f"{ONE}/{rung.id}/try", test),
        tries=tuple(map(_row, reversed(rung.tries))),
        record=new_id(),
        typed={"text": rung.rung.text, "hard": str(rung.rung.hard)},
        problems={},
    )


def _with(shown: RungPage, form: Form) -> RungPage:
    """Let what was typed stand in it."""
    typed = {name: form.text(name) for name in ("text", "hard")}
    return replace(shown, record=form.record(), typed=typed)


def _row(tried: Tried) -> Row:
    came = gettext("open") if tried.open else came_words(tried.came)
    told = (short_day(tried.attempt.when.date), came)
    fear = tried.forecast.text if tried.forecast else gettext("A try")
    path = f"{HERE}/try/{tried.id}"
    return Row(path, beginning(fear), " · ".join(filter(None, told)))


ROUTES = [
    *page(ONE + "/{record}", show),
    *page(ONE + "/{record}/change", submit=until_kept(change)),
    *page(ONE + "/{record}/erase", submit=erase_one),
    *tries.ROUTES,
]
