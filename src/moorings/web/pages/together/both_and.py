"""Mine and ours: values, one act of each a week, and help that was asked for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, TypeAlias, get_args

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
from moorings.journey.records import (
    Belongs,
    HelpRequest,
    PersonalValue,
    WeeklyAct,
)
from moorings.safety.resting import may_be_suggested
from moorings.web.both_and import (
    HERE,
    VALUES,
    Line,
    act_line,
    is_for,
    request_line,
    value_line,
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
SIDES: Final[tuple[Belongs, ...]] = get_args(Belongs)


#: What can stand in one of the lists.
Listed: TypeAlias = PersonalValue | WeeklyAct | HelpRequest


@dataclass(frozen=True, slots=True)
class Kept:
    """A list: what stands open in it, what is folded, and how many are not listed."""

    first: tuple[Line, ...] = ()
    folded: tuple[Line, ...] = ()
    further: int = 0

    @classmethod
    def of(cls, opened: Opened, found: Sequence[Listed]) -> "Kept":
        """Lay a list out."""
        lines = tuple(_line(opened, each) for each in found[:LISTED])
        return cls(lines[:SHOWN], lines[SHOWN:], max(0, len(found) - LISTED))


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
    """Both lists, of one's own and shared; and what happened for which value."""

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
    mine = Kept.of(opened, acts(opened, "mine"))
    ours = Kept.of(opened, acts(opened, "ours"))
    shared = shared_is_open(opened)
    shown = ListsPage(shared, mine, ours, _for_values(opened, shared=shared))
    return render(request, "together_both_and_lists.html", shown)


def _for_values(opened: Opened, *, shared: bool) -> tuple[Line, ...]:
    """Sort what happened by what it was for; what had nothing yet is left out."""
    first_of = opened.journey.first_of
    counted = Counter(
        (first_of(each.value), each.belongs)
        for each in acts(opened)
        if each.value and each.done in {"yes", "partly"}
    )
    lines: list[Line] = []
    for value in values(opened):
        mine, ours = (counted[first_of(value.id), side] for side in SIDES)
        told = for_value_words(mine, ours if shared else 0)
        lines += [Line(f"{VALUES}/{value.id}", value.text, told)] if told else []
    return tuple(lines)


def _page(opened: Opened, heard: Heard | None) -> BothAndPage:
    shared, now = shared_is_open(opened), monday(today(opened))
    done = acts(opened)
    told, rests = _told_apart(opened, requests(opened))
    hidden = [] if shared else [each for each in done if each.belongs == "ours"]
    open_now = [e for e in done if shared or e.belongs == "mine"]
    return BothAndPage(
        open=is_open(opened, "both-and"),
        shared=shared,
        values=Kept.of(opened, values(opened)),
        mine=_ahead(opened, [e for e in open_now if e.belongs == "mine"], now),
        ours=_ahead(opened, [e for e in open_now if e.belongs == "ours"], now),
        untold=_untold(opened, open_now, now),
        requests=Kept.of(opened, told),
        resting=Kept.of(opened, [*rests, *hidden]),
        earlier=bool(done),
        question=_question(opened, done, now),
        picture=_picture(opened, done) if shared and done else None,
        practices=links(opened, PRACTICES if shared else OWN),
        heard=heard,
    )


def _told_apart(
    opened: Opened, found: Sequence[HelpRequest]
) -> tuple[list[HelpRequest], list[HelpRequest]]:
    """Tell requests that are open from those that name somebody while that rests."""
    whom = {each.person for each in found}
    with_them = {p: p is None or shared_is_open(opened, p) for p in whom}
    told = [each for each in found if with_them[each.person]]
    return told, [each for each in found if not with_them[each.person]]


def _line(opened: Opened, each: Listed) -> Line:
    match each:
        case PersonalValue():
            return value_line(each)
        case WeeklyAct():
            return act_line(opened, each)
        case HelpRequest():
            return request_line(opened, each)


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
    if any(is_for(opened, each, value) for each in ahead):
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
