"""Growing: what stands in the notebook for each of nine signs, and what that tells."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from moorings.companion.believing import Held, beliefs, ratings
from moorings.companion.clock import moment
from moorings.companion.deriving import derived
from moorings.companion.forecasting import closed_forecasts, counted
from moorings.companion.hearing import heard_in
from moorings.companion.holding import held_texts
from moorings.companion.ladders import ladders
from moorings.companion.opened import Opened
from moorings.companion.practising import reasons
from moorings.companion.worksheets import worksheets
from moorings.insight.beliefs import Course, TooFew, course_of
from moorings.insight.calibration import Calibration, calibrate
from moorings.insight.calibration import TooFew as TooFewClosed
from moorings.insight.growth import Finding, Periods
from moorings.insight.growth_signs import (
    NEARER,
    Act,
    Facts,
    HeldBack,
    Sign,
    What,
    growth,
)
from moorings.journey.apart import is_of_a_moment, notes_apart
from moorings.journey.journey import Journey
from moorings.journey.records import (
    Direction,
    HelpRequest,
    LedgerEntry,
    PracticeTime,
    RecordId,
    Statement,
    WeeklyAct,
    Worksheet,
)
from moorings.library.practices import practices
from moorings.library.vocabulary import vocabulary
from moorings.safety.resting import rests

#: Where felt signs are written, in one's own words; they are never counted.
FELT: Final = "felt-signs"
#: The practice of letting in something good.
GOOD: Final = "let-good-be-good"


@dataclass(frozen=True, slots=True)
class Grown:
    """What the signs tell; of those that rest just now, nothing is shown.

    `fears` holds what was feared against what happened, `courses` how true each belief
    felt, by its record.
    """

    findings: Mapping[What, Finding]
    fears: Calibration | TooFewClosed
    courses: Mapping[RecordId, Course]


@dataclass(frozen=True, slots=True)
class Felt:
    """One answer about how it feels, in the person's own words."""

    sheet: RecordId
    question: str
    words: str
    day: date


def grown(opened: Opened) -> Grown:
    """Tell the signs up to today, worked out once for as long as nothing changes."""
    today = moment(opened.now()).date
    return derived(opened, ("growth", today), partial(_grown, opened, today))


def resting_signs(opened: Opened) -> frozenset[Sign]:
    """Give the signs that rest, alike for every reason, so that none can be read off.

    They rest together: whoever looks over a shoulder learns nothing from which ones.
    """
    nearer = rests(("closeness", "asking", "waiting"), reasons(opened))
    return NEARER if nearer else frozenset()


def felt_signs(opened: Opened) -> tuple[Felt, ...]:
    """Give what was written about how it feels, the latest first.

    Words that sound like danger are left where they stand.
    """
    return tuple(
        Felt(kept.id, question, words, kept.when.date)
        for kept in worksheets(opened, FELT)
        for question, words in kept.answers.items()
        if heard_in(words) == "nothing"
    )


def beliefs_rest(opened: Opened) -> bool:
    """Say whether no belief is read back just now."""
    return rests(("belief",), reasons(opened))


def anything_moved(opened: Opened) -> bool:
    """Say whether there is anything of which it could be told how it moved."""
    journey = opened.journey
    kinds = (PracticeTime, Worksheet)
    practised = any(next(journey.standing(kind), None) for kind in kinds)
    return practised or next(journey.activations(), None) is not None


def _grown(opened: Opened, today: date) -> Grown:
    told = counted(closed_forecasts(opened))
    courses = ((each.id, _course(opened, each)) for each in beliefs(opened))
    return Grown(
        growth(_facts(opened, today), today),
        calibrate(told),
        {name: found for name, found in courses if isinstance(found, Course)},
    )


def _course(opened: Opened, belief: Held) -> Course | TooFew:
    return course_of(ratings(opened, belief.id))


def _facts(opened: Opened, today: date) -> Facts:
    journey = opened.journey
    kind = {name for name, each in practices().items() if "kindness" in each.of}
    taken = [(each.practice, each.when.date) for each in journey.standing(PracticeTime)]
    ledger = tuple(journey.standing(LedgerEntry))
    given = [each.when.date for each in ledger if each.side == "deposit"]
    return Facts(
        activations=tuple(journey.activations()),
        broad={family.id for family in vocabulary()["feeling"].families},
        held=tuple(_held(opened)),
        tries=_tries(opened),
        asked=tuple(_asked(journey)),
        good=(*given, *(day for name, day in taken if name == GOOD)),
        acts=tuple(_acts(journey)),
        ledger=ledger,
        kind=tuple(day for name, day in taken if name in kind),
        noted=frozenset(_noted(journey, Periods(today))),
    )


def _held(opened: Opened) -> Iterator[HeldBack]:
    for each in held_texts(opened):
        if each.end is not None:
            changed = each.end.how != "sent"
            waited = each.whole or each.end.how == "not-sent"
            yield HeldBack(each.end.when.date, each.text.id, waited, changed)
        elif each.state != "waiting":
            yield HeldBack(each.text.when.date, each.text.id, waited=True, chosen=True)


def _tries(opened: Opened) -> dict[Direction, list[date]]:
    """Give the days of tries that were told and borne, at least in part."""
    days: dict[Direction, list[date]] = {}
    for ladder in ladders(opened):
        told = [(each, each.outcome) for each in ladder.tries]
        borne = (t for t, came in told if came and came.bore in {"yes", "partly"})
        found = [each.attempt.when.date for each in borne]
        days.setdefault(ladder.ladder.direction, []).extend(found)
    return days


def _asked(journey: Journey) -> Iterator[date]:
    for statement in journey.standing(Statement):
        if statement.said == "said" and statement.request:
            yield statement.when.date
    yield from (each.when.date for each in journey.standing(HelpRequest))


def _acts(journey: Journey) -> Iterator[Act]:
    for each in journey.standing(WeeklyAct):
        if each.people and each.done in {"yes", "partly"}:
            yield Act(each.when.date, each.people)


def _noted(journey: Journey, periods: Periods) -> Iterator[date]:
    """Give the days that bear a note, of what stands and is of no hard moment."""
    for page in journey.pages_on(periods.before[0], periods.latest[1]):
        if not is_of_a_moment(journey, page.newest):
            yield page.newest.when.date
    yield from (when.date for _, when in notes_apart(journey))
