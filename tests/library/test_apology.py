import json
from pathlib import Path

from moorings.library.apology import KINDS, Mark, marks
from moorings.library.catalogue import speaking
from moorings.web.rendering import ENVIRONMENT

LINES = Path(__file__).with_name("apology.jsonl").read_text("utf-8").splitlines()
CASES = [(case["text"], case["marks"]) for case in map(json.loads, LINES)]


def test_each_text_bears_the_marks_that_were_set_by_hand() -> None:
    found = {text: sorted(mark.kind for mark in marks(text)) for text, _ in CASES}
    assert found == {text: sorted(kinds) for text, kinds in CASES}


def test_every_kind_is_shown_to_be_found_and_a_plain_apology_bears_none() -> None:
    assert {kind for _, kinds in CASES for kind in kinds} == set(KINDS)
    assert [kinds for _, kinds in CASES].count([]) >= len(KINDS)


def test_a_mark_names_the_very_words_once_each_in_their_order() -> None:
    text = "I was only joking. Forgive me. I WAS ONLY joking. Forgive me."
    assert marks(text) == (
        Mark("meant", ("I was only joking", "I WAS ONLY joking")),
        Mark("forgive", ("Forgive me",)),
    )


def test_a_page_of_anything_is_looked_over_without_a_fault() -> None:
    assert marks("\0\u202e" + "sorry if you but never mind " * 800 + "\U0001f600")
    assert marks(" \n") == ()


def test_another_language_without_rules_of_its_own_is_looked_over_by_ours() -> None:
    assert marks("Sorry if I hurt you.", "es") == marks("Sorry if I hurt you.")


def test_every_kind_has_a_question_in_both_voices() -> None:
    module = ENVIRONMENT.get_template("parts/repair.html").module
    ask = module.question  # type: ignore[attr-defined]
    warm = {kind: str(ask(kind)) for kind in KINDS}
    with speaking("en", "plain"):
        plain = {kind: str(ask(kind)) for kind in KINDS}
    assert all((*warm.values(), *plain.values()))
    assert len({*warm.values(), *plain.values()}) == 2 * len(KINDS)
