"""What the made-up life tries on its ladders."""

from collections.abc import Callable, Iterator
from functools import partial

from moorings.companion.climbing import (
    After,
    Before,
    Wanted,
    add_rung,
    begin_ladder,
    set_out,
    tell_what_came,
)
from moorings.companion.opened import Opened
from moorings.companion.pretending_days import Days, Deed
from moorings.companion.pretending_waves import named_person
from moorings.journey.records import RecordId
from moorings.library.demo_rooms import DemoDebrief, DemoLadder, DemoTry


def ladder_deeds(
    told: DemoLadder, days: Days, new_id: Callable[[], RecordId]
) -> Iterator[Deed]:
    """Give the making of a ladder with its rungs, and what is tried on them."""
    ladder, at = new_id(), days.later(told.at)

    def begin(opened: Opened) -> None:
        person = named_person(opened, told.person) if told.person else None
        begin_ladder(opened, ladder, Wanted(told.direction, told.wants, person))

    yield days.deed(at, begin)
    rungs = [new_id() for _ in told.rungs]
    for number, (record, rung) in enumerate(zip(rungs, told.rungs, strict=True), 1):
        add = partial(
            add_rung, record=record, ladder=ladder, text=rung.text, hard=rung.hard
        )
        yield days.deed(days.after(at, number), add)
    for tried in told.tried:
        yield from _tried(tried, rungs[tried.rung - 1], days, new_id)


def _tried(
    told: DemoTry, rung: RecordId, days: Days, new_id: Callable[[], RecordId]
) -> Iterator[Deed]:
    attempt, at = new_id(), days.later(told.at)
    before = Before(
        fear=told.fear,
        likelihood=told.likelihood,
        know=told.know,
        bad=told.bad,
        without=told.without,
        minutes=told.minutes,
    )
    act = partial(set_out, record=attempt, rung=rung, told=before, when=at)
    yield days.deed(at, act)
    if told.told:
        told_at = days.later(told.told.at)
        tell = partial(
            tell_what_came,
            record=new_id(),
            of=attempt,
            told=_after(told.told),
            when=told_at,
        )
        yield days.deed(told_at, tell)


def _after(told: DemoDebrief) -> After:
    return After(
        happened=told.happened,
        came=told.came,
        surprise=told.surprise,
        likelihood=told.likelihood,
        bore=told.bore,
        learned=told.learned,
        vary=told.vary,
    )
