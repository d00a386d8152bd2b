"""What helps me: after what it seems lower than after waiting, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import open_practices, reasons
from moorings.companion.suggesting_by_chance import (
    draw_of,
    fit_for_chance,
    let_chance_choose,
    may_draw,
    pair,
    switch_off,
    switch_on,
    take_draw_back,
)
from moorings.companion.weighing import Weighed, draws, weighed
from moorings.errors import MooringsError
from moorings.insight.sooner import Sooner
from moorings.insight.uses import WAITING, Tool
from moorings.insight.what_helps import Compared, Tried
from moorings.journey.records import Draw, RecordId
from moorings.library.catalogue import gettext
from moorings.library.practices import practices
from moorings.safety.resting import Reason
from moorings.web.forms import form_of, record_in_path, when_from
from moorings.web.options import Option
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, hour_words, render, sentence, short_day
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked
from moorings.web.wording.what_helps import (
    beside_words,
    best_sentence,
    compared_sentence,
    early_words,
    helps_picture,
    helps_sentence,
    row_of,
    sooner_counts,
    sooner_sentence,
    table_row,
    tally_counts,
    tally_sentence,
    tool_words,
    waiting_words,
)

HERE = "/way/what-helps"
#: So many draws are listed.
LISTED = 20
#: In an hour like this no figure is put before one's eyes; it is folded away.
FOLDED: frozenset[Reason] = frozenset(("unreal", "help", "heavy", "night", "simple"))


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one practice, and from how many times."""

    path: str | None
    name: str
    sentence: str
    counts: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Every practice beside waiting as a picture, as a sentence and as a table."""

    drawn: Markup
    sentence: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DrawLine:
    """One time chance chose, in words."""

    id: RecordId
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Chance:
    """What chance may choose between, and what came of it so far."""

    names: tuple[str, str] | None
    open: bool
    record: RecordId
    offered: tuple[Option, ...]
    tally: tuple[str, ...]
    draws: tuple[DrawLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpsPage:
    """Everything the page shows."""

    lines: tuple[Line, ...]
    few: str
    alone: str
    waiting: str
    early: str
    may_wait: bool
    best: str
    picture: Picture | None
    folded: bool
    sooner: tuple[Line, ...]
    chance: Chance
    problems: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """What chance chose: the one, and the other, to take all the same."""

    drawn: tuple[str, str]
    other: tuple[str, str]
    names: tuple[str, str]
    percent: int


async def show(request: Request) -> Response:
    """Show what helps, as far as it can be told."""
    return render(request, "way_what_helps.html", _page(unlocked(request)))


async def take_chance(request: Request) -> Response:
    """Let chance choose between two from now on, or leave nothing to it."""
    opened, form = unlocked(request), await form_of(request)
    if form.text("how") == "off":
        switch_off(opened)
        tell(request, gettext("Nothing is left to chance. What was drawn stays."))
        return go_to(HERE)
    chosen = form.lines("between")
    try:
        switch_on(opened, *_two(chosen))
    except MooringsError as error:
        shown = _page(opened, chosen, {"between": sentence(error)})
        return render(request, "way_what_helps.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept. Chance chooses only when you ask it to."))
    return go_to(f"{HERE}#chance")


async def take_draw(request: Request) -> Response:
    """Let chance choose now."""
    opened, form = unlocked(request), await form_of(request)
    try:
        drawn = let_chance_choose(opened, form.record(), when_from(form, opened))
    except MooringsError as error:
        shown = _page(opened, (), {"draw": sentence(error)})
        return render(request, "way_what_helps.html", shown, STATUS[error.kind])
    return go_to(f"{HERE}/drawn/{drawn.id}")


async def show_drawn(request: Request) -> Response:
    """Show what chance chose, and the other one beside it."""
    opened = unlocked(request)
    drawn = draw_of(opened, record_in_path(request))
    other = next(each for each in drawn.options if each != drawn.drawn)
    first, second = (_title(each) for each in drawn.options)
    shown = DrawnPage(
        (f"/practise/{drawn.drawn}", _title(drawn.drawn)),
        (f"/practise/{other}", _title(other)),
        (first, second),
        drawn.percent,
    )
    return render(request, "way_drawn.html", shown)


async def take_back(request: Request) -> Response:
    """Take one draw out."""
    opened = unlocked(request)
    take_draw_back(opened, record_in_path(request))
    tell(request, gettext("Taken out."))
    return go_to(HERE)


def _page(
    opened: Opened,
    chosen: tuple[str, ...] = (),
    problems: Mapping[str, str] | None = None,
) -> HelpsPage:
    found = weighed(opened)
    helps = found.helps
    return HelpsPage(
        lines=tuple(_line(opened, each) for each in helps.compared),
        few=_counted(opened, helps.rated),
        alone=_counted(opened, helps.alone),
        waiting=waiting_words(helps.waiting),
        early="" if helps.compared else early_words(helps.waiting),
        may_wait=WAITING.practice in open_practices(opened),
        best=_best(opened, found),
        picture=_picture(opened, helps.compared) if helps.compared else None,
        folded=bool(reasons(opened) & FOLDED),
        sooner=tuple(_sooner_line(opened, each) for each in found.sooner),
        chance=_chance(opened, found, chosen),
        problems=problems or {},
    )


def _counted(opened: Opened, tried: tuple[Tried, ...]) -> str:
    return ", ".join(f"{tool_words(opened, e.tool)} ({e.count})" for e in tried)


def _line(opened: Opened, told: Compared) -> Line:
    name = tool_words(opened, told.tool)
    return Line(_path(told.tool), name, compared_sentence(told), beside_words(told))


def _sooner_line(opened: Opened, told: Sooner) -> Line:
    name = tool_words(opened, told.tool)
    return Line(_path(told.tool), name, sooner_sentence(told), sooner_counts(told))


def _path(tool: Tool) -> str | None:
    if tool.practice in practices():
        return f"/practise/{tool.practice}"
    return f"/practise/kit/{tool.about}" if tool.about else "/practise/kit"


def _best(opened: Opened, found: Weighed) -> str:
    named = found.helps.named
    told = next((e for e in found.helps.compared if e.tool == named), None)
    return best_sentence(tool_words(opened, told.tool), told) if told else ""


def _picture(opened: Opened, compared: tuple[Compared, ...]) -> Picture:
    named = [(tool_words(opened, each.tool), each) for each in compared]
    rows = [row_of(name, each) for name, each in named]
    return Picture(
        helps_picture(rows),
        helps_sentence(compared),
        tuple(table_row(name, each) for name, each in named),
    )


def _chance(opened: Opened, found: Weighed, chosen: tuple[str, ...]) -> Chance:
    both = pair(opened)
    fit = fit_for_chance(opened)
    told: tuple[str, ...] = ()
    if found.pair and found.tally:
        names = (_title(found.pair[0]), _title(found.pair[1]))
        told = (tally_sentence(found.tally, names), tally_counts(found.tally, names))
    return Chance(
        names=(_title(both[0]), _title(both[1])) if both else None,
        open=may_draw(opened),
        record=new_id(),
        offered=tuple(Option(n, p.title, n in chosen) for n, p in fit.items()),
        tally=told,
        draws=tuple(_draw_line(each) for each in draws(opened)[:LISTED]),
    )


def _draw_line(drawn: Draw) -> DrawLine:
    day = f"{short_day(drawn.when.date)} {hour_words(drawn.when.time)}".strip()
    first, second = (_title(each) for each in drawn.options)
    told = gettext("%(day)s · from %(first)s and %(second)s · %(percent)s in a hundred")
    return DrawLine(
        drawn.id,
        _title(drawn.drawn),
        told % {"day": day, "first": first, "second": second, "percent": drawn.percent},
    )


def _title(practice: str) -> str:
    known = practices()
    return known[practice].title if practice in known else practice


def _two(chosen: tuple[str, ...]) -> tuple[str, str]:
    """Give two names; what is not two is no pair, and said as such."""
    return (chosen[0], chosen[1]) if len(chosen) == len(("one", "other")) else ("", "")


ROUTES = [
    *page(HERE, show),
    *page(f"{HERE}/chance", submit=take_chance),
    *page(f"{HERE}/draw", submit=take_draw),
    *page(f"{HERE}/drawn/{{record}}", show_drawn),
    *page(f"{HERE}/drawn/{{record}}/take-back", submit=take_back),
]
