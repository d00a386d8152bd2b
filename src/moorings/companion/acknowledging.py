"""Acknowledging a small win: stated once, and never while something weighs."""

from datetime import timedelta
from typing import NamedTuple

from moorings.companion.choosing import choose
from moorings.companion.guarding import standing
from moorings.companion.holding import held_texts
from moorings.companion.opened import Opened
from moorings.companion.responding import RETURNED
from moorings.companion.settling import ASKED_DAYS, just_ended
from moorings.companion.worksheets import worksheet
from moorings.insight.wins import Noticed, noticed
from moorings.journey.activation import Activation
from moorings.journey.records import RecordId

#: The choice that names what was stated already, the latest last; so many are kept.
TOLD, MOST = "wins-told", 20
#: A slip that was looked at, and where one chose again.
SLIP, CHOSE_AGAIN = "slip", "choose-again"


class Win(NamedTuple):
    """A small win to state, and everything that is then done with."""

    noticed: Noticed
    of: tuple[RecordId, ...]


def win_to_state(opened: Opened) -> Win | None:
    """Give the one small win of the last days that was not stated yet.

    While a flag stands nothing is stated; nor in a notebook that is not kept.
    """
    if not (opened.writable and opened.kept) or standing(opened).rests:
        return None
    told = set(opened.journey.choices.get(TOLD, "").split())
    ended = [name for name in just_ended(opened) if name not in told]
    slips = [name for name in _slips(opened) if name not in told]
    found = next(filter(None, (_of(opened, name) for name in ended)), None)
    if found is None and slips:
        found = Noticed("chose-again")
    return Win(found, (*ended, *slips)) if found else None


def state(opened: Opened, win: Win) -> None:
    """Keep that it was stated: it is not said again, and neither are the others."""
    told = opened.journey.choices.get(TOLD, "").split()
    choose(opened, {TOLD: " ".join([*told, *win.of][-MOST:])})


def _of(opened: Opened, name: RecordId) -> Noticed | None:
    activation = opened.journey.activation(name)
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


def _slips(opened: Opened) -> tuple[RecordId, ...]:
    """Name the latest slip, if it was looked at lately and ended in a choice."""
    latest = worksheet(opened, SLIP)
    if latest is None or not latest.answers.get(CHOSE_AGAIN):
        return ()
    first = opened.journey.versions(latest.id)[0]
    lately = opened.now() - first.written_at < timedelta(days=ASKED_DAYS)
    return (first.id,) if lately else ()
