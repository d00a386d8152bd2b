"""Apart: what stands in a notebook beside the hard moments, and when it was noted."""

from collections.abc import Iterator

from moorings.journey.journey import Journey
from moorings.journey.listed import LISTED
from moorings.journey.records import (
    ForecastOutcome,
    HeldTextEnd,
    PrivateCheck,
    Record,
    SafetyFlag,
    When,
)


def notes_apart(journey: Journey) -> Iterator[tuple[Record, When]]:
    """Give every note that stands and is of no hard moment, but for pages of the diary.

    What became of a text or a fear of a hard moment is of that moment, and what was
    said of danger is no note.
    """
    for kind in LISTED:
        if kind in {SafetyFlag, PrivateCheck}:
            continue
        for each in journey.standing(kind):
            when = getattr(each, "when", None)
            if isinstance(when, When) and not is_of_a_moment(journey, each):
                yield each, when


def is_of_a_moment(journey: Journey, record: Record) -> bool:
    """Say whether a note is of a hard moment, or says what became of one that is."""
    about: Record | None = record
    if isinstance(record, HeldTextEnd | ForecastOutcome):
        about = journey.record(record.of)
    return getattr(about, "activation", None) is not None
