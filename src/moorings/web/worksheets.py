"""The questions of a worksheet as a form: what stands in it, and what came back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from moorings.companion.errors import ImpossibleDateError
from moorings.companion.opened import Opened
from moorings.companion.wording import own_words
from moorings.companion.worksheets import Answered
from moorings.companion.writing import name_person
from moorings.errors import MooringsError
from moorings.journey.records import RecordId, Worksheet
from moorings.library.vocabulary import vocabulary
from moorings.library.worksheets import Question, Sheet, sheets
from moorings.web.forms import Form
from moorings.web.letters import LETTERS
from moorings.web.options import Option
from moorings.web.wording.worksheet import PARTS

#: What stands in a field that takes several: one a line.
_BETWEEN = "\n"


class NoSuchNumberError(MooringsError):
    """A number that the scale does not have."""

    sentence = "Please give a whole number from 0 to {top}, or leave it empty."


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, and what stands in its field; `new` is somebody not named yet."""

    question: Question
    typed: str
    options: tuple[Option, ...] = ()
    problem: str = ""
    new: str = ""

    @property
    def name(self) -> str:
        """Name its field."""
        return _name(self.question)

    @property
    def odd(self) -> bool:
        """Say whether no calendar has the day that was typed: it is shown as typed."""
        try:
            date.fromisoformat(self.typed or date.min.isoformat())
        except ValueError:
            return True
        return False

    @property
    def several(self) -> bool:
        """Say whether more than one can be picked."""
        return self.question.kind in {"choices", "word", "person"}


def asked(opened: Opened, sheet: Sheet, typed: Mapping[str, str]) -> tuple[Asked, ...]:
    """Give every question with what was typed or picked so far."""
    return tuple(
        Asked(
            question,
            typed.get(_name(question), ""),
            _options(opened, question, typed.get(_name(question), "")),
            new=typed.get(f"{_name(question)}-new", ""),
        )
        for question in sheet.fields
    )


def typed_in(form: Form, sheet: str) -> dict[str, str]:
    """Give what came in the fields of a worksheet, as it was typed and picked."""
    names = [_name(question) for question in sheets()[sheet].fields]
    told = {name: _BETWEEN.join(_values(form, name)) for name in names}
    new = {f"{name}-new": form.line(f"{name}-new") for name in names}
    return told | {name: words for name, words in new.items() if words}


def unfinished_answers(form: Form, sheet: str) -> dict[str, str]:
    """Give what lies in a draft of a worksheet: its fields, and which one it is.

    `changing` names the kept page that was being changed, where it is no new one.
    """
    told = {"sheet": sheet, "about": form.text("about")}
    return typed_in(form, sheet) | told | {"changing": form.text("changing")}


def typed_of(kept: Worksheet | None) -> dict[str, str]:
    """Give a kept page of answers as it stood in its fields."""
    sheet = sheets().get(kept.sheet) if kept else None
    if kept is None or sheet is None:
        return {}
    told: dict[str, str] = {}
    for question in sheet.fields:
        name = _name(question)
        if question.kind == "person":
            told[name] = _BETWEEN.join(kept.people)
        elif question.id in kept.numbers:
            told[name] = str(kept.numbers[question.id])
        elif question.id in kept.chosen:
            told[name] = _BETWEEN.join(kept.chosen[question.id])
        else:
            told[name] = kept.answers.get(question.id, "")
    return told


def answered(opened: Opened, form: Form, sheet: str) -> Answered:
    """Read what was answered; a number or a day that cannot be is said.

    So is what is too long for its line.
    """
    answers: dict[str, str] = {}
    numbers: dict[str, int] = {}
    chosen: dict[str, tuple[str, ...]] = {}
    people: tuple[RecordId, ...] = ()
    form.fit(**_most(sheet))
    for question in sheets()[sheet].fields:
        name = _name(question)
        match question.kind:
            case "text" | "line":
                answers[question.id] = form.text(name).strip()
            case "day":
                answers[question.id] = _day(form.line(name))
            case "number":
                if (number := _number(question, form.line(name))) is not None:
                    numbers[question.id] = number
            case "choice" | "choices" | "word":
                chosen[question.id] = _picked(opened, question, form.lines(name))
            case "person":
                people += _people(opened, form, name)
    about = form.records("about")
    return Answered(answers, numbers, chosen, people, about[0] if about else None)


def _most(sheet: str) -> dict[str, int]:
    """Say how much fits into each field that has a single line."""
    known = sheets()[sheet].fields
    lines = {_name(each): LETTERS.answer for each in known if each.kind == "line"}
    people = (f"{_name(each)}-new" for each in known if each.kind == "person")
    return lines | dict.fromkeys(people, LETTERS.name)


def _name(question: Question) -> str:
    return f"q-{question.id}"


def _values(form: Form, name: str) -> tuple[str, ...]:
    values = form.lines(name)
    return values if len(values) > 1 else (form.text(name),)


def _options(opened: Opened, question: Question, typed: str) -> tuple[Option, ...]:
    picked = typed.split(_BETWEEN)
    told = _choices(opened, question)
    return tuple(Option(each, name, each in picked) for each, name in told.items())


def _choices(opened: Opened, question: Question) -> Mapping[str, str]:
    match question.kind:
        case "choice" | "choices":
            return {each.id: each.text for each in question.options}
        case "number" if question.top == 10:  # noqa: PLR2004 - a row of chips
            return {str(each): str(each) for each in range(question.top + 1)}
        case "person":
            return {p: known.name for p, known in opened.journey.people().items()}
        case "word":
            part = PARTS[question.vocabulary]
            own = {each.id: each.text for each in own_words(opened)[part]}
            return own | {w.id: w.word for w in vocabulary()[part].words()}
        case _:
            return {}


def _picked(
    opened: Opened, question: Question, values: tuple[str, ...]
) -> tuple[str, ...]:
    known = _choices(opened, question)
    return tuple(dict.fromkeys(each for each in values if each in known))


def _people(opened: Opened, form: Form, name: str) -> tuple[RecordId, ...]:
    known = opened.journey.people()
    picked = tuple(each for each in form.records(name) if each in known)
    new = form.line(f"{name}-new")
    return (*picked, name_person(opened, new)) if new else picked


def _number(question: Question, typed: str) -> int | None:
    if not typed:
        return None
    readable = typed.isdecimal() and len(typed) <= len(str(question.top))
    if not readable or int(typed) > question.top:
        raise NoSuchNumberError(top=question.top)
    return int(typed)


def _day(typed: str) -> str:
    try:
        return date.fromisoformat(typed).isoformat() if typed else ""
    except ValueError:
        raise ImpossibleDateError(typed=typed[:20]) from None
