import json
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

from moorings.exchange.questionnaires.found import FoundQuestionnaire
from moorings.exchange.questionnaires.matching import Match, candidates
from moorings.exchange.questionnaires.reading import read_questionnaires
from moorings.library.instruments import keys
from moorings.measures.instrument import Key
from moorings.measures.scoring import score

# Source: the authors' keys, as science has them for both questionnaires of 36.
ECR_TURNED = (3, 15, 19, 22, 25, 27, 29, 31, 33, 35)
ECR_R_TURNED = (9, 11, 20, 22, 26, 27, 28, 29, 30, 31, 33, 34, 35, 36)
ALL = range(1, 37)
ECR_SCALES = {"avoidance": ALL[::2], "anxiety": ALL[1::2]}
ECR_R_SCALES = {"anxiety": ALL[:18], "avoidance": ALL[18:]}


def found(
    count: int,
    span: tuple[int, int] = (1, 7),
    turned: Iterable[int] | None = None,
    scales: Mapping[str, Iterable[int]] | None = None,
    order: Iterable[int] = (),
    **more: object,
) -> FoundQuestionnaire:
    """Make up a file of so many sentences."""
    order = tuple(order) or tuple(range(1, count + 1))
    options = [
        {"value": v, "label": f"Answer {v}"} for v in range(span[0], span[1] + 1)
    ]
    questions: list[dict[str, Any]] = [
        {"id": f"q{number}", "text": f"Sentence {number}"} for number in order
    ]
    for number, question in zip(order, questions, strict=True):
        if turned is not None:
            question["reverseScored"] = number in turned
    content = {"title": "Questions", "options": options, "questions": questions, **more}
    if scales is not None:
        parts = [
            {"id": name, "items": [f"q{number}" for number in items]}
            for name, items in scales.items()
        ]
        content["scoring"] = {"kind": "mean", "subscales": parts}
    findings = read_questionnaires("file.json", json.dumps(content).encode())
    assert findings.faults == ()
    return findings.questionnaires[0]


def told(matches: Iterable[Match]) -> dict[str, str]:
    """Say of each key what became of it."""
    return {
        match.key.id: type(match.refusal).__name__ if match.refusal else "fits"
        for match in matches
    }


@pytest.fixture
def ours() -> Mapping[str, Key]:
    return keys()


@pytest.fixture
def pair(ours: Mapping[str, Key]) -> dict[str, Key]:
    return {name: ours[name] for name in ("ecr", "ecr-r")}


@pytest.mark.parametrize(
    ("turned", "right", "wrong"),
    [(ECR_TURNED, "ecr", "ecr-r"), (ECR_R_TURNED, "ecr-r", "ecr")],
)
def test_the_two_questionnaires_of_36_are_not_mixed_up(
    pair: Mapping[str, Key], turned: tuple[int, ...], right: str, wrong: str
) -> None:
    first, other = candidates(found(36, turned=turned), pair)
    assert (first.key.id, first.refusal, first.certain) == (right, None, True)
    assert (other.key.id, other.certain) == (wrong, False)
    assert type(other.refusal).__name__ == "OtherReversalError"


def test_the_sentence_names_what_each_turns_round(pair: Mapping[str, Key]) -> None:
    *_, refused = candidates(found(36, turned=(9, 11)), pair)
    assert str(refused.refusal).startswith("It turns the answers to 9, 11 round, and ")


@pytest.mark.parametrize(
    ("scales", "right"), [(ECR_SCALES, "ecr"), (ECR_R_SCALES, "ecr-r")]
)
def test_the_scales_tell_them_apart_as_well(
    pair: Mapping[str, Key], scales: Mapping[str, Iterable[int]], right: str
) -> None:
    turned = {"ecr": ECR_TURNED, "ecr-r": ECR_R_TURNED}[right]
    first, _ = candidates(found(36, turned=turned, scales=scales), pair)
    assert first.key.id == right
    assert first.evidence == ("reverse-keyed", "scales")


def test_the_flags_of_one_with_the_scales_of_the_other_fit_neither(
    pair: Mapping[str, Key],
) -> None:
    mixed = found(36, turned=ECR_R_TURNED, scales=ECR_SCALES)
    assert told(candidates(mixed, pair)) == {
        "ecr": "OtherReversalError",
        "ecr-r": "OtherScalesError",
    }


@pytest.mark.parametrize(
    "scales",
    [
        {"anxiety": ALL[::2], "avoidance": ALL[1::2]},
        {"a": ALL[::3], "b": ALL[1::3], "c": ALL[2::3]},
        {"anxiety": ALL[1::2][:9]},
    ],
    ids=["swapped", "put together otherwise", "cut short"],
)
def test_other_scales_are_another_questionnaire(
    pair: Mapping[str, Key], scales: Mapping[str, Iterable[int]]
) -> None:
    other = found(36, turned=ECR_TURNED, scales=scales)
    assert told(candidates(other, pair))["ecr"] == "OtherScalesError"


@pytest.mark.parametrize(
    "scales", [{"anything": ALL}, {"anxiety": ALL[1::2]}, {"one": ALL[1::2]}]
)
def test_some_of_the_scales_or_all_in_one_do_not_contradict(
    pair: Mapping[str, Key], scales: Mapping[str, Iterable[int]]
) -> None:
    part = found(36, turned=ECR_TURNED, scales=scales)
    assert told(candidates(part, pair))["ecr"] == "fits"


def test_without_a_word_in_the_file_the_person_has_to_say(
    pair: Mapping[str, Key],
) -> None:
    matches = candidates(found(36), pair)
    assert told(matches) == {"ecr": "fits", "ecr-r": "fits"}
    assert not any(match.certain for match in matches)


@pytest.mark.parametrize(
    ("title", "right", "wrong"),
    [
        ("The ECR", "ecr", "ecr-r"),
        ("ecr_form", "ecr", "ecr-r"),
        ("ECR-R", "ecr-r", "ecr"),
        ("ecr_r", "ecr-r", "ecr"),
        ("Experiences in Close Relationships (ECR)", "ecr", "ecr-r"),
        ("Experiences in Close Relationships-Revised (ECR-R)", "ecr-r", "ecr"),
    ],
)
def test_a_title_tells_which_it_is(
    pair: Mapping[str, Key], title: str, right: str, wrong: str
) -> None:
    first, other = candidates(found(36, title=title), pair)
    assert (first.key.id, first.evidence, first.refusal) == (right, ("title",), None)
    assert (other.key.id, type(other.refusal).__name__) == (wrong, "OtherTitleError")


def test_a_title_of_one_with_the_flags_of_the_other_fits_neither(
    pair: Mapping[str, Key],
) -> None:
    """A public service scores the one with the key of the other; ours must not."""
    mixed = found(36, turned=ECR_TURNED, title="ECR-R")
    assert told(candidates(mixed, pair)) == {
        "ecr": "OtherTitleError",
        "ecr-r": "OtherReversalError",
    }


@pytest.mark.parametrize(
    "title", ["Record", "Secret ECRs", "ECR-X7", "X-ECR", "Questions"]
)
def test_part_of_a_word_is_no_title(pair: Mapping[str, Key], title: str) -> None:
    assert not any(match.certain for match in candidates(found(36, title=title), pair))


def test_a_file_that_turns_nothing_round_is_not_one_that_does(
    pair: Mapping[str, Key],
) -> None:
    none = found(36, scales=ECR_SCALES)
    assert set(told(candidates(none, pair)).values()) == {"OtherReversalError"}


def test_numbers_in_the_file_s_own_names_lead_to_the_items(
    pair: Mapping[str, Key],
) -> None:
    interleaved = [half + 18 * late for half in range(1, 19) for late in (0, 1)]
    first, _ = candidates(found(36, turned=ECR_R_TURNED, order=interleaved), pair)
    assert first.key.id == "ecr-r"
    assert (first.items["1"], first.items["2"], first.items["3"]) == ("1", "19", "2")


def test_a_match_scores_the_answers_of_the_file(pair: Mapping[str, Key]) -> None:
    interleaved = [half + 18 * late for half in range(1, 19) for late in (0, 1)]
    sheet = found(36, turned=ECR_R_TURNED, order=interleaved)
    match, _ = candidates(sheet, pair)
    responses = {match.items[item.id]: 7 for item in sheet.items}
    scores = score(match.key, responses)
    assert scores["anxiety"].value == pytest.approx((16 * 7 + 2) / 18)
    assert scores["avoidance"].value == pytest.approx((6 * 7 + 12) / 18)


def test_another_known_range_is_the_match_s(pair: Mapping[str, Key]) -> None:
    first, *_ = candidates(found(36, (1, 5), title="ECR"), pair)
    assert (first.key.lowest, first.key.highest) == (1, 5)
    assert first.refusal is None


def test_answers_from_nought_to_six_are_not_moved(pair: Mapping[str, Key]) -> None:
    refusals = [match.refusal for match in candidates(found(36, (0, 6)), pair)]
    assert len(refusals) == 2
    assert str(refusals[0]).startswith("Its question q1 is answered from 0 to 6, which")


def test_a_question_with_a_range_of_its_own_has_to_have_it(
    ours: Mapping[str, Key],
) -> None:
    assert ours["csi-4"].range_of("1") == (0, 6)
    wide = [{"value": value, "label": f"Word {value}"} for value in range(7)]
    asked = [{"id": f"q{number}", "text": "Sentence"} for number in (2, 3, 4)]
    first = {"id": "q1", "text": "Sentence", "options": wide}
    right = found(4, (0, 5), questions=[first, *asked])
    assert told(candidates(right, ours))["csi-4"] == "fits"
    assert told(candidates(found(4, (0, 5)), ours))["csi-4"] == "OtherRangeError"


def test_answers_that_are_turned_round_already_are_refused(
    pair: Mapping[str, Key],
) -> None:
    back = [{"value": v, "label": f"Answer {8 - v}"} for v in range(1, 8)]
    asked: list[dict[str, Any]] = [
        {"id": f"q{number}", "text": "Sentence"} for number in ALL
    ]
    asked[2]["options"] = back
    refusals = [match.refusal for match in candidates(found(36, questions=asked), pair)]
    assert {type(refusal).__name__ for refusal in refusals} == {"TurnedAlreadyError"}
    assert "at the questions q3: " in str(refusals[0])


def test_what_follows_the_questions_that_count_is_let_be(
    ours: Mapping[str, Key],
) -> None:
    first, *others = candidates(found(10, (0, 3), title="PHQ-9"), ours)
    assert (first.key.id, first.refusal) == ("phq-9", None)
    assert tuple(first.items) == ours["phq-9"].order
    assert not any(match.refusal is None for match in others)


def test_a_name_we_know_with_another_number_of_questions_is_told(
    ours: Mapping[str, Key],
) -> None:
    (only,) = candidates(found(20, title="SAAM"), ours)
    assert str(only.refusal) == "It has 20 questions; SAAM has 21."


def test_the_well_being_index_is_known_by_title_questions_and_answers(
    ours: Mapping[str, Key],
) -> None:
    first, *_ = candidates(found(5, (0, 5), title="WHO-5"), ours)
    assert (first.key.id, first.certain) == ("who-5", True)
    first, *_ = candidates(found(5, (0, 5)), ours)
    assert (first.key.id, first.certain) == ("who-5", False)


def test_what_is_turned_round_in_one_scale_only_may_stand_either_way(
    ours: Mapping[str, Key],
) -> None:
    """In the longer self-compassion scale the parts and the whole differ in it."""
    turned = {item for scale in ours["scs"].scales for item in scale.reverse_keyed}
    for those in (set(map(int, turned)), set()):
        matches = candidates(found(26, (1, 5), turned=those, title="SCS"), ours)
        assert told(matches)["scs"] == "fits"


def test_every_key_of_ours_knows_itself(ours: Mapping[str, Key]) -> None:
    for name, key in ours.items():
        if not key.titles or key.ranges:
            continue
        span = (key.lowest, key.highest)
        first, *_ = candidates(found(len(key.order), span, title=key.titles[0]), ours)
        assert (first.key.id, first.certain) == (name, True)


def test_no_key_is_no_candidate() -> None:
    assert candidates(found(36), {}) == ()
