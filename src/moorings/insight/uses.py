"""Uses: each time something was done and rated, and the waiting that is beside it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from moorings.insight.episodes import minutes_between
from moorings.journey.activation import Activation
from moorings.journey.records import PracticeTime, RecordId
from moorings.journey.stretches import stretches

#: With fewer times of it, or of waiting about as long, nothing is said of a practice.
FEWEST = 5
#: What is longer ago is left out (own).
WINDOW = timedelta(days=365)
#: Time without a practice counts as waiting if it lasted so many minutes; and no more
#: lie between the numbers before and after a practice (own).
SHORTEST_WAIT, LONGEST = 2, 120
#: Waiting is about as long up to three times as long, and down to a third (own).
LIKE = 3.0
#: Clocks on the wall tell whole minutes.
SHORTEST = 1.0


class Tool(NamedTuple):
    """A practice, by its id; or the thing it was done with, such as one of the kit."""

    practice: str
    about: RecordId | None = None


#: What the others are held against: time that passes, chosen or not.
WAITING = Tool("wait-it-out")


@dataclass(frozen=True, slots=True)
class Use:
    """One time something was done: how strong it was before and after, 0 to 10.

    So many `minutes` lie between both; where nobody knows, it is held against nothing.
    """

    tool: Tool
    day: date
    before: int
    after: int
    minutes: float | None = None

    @property
    def length(self) -> float:
        """Give how many minutes it took, one at least; `SHORTEST` where unknown."""
        return max(self.minutes or 0.0, SHORTEST)


class Beside(NamedTuple):
    """Times of one practice, and the times of waiting that were about as long."""

    times: Sequence[Use]
    waits: Sequence[Use]


def uses(
    times: Iterable[PracticeTime], activations: Iterable[Activation], today: date
) -> tuple[Use, ...]:
    """Give each time something was rated before and after within the year, in order.

    That is a time of practice, or a stretch of a hard moment that took no longer than
    two hours. A stretch in which nothing was done is waiting, if it lasted long enough.
    """
    found = [
        Use(
            Tool(each.practice, each.about),
            each.when.date,
            each.before,
            each.after,
            each.minutes,
        )
        for each in times
        if each.before is not None and each.after is not None
    ]
    for activation in activations:
        for each in stretches(activation.ratings):
            tool = Tool(each.practice) if each.practice else WAITING
            lasted = minutes_between(each.began, each.ended)
            if _counts(tool, lasted):
                day = each.began.date
                found.append(Use(tool, day, each.before, each.after, lasted))
    recent = [each for each in found if today - WINDOW < each.day <= today]
    return tuple(sorted(recent, key=lambda each: each.day))


def beside_waiting(found: Iterable[Use]) -> Mapping[Tool, Beside]:
    """Give what can be held against waiting: often enough, and waited as long as often.

    A time counts if there are enough of waiting that were about as long as it was.
    """
    known = [each for each in found if each.minutes is not None]
    waits = sorted((e for e in known if e.tool == WAITING), key=lambda e: e.length)
    lengths = [each.length for each in waits]
    taken: defaultdict[Tool, list[Use]] = defaultdict(list)
    for each in known:
        if each.tool != WAITING and _about(lengths, each.length) >= FEWEST:
            taken[each.tool].append(each)
    return {
        tool: Beside(some, _like(waits, some))
        for tool, some in taken.items()
        if len(some) >= FEWEST
    }


def _counts(tool: Tool, minutes: float | None) -> bool:
    """Say whether a stretch of a hard moment counts; without hours none does."""
    shortest = SHORTEST_WAIT if tool == WAITING else 0
    return minutes is not None and shortest <= minutes <= LONGEST


def _like(waits: Iterable[Use], some: Iterable[Use]) -> list[Use]:
    lengths = sorted(each.length for each in some)
    return [each for each in waits if _about(lengths, each.length)]


def _about(lengths: Sequence[float], length: float) -> int:
    """Count those, in order, that are about as long as one."""
    return bisect_right(lengths, length * LIKE) - bisect_left(lengths, length / LIKE)
