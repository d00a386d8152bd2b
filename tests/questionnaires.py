"""Questionnaires of made-up sentences: as files, and as a notebook holds them."""

import json
from collections.abc import Iterable, Mapping

from moorings.companion.answering import begin
from moorings.companion.assessing import UNDER_18, Sitting, answer
from moorings.companion.bringing import ONE_MEAN, Told, confirm, lay_aside
from moorings.companion.choosing import choose
from moorings.companion.opened import Opened, new_id
from moorings.companion.questionnaires import questionnaire
from moorings.companion.writing import name_person
from moorings.exchange.questionnaires.matching import candidates
from moorings.exchange.questionnaires.reading import read_questionnaires
from moorings.journey.records import RecordId
from moorings.library.instruments import instrument, keys
from moorings.measures.instrument import Key

#: The first line of a data dictionary, as far as anybody reads it.
HEADER = (
    "Variable / Field Name,Form Name,Section Header,Field Type,Field Label,"
    '"Choices, Calculations, OR Slider Labels",Branching Logic'
)
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
LABELS = ("Never", "Now and then", "Often", "Always")


def turned_in(key: Key) -> tuple[str, ...]:
    """Give the items that a key turns round."""
    return tuple(item for scale in key.scales for item in scale.reverse_keyed)


def plain_file(
    title: str, count: int, span: tuple[int, int], turned: Iterable[str] | None = None
) -> bytes:
    """Make up a list of questions; what it turns round is said where it is given."""
    questions: list[dict[str, object]] = [
        {"id": f"q{number}", "text": f"Sentence {number}."}
        for number in range(1, count + 1)
    ]
    if turned is not None:
        flagged = {f"q{item}" for item in turned}
        for question in questions:
            question["reverseScored"] = question["id"] in flagged
    values = range(span[0], span[1] + 1)
    options = [{"value": value, "label": f"Answer {value}"} for value in values]
    content = {"title": title, "questions": questions, "options": options}
    return json.dumps(content, indent=1).encode()


def file_of(name: str, span: tuple[int, int] | None = None) -> bytes:
    """Make up the file of a questionnaire whose key is known here."""
    key = keys()[name]
    given = span or (key.lowest, key.highest)
    return plain_file(key.titles[0], len(key.order), given, turned_in(key))


def fhir_file(count: int = 5, title: str = "Evenings") -> bytes:
    """Make up a Questionnaire of R4: its answers have codes, and count by ordinals."""
    options = [
        {
            "valueCoding": {"code": f"LA{value}-x", "display": label},
            "extension": [{"url": ORDINAL, "valueDecimal": value}],
        }
        for value, label in enumerate(LABELS)
    ]
    items = [
        {
            "linkId": f"/{number}",
            "text": f"Sentence {number}.",
            "type": "choice",
            "answerOption": options,
        }
        for number in range(1, count + 1)
    ]
    group = {"linkId": "/g", "type": "group", "text": "This week:", "item": items}
    content = {"resourceType": "Questionnaire", "title": title, "item": [group]}
    return json.dumps(content, indent=1).encode()


def redcap_file(forms: Mapping[str, int], choices: str = "1, No | 2, Yes") -> bytes:
    """Make up a data dictionary with so many sentences in each of its forms."""
    rows = [
        f'{form}_{number},{form},,radio,"Sentence {number}, of {form}.","{choices}",'
        for form, count in forms.items()
        for number in range(1, count + 1)
    ]
    return "\n".join((HEADER, *rows)).encode()


def set_aside(opened: Opened, content: bytes) -> RecordId:
    """Read a file as the page does, and lay aside the one questionnaire in it."""
    found = read_questionnaires("file", content)
    assert found.faults == ()
    return lay_aside(opened, found.questionnaires[0], ())


def bring(opened: Opened, content: bytes) -> RecordId:
    """Bring a file along: scored by the key it is known by, or else as one mean."""
    [found] = read_questionnaires("file", content).questionnaires
    record = lay_aside(opened, found, ())
    first = next(iter(candidates(found, keys())), None)
    if first is None or first.refusal:
        confirm(opened, record, ONE_MEAN, Told())
    else:
        confirm(opened, record, first.key.id, Told(first.items))
    return record


def answers_at(key: Key, **levels: int) -> dict[str, int]:
    """Answer every item so that each scale comes to one level, turned items too."""
    given: dict[str, int] = {}
    for scale in key.scales:
        level = levels.get(scale.id, levels.get("every", key.lowest))
        for item in scale.items:
            lowest, highest = key.range_of(item)
            turned = item in scale.reverse_keyed
            given[item] = lowest + highest - level if turned else level
    return given


def sit(
    opened: Opened,
    record: RecordId,
    responses: Mapping[str, int],
    target: RecordId | None = None,
) -> RecordId:
    """Sit down with a questionnaire that was brought along, at this very moment."""
    asked = questionnaire(opened, record).instrument
    kept = new_id()
    now, order = opened.now(), asked.key.order
    answer(opened, kept, Sitting(asked, responses, now, order, target, record))
    return kept


def sketch(
    opened: Opened,
    name: str = "first-sketch",
    target: RecordId | None = None,
    **levels: int,
) -> RecordId:
    """Sit down with our own sentences."""
    asked, kept = instrument(name), new_id()
    shown = asked.form("short")
    at = answers_at(asked.key, **levels)
    given = {item: at[item] for item in shown}
    answer(opened, kept, Sitting(asked, given, opened.now(), shown, target))
    return kept


def is_adult(opened: Opened) -> None:
    """Have said that one is 18 or older."""
    choose(opened, {UNDER_18: "no"})


def measured(opened: Opened) -> dict[str, str]:
    """Have been asked and shown everything there is, in general and about somebody.

    Gives what stands where an address has an id in it, by how the address begins.
    """
    is_adult(opened)
    person = name_person(opened, "Sam")
    heavy, known = (
        bring(opened, file_of("phq-9")),
        bring(opened, file_of("ecr", (1, 5))),
    )
    aside = set_aside(opened, fhir_file())
    for target in (None, person):
        sketch(opened, target=target, anxiety=6, avoidance=3)
        at = answers_at(questionnaire(opened, known).key, anxiety=4, avoidance=2)
        sit(opened, known, at, target)
    sketch(opened, "right-now", anxiety=6, avoidance=3)
    at = answers_at(questionnaire(opened, heavy).key, every=2)
    return {
        "/way/questionnaires/check/": aside,
        "/way/questionnaires/": known,
        "/way/asking/": begin(opened, known, adaptive=True),
        "/way/map/{record}": sit(opened, heavy, at),
        "{person}": person,
    }
