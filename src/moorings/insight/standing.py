"""Standing: the place that the latest sittings with a questionnaire come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from moorings.insight.sittings import Sitting
from moorings.measures.bursts import bursts
from moorings.measures.instrument import ANXIETY, AVOIDANCE, Key
from moorings.measures.place import Place, place_of_answers

#: A place in standard deviations that is less sure than this in either direction is
#: told from nobody's answers any more, but from what was thought before them (own).
LEAST_SURE = 0.60


@dataclass(frozen=True, slots=True)
class Stood:
    """A place, and the days of the sittings it was told from."""

    place: Place
    days: tuple[date, ...]


def stood(latest_first: Sequence[tuple[date, Sitting]]) -> Stood | None:
    """Give where the latest burst lies, or else the latest sitting.

    None where nothing is known that a place could be drawn from, for what asks about a
    moment, and from too few answers. Sittings are put together only where it is known
    how far days differ: without a retest, several would look surer than they are.
    """
    if not latest_first:
        return None
    key = latest_first[0][1].key
    if key.state or not key.two_dimensional:
        return None
    by_day = dict(reversed(latest_first))
    last_burst = bursts(by_day)[-1]
    if last_burst.comparable and _lasting(key):
        days = last_burst.counted
        chosen = [by_day[day] for day in days]
    else:
        days, chosen = (latest_first[0][0],), [latest_first[0][1]]
    found = place_of_answers(key, [each.administration.responses for each in chosen])
    return Stood(found, days) if found and _sure_enough(found) else None


def _lasting(key: Key) -> bool:
    known = key.known.scales if key.known else {}
    return all(name in known and known[name].retest for name in (ANXIETY, AVOIDANCE))


def _sure_enough(place: Place) -> bool:
    (across, _), (_, upward) = place.covariance
    return place.units == "points" or sqrt(max(across, upward)) <= LEAST_SURE
