"""Living: what was noted of it in some days, beside what was noted of what hurts."""

from collections.abc import Iterator
from datetime import date, timedelta

from moorings.companion.clock import moment
from moorings.companion.guarding import standing
from moorings.companion.opened import Opened
from moorings.companion.practising import reasons, times
from moorings.insight.living import Hurt, Lived, Living, Noted, counted
from moorings.journey.records import (
    BeliefRating,
    LedgerEntry,
    WeeklyAct,
    Worksheet,
)
from moorings.library.practices import practices
from moorings.library.shelf import Asks
from moorings.safety.resting import Reason

#: So many days are looked at, today among them, where nobody names others.
LATELY = timedelta(days=30)
#: Pages of questions that look at what hurts; all others stand on neither side: they
#: look ahead, agree on something, tell of a plain day, or of how life feels.
HURTS = frozenset(
    {
        "critic",
        "honest-closeness",
        "honest-conflict",
        "honest-distance",
        "honest-known",
        "looking-distance",
        "looking-family",
        "looking-repeats",
        "looking-shut-down",
        "origin",
        "slip",
        "therapy-rupture",
        "with-this-person",
    }
)
#: By what a practice asks: to move or to listen, or to look at a belief or the past.
_MOVING: frozenset[Asks] = frozenset({"movement", "music"})
_INWARD: frozenset[Asks] = frozenset({"belief", "past"})
#: In such an hour nothing about the person is counted up before their eyes.
_QUIET: frozenset[Reason] = frozenset({"unreal", "help", "heavy", "night", "simple"})


def living(
    opened: Opened, first: date | None = None, last: date | None = None
) -> Living | None:
    """Count what was noted from one day to another; without days, in the last thirty.

    None in an hour in which no figure is put before anybody.
    """
    if reasons(opened) & _QUIET:
        return None
    ends = last or moment(opened.now()).date
    begins = first or ends - LATELY + timedelta(days=1)
    noted = _noted(opened)
    return counted(told for day, told in noted if begins <= day <= ends)


def _noted(opened: Opened) -> Iterator[tuple[date, Noted]]:
    for activation in opened.journey.activations():
        yield activation.began.date, Noted("moments")
    for rating in opened.journey.standing(BeliefRating):
        yield rating.when.date, Noted("beliefs")
    for act in opened.journey.standing(WeeklyAct):
        if act.done in {"yes", "partly"}:
            yield act.when.date, Noted("acts")
    for sheet in opened.journey.standing(Worksheet):
        if sheet.sheet in HURTS:
            yield sheet.when.date, Noted("pages")
    yield from _practised(opened)
    yield from _with_people(opened)


def _practised(opened: Opened) -> Iterator[tuple[date, Noted]]:
    """Give the practices that look at what hurts, and those that move or listen."""
    known = practices()
    for each in times(opened):
        asks = {*known[each.practice].asks} if each.practice in known else set()
        if asks & _INWARD:
            yield each.when.date, Noted("inward", each.minutes)
        elif asks & _MOVING:
            yield each.when.date, Noted("moving", each.minutes)


def _with_people(opened: Opened) -> Iterator[tuple[date, Noted]]:
    """Give what people gave and took, where the ledger does not rest."""
    if standing(opened).rests:
        return
    for entry in opened.journey.standing(LedgerEntry):
        kind: Hurt | Lived = "given" if entry.side == "deposit" else "strains"
        yield entry.when.date, Noted(kind)
