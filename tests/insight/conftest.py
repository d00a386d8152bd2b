"""Questionnaires in which nobody's sentences stand, and sittings with them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from moorings.companion.opened import new_id
from moorings.journey.records import (
    Administration,
    Option,
    Question,
    Questionnaire,
)
from moorings.measures.instrument import Key

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def asked_by(key: Key, **changes: object) -> Questionnaire:
    """Write down a questionnaire as it is kept, to be scored with a key of ours."""
    questions = tuple(question(item, *key.range_of(item)) for item in key.order)
    kept = Questionnaire(
        id=new_id(),
        written_at=NOON,
        title="Evenings",
        instruction="Think of last week.",
        language="en",
        questions=questions,
        instrument=key.id,
        version=key.version,
    )
    return msgspec.structs.replace(kept, **changes)


def question(item: str, lowest: int, highest: int) -> Question:
    points = range(lowest, highest + 1)
    options = tuple(Option(point, f"Answer {point}") for point in points)
    return Question(item, f"Sentence {item}", options)


def sat(
    asked: Questionnaire,
    responses: Mapping[str, int],
    day: float = 0,
    **changes: object,
) -> Administration:
    """Write down a sitting, so many days after the first of them all."""
    ended = NOON + timedelta(days=day)
    kept = Administration(
        id=new_id(),
        written_at=ended,
        instrument=asked.instrument,
        version=asked.version,
        wording="a1b2",
        language=asked.language,
        shown=tuple(each.id for each in asked.questions),
        responses=responses,
        started=ended,
        ended=ended,
        questionnaire=asked.id,
    )
    return msgspec.structs.replace(kept, **changes)


def adding_up_to(key: Key, points: int) -> dict[str, int]:
    """Answer so that it comes to so many points; the first questions take the most."""
    given = {}
    for item in key.order:
        lowest, highest = key.range_of(item)
        given[item] = min(highest, max(lowest, points))
        points -= given[item]
    return given
