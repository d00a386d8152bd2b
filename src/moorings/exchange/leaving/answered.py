"""What was answered, in words: each answer under the question it was given to."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Final

from moorings.exchange.leaving.called import Called
from moorings.journey.records import (
    Administration,
    Part,
    Questionnaire,
    Rehearsal,
    WeekPlan,
    Worksheet,
)
from moorings.library.catalogue import gettext
from moorings.library.instruments import (
    BrokenInstrumentError,
    Instrument,
    instrument,
    keys,
)
from moorings.library.scenes import scenes
from moorings.library.vocabulary import FILES
from moorings.library.worksheets import Question, Sheet, sheets

#: After these a question needs no colon.
_ENDS: Final = (".", "?", "!", "…", ":")
_PARTS: Final[Mapping[str, Part]] = {file: part for part, file in FILES.items()}


def worksheet_words(told: Worksheet, called: Called) -> Mapping[str, str]:
    """Say which page it is, and what was answered, in the order in which it asks."""
    sheet = sheets().get(told.sheet)
    asked = [each.id for each in sheet.fields] if sheet else []
    given = {**told.answers, **told.numbers, **told.chosen}
    order = dict.fromkeys((*asked, *given))
    lines = (_answered(told, sheet, name, called) for name in order if name in given)
    title = sheet.title if sheet else told.sheet
    return {"sheet": title, "answers": "\n".join(lines)}


def _answered(told: Worksheet, sheet: Sheet | None, name: str, called: Called) -> str:
    question = sheet.question(name) if sheet else None
    said = [told.answers[name]] if name in told.answers else []
    if name in told.numbers:
        said.append(_counted(told.numbers[name], question))
    chosen = (_chosen(each, question, called) for each in told.chosen.get(name, ()))
    said.extend(filter(None, chosen))
    return _under(question.ask if question else name, ", ".join(said))


def _counted(number: int, question: Question | None) -> str:
    if question is None:
        return str(number)
    told = {"number": number, "top": question.top}
    return gettext("%(number)s of %(top)s") % told


def _chosen(name: str, question: Question | None, called: Called) -> str:
    if question is None:
        return called.named(name)
    if option := question.option(name):
        return option
    return called.word(_PARTS[question.vocabulary], name)


def sitting_words(sat: Administration, called: Called) -> Mapping[str, str]:
    """Say which questions were asked, and what was answered to each."""
    brought = called.record(sat.questionnaire) if sat.questionnaire else None
    if isinstance(brought, Questionnaire):
        lines, title = tuple(_to_brought(sat, brought)), brought.title
    elif own := _own(sat, called):
        lines, title = tuple(_to_own(sat, own)), own.title
    else:
        titles = keys()[sat.instrument].titles if sat.instrument in keys() else ()
        title = next(iter(titles), sat.instrument)
        lines = tuple(f"{item}: {sat.responses[item]}" for item in _items(sat))
    return {"instrument": title, "responses": "\n".join(lines)}


def _items(sat: Administration) -> tuple[str, ...]:
    return tuple(item for item in sat.shown if item in sat.responses)


def _own(sat: Administration, called: Called) -> Instrument | None:
    """Give the words of an instrument of the house, if they are what was answered."""
    if sat.instrument not in keys():
        return None
    try:
        found = instrument(sat.instrument)
        if sat.target is not None:
            found = found.about(called.named(sat.target) or gettext("this person"))
    except (BrokenInstrumentError, KeyError):
        return None
    versions = {found.key.version, *found.key.continues}
    known = sat.version in versions and {*_items(sat)} <= {*found.key.order}
    return found if known else None


def _to_own(sat: Administration, asked: Instrument) -> Iterator[str]:
    for item in _items(sat):
        offered = asked.answers[item]
        given = {each.value: each.meaning for each in offered}
        yield _said(asked.sentence(item), sat.responses[item], given)
    meant = [f"{a.value}: {a.meaning}" for a in asked.answers[asked.key.order[0]]]
    ends = ", ".join(each for each in meant if not each.endswith(": "))
    yield f"({ends})"


def _to_brought(sat: Administration, asked: Questionnaire) -> Iterator[str]:
    questions = {each.id: each for each in asked.questions}
    for item in _items(sat):
        question = questions.get(item)
        given = {o.value: o.label for o in question.options} if question else {}
        text = question.text if question else item
        yield _said(text, sat.responses[item], given)


def _said(question: str, value: int, labels: Mapping[int, str]) -> str:
    label = labels.get(value, "")
    return _under(question, f"{value} ({label})" if label else str(value))


def _under(question: str, answer: str) -> str:
    return f"{question}{'' if question.endswith(_ENDS) else ':'} {answer}"


def questions_words(asked: Questionnaire) -> str:
    """Say what a questionnaire asks, and what may be answered."""
    return "\n".join(
        f"{each.text} ({', '.join(f'{o.value}: {o.label}' for o in each.options)})"
        if each.options
        else each.text
        for each in asked.questions
    )


def rehearsal_words(told: Rehearsal) -> Mapping[str, str]:
    """Say which scene it was, and what was chosen on the way."""
    scene = scenes().get(told.scene)
    if scene is None:
        return {"turns": ""}
    chosen = (turn.text for _, turn in scene.way(told.turns).taken)
    return {"scene": scene.title, "turns": "\n".join(chosen)}


def week_words(plan: WeekPlan, called: Called) -> str:
    """Say what was planned for which day."""
    days = ((plan.first + timedelta(days=n), day) for n, day in enumerate(plan.days))
    return "\n".join(
        f"{day.isoformat()}: {', '.join(map(called.practice, names))}"
        for day, names in days
        if names
    )
