import json
from typing import Any

import pytest

from moorings.exchange.questionnaires.found import Findings, FoundOption
from moorings.exchange.questionnaires.reading import read_questionnaires

R4 = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
R5 = "http://hl7.org/fhir/StructureDefinition/itemWeight"
CALCULATED = (
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
    "sdc-questionnaire-calculatedExpression"
)
LABELS = ("Never", "Now and then", "Often")


def weight(url: str, value: float) -> list[dict[str, Any]]:
    return [{"url": url, "valueDecimal": value}]


def options(url: str = R4) -> list[dict[str, Any]]:
    return [
        {
            "extension": weight(url, value),
            "valueCoding": {"code": f"LA-{value}", "display": label},
        }
        for value, label in enumerate(LABELS)
    ]


def question(number: int, **more: object) -> dict[str, Any]:
    plain = {"linkId": f"/q{number}", "text": f"Sentence {number}", "type": "choice"}
    return {**plain, "answerOption": options(), **more}


def questionnaire(*items: dict[str, Any], **more: object) -> dict[str, Any]:
    return {
        "resourceType": "Questionnaire",
        "title": "Some questions",
        "language": "en",
        "status": "draft",
        "item": list(items),
        **more,
    }


def read(content: dict[str, Any]) -> Findings:
    return read_questionnaires("file.json", json.dumps(content, indent=1).encode())


def why(findings: Findings) -> list[str]:
    assert not findings.questionnaires
    return [type(fault.reason).__name__ for fault in findings.faults]


def r4_in_groups() -> dict[str, Any]:
    total = {
        "linkId": "/total",
        "text": "Total",
        "type": "decimal",
        "extension": [
            {
                "url": CALCULATED,
                "valueExpression": {"language": "text/fhirpath", "expression": "1"},
            }
        ],
    }
    remark = {"linkId": "/remark", "text": "Anything else", "type": "text"}
    hint = {"linkId": "/hint", "text": "Take your <b>time</b>.", "type": "display"}
    inner = {"linkId": "/inner", "type": "group", "item": [question(2), question(3)]}
    outer = {
        "linkId": "/outer",
        "text": "Over the last week:",
        "type": "group",
        "item": [hint, question(1), inner],
    }
    return questionnaire(outer, total, remark)


def r5_by_contained_values() -> dict[str, Any]:
    concepts = [
        {"code": f"c{value}", "display": label, "extension": weight(R5, value)}
        for value, label in enumerate(LABELS)
    ]
    values = {
        "resourceType": "ValueSet",
        "id": "often",
        "status": "draft",
        "compose": {"include": [{"system": "urn:own", "concept": concepts}]},
    }
    items = [
        {
            "linkId": str(number),
            "text": f"Sentence {number}",
            "type": "coding",
            "answerValueSet": "#often",
        }
        for number in (1, 2)
    ]
    whole = {
        "linkId": "3",
        "text": "Sentence 3",
        "type": "integer",
        "answerOption": [{"valueInteger": value} for value in (1, 2, 3)],
    }
    return questionnaire(*items, whole, contained=[values])


def test_the_tree_of_r4_is_laid_out_in_one_row() -> None:
    (found,) = read(r4_in_groups()).questionnaires
    assert [(item.id, item.own_id, item.text) for item in found.items] == [
        ("1", "/q1", "Sentence 1"),
        ("2", "/q2", "Sentence 2"),
        ("3", "/q3", "Sentence 3"),
    ]
    assert found.items[2].options == tuple(map(FoundOption, (0, 1, 2), LABELS))
    assert found.instruction == "Over the last week:\nTake your time."
    assert (found.title, found.language) == ("Some questions", "en")
    assert (found.source, found.key, found.reverse_keyed) == ("fhir", None, None)


def test_what_is_worked_out_and_what_has_no_answers_is_left_out_and_told() -> None:
    (found,) = read(r4_in_groups()).questionnaires
    assert [(type(note).__name__, note.particulars) for note in found.notes] == [
        ("CalculatedError", {"items": "/total"}),
        ("LeftOutError", {"items": "/remark"}),
    ]


def test_r5_counts_by_the_concepts_of_a_contained_value_set() -> None:
    (found,) = read(r5_by_contained_values()).questionnaires
    assert [item.range for item in found.items] == [(0, 2), (0, 2), (1, 3)]
    assert [option.label for option in found.items[0].options] == list(LABELS)
    assert [option.label for option in found.items[2].options] == ["1", "2", "3"]
    assert [str(note) for note in found.notes] == [
        "Not all questions have the same range of answers: 0–2, 1–3."  # noqa: RUF001
    ]


def test_a_value_set_may_be_unfolded_already() -> None:
    content = r5_by_contained_values()
    (values,) = content["contained"]
    (include,) = values.pop("compose")["include"]
    values["expansion"] = {
        "timestamp": "2026-03-01",
        "contains": include["concept"],
    }
    other = {"resourceType": "Library", "compose": "anything"}
    (found,) = read({**content, "contained": [other, values]}).questionnaires
    assert found.items[0].options == tuple(map(FoundOption, (0, 1, 2), LABELS))


@pytest.mark.parametrize(
    "option",
    [
        {"valueCoding": {"code": "7", "display": "A"}},
        {"valueCoding": {"code": "x", "display": "A", "extension": weight(R5, 7)}},
        {"valueCoding": {"code": "1", "display": "A"}, "extension": weight(R4, 7.0)},
        {"valueString": "A", "extension": weight(R5, 7)},
    ],
    ids=["the code", "the coding's weight", "the option's weight first", "a string's"],
)
def test_an_answer_counts_what_stands_nearest_to_it(option: dict[str, Any]) -> None:
    other = {"valueCoding": {"code": "8", "display": "B"}}
    item = question(1, answerOption=[option, other])
    (found,) = read(questionnaire(item)).questionnaires
    assert found.items[0].options == (FoundOption(7, "A"), FoundOption(8, "B"))


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (question(1, answerOption=[]), "NoAnswersError"),
        (question(1, text=" <i></i> "), "NoTextError"),
        (question(1, text="x" * 2_001), "LongTextError"),
        (question(1, enableWhen=[{"question": "/q2"}]), "BranchingError"),
        (question(1, answerOption=options("urn:none")), "UncountableAnswerError"),
        (question(1, answerOption=[options()[0]] * 2), "UnevenAnswersError"),
        (question(1, answerOption=options()[::2]), "UnevenAnswersError"),
        (question(1, answerValueSet="urn:far"), "AnswersElsewhereError"),
        (question(1, answerValueSet="#gone"), "AnswersElsewhereError"),
        (question(2), "SameNameError"),
        ({"linkId": "g", "type": "group", "repeats": True}, "RepeatedGroupError"),
        ({"text": "Sentence", "type": "choice"}, "MisshapenError"),
        (question(1, item="none"), "MisshapenError"),
    ],
)
def test_what_cannot_be_asked_is_one_fault(item: dict[str, Any], reason: str) -> None:
    assert why(read(questionnaire(item, question(2)))) == [reason]


def test_half_a_point_is_no_whole_number() -> None:
    item = question(1, answerOption=options()[:2])
    item["answerOption"][1]["extension"] = weight(R4, 0.5)
    (fault,) = read(questionnaire(item)).faults
    assert fault.reason.particulars == {"item": "/q1", "answer": "Now and then"}


def test_a_condition_on_a_group_holds_for_all_in_it() -> None:
    group = {
        "linkId": "g",
        "type": "group",
        "enableWhen": [{"question": "/q3"}],
        "item": [question(1), {"linkId": "t", "text": "Free", "type": "text"}],
    }
    findings = read(questionnaire(question(3), group, question(2)))
    assert [str(fault.reason) for fault in findings.faults] == [
        (
            "Some questions are asked only after certain answers, which cannot be done"
            " here: /q1."
        )
    ]


def test_a_fault_bears_the_line_of_its_question() -> None:
    content = questionnaire(question(1), question(2, text=""))
    (fault,) = read(content).faults
    lines = json.dumps(content, indent=1).splitlines()
    assert '"/q2"' in lines[fault.line - 1]


def test_several_answers_at_once_are_left_out() -> None:
    items = [question(number) for number in (1, 2, 3)]
    (found,) = read(questionnaire(*items, question(4, repeats=True))).questionnaires
    assert len(found.items) == 3
    assert [note.particulars for note in found.notes] == [{"items": "/q4"}]


def test_two_questions_beside_what_was_left_out_are_too_few() -> None:
    text = {"linkId": "t", "text": "Free", "type": "text"}
    assert why(read(questionnaire(question(1), question(2), text))) == [
        "FewQuestionsError"
    ]


def test_another_resource_is_named() -> None:
    (fault,) = read({"resourceType": "QuestionnaireResponse"}).faults
    assert str(fault.reason) == (
        "This FHIR file holds something else (QuestionnaireResponse). Please choose"
        " the one that holds the Questionnaire itself."
    )


def test_a_questionnaire_without_questions_is_none() -> None:
    assert why(read({"resourceType": "Questionnaire"})) == ["NoQuestionsError"]
