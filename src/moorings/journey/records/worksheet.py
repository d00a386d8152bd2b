"""A page of questions that somebody answered, in part or whole."""

from collections.abc import Mapping

from moorings.journey.records.base import Record, RecordId, When


class Worksheet(Record, frozen=True, kw_only=True, tag="worksheet"):
    """The answers to one worksheet, each under the id of its question.

    `sheet` is the id of the content file. Words stand in `answers`, numbers in
    `numbers`, what was picked in `chosen`; a question without an answer is in none.
    `about` names the record it belongs to, where there is one.
    """

    sheet: str
    when: When
    answers: Mapping[str, str] = {}
    numbers: Mapping[str, int] = {}
    chosen: Mapping[str, tuple[str, ...]] = {}
    people: tuple[RecordId, ...] = ()
    about: RecordId | None = None
