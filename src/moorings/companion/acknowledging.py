"""Acknowledging a small win: until something else is noted, or the next day is over."""

from datetime import timedelta

from moorings.companion.clock import moment
from moorings.companion.guarding import standing
from moorings.companion.holding import held_texts
from moorings.companion.opened import Opened
from moorings.companion.responding import RETURNED
from moorings.insight.wins import Noticed, noticed
from moorings.journey.activation import Activation, activation_of
from moorings.journey.records import (
    AnyRecord,
    Choice,
    LedgerEntry,
    RecordId,
    Worksheet,
)

#: A slip that was looked at, and where one chose again.
SLIP, CHOSE_AGAIN = "slip", "choose-again"
#: It stands on the day it was noted, and on the day after.
LATELY = timedelta(days=1)
#: What somebody else tried is told of these days (own), where it is one of these.
THIS_WEEK = timedelta(days=6)
TRIES = ("repaired", "need-met")


def win_to_state(opened: Opened) -> Noticed | None:
    """Give the small win of what was noted last, today or yesterday.

    Whatever is noted next ends it, so it need not be kept that it was stated. While a
    flag stands nothing is stated; nor in a notebook that is not kept.
    """
    last = _last(opened)
    if last is None:
        return None
    if isinstance(last, Worksheet):
        again = last.sheet == SLIP and bool(last.answers.get(CHOSE_AGAIN))
        return Noticed("chose-again") if again else None
    return _of(opened, activation_of(last))


def try_to_state(opened: Opened) -> LedgerEntry | None:
    """Give what somebody else tried this week, where it was noted last, and so lately.

    It is one that names a single person: a mending, or a need that was met.
    """
    last, today = _last(opened), moment(opened.now()).date
    if not isinstance(last, LedgerEntry) or last.sort not in TRIES:
        return None
    is_of_this_week = timedelta() <= today - last.when.date <= THIS_WEEK
    return last if len(last.people) == 1 and is_of_this_week else None


def _last(opened: Opened) -> AnyRecord | None:
    """Give what was noted last, today or yesterday; nothing where nothing is stated."""
    if not opened.kept or standing(opened).rests:
        return None
    noted = (each for each in opened.journey.latest() if not isinstance(each, Choice))
    last, today = next(noted, None), moment(opened.now()).date
    if last is None or today - moment(last.written_at).date > LATELY:
        return None
    return last


def _of(opened: Opened, name: RecordId | None) -> Noticed | None:
    activation = opened.journey.activation(name) if name else None
    if activation is None:
        return None
    held = [
        each.waited.total_seconds() / 60
        for each in held_texts(opened)
        if each.text.activation == name and each.end is not None
    ]
    return noticed(activation, held=held, back=_is_back(opened, activation))


def _is_back(opened: Opened, activation: Activation) -> bool:
    returned = opened.journey.choices.get(RETURNED, "")
    outs = [each for each in activation.responses if each.chosen == "time-out"]
    return any(opened.journey.versions(e.id)[0].id == returned for e in outs[-1:])
