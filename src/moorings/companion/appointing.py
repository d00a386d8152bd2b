"""Appointing: days that a person chose in advance, and that have come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias, get_args

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.journey.records import Promise, RecordId, Worksheet

#: A therapy session; a promise of one's own that is due, or that was to be asked about
#: on a day; a letter to oneself that was to be read on a day.
Kind: TypeAlias = Literal["session", "promise", "ask", "letter"]
#: Of several on one day the first of these is shown.
_ORDER: tuple[Kind, ...] = get_args(Kind)
#: The choice that names what was put by, so that none of it is shown again.
PUT_BY = "put-by-"
#: For so many days what has come is shown unasked (own); a session is over when its day
#: is. A promise is still asked about on its own page.
_SHOWN: dict[Kind, timedelta] = {
    "session": timedelta(0),
    "promise": timedelta(days=7),
    "ask": timedelta(days=7),
    "letter": timedelta(days=2),
}
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
    """Give every day that was chosen for a session, a promise or a letter."""
    yield from _promised(opened)
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
    due.sort(key=lambda each: (_ORDER.index(each.kind), each.day))
    return next((each for each in due if _fits(opened, each)), None)


def put_by(opened: Opened, record: RecordId) -> None:
    """Let it not be shown again."""
    days = tuple(each for each in chosen_days(opened) if _is_shown(opened, each))
    for kind in (each.kind for each in days if each.id == record):
        told = {*opened.journey.choices.get(PUT_BY + kind, "").split(), record}
        # What nobody would be shown any more need not be remembered.
        still = [each.id for each in days if each.kind == kind and each.id in told]
        choose(opened, {PUT_BY + kind: " ".join(still)})


def _promised(opened: Opened) -> Iterator[Chosen]:
    """Give the days of promises on which something is still to be told."""
    if next(opened.journey.standing(Promise), None) is None:
        return
    from moorings.companion.promising import promises  # noqa: PLC0415 - as in `_fits`

    for kept in promises(opened):
        promise, outcome = kept.promise, kept.outcome
        people = (promise.person,) if promise.person else ()
        if outcome is None and not kept.let_go:
            yield Chosen("promise", promise.id, promise.due, people)
        asked = promise.ask
        if asked is None or kept.ended is not None:
            continue
        if outcome is None or outcome.when.date < asked:
            yield Chosen("ask", promise.id, asked, people)


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

    if chosen.kind in {"promise", "ask"}:
        return _may_be_asked(opened, chosen)
    if chosen.kind == "letter":
        return may_be_suggested(("letter",), reasons(opened))
    whom = chosen.people or (therapist(opened),)
    return all(may_be_suggested(("therapist",), reasons(opened, who)) for who in whom)


def _may_be_asked(opened: Opened, chosen: Chosen) -> bool:
    """Say whether a promise may be asked about: its rooms are open, and it fits."""
    from moorings.companion.practising import reasons  # noqa: PLC0415 - as in `_fits`
    from moorings.companion.promising import is_open_in, promise_of  # noqa: PLC0415
    from moorings.safety.resting import may_be_suggested  # noqa: PLC0415

    kept = promise_of(opened, chosen.id)
    known = reasons(opened, kept.promise.person)
    is_there = is_open_in(opened, kept.rooms)
    return is_there and may_be_suggested(("planning",), known)
