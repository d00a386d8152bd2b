"""Retiring a practice: what is no longer needed goes to the end of the shelf."""

from datetime import timedelta

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.journey.records import PracticeTime
from moorings.library.practices import practices

#: The choice for each practice: the day on which it was let go, or nothing.
RETIRED = "retired:"
#: Done so often, and not for so long, it may have had its time (own).
OFTEN, LONG = 5, timedelta(days=60)


def retire(opened: Opened, practice: str) -> None:
    """Let a practice go: it is not suggested any more, and can be taken up again."""
    _require(practice)
    if practice not in retired(opened):
        day = moment(opened.now()).date
        choose(opened, {RETIRED + practice: day.isoformat()})


def take_up(opened: Opened, practice: str) -> None:
    """Take a practice up again, as if it had never been let go."""
    _require(practice)
    choose(opened, {RETIRED + practice: ""})


def retired(opened: Opened) -> frozenset[str]:
    """Give every practice that is no longer needed."""
    told = opened.journey.choices.items()
    return frozenset(
        setting.removeprefix(RETIRED)
        for setting, day in told
        if setting.startswith(RETIRED) and day
    )


def had_its_time(opened: Opened, practice: str) -> bool:
    """Say whether it was done often once, and not for a long while."""
    found = opened.journey.standing(PracticeTime)
    days = [each.when.date for each in found if each.practice == practice]
    if len(days) < OFTEN or practice in retired(opened):
        return False
    return moment(opened.now()).date - max(days) >= LONG


def _require(practice: str) -> None:
    if practice not in practices():
        raise NothingThereError
