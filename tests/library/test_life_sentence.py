import json
from itertools import product
from pathlib import Path

import pytest

from moorings.library.life_sentence import KINDS, Mark, marks, starting_point

LINES = Path(__file__).with_name("life-sentence.jsonl").read_text("utf-8").splitlines()
CASES = [(case["text"], case["marks"]) for case in map(json.loads, LINES)]

WHY = "That\N{RIGHT SINGLE QUOTATION MARK}s why I always"


def test_each_text_bears_the_marks_that_were_set_by_hand() -> None:
    found = {text: sorted(mark.kind for mark in marks(text)) for text, _ in CASES}
    assert found == {text: sorted(kinds) for text, kinds in CASES}


def test_every_kind_is_shown_to_be_found() -> None:
    assert {kind for _, kinds in CASES for kind in kinds} == set(KINDS)


def test_a_mark_names_the_very_words_once_each_in_their_order() -> None:
    text = f"I am broken. {WHY} run, and {WHY.upper()} hide. I am broken"
    assert marks(text) == (
        Mark("what-i-am", ("I am broken",)),
        Mark("for-ever", (WHY, WHY.upper())),
    )


def test_a_page_of_anything_is_looked_over_without_a_fault() -> None:
    assert marks(
        "\0\u202e" + "i am just like that because of never " * 800 + "\U0001f600"
    )
    assert marks("") == ()


def test_another_language_without_rules_of_its_own_is_looked_over_by_ours() -> None:
    assert marks("I will never be loved.", "es")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            ("to listen", "it was loud", "a key"),
            "I learned to listen because it was loud; what is different now is a key.",
        ),
        (("To want nothing.", "", ""), "I learned To want nothing."),
        (("I learned to wait", "Because it was loud!"), None),
        (("", "", "a key"), "What is different now is a key."),
        (("", "it was loud", ""), "Because it was loud."),
        ((" . ", ";", "\n"), ""),
    ],
)
def test_three_parts_make_one_sentence_and_may_be_left_out(
    parts: tuple[str, ...], said: str | None
) -> None:
    expected = said if said is not None else "I learned to wait Because it was loud."
    assert starting_point(*parts) == expected


def test_the_form_that_is_offered_bears_no_mark() -> None:
    told = ("to be quiet", "loud was risky", "that I can leave the room")
    for given in product((True, False), repeat=len(told)):
        parts = (
            words if there else "" for words, there in zip(told, given, strict=True)
        )
        assert marks(starting_point(*parts)) == ()
