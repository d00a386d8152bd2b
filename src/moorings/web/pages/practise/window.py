"""The window of tolerance: one's own marks, the band they draw, what may help."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.noticing import (
    change_mark,
    counted,
    erase_mark,
    mark,
    marks,
    one_mark,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import all_resting, reasons
from moorings.errors import MooringsError
from moorings.insight.window import Mark, TooFew, Window, window
from moorings.journey.records import Arousal, RecordId
from moorings.journey.records.arousal import FURTHEST
from moorings.library.catalogue import gettext
from moorings.library.practices import Practice, practices
from moorings.library.shelf import Asks
from moorings.pictures.window import MOST
from moorings.safety.resting import rests
from moorings.web.forms import Form, form_of, record_in_path, when_from
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, hour_words, render, sentence, short_day
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked
from moorings.web.wording.window import (
    beyond_sentence,
    level_words,
    mark_words,
    table_rows,
    window_picture,
    window_sentence,
)

HERE = "/practise/window"
ASKS: tuple[Asks, ...] = ("inward",)
#: So many of the latest marks are listed.
LISTED = 40
#: What may help when it runs high, and when it runs low; what rests is left out.
HIGH = ("brisk-move", "orient-outward", "long-exhale")
LOW = ("orient-outward", "slow-move", "dance-one-song")
#: From here on a mark of today says which of the two comes first.
FAR = 2
_LEVELS = {str(n): level_words(n) for n in range(-FURTHEST, FURTHEST + 1)}


class NoLevelError(MooringsError):
    """No level was chosen."""

    sentence = "Choose a number first. The nearest one is good enough."


@dataclass(frozen=True, slots=True)
class Listed:
    """One mark in the list."""

    path: str
    words: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """The form, with what stands in it."""

    path: str
    record: RecordId
    levels: tuple[Option, ...]
    bearable: tuple[Option, ...]
    date: str = ""
    time: str = ""
    latest: str = ""
    problem: str = ""
    date_problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowPage:
    """Everything the page shows; without marks there is no `sentence`."""

    marking: Marking
    resting: bool
    sentence: str
    beyond: str
    picture: Markup | None
    drawn: str
    table: tuple[tuple[str, ...], ...]
    listed: tuple[Listed, ...]
    further: int
    helps: tuple[tuple[str, Mapping[str, Practice]], ...]


@dataclass(frozen=True, slots=True)
class MarkPage:
    """One mark, to be changed or erased."""

    marking: Marking
    path: str
    words: str
    when: str


async def show(request: Request) -> Response:
    """Show the form, what the marks draw, and what may help."""
    opened = unlocked(request)
    return render(request, "window.html", _page(opened, _marking(opened, new_id(), {})))


async def keep(request: Request) -> Response:
    """Keep one mark, or say what is missing; what was chosen stays."""
    opened, form = unlocked(request), await form_of(request)
    record = form.record()
    try:
        mark(opened, record, _told(form), when_from(form, opened))
    except MooringsError as error:
        marking = _marking(opened, record, form.fields(), error)
        shown = _page(opened, marking)
        return render(request, "window.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    return go_to(HERE)


async def show_one(request: Request) -> Response:
    """Show one mark."""
    opened = unlocked(request)
    each = one_mark(opened, record_in_path(request))
    typed = {"level": str(each.level), "bearable": _bearable(each.bearable)}
    marking = _marking(opened, new_id(), typed, path=f"{HERE}/{each.id}")
    return render(request, "window_mark.html", _mark_page(each, marking))


async def change_one(request: Request) -> Response:
    """Keep another word on it."""
    opened, form = unlocked(request), await form_of(request)
    each, record = one_mark(opened, record_in_path(request)), form.record()
    try:
        change_mark(opened, record, each.id, _told(form))
    except MooringsError as error:
        path = f"{HERE}/{each.id}"
        again = _marking(opened, record, form.fields(), error, path=path)
        shown = _mark_page(each, again)
        return render(request, "window_mark.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    return go_to(HERE)


async def erase(request: Request) -> Response:
    """Destroy one mark."""
    erase_mark(unlocked(request), record_in_path(request))
    tell(request, gettext("Erased for good."))
    return go_to(HERE)


def _told(form: Form) -> Mark:
    level, bearable = form.text("level"), form.text("bearable")
    if level not in _LEVELS:
        raise NoLevelError
    return Mark(int(level), {"yes": True, "no": False}.get(bearable))


def _bearable(told: bool | None) -> str:  # noqa: FBT001 - as the record has it
    return {True: "yes", False: "no", None: ""}[told]


def _marking(
    opened: Opened,
    record: RecordId,
    typed: Mapping[str, str],
    error: MooringsError | None = None,
    *,
    path: str = HERE,
) -> Marking:
    problem = sentence(error) if error else ""
    about_date = error is not None and "typed" in error.particulars
    names = {"yes": gettext("It could be borne"), "no": gettext("It was too much")}
    return Marking(
        path=path,
        record=record,
        levels=options(_LEVELS, typed.get("level", "")),
        bearable=options(names, typed.get("bearable", "")),
        date=typed.get("date", ""),
        time=typed.get("time", ""),
        latest=moment(opened.now()).date.isoformat(),
        problem="" if about_date else problem,
        date_problem=problem if about_date else "",
    )


def _page(opened: Opened, marking: Marking) -> WindowPage:
    found = marks(opened)
    told, some = window(counted(found)), tuple(reversed(found))
    drawn = not isinstance(told, TooFew)
    latest = gettext("The picture shows the latest %(count)s.") % {"count": MOST}
    return WindowPage(
        marking=marking,
        resting=rests(ASKS, reasons(opened)),
        sentence=window_sentence(told) if found else "",
        beyond=beyond_sentence(told) if isinstance(told, Window) else "",
        picture=None if isinstance(told, TooFew) else window_picture(told, found),
        drawn=latest if drawn and len(found) > MOST else "",
        table=table_rows(found) if drawn else (),
        listed=tuple(_listed(each) for each in some[:LISTED]),
        further=max(0, len(some) - LISTED),
        helps=_helps(opened, some),
    )


def _mark_page(each: Arousal, marking: Marking) -> MarkPage:
    told = _listed(each)
    return MarkPage(marking, told.path, told.words, told.when)


def _listed(each: Arousal) -> Listed:
    when = f"{short_day(each.when.date)} {hour_words(each.when.time)}".strip()
    return Listed(f"{HERE}/{each.id}", mark_words(each), when)


def _helps(
    opened: Opened, latest_first: tuple[Arousal, ...]
) -> tuple[tuple[str, Mapping[str, Practice]], ...]:
    """Name what may help; the side on which the last mark of today lies comes first."""
    resting, all_ = all_resting(opened, reasons(opened)), practices()
    high, low = (
        {name: all_[name] for name in names if name not in resting}
        for names in (HIGH, LOW)
    )
    sides = ((gettext("When it runs high"), high), (gettext("When it runs low"), low))
    today = moment(opened.now()).date
    last = next((each for each in latest_first if each.when.date == today), None)
    return sides[::-1] if last and last.level <= -FAR else sides


_ONE = HERE + "/{record}"
ROUTES = [
    *page(HERE, show, keep),
    *page(_ONE, show_one, change_one),
    *page(_ONE + "/erase", submit=erase),
]
