"""Reminders: off until they are asked for, quiet at night, silent after an absence."""

import re
from dataclasses import dataclass
from datetime import time, timedelta

from moorings.companion.choosing import choose
from moorings.companion.opened import Opened
from moorings.companion.pausing import is_paused
from moorings.companion.practising import lies_in_night
from moorings.errors import MooringsError

#: The choices under which they are kept.
AT, ON, WORDS = "remind-at", "remind-on", "remind-words"
EVERY_DAY = frozenset(range(7))
#: So many a day at the most (own).
MOST = 6
#: A device is silent so many days after the notebook was last open (own).
AWAY = timedelta(days=14)
_HOUR = re.compile("(?:[01]?[0-9]|2[0-3]):[0-5][0-9]")


class NoHourError(MooringsError):
    """What was typed is no time of day."""

    sentence = (
        "“{typed}” is no time of day. Write it as 08:30, or leave the field empty."
    )


class QuietHourError(MooringsError):
    """An hour that was asked for lies in the night."""

    sentence = (
        "{typed} lies in your night, and nothing rings then. Choose another hour, or "
        "change when it is night under Settings."
    )


class NoReminderError(MooringsError):
    """Reminders without an hour or a day."""

    sentence = (
        "Choose at least one hour and one day, or turn reminders off. Nothing was "
        "changed."
    )


@dataclass(frozen=True, slots=True)
class Reminders:
    """At which hours, on which days of the week (0 is Monday), and in which words."""

    at: tuple[time, ...]
    on: frozenset[int]
    words: str


def reminders(opened: Opened) -> Reminders | None:
    """Give what was asked for; None while they are off."""
    kept = opened.journey.choices
    at = tuple(sorted(_hour(each) for each in kept.get(AT, "").split()))
    if not at:
        return None
    on = frozenset(int(each) for each in kept.get(ON, ""))
    return Reminders(at, on or EVERY_DAY, kept.get(WORDS, ""))


def remind(
    opened: Opened, hours: tuple[str, ...], on: frozenset[int], words: str
) -> None:
    """Keep at which hours something may ring; each has to lie outside of the night."""
    at = sorted({_hour(each) for each in hours if each})[:MOST]
    if not (at and on):
        raise NoReminderError
    for each in at:
        if lies_in_night(opened, each):
            raise QuietHourError(typed=each.isoformat("minutes"))
    told = " ".join(each.isoformat("minutes") for each in at)
    days = "".join(map(str, sorted(on & EVERY_DAY)))
    choose(opened, {AT: told, ON: days, WORDS: words})


def stop_reminding(opened: Opened) -> None:
    """Turn them off; nothing of them stays for another time."""
    choose(opened, {AT: "", ON: "", WORDS: ""})


def ringing(opened: Opened) -> Reminders | None:
    """Give what may ring just now: nothing at night, and nothing during a pause."""
    told = reminders(opened)
    if told is None or is_paused(opened):
        return None
    at = tuple(each for each in told.at if not lies_in_night(opened, each))
    return Reminders(at, told.on, told.words) if at else None


def _hour(typed: str) -> time:
    if not _HOUR.fullmatch(typed):
        raise NoHourError(typed=typed[:20])
    return time.fromisoformat(typed.rjust(5, "0"))
