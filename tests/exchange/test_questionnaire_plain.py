import json
from typing import Any

import pytest

from moorings.exchange.questionnaires.found import (
    Findings,
    FoundOption,
    FoundQuestionnaire,
)
from moorings.exchange.questionnaires.reading import read_questionnaires
from moorings.exchange.questionnaires.scoring import slug
from moorings.library.key_faults import faults_of_key
from moorings.measures.instrument import Concern, ItemParameters, Key
from moorings.measures.scoring import score

OPTIONS = [{"value": value, "label": f"Answer {value}"} for value in (1, 2, 3)]
TWO_SCALES = {
    "kind": "subscales",
    "subscales": [
        {"id": "First Half", "label": {"en": "x"}, "questionIds": ["q-1", "q-2"]},
        {"id": "second", "label": {"en": "x"}, "questionIds": ["q-3", "q-4"]},
    ],
}


def question(number: int, **more: object) -> dict[str, Any]:
    return {"id": f"q-{number}", "text": f"Sentence {number}", **more}


def definition(*questions: dict[str, Any], **more: object) -> dict[str, Any]:
    asked = list(questions) or [question(number) for number in (1, 2, 3, 4)]
    plain = {"id": "some-questions", "title": "Some questions", "options": OPTIONS}
    return {**plain, "questions": asked, **more}


def read(content: dict[str, Any]) -> Findings:
    return read_questionnaires("file.json", json.dumps(content, indent=1).encode())


def only(content: dict[str, Any]) -> FoundQuestionnaire:
    findings = read(content)
    assert findings.faults == ()
    (found,) = findings.questionnaires
    return found


def key_of(content: dict[str, Any]) -> Key:
    key = only(content).key
    assert key is not None
    assert list(faults_of_key(key)) == []
    return key


def why(findings: Findings) -> list[str]:
    assert not findings.questionnaires
    return [type(fault.reason).__name__ for fault in findings.faults]


def test_questions_and_answers_are_read() -> None:
    own = [{"value": 0, "label": "No"}, {"value": 1, "label": "Yes"}]
    found = only(
        definition(
            question(1),
            question(2, options=own),
            instructions="Please <i>think</i> of today.",
            language="en",
        )
    )
    assert (found.title, found.language, found.source) == (
        "Some questions",
        "en",
        "plain",
    )
    assert found.instruction == "Please think of today."
    assert [(item.id, item.own_id) for item in found.items] == [
        ("1", "q-1"),
        ("2", "q-2"),
    ]
    assert found.items[0].options[2] == FoundOption(3, "Answer 3")
    assert found.items[1].range == (0, 1)
    assert (found.key, found.reverse_keyed) == (None, None)


def test_each_language_that_words_every_question_is_a_questionnaire() -> None:
    findings = read(
        definition(
            question(1, text={"en": "Sentence", "de": "Satz", "fr": "Phrase"}),
            question(2, text={"de": "Noch ein Satz", "en": "Another"}),
            title={"en": "Some questions"},
            options=[{"value": v, "label": {"en": "A", "de": "Ä"}} for v in (1, 2)],
            defaultLocale="en",
        )
    )
    assert [
        (one.language, one.title, one.items[1].text, one.items[0].options[0].label)
        for one in findings.questionnaires
    ] == [
        ("en", "Some questions", "Another", "A"),
        ("de", "Some questions", "Noch ein Satz", "Ä"),
    ]


def test_a_question_without_a_name_is_called_by_its_number() -> None:
    found = only(definition({"text": "Sentence"}, {"text": "Another", "id": 7}))
    assert [item.own_id for item in found.items] == ["1", "7"]


def test_flags_without_a_scoring_are_kept() -> None:
    found = only(definition(question(1), question(2, reverseScored=True)))
    assert (found.key, found.reverse_keyed) == (None, frozenset({"2"}))


def test_a_scoring_without_flags_turns_nothing_round() -> None:
    assert only(definition(scoring={"kind": "sum"})).reverse_keyed == frozenset()


def test_subscales_are_scored_as_sums() -> None:
    asked = [question(number, reverseScored=number == 2) for number in (1, 2, 3, 4)]
    key = key_of(definition(*asked, scoring=TWO_SCALES))
    assert (key.id, key.version, key.counted) == ("brought-some-questions", 1, "sum")
    scores = score(key, {"1": 3, "2": 3, "3": 1, "4": 2})
    assert {name: one.value for name, one in scores.items()} == {
        "first-half": 4,  # 3 + (1 + 3 - 3)
        "second": 3,
    }


def test_one_scale_of_all_is_called_total_and_may_be_a_mean() -> None:
    key = key_of(definition(scoring={"kind": "mean", "multiplier": 10}))
    (scale,) = key.scales
    assert (scale.id, scale.items) == ("total", ("1", "2", "3", "4"))
    assert score(key, dict.fromkeys("1234", 2))["total"].value == 20


@pytest.mark.parametrize(
    ("missing", "fewest"),
    [
        (None, 4),
        ({"strategy": "ignore"}, 4),
        ({"strategy": "require-complete", "minAnswered": 2}, 4),
        ({"strategy": "prorate", "minAnswered": 3}, 3),
        ({"strategy": "prorate", "minAnswered": 99}, 4),
        ({"strategy": "prorate"}, 1),
    ],
)
def test_only_prorating_lets_an_answer_be_missing(
    missing: dict[str, Any] | None, fewest: int
) -> None:
    key = key_of(definition(scoring={"kind": "sum", "missing": missing}))
    assert key.scales[0].fewest_answers == fewest


def test_the_most_frequent_range_is_the_key_s_and_others_keep_their_own() -> None:
    own = [{"value": value, "label": "x"} for value in range(7)]
    asked = [question(1, options=own), question(2), question(3)]
    key = key_of(definition(*asked, scoring={"kind": "sum"}))
    assert (key.lowest, key.highest, key.ranges) == (1, 3, {"1": (0, 6)})


def test_a_flagged_answer_opens_help_before_any_score() -> None:
    flags = [{"id": "f", "questionId": "q-4", "minValue": 2, "label": {"en": "x"}}]
    key = key_of(definition(scoring={"kind": "sum", "flags": flags}))
    assert key.concerns == (Concern(act="help", item="4", at_least=2),)


def test_item_parameters_are_a_calibration() -> None:
    first = question(1, discrimination=1.5, thresholds=[-1, 0.5])
    key = key_of(definition(first, question(2), scoring={"kind": "mean"}))
    assert key.calibration is not None
    assert key.calibration.items == {"1": ItemParameters(1.5, (-1.0, 0.5))}
    assert (key.calibration.lowest, key.calibration.highest) == (1, 3)


@pytest.mark.parametrize(
    "wrong",
    [
        {"discrimination": 0, "thresholds": [-1, 1]},
        {"discrimination": -1.0, "thresholds": [-1, 1]},
        {"thresholds": [-1, 1]},
        {"discrimination": 1.0},
        {"discrimination": 1.0, "thresholds": [1, 1]},
        {"discrimination": 1.0, "thresholds": [-1, 0, 1]},
        {"discrimination": 1.0, "thresholds": [-1, 10**400]},
        {"discrimination": 1, "thresholds": [0], "options": OPTIONS[:2]},
    ],
)
def test_parameters_that_do_not_fit_are_refused(wrong: dict[str, Any]) -> None:
    asked = [question(1, **wrong), question(2), question(3)]
    (reason,) = why(read(definition(*asked, scoring={"kind": "sum"})))
    assert reason in ("UnfitParametersError", "MisshapenError")


@pytest.mark.parametrize(
    "scoring",
    [
        {"kind": "count", "items": [{"questionId": "q-1", "minValue": 2}]},
        {"kind": "sum", "multiplier": 1.5},
        {"kind": "sum", "multiplier": 0},
        {
            "kind": "sum",
            "subscales": [
                {"id": "a", "items": ["q-1"], "multiplier": 2},
                {"id": "b", "items": ["q-2"], "multiplier": 3},
            ],
        },
    ],
)
def test_a_scoring_we_do_not_have_is_left_behind_and_told(
    scoring: dict[str, Any],
) -> None:
    found = only(definition(question(1, reverseScored=True), scoring=scoring))
    assert found.key is None
    assert found.reverse_keyed == frozenset({"1"})
    assert [type(note).__name__ for note in found.notes] == ["UnusedScoringError"]


@pytest.mark.parametrize(
    ("scales", "reason"),
    [
        ([{"id": "a", "items": ["q-9"]}], "UnknownQuestionError"),
        ([{"id": "a", "items": []}], "UnknownQuestionError"),
        (
            [{"id": "A", "items": ["q-1"]}, {"id": "a", "items": ["q-2"]}],
            "SameNameError",
        ),
        ([{"items": ["q-1"]}], "MisshapenError"),
    ],
)
def test_a_scoring_that_makes_no_sense_is_refused(
    scales: list[dict[str, Any]], reason: str
) -> None:
    scoring = {"kind": "sum", "subscales": scales}
    assert why(read(definition(question(1), question(2), scoring=scoring))) == [reason]


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ([], "NoQuestionsError"),
        ([{"id": "a"}], "MisshapenError"),
        ([question(1), question(1)], "SameNameError"),
        ([question(1, text={})], "NoTextError"),
        (
            [question(1, options=[{"value": 1.5}, {"value": 2}])],
            "UncountableAnswerError",
        ),
        ([question(1, options=[{"value": True}])], "MisshapenError"),
        ([question(1, options=OPTIONS[:1])], "NoAnswersError"),
    ],
)
def test_what_cannot_be_asked_is_one_fault(asked: list[Any], reason: str) -> None:
    assert why(read({"questions": asked, "options": OPTIONS})) == [reason]


def test_questions_without_answers_are_left_out() -> None:
    asked = [question(number, options=OPTIONS) for number in (1, 2, 3)]
    found = only({"questions": [*asked, question(4)]})
    assert [str(note) for note in found.notes] == [
        "Left out, because there is no list of answers to choose one from: q-4."
    ]
    assert found.title == "file"


@pytest.mark.parametrize(
    ("name", "made"),
    [("Ängste & Nähe", "angste-nahe"), ("--", ""), ("a" * 99, "a" * 60), ("Ж", "")],
)
def test_a_name_becomes_an_id_as_far_as_it_can(name: str, made: str) -> None:
    assert slug(name) == made
