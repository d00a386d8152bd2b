"""What stands in a record, field by field, in words that need no other record."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any, Final

import msgspec

from moorings.exchange.leaving.answered import (
    questions_words,
    rehearsal_words,
    sitting_words,
    week_words,
    worksheet_words,
)
from moorings.exchange.leaving.called import Called, kind_of, wall_words
from moorings.insight.repairs import PARTS, STEPS
from moorings.journey.journey import Journey
from moorings.journey.records import (
    Administration,
    ForecastOutcome,
    HeldText,
    HeldTextEnd,
    Mending,
    MendingStep,
    Part,
    Questionnaire,
    Rating,
    Record,
    RecordId,
    Rehearsal,
    Response,
    SharedItem,
    WeekPlan,
    Word,
    Worksheet,
)
from moorings.library.catalogue import gettext
from moorings.library.telling import Field, telling
from moorings.library.vocabulary import vocabulary

#: The part of the vocabulary that a field takes its words from.
_PART: Final[Mapping[str, Part]] = {
    "trigger": "trigger",
    "body": "body",
    "feelings": "feeling",
    "beliefs": "belief",
    "belief": "belief",
    "against": "belief",
    "supports": "belief",
    "fears": "fear",
    "urges": "urge",
}
_PLACE: Final = itemgetter(0)
_PRACTICES: Final = frozenset({"practice", "options", "drawn"})
#: What a rebuilding asks, by the part as which the answer is kept.
_REBUILDING: Final = {"impact": "cost", "reconnect": "openness", "plan": "need"}


class Facts:
    """The fields of the records of one notebook, each with its words."""

    def __init__(self, journey: Journey, told: Iterable[Record]) -> None:
        self._called = Called(journey, told)
        self._fields: dict[str, Mapping[str, tuple[int, Field]]] = {}
        ends = (
            *((e.of, e.happened, e.when) for e in journey.standing(ForecastOutcome)),
            *((e.of, e.how, e.when) for e in journey.standing(HeldTextEnd)),
        )
        self._became = {
            version.id: (how, when.date.isoformat())
            for of, how, when in ends
            for version in journey.versions(of)
        }

    def of(self, record: Record) -> Iterator[tuple[str, str]]:
        """Give what each field is called, and what stands in it."""
        told: dict[str, object] = msgspec.to_builtins(record, str_keys=True)
        if making := _APART.get(type(record)):
            told.update(making(record, self._called))
        told.update(self._end(record.id))
        fields = self._fields_of(kind_of(record))
        for _, field in sorted((fields[e] for e in told if e in fields), key=_PLACE):
            if words := self._words(field, told[field.id]):
                yield field.title, words

    def _fields_of(self, kind: str) -> Mapping[str, tuple[int, Field]]:
        """Give the fields of a kind, each with its place among them."""
        if kind not in self._fields:
            known = telling().fields_of(kind).values()
            self._fields[kind] = {each.id: (n, each) for n, each in enumerate(known)}
        return self._fields[kind]

    def _words(self, field: Field, value: object) -> str:
        match value:
            case bool():
                return gettext("yes") if value else gettext("no")
            case int() | float():
                return str(value)
            case str():
                return self._word(field, value)
            case list() | tuple():
                return ", ".join(filter(None, (self._words(field, e) for e in value)))
            case _:
                return ""

    def _word(self, field: Field, value: str) -> str:
        if value in field.values:
            return field.values[value]
        if field.id == "activation":
            return self._called.moment(value)
        if field.id in _PRACTICES:
            return self._called.practice(value)
        if field.id in _PART:
            return self._called.word(_PART[field.id], value)
        return self._called.named(value)

    def _end(self, record: RecordId) -> dict[str, str]:
        """Say what became of it, and on which day; nothing while that is open."""
        if record not in self._became:
            return {}
        how, day = self._became[record]
        for field in telling().fields:
            if field.id == "became" and how in field.values:
                return {"became": f"{field.values[how]} ({day})"}
        return {}


def _step(step: MendingStep, called: Called) -> Mapping[str, str]:
    """Name a step as its thread calls it, and what was answered as it was asked."""
    thread = called.record(step.of)
    name = _name_of(step, thread) if isinstance(thread, Mending) else step.part
    fields = telling().fields_of("mending-step")
    answer = fields["answer"].values.get(f"{name}-{step.answer}", step.answer)
    return {"part": fields["part"].values.get(name, name), "answer": answer}


def _name_of(step: MendingStep, thread: Mending) -> str:
    if thread.sort == "rebuild":
        return _REBUILDING.get(step.part, step.part)
    names = [name for name in STEPS[thread.by] if PARTS[name] == step.part]
    if len(names) > 1:  # whose step it was, its promise says
        names = names[:1] if step.promise is not None else names[1:]
    return names[0] if names else step.part


def _family(own: Word) -> str:
    families = vocabulary()[own.part].families
    return next((f.name for f in families if f.id == own.family), own.family)


def _rated(rating: Rating) -> Mapping[str, str]:
    """Say of what the number is: of how strong it was, or of how far away."""
    if rating.scale == "intensity":
        return {}
    return {rating.scale: str(rating.intensity), "intensity": ""}


def _until(record: HeldText | Response) -> Mapping[str, str]:
    if record.until is None:
        return {}
    return {"until": wall_words(record.until, record.when)}


#: What no field says by itself, by the kind of record.
_APART: Final[Mapping[type[Record], Callable[[Any, Called], Mapping[str, str]]]] = {
    Worksheet: worksheet_words,
    Administration: sitting_words,
    Questionnaire: lambda it, _: {"questions": questions_words(it)},
    Rehearsal: lambda it, _: rehearsal_words(it),
    WeekPlan: lambda it, called: {"days": week_words(it, called)},
    MendingStep: _step,
    SharedItem: lambda it, called: {"pair": called.pair(it.pair)},
    Rating: lambda it, _: _rated(it),
    HeldText: lambda it, _: _until(it),
    Response: lambda it, _: _until(it),
    Word: lambda it, _: {"family": _family(it)},
}
