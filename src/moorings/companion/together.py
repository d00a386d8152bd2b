"""Together: what is open with whom, and the private check before it.

The check is asked in one's own open notebook alone, and never on a screen that two
people look at.
"""

from datetime import datetime, timedelta

from moorings.companion.assessing import UNDER_18
from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag, standing
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.journey.records import CheckAnswer, PrivateCheck, RecordId
from moorings.safety.together import (
    Age,
    Between,
    Check,
    SharedRoom,
    open_between,
)

#: After so long the check is asked anew (own): what is between people changes.
HOLDS = timedelta(days=90)
#: What the person said of their age, as a choice keeps it.
_AGES: dict[str, Age] = {"yes": "under 18", "no": "18 or older"}


class RestsError(MooringsError):
    """Something was sent to a room that rests just now."""

    sentence = (
        "This rests today, so nothing was kept. What you typed still stands here, and "
        "what you kept before is there."
    )


def is_open(opened: Opened, room: SharedRoom, person: RecordId | None = None) -> bool:
    """Say whether a room is open, with one person or with nobody in particular."""
    return room in open_between(between(opened, person))


def require_open(
    opened: Opened, room: SharedRoom, person: RecordId | None = None
) -> None:
    """Raise `RestsError` where a room rests."""
    if not is_open(opened, room, person):
        raise RestsError


def between(opened: Opened, person: RecordId | None = None) -> Between:
    """Gather what the table is to know."""
    return Between(
        guard=standing(opened).guard(person),
        check=check_of(opened, person),
        age=age_of(opened),
    )


def check_of(opened: Opened, person: RecordId | None = None) -> Check:
    """Say what the latest check that bears on this person says.

    One that was about nobody in particular holds for everybody named before it. A yes
    holds until it is answered anew; a no for three months.
    """
    named = _named_at(opened, person) if person else None
    found: Check = "not asked"
    for each in opened.journey.standing(PrivateCheck):
        general = each.person is None
        if general and named is not None and named > each.written_at:
            continue
        if general or each.person == person:
            old = opened.now() - each.written_at > HOLDS
            found = "not asked" if old and each.answer == "clear" else each.answer
    return found


def force_was_named(opened: Opened) -> bool:
    """Say whether the person said of themselves that they used force with anybody."""
    whom = {each.person for each in opened.journey.standing(PrivateCheck)}
    return any(check_of(opened, each) == "force" for each in whom)


def _named_at(opened: Opened, person: RecordId) -> datetime | None:
    """Say when somebody was first named; called otherwise later, they are the same."""
    versions = opened.journey.versions(person)
    return versions[0].written_at if versions else None


def keep_check(
    opened: Opened,
    record: RecordId,
    answer: CheckAnswer,
    person: RecordId | None = None,
) -> None:
    """Keep the outcome of a check; fear raises the flag, lifted by the person alone."""
    now = opened.now()
    opened.keep(
        PrivateCheck(
            id=record, written_at=now, when=moment(now), answer=answer, person=person
        )
    )
    if answer == "afraid":
        raise_flag(opened, person)


def age_of(opened: Opened) -> Age:
    """Say what is known of the person's age."""
    return _AGES.get(opened.journey.choices.get(UNDER_18, ""), "not asked")


def say_age(opened: Opened, *, under_18: bool) -> None:
    """Keep what the person said of their age; it is asked once."""
    choose(opened, {UNDER_18: "yes" if under_18 else "no"})
