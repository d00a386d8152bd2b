"""Following the programme: one week at a time, paused at will, in any order, or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from moorings.companion.choosing import choose
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.practising import all_resting, reasons
from moorings.journey.records import Choice, When
from moorings.library.programme import Week, programme

#: The choice that says which week is followed, since when, and whether it is paused;
#: empty once the programme was left.
PROGRAMME, PAUSED = "programme", "paused"


@dataclass(frozen=True, slots=True)
class Followed:
    """The week of the programme that somebody is in, from 1, and since when."""

    week: int
    since: date
    paused: bool = False

    def written(self) -> str:
        """Write it as the choice holds it."""
        told = f"{self.week} {self.since.isoformat()}"
        return f"{told} {PAUSED}" if self.paused else told


def followed(opened: Opened) -> Followed | None:
    """Give the week that is followed, or None where no programme is."""
    return _read(opened.journey.choices.get(PROGRAMME, ""))


def begin(opened: Opened, week: int, when: When) -> None:
    """Begin a week, or the same again; which one before it plays no part."""
    if not 1 <= week <= len(programme().weeks):
        raise NothingThereError
    choose(opened, {PROGRAMME: Followed(week, when.date).written()})


def pause(opened: Opened, *, paused: bool) -> None:
    """Let the week wait as it is, or go on with it."""
    now = followed(opened)
    if now is None:
        raise NothingThereError
    choose(opened, {PROGRAMME: Followed(now.week, now.since, paused).written()})


def leave(opened: Opened) -> None:
    """Follow no programme; what was begun can be begun again."""
    choose(opened, {PROGRAMME: ""})


def begun(opened: Opened) -> Mapping[int, date]:
    """Give the weeks that were begun, each with the day of the last time."""
    told = (
        _read(each.value)
        for each in opened.journey.records()
        if isinstance(each, Choice) and each.setting == PROGRAMME
    )
    return {each.week: each.since for each in told if each}


def week_rests(opened: Opened, week: Week) -> bool:
    """Say whether something of this week rests, so that the quieter one stands in."""
    resting = all_resting(opened, reasons(opened))
    return week.safe_only and not resting.isdisjoint(week.practices)


def week_practices(opened: Opened) -> tuple[str, ...]:
    """Give the practices of the week that is followed; none while it is paused."""
    now = followed(opened)
    if now is None or now.paused:
        return ()
    week = programme().weeks[now.week - 1]
    return week.instead if week_rests(opened, week) else week.practices


def _read(told: str) -> Followed | None:
    number, _, rest = told.partition(" ")
    day, _, paused = rest.partition(" ")
    try:
        week, since = int(number), date.fromisoformat(day)
    except ValueError:
        return None
    known = 1 <= week <= len(programme().weeks)
    return Followed(week, since, paused == PAUSED) if known else None
