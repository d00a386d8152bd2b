"""Sittings with questionnaires: scored anew from raw answers, put beside their like."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

import msgspec

from moorings.journey.journey import Journey
from moorings.journey.records import Administration, Question, Questionnaire, RecordId
from moorings.library.instruments import keys
from moorings.library.key_faults import faults_of_key
from moorings.measures.instrument import Concern, Key, Range
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

    None where the house does not know that key, or not in that version, and where the
    key and the questions do not belong together.
    """
    if questionnaire.own_key:
        key = _decoded(questionnaire.own_key)
    else:
        key = keys().get(questionnaire.instrument)
        if key and questionnaire.version not in {key.version, *key.continues}:
            return None
    found = on_range_of(questionnaire, key) if key else None
    return _with_help(found, questionnaire.help_item) if found else None


def on_range_of(questionnaire: Questionnaire, key: Key) -> Key | None:
    """Give the key on the range in which the questions are answered, if it has it."""
    asked = {each.id: _range_of(each) for each in questionnaire.questions}
    for lowest, highest in ((key.lowest, key.highest), *key.other_ranges):
        placed = key.on_range(lowest, highest)
        if asked == {item: placed.range_of(item) for item in key.order}:
            return msgspec.structs.replace(placed, order=tuple(asked))
    return None


def _range_of(question: Question) -> Range | None:
    values = [option.value for option in question.options]
    return (min(values), max(values)) if values else None


def _decoded(own_key: str) -> Key | None:
    try:
        key = msgspec.json.decode(own_key, type=Key)
    except msgspec.DecodeError:
        return None
    return None if any(faults_of_key(key)) else key


def _with_help(key: Key, item: str) -> Key:
    """Let any answer to this item above its lowest bring people first."""
    if item not in key.order:
        return key
    concern = Concern(act="help", item=item, at_least=key.range_of(item)[0] + 1)
    return msgspec.structs.replace(key, concerns=(*key.concerns, concern))


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
