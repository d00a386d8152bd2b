"""Assessing: answering an instrument's questions, and what the answers draw."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.journey.records import Administration, RecordId, Retraction
from moorings.library.instruments import Instrument, instrument
from moorings.measures.cloud import Cloud, Leaning, cloud, contradicts, leaning
from moorings.measures.instrument import Key
from moorings.measures.scoring import (
    ImpossibleResponseError,
    ScaleScore,
    require_possible,
    score,
)

FIRST_SKETCH = "first-sketch"
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


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one scale of a sketch comes to."""

    score: ScaleScore
    cloud: Cloud | None
    contradicts: bool
    leaning: Leaning


@dataclass(frozen=True, slots=True)
class Sketch:
    """One sitting with the first sketch, worked out anew from its raw answers."""

    administration: Administration
    key: Key
    anxiety: Drawn
    avoidance: Drawn

    @property
    def answered(self) -> int:
        """Count the questions that were answered."""
        return len(self.administration.responses)


def answer(opened: Opened, record: RecordId, sitting: Sitting) -> None:
    """Keep the raw answers; the same sheet sent twice is kept once."""
    known = opened.journey.record(record)
    if isinstance(known, Administration) and known.responses == sitting.responses:
        return
    opened.keep(administration(record, sitting, opened.now()))


def first_sketch(opened: Opened) -> Sketch | None:
    """Give the latest sketch that stands."""
    return next(iter(sketches(opened)), None)


def sketches(opened: Opened) -> tuple[Sketch, ...]:
    """Give every sketch that stands, the latest first."""
    key = instrument(FIRST_SKETCH).key
    found = []
    for each in opened.journey.administrations():
        if (each.instrument, each.version) == (key.id, key.version):
            with suppress(ImpossibleResponseError):  # brought in from elsewhere
                found.append(_sketch(key, each))
    return tuple(
        sorted(found, key=lambda sketch: sketch.administration.ended, reverse=True)
    )


def take_sketch_back(opened: Opened, record: RecordId) -> None:
    """Let a sketch no longer count; it can be brought back."""
    if all(record != each.administration.id for each in sketches(opened)):
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
        shown=key.order,
        responses=sitting.responses,
        started=min(sitting.started, now),
        ended=now,
    )


def _sketch(key: Key, administration: Administration) -> Sketch:
    scores = score(key, administration.responses)
    drawn = {
        scale.id: Drawn(
            scores[scale.id],
            found := cloud(key, scale, scores[scale.id]),
            contradicts(key, scale, scores[scale.id]),
            leaning(key, found),
        )
        for scale in key.scales
    }
    return Sketch(administration, key, drawn["anxiety"], drawn["avoidance"])
