"""The faces of Today: which of six it shows, and what it rests on."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Literal, TypeAlias

from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.companion.pausing import is_paused, paused_until
from moorings.companion.practising import simple_until
from moorings.insight.hard_week import DAYS, HardWeek, hard_week

Name: TypeAlias = Literal[
    "first evening", "ordinary", "open wave", "hard week", "absence", "resting"
]
ABSENCE_DAYS = 14
#: So many of the latest hard moments are looked through for those of this week.
LOOKED_THROUGH = 60
#: The day on which the card of a hard week was put aside.
PUT_ASIDE = "hard-week-aside"


@dataclass(frozen=True, slots=True)
class Face:
    """What Today looks like; `until` is the last day of a rest, where one is known.

    While everything is `paused` nothing is asked, and nothing is suggested.
    """

    name: Name
    until: date | None = None
    paused: bool = False
    hard: HardWeek | None = None


def face_of(opened: Opened, today: date, *, wave: bool, heavy: bool) -> Face:
    """Choose the face: what rests and what is open before how the week was."""
    if is_paused(opened):
        return Face("resting", paused_until(opened), paused=True)
    if wave:
        return Face("open wave")
    if not opened.journey.count():
        return Face("first evening")
    return _later_face(opened, today, heavy=heavy)


def _later_face(opened: Opened, today: date, *, heavy: bool) -> Face:
    """Choose the face of somebody who has written before."""
    last = next(opened.journey.latest())
    if (today - moment(last.written_at).date).days > ABSENCE_DAYS:
        return Face("absence")
    if (until := simple_until(opened)) >= today:
        return Face("resting", until)
    found = hard_week(islice(opened.journey.activations(), LOOKED_THROUGH), today)
    return Face("hard week", hard=found) if heavy or found else Face("ordinary")


def is_put_aside(opened: Opened, today: date) -> bool:
    """Say whether the card of a hard week was put aside in these seven days."""
    try:
        day = date.fromisoformat(opened.journey.choices.get(PUT_ASIDE, ""))
    except ValueError:
        return False
    return timedelta() <= today - day < DAYS
