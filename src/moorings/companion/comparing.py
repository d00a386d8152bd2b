"""Comparing: a hard moment beside the earlier one that is most like it."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import standing
from moorings.companion.opened import Opened
from moorings.companion.practising import reasons
from moorings.companion.reviewing import same_words
from moorings.insight.likeness import Like, Went, most_like, went
from moorings.journey.activation import Activation
from moorings.journey.records import (
    HeldText,
    HeldTextEnd,
    LedgerEntry,
    Mending,
    MendingEnd,
    RecordId,
    Statement,
)
from moorings.safety.resting import Reason

#: So long after a moment something that was mended is taken to belong to it (own).
AFTERWARDS = timedelta(days=14)
#: So long after its last note nobody is led to compare it (own).
SETTLED = timedelta(hours=1)
#: With one of these nobody is led there; whoever goes there by themselves may look.
UNLED: frozenset[Reason] = frozenset(
    {"night", "unreal", "help", "heavy", "simple", "flagged"}
)
#: So many of the latest moments are looked through for one that has another like it.
TRIED = 5


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two moments: how it went, and what became of it.

    `sent` counts held texts that went out as they stood. `mended` is the day on which
    something was repaired or said with whom it was about; None where none was noted.
    """

    moment: Activation
    went: Went
    sent: int
    mended: date | None


@dataclass(frozen=True, slots=True)
class Beside:
    """Two moments, the earlier one first, and why it was this one."""

    earlier: Side
    later: Side
    like: Like


def beside(opened: Opened, record: RecordId) -> Beside | None:
    """Lay a moment that is over beside the earlier one most like it, if there is one.

    While a flag stands for somebody whom it is about, nothing is compared.
    """
    of = opened.journey.activation(record)
    if of is None:
        raise NothingThereError
    flagged = standing(opened).flagged
    if of.end is None or not flagged.isdisjoint(of.everybody):
        return None
    among = (
        each
        for each in opened.journey.activations()
        if each.end is not None and flagged.isdisjoint(each.everybody)
    )
    like = most_like(of, among, same_words(opened))
    if like is None:
        return None
    return Beside(_side(opened, like.moment), _side(opened, of), like)


def worth_comparing(opened: Opened) -> RecordId | None:
    """Name the latest moment that is over and has one like it, if this is the hour."""
    if reasons(opened) & UNLED:
        return None
    latest = islice(opened.journey.activations(), TRIED)
    found = (each.id for each in latest if is_over(opened, each))
    return next((each for each in found if beside(opened, each)), None)


def is_over(opened: Opened, moment: Activation) -> bool:
    """Say whether a moment has ended, and not just now."""
    noted = max(step.written_at for step in moment.steps)
    return moment.end is not None and opened.now() - noted >= SETTLED


def _side(opened: Opened, moment: Activation) -> Side:
    return Side(moment, went(moment), _sent(opened, moment), _mended(opened, moment))


def _sent(opened: Opened, moment: Activation) -> int:
    held = {step.id for step in moment.steps if isinstance(step, HeldText)}
    ends = opened.journey.standing(HeldTextEnd)
    return sum(end.how == "sent" and end.of in held for end in ends)


def _mended(opened: Opened, moment: Activation) -> date | None:
    """Give the first day on which something was mended, in it or soon afterwards."""
    first = moment.began.date
    people = set(moment.people)

    def soon(day: date, *who: RecordId | None) -> bool:
        return first <= day <= first + AFTERWARDS and bool(people.intersection(who))

    journey = opened.journey
    days = [
        each.when.date
        for each in journey.standing(LedgerEntry)
        if each.sort == "repaired"
        and (each.activation == moment.id or soon(each.when.date, *each.people))
    ]
    begun = {each.id: each.person for each in journey.standing(Mending)}
    days += [
        each.when.date
        for each in journey.standing(MendingEnd)
        if each.how == "complete" and soon(each.when.date, begun.get(each.of))
    ]
    days += [
        each.when.date
        for each in journey.standing(Statement)
        if each.said == "said" and soon(each.when.date, each.person)
    ]
    return min(days, default=None)
