"""Planning for a dangerous night: six questions, in one's own words, in calm."""

from collections.abc import Mapping
from typing import TypeAlias

from moorings.companion.drafting import SHELF, drafts
from moorings.companion.opened import Opened
from moorings.journey.draft import Draft
from moorings.journey.records import NightPlan, RecordId
from moorings.storage.log import Writing

#: The six questions, in the order in which they are asked.
PARTS = ("signs", "alone", "places", "people", "safer", "worth")
FORM = "night-plan"
Answers: TypeAlias = Mapping[str, str]


def plan(opened: Opened) -> NightPlan | None:
    """Give the plan as it stands, if anything stands in it."""
    found = max(
        opened.journey.standing(NightPlan), key=lambda p: p.written_at, default=None
    )
    return found if found and any(answers_of(found).values()) else None


def answers_of(written: NightPlan) -> Answers:
    """Give what was answered, by question."""
    return {part: str(getattr(written, part)) for part in PARTS}


def earlier_plans(opened: Opened) -> tuple[NightPlan, ...]:
    """Give what the plan said before, the latest first."""
    now, every = plan(opened), opened.journey.standing(NightPlan)
    versions = [v for each in every for v in opened.journey.versions(each.id)]
    told = [v for v in versions if isinstance(v, NightPlan) and v != now]
    return tuple(sorted(told, key=lambda p: p.written_at, reverse=True))


def write_plan(opened: Opened, record: RecordId, answers: Answers) -> None:
    """Keep the plan anew; what it said before stays readable."""
    before = plan(opened)
    told = {part: answers.get(part, "").strip() for part in PARTS}
    if told == (answers_of(before) if before else dict.fromkeys(PARTS, "")):
        return
    new = NightPlan(
        id=record,
        written_at=opened.now(),
        replaces=before.id if before else None,
        signs=told["signs"],
        alone=told["alone"],
        places=told["places"],
        people=told["people"],
        safer=told["safer"],
        worth=told["worth"],
    )
    waiting = [bytes.fromhex(d.id) for d in drafts(opened) if d.form == FORM]

    def drop(writing: Writing) -> None:
        for item in waiting:
            writing.drop(SHELF, item)

    opened.keep(new, also=drop)


def unfinished_plan(opened: Opened) -> Draft | None:
    """Give what was typed when the notebook locked, if it waits to be gone on with."""
    return next((draft for draft in drafts(opened) if draft.form == FORM), None)
