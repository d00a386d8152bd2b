"""A sheet: the questions of an instrument on one page, and what was ticked on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from starlette.exceptions import HTTPException
from starlette.requests import Request

from moorings.companion.assessing import Sitting
from moorings.errors import MooringsError
from moorings.journey.records import RecordId
from moorings.library.instruments import Answer, Instrument
from moorings.web.forms import Form
from moorings.web.visitor import house


class WordsChangedError(MooringsError):
    """The sentences on the page are not those that were answered."""

    kind = "busy"
    sentence = (
        "These sentences have changed since the page was opened. What you ticked is "
        "still here: look once more, then send it again."
    )


@dataclass(frozen=True, slots=True)
class Point:
    """One of the answers to a question, with its meaning where it has one."""

    value: int
    chosen: bool
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One sentence, and how well it may fit."""

    id: str
    number: int
    words: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Anchors:
    """What stands under the row of points."""

    lowest: str
    middle: str
    highest: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All questions on one page, with what was ticked already."""

    path: str
    record: RecordId
    started: str
    fingerprint: str
    title: str
    instruction: str
    anchors: Anchors
    questions: tuple[Question, ...]
    form: str
    problem: str = ""


def sheet_of(
    path: str, record: RecordId, sitting: Sitting, form: str = "", problem: str = ""
) -> Sheet:
    """Lay a sitting out as a page that is sent to a path."""
    asked = sitting.instrument
    questions = tuple(
        Question(
            item,
            number,
            asked.sentence(item),
            tuple(_points(asked.answers[item], sitting.responses.get(item))),
        )
        for number, item in enumerate(sitting.shown, 1)
    )
    return Sheet(
        path,
        record,
        sitting.started.isoformat(),
        asked.fingerprint,
        asked.title,
        asked.introduction,
        _anchors(asked.answers[sitting.shown[0]]),
        questions,
        form,
        problem,
    )


def responses_on(
    form: Form, asked: Instrument, shown: tuple[str, ...]
) -> dict[str, int]:
    """Read what was ticked; a question that was left out is not in it."""
    ticked = {item: form.text(f"answer-{item}") for item in shown}
    given: dict[str, int] = {}
    for item, value in ticked.items():
        possible = {str(answer.value): answer.value for answer in asked.answers[item]}
        if value and value not in possible:
            raise HTTPException(400)
        if value:
            given[item] = possible[value]
    return given


def started_at(form: Form, request: Request) -> datetime:
    """Read when the sheet was opened; what is not possible is now."""
    now = house(request).harbour.clock.now()
    try:
        started = datetime.fromisoformat(form.text("started"))
    except ValueError:
        return now
    return started if started.tzinfo and started <= now else now


def require_same_words(form: Form, sitting: Sitting) -> None:
    """Refuse answers to sentences that were not the ones of today."""
    same = form.text("wording") == sitting.instrument.fingerprint
    if sitting.responses and not same:
        raise WordsChangedError


def _points(answers: tuple[Answer, ...], chosen: int | None) -> Iterator[Point]:
    for answer in answers:
        yield Point(answer.value, answer.value == chosen, answer.meaning)


def _anchors(answers: tuple[Answer, ...]) -> Anchors:
    middle = answers[len(answers) // 2].meaning
    return Anchors(answers[0].meaning, middle, answers[-1].meaning)
