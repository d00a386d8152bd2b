"""Planning a week: what fits, what stands in it, and a week that is off."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import get_args

from moorings.companion.assessing import sketches_to_read
from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.practising import reasons, resting_worse
from moorings.companion.resending import new_in
from moorings.companion.retiring import retired
from moorings.companion.taking_back import erase
from moorings.errors import MooringsError
from moorings.insight.fitting import (
    BESIDE,
    SHORT,
    Fit,
    Shelves,
    day_holds,
    fitted_week,
    mix,
)
from moorings.insight.next_step import STEADY_FIRST, STEADYING, Known, suits
from moorings.insight.sketch import Sketch, pooled
from moorings.journey.records import RecordId, WeekPlan
from moorings.library.practices import Leaning, practices
from moorings.library.roadmap import stages

#: The choice that says what fits: leanings the person picked, and whether their sketch
#: counts. Where nobody has said, it does.
FITS, SKETCH, NOTHING = "fits", "sketch", "nothing"
LEANINGS: tuple[Leaning, ...] = get_args(Leaning)
WEEK = 7
#: The other step from which steadying days are drawn.
KIND = "kindness"


class FullDayError(MooringsError):
    """More on one day than anybody could look at kindly."""

    sentence = (
        "One main practice and {beside} short ones fit on a day. Short means {short} "
        "minutes or less. Leave one out, or give it another day."
    )

    def __init__(self) -> None:
        super().__init__(beside=BESIDE, short=SHORT)


def monday(day: date) -> date:
    """Give the Monday of the week that a day is in."""
    return day - timedelta(days=day.weekday())


def today(opened: Opened) -> date:
    """Give the day it is, by the clock on this machine's wall."""
    return moment(opened.now()).date


def plans(opened: Opened) -> dict[date, WeekPlan]:
    """Give the plan of each week that has one, by its Monday; the last word counts."""
    found = sorted(opened.journey.standing(WeekPlan), key=lambda each: each.written_at)
    return {each.first: each for each in found}


def plan_of(opened: Opened, day: date) -> WeekPlan | None:
    """Give the plan of the week that a day is in, if there is one."""
    return plans(opened).get(monday(day))


def planned_on(opened: Opened, day: date) -> tuple[str, ...]:
    """Give what is planned for a day; nothing in a week that is off."""
    plan = plan_of(opened, day)
    if plan is None or plan.off or not plan.days:
        return ()
    return tuple(name for name in plan.days[day.weekday()] if name in practices())


def keep_week(
    opened: Opened,
    record: RecordId,
    first: date,
    days: Sequence[Sequence[str]] = (),
    *,
    off: bool = False,
) -> None:
    """Keep the plan of a week in place of the one it had; sent twice, once.

    What is no practice is left out, and what stands on a day twice. A day that was
    fuller before may stay so, or become emptier.
    """
    before = plan_of(opened, first)
    stood = before.days if before and before.days else ((),) * WEEK
    kept = tuple(_day(*each) for each in zip(days, stood, strict=True)) if days else ()
    plan = WeekPlan(
        id=record,
        written_at=opened.now(),
        replaces=before.id if before else None,
        first=monday(first),
        days=kept or ((),) * WEEK,
        off=off,
    )
    opened.keep(*new_in(opened, plan))


def change_day(
    opened: Opened, record: RecordId, day: date, names: Sequence[str]
) -> None:
    """Put other practices on a day, or none."""
    days = _days(opened, day)
    days[day.weekday()] = tuple(names)
    keep_week(opened, record, day, days)


def move_day(opened: Opened, record: RecordId, day: date, to: date) -> None:
    """Put what is planned for one day on another day of its week."""
    if monday(day) != monday(to):
        raise NothingThereError
    days = _days(opened, day)
    moved, days[day.weekday()] = days[day.weekday()], ()
    days[to.weekday()] = (*days[to.weekday()], *moved)
    keep_week(opened, record, day, days)


def take_off(opened: Opened, record: RecordId, day: date, *, off: bool) -> None:
    """Let a week be off, or take it up again as it was."""
    plan = plan_of(opened, day)
    keep_week(opened, record, day, plan.days if plan else (), off=off)


def erase_week(opened: Opened, day: date) -> None:
    """Destroy the plan of a week with all its versions."""
    first = monday(day)
    found = [p.id for p in opened.journey.standing(WeekPlan) if p.first == first]
    if not found:
        raise NothingThereError
    erase(opened, *found)


def proposed(opened: Opened, day: date) -> tuple[tuple[str, ...], ...]:
    """Give a week that would fit: an offer, of which nothing is kept.

    The hour plays no part, as it is for other hours.
    """
    known = Known(
        day,
        {},
        {},
        reasons(opened) - {"night"},
        resting_worse(opened) | retired(opened),
    )
    roadmap, shelf = stages(), practices()
    steady = (*roadmap[STEADYING].start, *roadmap[KIND].start)
    general = tuple(dict.fromkeys(stage.start[0] for stage in roadmap.values()))
    if known.reasons & STEADY_FIRST:
        general = roadmap[STEADYING].start
    shelves = Shelves(general, steady, lambda name: suits(known, shelf[name], name))
    return fitted_week(fits(opened), shelves, monday(day).toordinal() // WEEK)


def fits(opened: Opened) -> tuple[Fit, ...]:
    """Give the person's own mix: what they picked, and where their sketch lies."""
    told = picked(opened)
    drawn = own_sketch(opened) if SKETCH in told else None
    return mix(
        [each for each in LEANINGS if each in told],
        drawn.anxiety.leaning if drawn else None,
        drawn.avoidance.leaning if drawn else None,
    )


def picked(opened: Opened) -> frozenset[str]:
    """Give what the person said fits them; unsaid, their sketch does."""
    return frozenset(opened.journey.choices.get(FITS, SKETCH).split(","))


def pick(opened: Opened, told: Collection[str]) -> None:
    """Keep what fits; what is not known is left out."""
    known = [each for each in (*LEANINGS, SKETCH) if each in told]
    choose(opened, {FITS: ",".join(known) or NOTHING})


def own_sketch(opened: Opened) -> Sketch | None:
    """Give the sketch that stands of people in general, where it may be read."""
    found = sketches_to_read(opened)
    dated = ((moment(each.administration.ended).date, each) for each in found)
    return pooled(dated) or next(iter(found), None)


def _day(names: Sequence[str], stood: Sequence[str]) -> tuple[str, ...]:
    shelf = practices()
    known = tuple(dict.fromkeys(name for name in names if name in shelf))
    fits_in = day_holds([shelf[name].minutes for name in known])
    if not fits_in and not {*known} <= {*stood}:
        raise FullDayError
    return known


def _days(opened: Opened, day: date) -> list[tuple[str, ...]]:
    plan = plan_of(opened, day)
    return list(plan.days) if plan and plan.days else [()] * WEEK
