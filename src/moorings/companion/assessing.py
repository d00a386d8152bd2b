"""Assessing: answering an instrument's questions, and what the answers draw."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.insight.sittings import sittings
from moorings.insight.sketch import Sketch, sketch
from moorings.journey.records import Administration, RecordId, Retraction
from moorings.library.instruments import Instrument
from moorings.measures.scoring import require_possible

#: The house's own: of people in general or of one person, and of this very moment.
FIRST_SKETCH, RIGHT_NOW = "first-sketch", "right-now"
#: The choice that holds whether the person is younger than the research was with.
UNDER_18 = "under-18"


class NothingAnsweredError(MooringsError):
    """A sheet that came back empty."""

    sentence = (
        "Nothing is ticked yet. Answer what you like and leave out the rest, or come "
        "back another day."
    )


@dataclass(frozen=True, slots=True)
class Sitting:
    """What a person answered to an instrument, just as it was shown to them."""

    instrument: Instrument
    responses: Mapping[str, int]
    started: datetime
    shown: tuple[str, ...] = ()
    target: RecordId | None = None
    questionnaire: RecordId | None = None


def answer(opened: Opened, record: RecordId, sitting: Sitting) -> None:
    """Keep the raw answers; the same sheet sent twice is kept once."""
    known = opened.journey.record(record)
    if isinstance(known, Administration) and known.responses == sitting.responses:
        return
    opened.keep(administration(record, sitting, opened.now()))


def sketches(
    opened: Opened, *, of: str = FIRST_SKETCH, target: RecordId | None = None
) -> tuple[Sketch, ...]:
    """Give the sketches that stand, of somebody or in general, the latest first."""
    return tuple(
        sketch(sitting)
        for sitting in sittings(opened.journey)
        if sitting.administration.instrument == of
        and sitting.administration.questionnaire is None
        and sitting.administration.target == target
    )


def sketches_to_read(opened: Opened) -> tuple[Sketch, ...]:
    """Give the sketches in general of which something may follow, the latest first.

    There are none until the person said that they are 18 or older, and one that drew
    nothing is left out.
    """
    if opened.journey.choices.get(UNDER_18) != "no":
        return ()
    return tuple(each for each in sketches(opened) if each.drawn)


def targets(opened: Opened) -> tuple[RecordId, ...]:
    """Give everybody of whom a sketch stands, in the order of naming."""
    people = opened.journey.people()
    asked = {
        sitting.administration.target
        for sitting in sittings(opened.journey)
        if sitting.administration.instrument == FIRST_SKETCH
    }
    return tuple(person for person in people if person in asked)


def take_sitting_back(opened: Opened, record: RecordId) -> None:
    """Let a sitting no longer count; it can be brought back."""
    if all(record != each.administration.id for each in sittings(opened.journey)):
        raise NothingThereError
    opened.keep(Retraction(id=opened.new_id(), written_at=opened.now(), of=record))


def administration(record: RecordId, sitting: Sitting, now: datetime) -> Administration:
    """Write a sitting down as the record it is kept as."""
    key = sitting.instrument.key
    if not sitting.responses:
        raise NothingAnsweredError
    require_possible(key, sitting.responses)
    return Administration(
        id=record,
        written_at=now,
        instrument=key.id,
        version=key.version,
        wording=sitting.instrument.fingerprint,
        language=sitting.instrument.language,
        shown=sitting.shown or key.order,
        responses=sitting.responses,
        started=min(sitting.started, now),
        ended=now,
        target=sitting.target,
        questionnaire=sitting.questionnaire,
    )
