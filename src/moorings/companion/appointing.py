"""Appointing: days that a person chose in advance, and that have come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.journey.records import RecordId, Worksheet

#: A therapy session, or a letter to oneself that was to be read on a day.
Kind: TypeAlias = Literal["session", "letter"]
#: The choice that names what was put by, so that none of it is shown again.
PUT_BY = "put-by-"
#: For so many days a letter whose day has come is shown unasked (own); a session is
#: over when its day is.
_SHOWN: dict[Kind, timedelta] = {"session": timedelta(0), "letter": timedelta(days=2)}
_SHEETS: dict[str, tuple[Kind, str]] = {
    "therapy-session": ("session", "day"),
    "letter": ("letter", "read-on"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a day was chosen for: where it is written, and which day that is."""

    kind: Kind
    id: RecordId
    day: date
    people: tuple[RecordId, ...] = ()


def chosen_days(opened: Opened) -> Iterator[Chosen]:
    """Give every day that was chosen for a session or a letter."""
    for each in opened.journey.standing(Worksheet):
        if each.sheet not in _SHEETS:
            continue
        kind, field = _SHEETS[each.sheet]
        try:
            day = date.fromisoformat(each.answers.get(field, ""))
        except ValueError:
            continue
        yield Chosen(kind, each.id, day, each.people)


def next_session(opened: Opened) -> date | None:
    """Give the day of the next session that was noted, today or later."""
    today = moment(opened.now()).date
    days = (e.day for e in chosen_days(opened) if e.kind == "session")
    return min((day for day in days if day >= today), default=None)


def due_today(opened: Opened) -> Chosen | None:
    """Give what stands on Today: a session first; nothing that rests or was put by."""
    choices = opened.journey.choices
    due = [
        each
        for each in chosen_days(opened)
        if _is_shown(opened, each)
        and each.id not in choices.get(PUT_BY + each.kind, "").split()
    ]
    due.sort(key=lambda each: (each.kind != "session", each.day))
    return next((each for each in due if _fits(opened, each)), None)


def put_by(opened: Opened, record: RecordId) -> None:
    """Let it not be shown again."""
    days = tuple(chosen_days(opened))
    for kind in (each.kind for each in days if each.id == record):
        told = {*opened.journey.choices.get(PUT_BY + kind, "").split(), record}
        # What nobody would be shown any more need not be remembered.
        still = [e.id for e in days if e.id in told and _is_shown(opened, e)]
        choose(opened, {PUT_BY + kind: " ".join(still)})


def _is_shown(opened: Opened, chosen: Chosen) -> bool:
    """Say whether its day has come, and is not long past."""
    today = moment(opened.now()).date
    return timedelta(0) <= today - chosen.day <= _SHOWN[chosen.kind]


def _fits(opened: Opened, chosen: Chosen) -> bool:
    """Say whether it may be shown unasked just now."""
    # Whoever has no such day need not wait for the arithmetic behind this to load.
    from moorings.companion.accompanying import therapist  # noqa: PLC0415
    from moorings.companion.practising import reasons  # noqa: PLC0415
    from moorings.safety.resting import may_be_suggested  # noqa: PLC0415

    if chosen.kind == "letter":
        return may_be_suggested(("letter",), reasons(opened))
    whom = chosen.people or (therapist(opened),)
    return all(may_be_suggested(("therapist",), reasons(opened, who)) for who in whom)
