"""Reads a FHIR Questionnaire, R4 or R5: its tree of items laid out in one row.

What an answer counts is told by the extension for it on the option, on its coding or on
the concept of a contained value set; without any, by a code that is a number.
"""

from collections.abc import Iterator

import msgspec

from moorings.exchange.questionnaires.drafting import Draft
from moorings.exchange.questionnaires.found import Findings
from moorings.exchange.questionnaires.reasons import (
    AnswersElsewhereError,
    OtherResourceError,
    RepeatedGroupError,
    shown,
)
from moorings.exchange.questionnaires.shaping import Source, shaped
from moorings.exchange.questionnaires.wording import language_tag, phrase

#: What an option counts: R4's name for it, and R5's.
WEIGHTS = (
    "http://hl7.org/fhir/StructureDefinition/itemWeight",
    "http://hl7.org/fhir/StructureDefinition/ordinalValue",
)
_CHOICES = ("choice", "open-choice", "coding")
_CALCULATED = "calculatedExpression"
_CONDITIONAL = "enableWhenExpression"


class _Extension(msgspec.Struct, rename="camel"):
    url: str = ""
    value_decimal: float | None = None
    value_integer: int | None = None


class _Coding(msgspec.Struct):
    code: str = ""
    display: str = ""
    extension: list[_Extension] = []


class _Option(msgspec.Struct, rename="camel"):
    value_coding: _Coding | None = None
    value_integer: int | None = None
    value_string: str = ""
    extension: list[_Extension] = []


class _Item(msgspec.Struct, rename="camel"):
    link_id: str
    type: str
    text: str = ""
    repeats: bool = False
    enable_when: list[object] = []
    answer_option: list[_Option] = []
    answer_value_set: str = ""
    extension: list[_Extension] = []
    item: list["_Item"] = []

    @property
    def is_choice(self) -> bool:
        return bool(self.type in _CHOICES or self.answer_option)

    def is_marked(self, extension: str) -> bool:
        return any(one.url.endswith(extension) for one in self.extension)


class _Include(msgspec.Struct):
    concept: list[_Coding] = []


class _Compose(msgspec.Struct):
    include: list[_Include] = []


class _Expansion(msgspec.Struct):
    contains: list[_Coding] = []


class _Contained(msgspec.Struct):
    id: str = ""
    compose: _Compose | None = None
    expansion: _Expansion | None = None


class _Questionnaire(msgspec.Struct):
    item: list[_Item] = []
    title: str = ""
    name: str = ""
    language: str = ""
    contained: list[object] = []


def read_fhir(source: Source) -> Findings:
    """Read the Questionnaire; raises a MooringsError where it is none at all."""
    resource = source.content.get("resourceType")
    if resource != "Questionnaire":
        raise OtherResourceError(resource=shown(str(resource)))
    read = shaped(source.content, _Questionnaire)
    title = phrase(read.title or read.name, "title") or source.stem
    draft = Draft(source.name, "fhir", title, language_tag(read.language))
    for item, conditional in _walk(read.item):
        _take(draft, source, read, item, conditional=conditional)
    return draft.finish()


def _walk(items: list[_Item]) -> Iterator[tuple[_Item, bool]]:
    """Give each item in the order of reading, and whether it is always there."""
    waiting = [(item, False) for item in reversed(items)]
    while waiting:
        item, conditional = waiting.pop()
        conditional |= bool(item.enable_when) or item.is_marked(_CONDITIONAL)
        yield item, conditional
        waiting.extend((child, conditional) for child in reversed(item.item))


def _take(
    draft: Draft,
    source: Source,
    read: _Questionnaire,
    item: _Item,
    *,
    conditional: bool,
) -> None:
    line = source.line_of(item.link_id)
    if item.type == "group" and item.repeats:
        draft.refuse(line, RepeatedGroupError(item=shown(item.link_id)))
    elif item.type in ("group", "display"):
        draft.explain(line, item.text)
    elif not item.is_choice or item.repeats or item.is_marked(_CALCULATED):
        draft.leave_out(item.link_id, calculated=item.is_marked(_CALCULATED))
    else:
        draft.ask(item.link_id, line, item.text, _answers(item, read))
        if conditional:
            draft.branch(item.link_id)


def _answers(item: _Item, read: _Questionnaire) -> Iterator[tuple[object, str]]:
    for option in item.answer_option:
        yield _answer(option)
    if item.answer_value_set:
        for concept in _concepts(item, read):
            yield _counted(concept), concept.display


def _answer(option: _Option) -> tuple[object, str]:
    weight = _weight(option.extension)
    coding = option.value_coding
    if coding is not None:
        return _counted(coding) if weight is None else weight, coding.display
    plain = option.value_integer if weight is None else weight
    if option.value_integer is not None:
        return plain, str(option.value_integer)
    return option.value_string if plain is None else plain, option.value_string


def _counted(coding: _Coding) -> object:
    weight = _weight(coding.extension)
    return coding.code if weight is None else weight


def _weight(extensions: list[_Extension]) -> float | None:
    for one in extensions:
        if one.url in WEIGHTS:
            decimal = one.value_decimal
            return one.value_integer if decimal is None else decimal
    return None


def _concepts(item: _Item, read: _Questionnaire) -> list[_Coding]:
    for one in read.contained:
        if not isinstance(one, dict) or one.get("resourceType") != "ValueSet":
            continue
        held = shaped(one, _Contained)
        if f"#{held.id}" == item.answer_value_set:
            listed = held.compose.include if held.compose else []
            concepts = [concept for include in listed for concept in include.concept]
            concepts = concepts or (held.expansion.contains if held.expansion else [])
            if concepts:
                return concepts
    raise AnswersElsewhereError(item=shown(item.link_id))
