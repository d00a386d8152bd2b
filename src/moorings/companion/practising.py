"""Practising: what may be taken up just now, and the times that were given to it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256

from moorings.companion.accompanying import therapist
from moorings.companion.assessing import UNDER_18
from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import standing
from moorings.companion.opened import Opened
from moorings.companion.resting import resting
from moorings.companion.retiring import retired
from moorings.journey.records import Entry, PracticeTime, RecordId, Retraction, When
from moorings.journey.records.base import ID_DIGITS
from moorings.library.practices import Practice, practices
from moorings.safety.resting import Reason, may_be_suggested, resting_practices, rests

#: For so long a rating of 7 or more on how unreal it is counts (own).
UNREAL_LASTS, FAR_AWAY = timedelta(hours=3), 7
#: The choices that say when it is night, and until which day it is to stay simple.
NIGHT, SIMPLE = "night-hours", "simple-until"
#: Where nobody has said otherwise, it is night from ten until six (own).
USUAL_NIGHT = "22-6"


@dataclass(frozen=True, slots=True)
class Practised:
    """How one time of practice was, as far as it was said."""

    minutes: int | None = None
    before: int | None = None
    after: int | None = None
    skipped: tuple[int, ...] = ()
    about: RecordId | None = None
    stopped: bool = False
    line: str = ""


def keep_time(
    opened: Opened, record: RecordId, practice: str, told: Practised, when: When
) -> None:
    """Keep one time of practice, and the line written in it as a page of the diary."""
    if practice not in practices():
        raise NothingThereError
    now = opened.now()
    kept = PracticeTime(
        id=record,
        written_at=now,
        practice=practice,
        when=when,
        minutes=told.minutes,
        before=told.before,
        after=told.after,
        skipped=told.skipped,
        about=told.about,
        stopped=told.stopped,
    )
    if not told.line.strip():
        opened.keep(kept)
        return
    line = Entry(
        id=line_id(record),
        written_at=now,
        when=when,
        text=told.line.rstrip(),
        practice=practice,
    )
    opened.keep(kept, line)


def line_id(record: RecordId) -> RecordId:
    """Name the line beside its practice, so that a form sent twice keeps it once."""
    return RecordId(sha256(f"{record} line".encode()).hexdigest()[:ID_DIGITS])


def times(opened: Opened, practice: str = "") -> tuple[PracticeTime, ...]:
    """Give the times of one practice, or of all, the latest first."""
    found = opened.journey.standing(PracticeTime)
    wanted = [each for each in found if practice in {"", each.practice}]
    return tuple(sorted(wanted, key=lambda each: each.when.order, reverse=True))


def take_time_back(opened: Opened, record: RecordId) -> None:
    """Take one time out; the line that was kept with it stays where it is."""
    if not any(each.id == record for each in times(opened)):
        raise NothingThereError
    opened.keep(Retraction(id=opened.new_id(), written_at=opened.now(), of=record))


def reasons(opened: Opened, person: RecordId | None = None) -> frozenset[Reason]:
    """Give why some things rest or are not suggested, in general or with somebody."""
    guards, heavy, now = standing(opened), resting(opened), moment(opened.now())
    told: dict[Reason, bool] = {
        "flagged": guards.rests,
        "flagged for this person": person is not None and person in guards.flagged,
        "flagged therapist": therapist(opened) in guards.flagged - {None},
        "unreal": _feels_unreal(opened),
        "help": heavy is not None and heavy.reason == "help",
        "heavy": heavy is not None and heavy.reason != "help",
        "night": is_night(opened),
        "simple": simple_until(opened) >= now.date,
        "under 18": opened.journey.choices.get(UNDER_18) == "yes",
    }
    return frozenset(reason for reason, holds in told.items() if holds)


def rests_now(opened: Opened, practice: str, known: frozenset[Reason]) -> bool:
    """Say whether it rests, for these reasons or as it was worse three times."""
    return practice in resting_worse(opened) or rests(practices()[practice].asks, known)


def all_resting(opened: Opened, known: frozenset[Reason]) -> frozenset[str]:
    """Give every practice that rests, as `rests_now` says of one."""
    asked = (name for name, each in practices().items() if rests(each.asks, known))
    return resting_worse(opened) | {*asked}


def resting_worse(opened: Opened) -> frozenset[str]:
    """Give the practices after which it was worse three times in a row."""
    return resting_practices(opened.journey.activations(), times(opened))


def open_practices(opened: Opened) -> dict[str, Practice]:
    """Give every practice that may be suggested just now."""
    known, unfit = reasons(opened), resting_worse(opened) | retired(opened)
    return {
        name: practice
        for name, practice in practices().items()
        if may_be_suggested(practice.asks, known) and name not in unfit
    }


def is_night(opened: Opened) -> bool:
    """Say whether it is night now, by the hours the person set."""
    return lies_in_night(opened, moment(opened.now()).time or time())


def lies_in_night(opened: Opened, hour: time) -> bool:
    """Say whether an hour is one of the night's."""
    begins, ends = night_hours(opened)
    if begins <= ends:
        return begins <= hour.hour < ends
    return hour.hour >= begins or hour.hour < ends


def night_hours(opened: Opened) -> tuple[int, int]:
    """Give the hours at which night begins and ends, each from 0 to 23."""
    told = opened.journey.choices.get(NIGHT, USUAL_NIGHT)
    begins, _, ends = told.partition("-")
    hours = [int(each) for each in (begins, ends) if each.isdecimal()]
    if len(hours) != len(("from", "to")) or not {*hours} <= set(range(24)):
        return (22, 6)
    return (hours[0], hours[1])


def set_night(opened: Opened, begins: int, ends: int) -> None:
    """Keep when it is night; the same hour twice means never."""
    choose(opened, {NIGHT: f"{begins % 24}-{ends % 24}"})


def simple_until(opened: Opened) -> date:
    """Give the last day on which it is to stay simple; long past where it is not."""
    try:
        return date.fromisoformat(opened.journey.choices.get(SIMPLE, ""))
    except ValueError:
        return date.min


def keep_simple(opened: Opened, until: date | None) -> None:
    """Suggest steadying things alone until a day, or everything again."""
    choose(opened, {SIMPLE: until.isoformat() if until else ""})


def _feels_unreal(opened: Opened) -> bool:
    rated = [
        rating
        for activation in opened.journey.activations()
        for rating in activation.unreal
    ]
    latest = max(rated, key=lambda rating: rating.when.order, default=None)
    if latest is None or latest.intensity < FAR_AWAY:
        return False
    now = moment(opened.now())
    return _wall(now) - _wall(latest.when) < UNREAL_LASTS


def _wall(when: When) -> datetime:
    return datetime.combine(*when.order)
