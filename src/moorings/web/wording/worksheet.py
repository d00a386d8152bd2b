"""The answers to a worksheet in words: what was asked, and what was said to it."""

from datetime import date
from typing import NamedTuple

from moorings.companion.opened import Opened
from moorings.companion.wording import word_names
from moorings.journey.records import Part, Worksheet
from moorings.library.catalogue import gettext
from moorings.library.worksheets import Question, Vocabulary, sheets
from moorings.web.rendering import day_words

PARTS: dict[Vocabulary, Part] = {
    "feelings": "feeling",
    "body": "body",
    "urges": "urge",
    "beliefs": "belief",
    "fears": "fear",
    "triggers": "trigger",
}


class Said(NamedTuple):
    """One question, and the answer to it in words."""

    question: str
    words: str


def said_in(opened: Opened, kept: Worksheet) -> tuple[Said, ...]:
    """Give every question that was answered, with its answer as it reads now."""
    sheet = sheets().get(kept.sheet)
    if sheet is None:
        return tuple(Said("", words) for words in kept.answers.values())
    told = ((each, _words(opened, each, kept)) for each in sheet.fields)
    return tuple(Said(each.ask, words) for each, words in told if words)


def beginning_of(opened: Opened, kept: Worksheet) -> str:
    """Give the first answer, to know a page of answers again in a list."""
    return next((said.words for said in said_in(opened, kept)), "")


def _words(opened: Opened, question: Question, kept: Worksheet) -> str:
    match question.kind:
        case "text" | "line":
            return kept.answers.get(question.id, "")
        case "day":
            return _day(kept.answers.get(question.id, ""))
        case "number":
            return _number(question, kept.numbers.get(question.id))
        case "choice" | "choices":
            picked = kept.chosen.get(question.id, ())
            return " · ".join(filter(None, map(question.option, picked)))
        case "word":
            picked = kept.chosen.get(question.id, ())
            return " · ".join(word_names(opened, PARTS[question.vocabulary], picked))
        case "person":
            known = opened.journey.people()
            return " · ".join(known[p].name for p in kept.people if p in known)


def _day(told: str) -> str:
    try:
        return day_words(date.fromisoformat(told))
    except ValueError:
        return told


def _number(question: Question, number: int | None) -> str:
    if number is None:
        return ""
    return gettext("%(number)s of %(top)s") % {"number": number, "top": question.top}
