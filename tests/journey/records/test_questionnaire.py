from datetime import UTC, datetime

import pytest

from moorings.journey.records import (
    InvalidRecordError,
    Option,
    Question,
    Questionnaire,
    RecordId,
)

QUESTION = Question("1", "Sentence 1", (Option(0, "no"), Option(1, "yes")))


def asked(*questions: Question, instrument: str = "", own: str = "") -> Questionnaire:
    return Questionnaire(
        id=RecordId(32 * "a"),
        written_at=datetime(2026, 3, 1, tzinfo=UTC),
        title="Evenings",
        instruction="",
        language="en",
        questions=questions,
        instrument=instrument,
        own_key=own,
    )


def test_it_names_a_key_or_brings_its_own() -> None:
    assert asked(QUESTION, instrument="phq-4").questions == (QUESTION,)
    assert asked(QUESTION, own="{}").own_key == "{}"
    for instrument, own in (("", ""), ("phq-4", "{}")):
        with pytest.raises(InvalidRecordError):
            asked(QUESTION, instrument=instrument, own=own)


def test_no_two_questions_are_the_same_item() -> None:
    with pytest.raises(InvalidRecordError):
        asked(QUESTION, QUESTION, instrument="phq-4")
