"""A belief over time, and when a sentence beside it is asked to be smaller."""

from datetime import UTC, date, datetime

import pytest

from moorings.insight.beliefs import (
    Course,
    TooFew,
    asks_for_less,
    course_of,
    sweeping,
)
from moorings.journey.records import BeliefRating, RecordId, When


def rated(*strengths: int) -> list[BeliefRating]:
    return [
        BeliefRating(
            id=RecordId(f"{number:032x}"),
            written_at=datetime(2026, 3, 1, tzinfo=UTC),
            of=RecordId("ab" * 16),
            when=When(date(2026, 1, 1 + number)),
            strength=strength,
        )
        for number, strength in enumerate(strengths)
    ]


@pytest.mark.parametrize("count", [0, 1, 2])
def test_fewer_than_three_ratings_are_too_few(count: int) -> None:
    assert course_of(rated(*range(count))) == TooFew(count)


def test_the_first_the_last_and_what_lies_between_are_told_and_nothing_else() -> None:
    assert course_of(rated(80, 90, 30, 60)) == Course(
        4, 80, 60, 30, 90, date(2026, 1, 1), date(2026, 1, 4)
    )


@pytest.mark.parametrize(
    ("alternative", "asks"), [(None, False), (0, True), (29, True), (30, False)]
)
def test_a_sentence_below_thirty_is_asked_to_be_smaller(
    alternative: int | None, *, asks: bool
) -> None:
    assert asks_for_less(alternative) is asks


def test_words_without_exception_are_found_whole_and_as_they_were_written() -> None:
    words = ("always", "never", "enough")
    found = sweeping("I am ALWAYS enough, always — nevertheless.", words)
    assert found == ("ALWAYS", "enough")
    assert sweeping("Some people stayed.", words) == ()
