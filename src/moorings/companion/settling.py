"""Settling after the alarm rang: what was noted of it, and when calm came back."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from moorings.companion.errors import EmptyPageError
from moorings.companion.opened import Opened
from moorings.journey.activation import Activation
from moorings.journey.records import (
    ActivationEnd,
    Ending,
    Entry,
    Forecast,
    HeldText,
    Naming,
    PauseAnswer,
    Rating,
    RecordId,
    Response,
    When,
)

#: For so long an activation without an end is asked about; after that it rests (own).
ASKED_DAYS = 3
#: How many of the latest are looked at for one that was just closed.
FEW = 10


def note_moment(
    opened: Opened, record: RecordId, activation: RecordId, text: str, when: When
) -> None:
    """Keep a line noted in a hard moment; it stands in the diary as well."""
    if not text.strip():
        raise EmptyPageError
    opened.keep(
        Entry(
            id=record,
            written_at=opened.now(),
            when=when,
            text=text,
            activation=activation,
        )
    )


def rate(
    opened: Opened,
    record: RecordId,
    activation: RecordId,
    intensity: int,
    when: When,
    practice: str = "",
) -> None:
    """Keep how strong it is, from 0 to 10, and what the person is doing about it."""
    opened.keep(
        Rating(
            id=record,
            written_at=opened.now(),
            activation=activation,
            when=when,
            intensity=intensity,
            practice=practice,
        )
    )


def note_step(
    opened: Opened,
    kind: type[Naming | PauseAnswer | Response | Forecast | HeldText],
    record: RecordId,
    activation: RecordId,
    when: When,
    **said: object,
) -> None:
    """Keep what was named, answered, chosen, feared or held back in a hard moment."""
    step = kind(
        id=record,
        written_at=opened.now(),
        activation=activation,
        when=when,
        **said,  # type: ignore[arg-type]
    )
    opened.keep(step)


def end_activation(
    opened: Opened, record: RecordId, activation: RecordId, how: Ending, when: When
) -> None:
    """Keep that calm came back, or that the question may rest."""
    opened.keep(
        ActivationEnd(
            id=record,
            written_at=opened.now(),
            activation=activation,
            when=when,
            how=how,
        )
    )


def open_activation(opened: Opened) -> Activation | None:
    """Give the latest hard moment of the last days that nobody has closed."""
    latest = next(opened.journey.activations(), None)
    if latest is None or latest.end is not None:
        return None
    noted = max(step.written_at for step in latest.steps)
    return latest if _is_recent(noted, opened.now()) else None


def just_ended(opened: Opened) -> Iterator[RecordId]:
    """Name the hard moments that were closed in the last days."""
    for activation in islice(opened.journey.activations(), FEW):
        end = activation.end
        if end is not None and _is_recent(end.written_at, opened.now()):
            yield activation.id


def _is_recent(noted: datetime, now: datetime) -> bool:
    return now - noted < timedelta(days=ASKED_DAYS)
