"""A notebook in which something stands in every room."""

from datetime import timedelta
from typing import Any

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.writing import name_person
from moorings.journey.records import (
    Arousal,
    Belief,
    BeliefRating,
    Forecast,
    ForecastOutcome,
    KitItem,
    Ladder,
    LedgerEntry,
    Naming,
    Pattern,
    PracticeTime,
    Rung,
    RungOutcome,
    RungTry,
    WeekPlan,
    Worksheet,
)
from tests.between import furnished_between


def furnished(opened: Opened) -> dict[str, str]:
    """Furnish every room, with enough in it for its picture.

    Gives what stands where an address has an id in it, by how the address begins, the
    longest first.
    """
    now = opened.now()
    when = moment(now)

    def own(**said: object) -> dict[str, Any]:
        return {"id": new_id(), "written_at": now} | said

    ida = name_person(opened, "Ida")
    ladder = Ladder(**own(direction="closeness", wants="An evening.", person=ida))
    rungs = [
        Rung(**own(ladder=ladder.id, text=f"Stay {hard} minutes.", hard=hard))
        for hard in (30, 40, 50)
    ]
    feared = [
        Forecast(**own(when=when, text="She yawns.", likelihood=60, person=ida))
        for _ in range(4)
    ]
    tries = [
        RungTry(**own(when=when, rung=rungs[0].id, forecast=each.id, minutes=10))
        for each in feared
    ]
    told = [
        RungOutcome(**own(when=when, of=each.id, happened="Tea.", surprise=6))
        for each in tries[:3]
    ]
    closed = [
        ForecastOutcome(**own(when=when, of=each.id, happened="not"))
        for each in feared[:3]
    ]
    belief = Belief(**own(belief="everyone-leaves", alternative="Some stay."))
    ratings = [
        BeliefRating(
            **own(when=moment(now - timedelta(days)), of=belief.id, strength=90 - days)
        )
        for days in (20, 10, 0)
    ]
    given = [
        LedgerEntry(**own(when=moment(now - timedelta(days)), side=side, **said))
        for days, side, said in (
            (40, "deposit", {"text": "Rang.", "people": (ida,)}),
            (20, "strain", {"text": "Forgot.", "people": (ida,)}),
            (9, "deposit", {"text": "Soup.", "against": ("everyone-leaves",)}),
        )
    ]
    pattern = Pattern(
        **own(title="The third message", trigger="no-answer", body=("chest-tight",))
    )
    slip = Worksheet(**own(sheet="slip", when=when, answers={"happened": "Six calls."}))
    figure = Worksheet(**own(sheet="figure", when=when, answers={"who": "A lamp."}))
    item = KitItem(**own(sense="touch", text="A stone"))
    marks = [
        Arousal(
            **own(when=moment(now - timedelta(hours)), level=level, bearable=level < 4)
        )
        for hours, level in enumerate((-3, 0, 2, 4, 1, -1, 3, 0, 5, 2, 1, 0))
    ]
    monday = when.date - timedelta(when.date.weekday())
    plan = WeekPlan(**own(first=monday, days=(("box",), (), (), (), (), (), ())))
    taken = [
        PracticeTime(**own(when=when, practice=name, before=6, after=4))
        for name in ("box", "box", "box", "three-lines", "stay-a-little")
    ]
    named = [
        Naming(
            **own(
                activation=new_id(),
                when=moment(now - timedelta(hours)),
                trigger="no-answer",
                body=("chest-tight",),
                feelings=("hurt",),
                urges=("write-again",),
            )
        )
        for hours in range(1, 4)
    ]
    everything: list[Any] = [
        *[ladder, *rungs, *feared, *tries, *told, *closed, belief, *ratings, *given],
        *[pattern, slip, figure, item, *marks, plan, *taken, *named],
    ]
    opened.keep(*everything)
    return furnished_between(opened, ida) | {
        "/practise/ladders/rung": rungs[0].id,
        "/practise/ladders/try/{record}/change": tries[3].id,
        "/practise/ladders/try/{record}/tell": tries[3].id,
        "/practise/ladders/try": tries[0].id,
        "/practise/ladders": ladder.id,
        "/practise/beliefs/rating": ratings[0].id,
        "/practise/beliefs": belief.id,
        "/practise/kit": item.id,
        "/practise/window": marks[0].id,
        "/practise/pages": slip.id,
        "/people/ledger/about": belief.id,
        "/people/ledger": given[0].id,
        "/way/patterns": pattern.id,
    }
