from pathlib import Path

import pytest

from moorings.exchange.questionnaires.found import Findings, FoundOption
from moorings.exchange.questionnaires.reading import read_questionnaires

HEADER = (
    '"Variable / Field Name","Form Name","Section Header","Field Type","Field Label",'
    '"Choices, Calculations, OR Slider Labels","Field Note",'
    '"Text Validation Type OR Show Slider Number","Text Validation Min",'
    '"Text Validation Max",Identifier?,"Branching Logic (Show field only if...)",'
    '"Required Field?","Custom Alignment","Question Number (surveys only)",'
    '"Matrix Group Name","Matrix Ranking?","Field Annotation"'
)
CHOICES = "1, Not at all | 2, A little, now and then | 3, Very much"


def field(
    name: str,
    kind: str = "radio",
    label: str = "Sentence",
    choices: str = CHOICES,
    **more: str,
) -> str:
    cells = [name, more.get("form", "how_it_is"), more.get("section", ""), kind, label]
    cells += [choices, "", "", "", "", "", more.get("branching", ""), "", "", "", ""]
    cells += [more.get("ranking", ""), more.get("annotation", "")]
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells)


def read(*rows: str, header: str = HEADER) -> Findings:
    return read_questionnaires("dictionary.csv", "\n".join((header, *rows)).encode())


def why(findings: Findings) -> list[tuple[int, str]]:
    assert not findings.questionnaires
    return [(fault.line, type(fault.reason).__name__) for fault in findings.faults]


def test_a_form_is_a_questionnaire() -> None:
    (found,) = read(
        field("a", section="Please think of <b>today</b>.", annotation="@HIDDEN"),
        field("b", kind="dropdown", label="<p>Sentence &amp; more</p>"),
    ).questionnaires
    assert (found.title, found.source) == ("how it is", "redcap")
    assert found.instruction == "Please think of today."
    assert [(item.id, item.own_id, item.text) for item in found.items] == [
        ("1", "a", "Sentence"),
        ("2", "b", "Sentence & more"),
    ]
    assert found.items[1].options == (
        FoundOption(1, "Not at all"),
        FoundOption(2, "A little, now and then"),
        FoundOption(3, "Very much"),
    )


def test_several_forms_are_several_questionnaires_and_stand_for_themselves() -> None:
    findings = read(
        field("a", form="one"),
        field("b", form="two", choices="x, No | y, Yes"),
        field("c", form="one"),
        field("d", form="three"),
    )
    assert [
        (found.title, [item.own_id for item in found.items])
        for found in findings.questionnaires
    ] == [("one", ["a", "c"]), ("three", ["d"])]
    (fault,) = findings.faults
    assert (fault.line, str(fault.reason)) == (
        3,
        (
            "At the question “b” the answer “No” does not stand for a whole number, so"
            " nothing could be worked out from it."
        ),
    )


def test_other_fields_are_left_out_where_three_questions_remain() -> None:
    kinds = ("text", "notes", "yesno", "checkbox", "slider", "file", "calc")
    others = [field(kind, kind, choices="1, [a]*2") for kind in kinds]
    said = field("said", "descriptive", label="A word before.", choices="")
    asked = [field(name) for name in "abc"]
    (found,) = read(others[0], said, *asked, *others[1:]).questionnaires
    assert found.instruction == "A word before."
    assert [note.particulars["items"] for note in found.notes] == [
        "text, notes, yesno, checkbox, slider, file",
        "calc",
    ]
    assert why(read(*others, *asked[:2])) == [(2, "FewQuestionsError")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (field("b", choices=""), "NoAnswersError"),
        (field("b", choices="1, Only"), "NoAnswersError"),
        (field("b", choices="1, A | 2, B | 99, C"), "UnevenAnswersError"),
        (field("b", choices="1, A | 1, B"), "UnevenAnswersError"),
        (field("b", choices="1.5, A | 2.5, B"), "UncountableAnswerError"),
        (field("b", choices="1000000, A | 1000001, B"), "UncountableAnswerError"),
        (field("b", label=""), "NoTextError"),
        (field("b", label="x" * 2_001), "LongTextError"),
        (field("b", section="x" * 2_001), "LongTextError"),
        (field("a"), "SameNameError"),
    ],
)
def test_a_fault_bears_its_line(row: str, reason: str) -> None:
    assert why(read(field("a", section="Two\nlines"), row)) == [(4, reason)]


def test_questions_that_depend_on_others_are_refused_by_name() -> None:
    findings = read(
        field("a"),
        field("b", branching="[a] = '1'"),
        field("c", branching="[a] = '2'"),
        field("d", "text", branching="[a] = '2'"),
    )
    (fault,) = findings.faults
    assert str(fault.reason).endswith("which cannot be done here: b, c.")


@pytest.mark.parametrize("row", ["a,b,c", field("b") + ",x", '"open'])
def test_a_row_that_does_not_fit_spoils_the_table(row: str) -> None:
    assert why(read(field("a"), row)) == [(3, "BrokenRowError")]


def test_the_names_of_the_programming_interface_are_known() -> None:
    header = (
        "field_name;form_name;section_header;field_type;field_label;"
        "select_choices_or_calculations;branching_logic"
    )
    row = "a;form;NA;radio;Sentence;1, One | 2, Two;NA"
    (found,) = read(row, header=header).questionnaires
    assert (found.instruction, found.items[0].range) == ("", (1, 2))


def test_a_form_with_an_endless_name_is_refused() -> None:
    assert why(read(field("a", form="x" * 2_001))) == [(2, "LongTextError")]


def test_headings_alone_are_no_questionnaire() -> None:
    assert why(read()) == [(1, "NoQuestionsError")]


def test_negative_answers_and_words_that_are_numbers_are_fine() -> None:
    (found,) = read(field("a", choices="-1, | 0 | 1, Yes")).questionnaires
    assert found.items[0].options == (
        FoundOption(-1, "-1"),
        FoundOption(0, "0"),
        FoundOption(1, "Yes"),
    )


def test_too_many_questions_are_counted() -> None:
    (fault,) = read(*(field(f"q{number}") for number in range(201))).faults
    assert fault.reason.particulars == {"title": "how it is", "count": 201, "most": 200}


@pytest.mark.parametrize(
    ("name", "found", "faults"),
    [
        (
            "survey",
            {"participant info survey": 3, "participant morale questionnaire": 3},
            [(2, "NoQuestionsError"), (20, "FewQuestionsError")],
        ),
        (
            "longitudinal",
            {
                "demographics": 3,
                "patient morale questionnaire": 4,
                "visit blood workup": 4,
                "visit observed behavior": 12,
                "completion data": 3,
                "completion project questionnaire": 7,
            },
            [
                (26, "FewQuestionsError"),
                (32, "NoQuestionsError"),
                (40, "NoQuestionsError"),
            ],
        ),
        ("checkboxes-1", {}, [(2, "NoQuestionsError"), (3, "NoQuestionsError")]),
        ("potentially-problematic-dictionary", {}, [(3, "UnevenAnswersError")]),
        (
            "multilevel-model-1",
            {},
            [(4, "UnevenAnswersError"), (7, "NoQuestionsError")],
        ),
    ],
)
def test_a_real_dictionary_gives_questionnaires_or_says_why_not(
    reference_data: Path,
    name: str,
    found: dict[str, int],
    faults: list[tuple[int, str]],
) -> None:
    path = reference_data / "redcap-dictionaries" / name / "dictionary.csv"
    findings = read_questionnaires(path.name, path.read_bytes())
    assert {one.title: len(one.items) for one in findings.questionnaires} == found
    assert [
        (fault.line, type(fault.reason).__name__) for fault in findings.faults
    ] == faults


def test_every_real_dictionary_gives_something(reference_data: Path) -> None:
    folder = reference_data / "redcap-dictionaries"
    paths = [*folder.rglob("dictionary.csv"), *folder.rglob("metadata.csv")]
    assert len(paths) >= 25
    for path in paths:
        findings = read_questionnaires(path.name, path.read_bytes())
        assert findings.questionnaires or findings.faults, path
        assert all(str(fault.reason) for fault in findings.faults)
        kinds = {type(fault.reason).__name__ for fault in findings.faults}
        assert "NotAQuestionnaireError" not in kinds, path
