"""Mine and ours: values, one act of each a week, and help that was asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.balancing import acts
from moorings.companion.opened import Opened
from moorings.companion.planning_weeks import monday, today
from moorings.companion.practising import reasons
from moorings.companion.requesting import requests
from moorings.companion.together import is_open
from moorings.companion.valuing import shared_is_open, values
from moorings.insight.balance import by_week, widest_gap
from moorings.journey.records import HelpRequest, WeeklyAct
from moorings.safety.resting import may_be_suggested
from moorings.web.both_and import (
    HERE,
    VALUES,
    Line,
    act_line,
    request_line,
    value_line,
    value_of_act,
)
from moorings.web.danger import take_heard
from moorings.web.pages.together import both_and_acts, both_and_asks, both_and_values
from moorings.web.rendering import render
from moorings.web.room_links import Links, links
from moorings.web.routing import page
from moorings.web.visitor import Heard, unlocked
from moorings.web.wording.balance import (
    balance_picture,
    balance_rows,
    balance_sentence,
    for_value_words,
    gap_question,
    too_few_words,
)

#: So many lines stand open in a list; and so many are listed at all.
SHOWN, LISTED = 8, 200
#: What is practised here; where nothing is shared just now, what is one's own.
PRACTICES = ("mine-and-ours", "decide-together", "yes-no-not-yet", "is-life-wider")
OWN = ("is-life-wider",)


@dataclass(frozen=True, slots=True)
class Kept:
    """A list: what stands open in it, what is folded, and how many are not listed."""

    first: tuple[Line, ...] = ()
    folded: tuple[Line, ...] = ()
    further: int = 0

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Kept":
        """Lay a list out."""
        found = tuple(lines)
        shown, folded = found[:SHOWN], found[SHOWN:LISTED]
        return cls(shown, folded, len(found[LISTED:]))


@dataclass(frozen=True, slots=True)
class Picture:
    """Weeks as a picture, as a sentence and as a table; or why there is none."""

    sentence: str
    drawn: Markup | None = None
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something small that is asked about, and where it could be written down."""

    words: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BothAndPage:
    """Everything the room shows; where nothing may be shared, its own half."""

    open: bool
    shared: bool
    values: Kept
    mine: tuple[Line, ...]
    ours: tuple[Line, ...]
    untold: tuple[Line, ...]
    requests: Kept
    resting: Kept
    earlier: bool
    question: Question | None
    picture: Picture | None
    practices: Links
    heard: Heard | None = None

    @property
    def empty(self) -> bool:
        """Say whether nothing was written here yet."""
        kept = (self.values, self.requests, self.resting)
        return not (self.earlier or any(each.first for each in kept))


@dataclass(frozen=True, slots=True)
class ListsPage:
    """Both lists, of one's own and shared; and what came about for which value."""

    shared: bool
    mine: Kept
    ours: Kept
    for_values: tuple[Line, ...]


async def show(request: Request) -> Response:
    """Show the room."""
    opened = unlocked(request)
    shown = _page(opened, take_heard(request))
    return render(request, "together_both_and.html", shown)


async def show_lists(request: Request) -> Response:
    """Show both lists, week by week."""
    opened = unlocked(request)
    mine = Kept.of(act_line(opened, each) for each in acts(opened, "mine"))
    ours = Kept.of(act_line(opened, each) for each in acts(opened, "ours"))
    shared = shared_is_open(opened)
    shown = ListsPage(shared, mine, ours, _for_values(opened, shared=shared))
    return render(request, "together_both_and_lists.html", shown)


def _for_values(opened: Opened, *, shared: bool) -> tuple[Line, ...]:
    """Sort what came about by what it was for; what had nothing yet is left out."""
    found = [e for e in acts(opened) if e.done in {"yes", "partly"}]
    known = {each.id: value_of_act(opened, each) for each in found}
    lines: list[Line] = []
    for value in values(opened):
        sides = [each.belongs for each in found if known[each.id] == value]
        told = for_value_words(
            sides.count("mine"), sides.count("ours") if shared else 0
        )
        lines += [Line(f"{VALUES}/{value.id}", value.text, told)] if told else []
    return tuple(lines)


def _page(opened: Opened, heard: Heard | None) -> BothAndPage:
    shared, now = shared_is_open(opened), monday(today(opened))
    done = acts(opened)
    ours = [each for each in done if each.belongs == "ours"]
    told, rests = _told_apart(opened, requests(opened))
    hidden = [*rests, *([] if shared else [act_line(opened, e) for e in ours])]
    open_now = [e for e in done if shared or e.belongs == "mine"]
    return BothAndPage(
        open=is_open(opened, "both-and"),
        shared=shared,
        values=Kept.of(map(value_line, values(opened))),
        mine=_ahead(opened, [e for e in open_now if e.belongs == "mine"], now),
        ours=_ahead(opened, [e for e in open_now if e.belongs == "ours"], now),
        untold=_untold(opened, open_now, now),
        requests=Kept.of(told),
        resting=Kept.of(hidden),
        earlier=bool(done),
        question=_question(opened, done, now),
        picture=_picture(opened, done) if shared and done else None,
        practices=links(opened, PRACTICES if shared else OWN),
        heard=heard,
    )


def _told_apart(
    opened: Opened, found: Iterable[HelpRequest]
) -> tuple[list[Line], list[Line]]:
    """Tell requests that are open from those that name somebody while that rests."""
    told: list[Line] = []
    rests: list[Line] = []
    for each in found:
        is_there = each.person is None or shared_is_open(opened, each.person)
        (told if is_there else rests).append(request_line(opened, each))
    return told, rests


def _ahead(opened: Opened, found: Iterable[WeeklyAct], now: date) -> tuple[Line, ...]:
    """List this week, and what is planned beyond it; the nearest week first."""
    ahead = [each for each in found if each.when.date >= now][::-1]
    return tuple(
        act_line(opened, each, whole=each.when.date != now) for each in ahead[:LISTED]
    )


def _untold(opened: Opened, found: Iterable[WeeklyAct], now: date) -> tuple[Line, ...]:
    """List what was planned for last week and not told; what is older is let be."""
    last = now - timedelta(weeks=1)
    waiting = [e for e in found if e.when.date == last and not e.done]
    return tuple(act_line(opened, each) for each in waiting[:SHOWN])


def _question(opened: Opened, done: Iterable[WeeklyAct], now: date) -> Question | None:
    """Ask about something small for a value, unless there is something for it already.

    Nothing is asked in an hour that does not suit it.
    """
    value = widest_gap(values(opened))
    if value is None or not may_be_suggested(("planning",), reasons(opened)):
        return None
    ahead = (each for each in done if each.when.date >= now)
    if any(value_of_act(opened, each) == value for each in ahead):
        return None
    return Question(gap_question(value), f"{VALUES}/{value.id}/act")


def _picture(opened: Opened, done: Iterable[WeeklyAct]) -> Picture:
    found = by_week(done, today(opened))
    if found is None:
        return Picture(too_few_words())
    return Picture(balance_sentence(found), balance_picture(found), balance_rows(found))


ROUTES = [
    *page(HERE, show),
    *page(f"{HERE}/lists", show_lists),
    *both_and_values.ROUTES,
    *both_and_acts.ROUTES,
    *both_and_asks.ROUTES,
]
