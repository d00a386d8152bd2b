"""Reads a plain JSON file: a list of questions, their answers, and perhaps the scoring.

It is the shape that psytools gives its definitions. Texts stand alone or by language;
each language in which every question has words gives a questionnaire of its own. Item
parameters beside a question (`discrimination`, `thresholds`) are an addition of ours,
and go with a scoring.
"""

from collections.abc import Mapping
from typing import TypeAlias

import msgspec

from moorings.errors import MooringsError
from moorings.exchange.questionnaires.drafting import Draft
from moorings.exchange.questionnaires.found import Findings, gather
from moorings.exchange.questionnaires.reasons import UnusedScoringError
from moorings.exchange.questionnaires.scoring import (
    OwnScoring,
    Parameters,
    Scored,
    own_key,
)
from moorings.exchange.questionnaires.shaping import Source, shaped
from moorings.exchange.questionnaires.wording import language_tag, phrase

_Text: TypeAlias = str | dict[str, str]
_Name: TypeAlias = str | int
MOST_LANGUAGES = 50


class _Option(msgspec.Struct):
    value: int | float | str
    label: _Text = ""


class _Question(msgspec.Struct, rename="camel"):
    text: _Text
    id: _Name = ""
    options: list[_Option] = []
    reverse_scored: bool | None = None
    discrimination: float | None = None
    thresholds: list[float] = []


class _Definition(msgspec.Struct, rename="camel"):
    questions: list[_Question]
    options: list[_Option] = []
    id: _Name = ""
    title: _Text = ""
    name: _Text = ""
    instructions: _Text = ""
    instruction: _Text = ""
    default_locale: str = ""
    language: str = ""
    scoring: OwnScoring | None = None

    @property
    def first_language(self) -> str:
        return self.default_locale or self.language


def read_plain(source: Source) -> Findings:
    """Read the definition; raises a MooringsError where it is none at all."""
    read = shaped(source.content, _Definition)
    return gather(_read_in(language, read, source) for language in _languages(read))


def _languages(read: _Definition) -> list[str]:
    """Give the languages in which all questions are worded, the file's own first."""
    texts = [one.text for one in read.questions if isinstance(one.text, dict)]
    whole = set(texts[0]).intersection(*texts) if texts else set()
    first = read.first_language
    if not whole or first in whole:
        return [first, *sorted(whole - {first})][:MOST_LANGUAGES]
    return sorted(whole)[:MOST_LANGUAGES]


def _read_in(language: str, read: _Definition, source: Source) -> Findings:
    def said(text: _Text) -> str:
        if isinstance(text, str):
            return text
        return text.get(language) or text.get(read.first_language, "")

    title = phrase(said(read.title) or said(read.name), "title") or source.stem
    draft = Draft(source.name, "plain", title, language_tag(language))
    draft.explain(1, said(read.instructions) or said(read.instruction))
    asked: dict[str, _Question] = {}
    for number, question in enumerate(read.questions, 1):
        own_id = str(question.id) or str(number)
        options = question.options or read.options
        if not options:
            draft.leave_out(own_id)
            continue
        answers = [(option.value, said(option.label)) for option in options]
        draft.ask(own_id, source.line_of(own_id), said(question.text), answers)
        asked[own_id] = question
    if draft.faults or not draft.items:
        return draft.finish()
    return _scored(draft, read, asked)


def _scored(
    draft: Draft, read: _Definition, asked: Mapping[str, _Question]
) -> Findings:
    names = {own_id: item.id for own_id, item in zip(asked, draft.items, strict=True)}
    turned = frozenset(names[own_id] for own_id, q in asked.items() if q.reverse_scored)
    told = any(question.reverse_scored is not None for question in asked.values())
    if read.scoring is None:
        return draft.finish(reverse_keyed=turned if told else None)
    parameters = {
        names[own_id]: Parameters(question.discrimination, tuple(question.thresholds))
        for own_id, question in asked.items()
        if question.discrimination is not None or question.thresholds
    }
    scored = Scored(draft.title, tuple(draft.items), names, turned, parameters)
    try:
        key = own_key(str(read.id), read.scoring, scored)
    except UnusedScoringError as note:
        return draft.finish(reverse_keyed=turned, notes=(note,))
    except MooringsError as reason:
        draft.refuse(1, reason)
        return draft.finish()
    return draft.finish(key, turned)
