import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from moorings.errors import MooringsError
from moorings.exchange.questionnaires.found import Findings
from moorings.exchange.questionnaires.matching import candidates
from moorings.exchange.questionnaires.reading import MOST_BYTES, read_questionnaires
from moorings.exchange.questionnaires.wording import paragraph, phrase, whole_number
from moorings.library.instruments import keys


def why(findings: Findings) -> list[tuple[int, str]]:
    assert not findings.questionnaires
    return [(fault.line, type(fault.reason).__name__) for fault in findings.faults]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b"", 1, "NotAQuestionnaireError"),
        (b"Dear diary,", 1, "NotAQuestionnaireError"),
        (b"a,b\n1,2", 1, "NotAQuestionnaireError"),
        (b'field_name,"open', 1, "NotAQuestionnaireError"),
        (b"[1, 2]", 1, "NotAQuestionnaireError"),
        (b'{"entries": []}', 1, "NotAQuestionnaireError"),
        (b'{"questions":\n [{"id": ]}', 2, "BrokenJsonError"),
        (b'{"questions": NaN}', 1, "BrokenJsonError"),
        (b'{"questions": ' + b"[" * 200_000, 1, "BrokenJsonError"),
        (b'{"questions": ' + b"9" * 9_999 + b"}", 1, "BrokenJsonError"),
        (b'{"questions": {}}', 1, "MisshapenError"),
        (b'{"resourceType": "Bundle"}', 1, "OtherResourceError"),
        (b'{"resourceType": ["x"]}', 1, "OtherResourceError"),
        (b"one\n\x81\x01", 2, "UndecodableTextError"),
        (b"{" * (MOST_BYTES + 1), 1, "OversizeError"),
    ],
)
def test_what_is_no_questionnaire_is_one_fault(
    content: bytes, line: int, reason: str
) -> None:
    assert why(read_questionnaires("file", content)) == [(line, reason)]


def test_the_name_of_a_file_is_shown_without_its_folder() -> None:
    (fault,) = read_questionnaires("C:\\own\\file.txt", b"").faults
    assert fault.file == "file.txt"
    assert str(fault.reason).startswith("file.txt is not a questionnaire")


def test_a_mark_at_the_start_and_an_older_encoding_are_read() -> None:
    words = json.dumps(
        {
            "questions": [{"text": "Früh"}],
            "options": [{"value": 1}, {"value": 2}],
        },
        ensure_ascii=False,
    )
    for content in (
        b"\xef\xbb\xbf" + words.encode(),
        words.encode("utf-16"),
        words.encode("windows-1252"),
    ):
        (found,) = read_questionnaires("file.json", content).questionnaires
        assert found.items[0].text == "Früh"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("<div class='x'>One</div><span>two</span>", "One\ntwo"),
        (
            "<script>go()</script> &lt;b&gt; &amp; <img src=x onerror=go()>",
            "go() <b> &",
        ),
        ("I <3 you, 5 < 6 and 7 > 4<!-- said -->", "I <3 you, 5 < 6 and 7 > 4"),
        ("A\0B\ud800", "AB\ufffd"),
    ],
)
def test_marked_up_words_become_plain(written: str, words: str) -> None:
    assert paragraph(written, "x") == words


def test_a_phrase_has_one_line() -> None:
    assert phrase(" One<br>two\n\tthree ", "x") == "One two three"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (3, 3),
        (-1, -1),
        (3.0, 3),
        ("3", 3),
        (" 03 ", 3),
        ("3.0", 3),
        (3.5, None),
        ("3.5", None),
        ("three", None),
        ("٣", None),
        (True, None),
        (None, None),
        (10**400, None),
        (float("inf"), None),
        (1_001, None),
    ],
)
def test_only_small_whole_numbers_count(value: object, number: int | None) -> None:
    assert whole_number(value) == number


def plainly(findings: Findings) -> None:
    """Everything found can be shown, stored and held against every key."""
    for fault in findings.faults:
        assert isinstance(fault.reason, MooringsError)
        assert str(fault).encode()
        assert fault.line >= 1
    for found in findings.questionnaires:
        assert repr(found).encode()
        assert [item.id for item in found.items] == [
            str(number) for number in range(1, len(found.items) + 1)
        ]
        for match in candidates(found, keys()):
            assert str(match.refusal).encode()
    assert findings.faults or findings.questionnaires


TEXT = st.sampled_from(["", "1", "Sentence", "#v", "group", "choice"]) | st.text(
    max_size=6
)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
SCALARS = st.none() | st.booleans() | st.integers() | FLOATS | TEXT
WORDS = """
    resourceType item linkId text type answerOption answerValueSet contained id value
    valueCoding valueInteger code display extension url valueDecimal enableWhen repeats
    questions options label reverseScored scoring kind subscales items missing strategy
    minAnswered flags questionId minValue thresholds discrimination title compose
    include concept
"""
NAMES = st.sampled_from(WORDS.split())
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4)
    ),
    max_leaves=12,
)
OPTION = st.fixed_dictionaries({"value": st.integers(1, 3) | SCALARS}) | JSON
QUESTION = st.fixed_dictionaries(
    {"text": TEXT},
    optional={
        "id": TEXT | st.integers(0, 3),
        "options": st.lists(OPTION, max_size=3),
        "reverseScored": st.booleans(),
        "discrimination": FLOATS,
        "thresholds": st.lists(FLOATS, max_size=2),
    },
)
SCALE = st.fixed_dictionaries({"id": TEXT, "items": st.lists(TEXT, max_size=2)})
SCORING = st.fixed_dictionaries(
    {"kind": st.sampled_from(["sum", "mean", "subscales", "count"])},
    optional={
        "subscales": st.lists(SCALE, max_size=2),
        "multiplier": FLOATS | st.integers(),
        "missing": st.fixed_dictionaries(
            {"strategy": st.just("prorate")}, optional={"minAnswered": FLOATS}
        ),
    },
)
PLAIN = st.fixed_dictionaries(
    {
        "questions": st.lists(QUESTION, max_size=4),
        "options": st.just([{"value": 1}, {"value": 2}, {"value": 3}]),
    },
    optional={"scoring": SCORING, "title": TEXT},
)
ITEM = st.fixed_dictionaries(
    {
        "linkId": TEXT,
        "type": st.sampled_from(["choice", "coding", "group", "display", "integer"]),
    },
    optional={
        "text": TEXT,
        "answerOption": st.lists(
            st.fixed_dictionaries({"valueInteger": st.integers(0, 3)}) | JSON,
            max_size=3,
        ),
        "answerValueSet": st.just("#v"),
        "item": JSON,
    },
)
FHIR = st.fixed_dictionaries(
    {"resourceType": st.just("Questionnaire"), "item": st.lists(ITEM, max_size=4)},
    optional={"contained": st.lists(JSON, max_size=2)},
)


@given(PLAIN | FHIR | JSON)
@example({"resourceType": "Questionnaire", "contained": [{"resourceType": "ValueSet"}]})
@example(
    {"questions": [{"text": "\ud800", "id": "\ud800\0"}], "options": [{"value": 1}]}
)
def test_no_json_makes_it_stumble(content: object) -> None:
    plainly(read_questionnaires("file.json", json.dumps(content).encode()))


HEADING = "field_name,form_name,field_type,field_label,select_choices_or_calculations"
CELL = st.sampled_from(["radio", "a", '"', "1, A | 2, B", "\n", ",", "NA", ""])


@given(st.lists(CELL | st.text(max_size=5), max_size=20), st.sampled_from(",;"))
def test_no_table_makes_it_stumble(cells: list[str], between: str) -> None:
    text = HEADING.replace(",", between) + "\n" + between.join(cells)
    plainly(read_questionnaires("file.csv", text.encode("utf-8", "replace")))


@given(st.binary(max_size=200))
def test_no_bytes_make_it_stumble(content: bytes) -> None:
    plainly(read_questionnaires("file", content))


@pytest.mark.parametrize("depth", [10, *range(100, 1_000, 50), 5_000])
def test_depth_does_not_make_it_stumble(depth: int) -> None:
    group = '[{"linkId": "x", "type": "group", "item": '
    items = group * depth + "[]" + "}]" * depth
    content = f'{{"resourceType": "Questionnaire", "item": {items}}}'
    plainly(read_questionnaires("file.json", content.encode()))
