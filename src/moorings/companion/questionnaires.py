"""Questionnaires somebody brought along: kept with their words, asked like our own."""

from dataclasses import dataclass

from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.taking_back import erase
from moorings.insight.sittings import Sitting, key_of, sittings
from moorings.journey.records import (
    Administration,
    Questionnaire,
    RecordId,
    Retraction,
)
from moorings.library.instruments import Answer, Instrument
from moorings.measures.instrument import Key


@dataclass(frozen=True, slots=True)
class Brought:
    """A questionnaire that can be asked: its record, and what a person reads of it."""

    id: RecordId
    instrument: Instrument

    @property
    def key(self) -> Key:
        """Give what it is scored with."""
        return self.instrument.key


def questionnaires(opened: Opened) -> tuple[Brought, ...]:
    """Give every questionnaire that stands and can be asked, in the order of coming."""
    standing = opened.journey.standing(Questionnaire)
    return tuple(filter(None, map(_brought, standing)))


def unreadable(opened: Opened) -> tuple[Questionnaire, ...]:
    """Give those that are kept and cannot be scored by this version of the house."""
    standing = opened.journey.standing(Questionnaire)
    return tuple(each for each in standing if key_of(each) is None)


def put_away(opened: Opened) -> tuple[Questionnaire, ...]:
    """Give those that were put away and can be brought back."""
    return tuple(opened.journey.standing(Questionnaire, taken=True))


def questionnaire(opened: Opened, record: RecordId) -> Brought:
    """Give one of them."""
    for brought in questionnaires(opened):
        if brought.id == record:
            return brought
    raise NothingThereError


def sittings_with(
    opened: Opened, record: RecordId, target: RecordId | None = None
) -> tuple[Sitting, ...]:
    """Give the sittings with a questionnaire about somebody, the latest first."""
    return tuple(
        sitting
        for sitting in sittings(opened.journey)
        if sitting.administration.questionnaire == record
        and sitting.administration.target == target
    )


def targets_of(opened: Opened, record: RecordId) -> tuple[RecordId, ...]:
    """Give everybody a questionnaire was answered about, in the order of naming."""
    about = {
        sitting.administration.target
        for sitting in sittings(opened.journey)
        if sitting.administration.questionnaire == record
    }
    return tuple(person for person in opened.journey.people() if person in about)


def take_questionnaire_back(opened: Opened, record: RecordId) -> None:
    """Put a questionnaire away with everything it drew; it can be brought back."""
    _require_standing(opened, record)
    opened.keep(Retraction(id=opened.new_id(), written_at=opened.now(), of=record))


def erase_questionnaire(opened: Opened, record: RecordId) -> None:
    """Destroy its sentences, every answer given to them, and what was begun."""
    _require_standing(opened, record)
    answers = (
        each.id
        for taken in (False, True)
        for each in opened.journey.standing(Administration, taken=taken)
        if each.questionnaire == record
    )
    erase(opened, record, *answers)


def _require_standing(opened: Opened, record: RecordId) -> None:
    if all(record != each.id for each in opened.journey.standing(Questionnaire)):
        raise NothingThereError


def _brought(kept: Questionnaire) -> Brought | None:
    key = key_of(kept)
    if key is None:
        return None
    instrument = Instrument(
        key,
        kept.title,
        kept.instruction,
        kept.language,
        {question.id: question.text for question in kept.questions},
        {
            question.id: tuple(Answer(o.value, o.label) for o in question.options)
            for question in kept.questions
        },
    )
    return Brought(kept.id, instrument)
