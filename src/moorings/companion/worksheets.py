"""Worksheets: answers to a page of questions, kept as they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.resending import new_in
from moorings.companion.taking_back import erase
from moorings.journey.records import RecordId, When, Worksheet
from moorings.library.worksheets import sheets


@dataclass(frozen=True, slots=True)
class Answered:
    """What was answered, by the ids of the questions."""

    answers: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    people: tuple[RecordId, ...] = ()
    about: RecordId | None = None

    @property
    def empty(self) -> bool:
        """Say whether nothing was answered at all."""
        words = any(told.strip() for told in self.answers.values())
        picked = any(self.chosen.values())
        return not (words or picked or self.numbers or self.people)


def write_worksheet(
    opened: Opened, record: RecordId, sheet: str, told: Answered, when: When
) -> None:
    """Keep a page of answers; where one is to stand, it takes the earlier one's place.

    Raises `EmptyPageError` where nothing was answered.
    """
    if sheet not in sheets():
        raise NothingThereError
    if told.empty:
        raise EmptyPageError
    before = None if sheets()[sheet].keeps == "each" else worksheet(opened, sheet)
    _keep(opened, record, sheet, told, when, before)


def edit_worksheet(
    opened: Opened, record: RecordId, replaces: RecordId, told: Answered
) -> None:
    """Keep a later version of a page of answers; the earlier one stays readable."""
    before = one_worksheet(opened, replaces)
    if told.empty:
        raise EmptyPageError
    _keep(opened, record, before.sheet, told, before.when, before)


def worksheets(opened: Opened, sheet: str) -> tuple[Worksheet, ...]:
    """Give every page of answers of one kind that stands, the latest first."""
    found = [w for w in opened.journey.standing(Worksheet) if w.sheet == sheet]
    return tuple(sorted(found, key=lambda each: each.when.order, reverse=True))


def worksheet(opened: Opened, sheet: str) -> Worksheet | None:
    """Give the page of answers that stands, where one is to stand."""
    return next(iter(worksheets(opened, sheet)), None)


def one_worksheet(opened: Opened, record: RecordId) -> Worksheet:
    """Give one page of answers, in its newest version."""
    versions = {v.id for v in opened.journey.versions(record)}
    for each in opened.journey.standing(Worksheet):
        if each.id in versions:
            return each
    raise NothingThereError


def erase_worksheet(opened: Opened, record: RecordId) -> None:
    """Destroy a page of answers with all its versions."""
    one_worksheet(opened, record)
    erase(opened, record)


def _keep(
    opened: Opened,
    record: RecordId,
    sheet: str,
    told: Answered,
    when: When,
    before: Worksheet | None,
) -> None:
    answers = {name: text.strip() for name, text in told.answers.items()}
    kept = Worksheet(
        id=record,
        written_at=opened.now(),
        replaces=before.id if before else None,
        sheet=sheet,
        when=when,
        answers={name: text for name, text in answers.items() if text},
        numbers=dict(told.numbers),
        chosen={name: picked for name, picked in told.chosen.items() if picked},
        people=told.people,
        about=told.about,
    )
    opened.keep(*new_in(opened, kept))
