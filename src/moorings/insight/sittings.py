"""Sittings with questionnaires: scored anew from raw answers, put beside their like."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import msgspec

from moorings.journey.journey import Journey
from moorings.journey.records import Administration, Questionnaire, RecordId
from moorings.library.instruments import keys
from moorings.measures.instrument import Key
from moorings.measures.scoring import ImpossibleResponseError, ScaleScore, score

#: Sittings may be compared only where all of this is the same: the instrument and its
#: version, the very wording with its language, and the person it was about.
Line: TypeAlias = tuple[str, int, str, str, RecordId | None]


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting, with the key it is read by and what its scales come to."""

    administration: Administration
    key: Key
    scores: Mapping[str, ScaleScore]

    @property
    def line(self) -> Line:
        """Give what another sitting must share to be compared with this one."""
        told = self.administration
        name, wording = told.instrument, ""
        if told.questionnaire is not None:
            name, wording = told.questionnaire, told.wording
        return name, self.key.version, wording, told.language, told.target


def sittings(journey: Journey) -> tuple[Sitting, ...]:
    """Give every sitting that stands and can be read, the latest first."""
    found = sorted(_readable(journey), key=_ended, reverse=True)
    return tuple(found)


def key_of(questionnaire: Questionnaire) -> Key | None:
    """Give the key that a questionnaire is scored with, on the range of its answers.

    None where the house does not know that key, or not in that version.
    """
    if questionnaire.own_key:
        with suppress(msgspec.DecodeError):
            return msgspec.json.decode(questionnaire.own_key, type=Key)
        return None
    key = keys().get(questionnaire.instrument)
    if key is None or key.version != questionnaire.version:
        return None
    return on_range_of(questionnaire, key)


def on_range_of(questionnaire: Questionnaire, key: Key) -> Key | None:
    """Give the key on the range in which the questions are answered, if it has it."""
    asked = {
        q.id: (q.options[0].value, q.options[-1].value) for q in questionnaire.questions
    }
    for lowest, highest in ((key.lowest, key.highest), *key.other_ranges):
        placed = key.on_range(lowest, highest)
        if asked == {item: placed.range_of(item) for item in key.order}:
            order = tuple(question.id for question in questionnaire.questions)
            return msgspec.structs.replace(placed, order=order)
    return None


def _readable(journey: Journey) -> Iterator[Sitting]:
    brought = {q.id: q for q in journey.standing(Questionnaire)}
    for each in journey.standing(Administration):
        key = _key_of_sitting(each, brought)
        if key is not None:
            with suppress(ImpossibleResponseError):  # brought in from elsewhere
                yield Sitting(each, key, score(key, each.responses))


def _key_of_sitting(
    sitting: Administration, brought: Mapping[RecordId, Questionnaire]
) -> Key | None:
    if sitting.questionnaire is not None:
        questionnaire = brought.get(sitting.questionnaire)
        return key_of(questionnaire) if questionnaire else None
    key = keys().get(sitting.instrument)
    known = key is not None and sitting.version in {key.version, *key.continues}
    return key if known else None


def _ended(sitting: Sitting) -> datetime:
    return sitting.administration.ended
