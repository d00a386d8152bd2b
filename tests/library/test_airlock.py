import json
from pathlib import Path

import pytest

from moorings.library.airlock import KINDS, MANY, Mark, Need, composed, marks
from moorings.library.catalogue import speaking
from moorings.web.rendering import ENVIRONMENT

LINES = Path(__file__).with_name("airlock.jsonl").read_text("utf-8").splitlines()
CASES = [(case["text"], case["marks"]) for case in map(json.loads, LINES)]


def test_each_text_bears_the_marks_that_were_set_by_hand() -> None:
    found = {text: sorted(mark.kind for mark in marks(text)) for text, _ in CASES}
    assert found == {text: sorted(kinds) for text, kinds in CASES}


def test_every_kind_is_shown_to_be_found() -> None:
    assert {kind for _, kinds in CASES for kind in kinds} == set(KINDS)


def test_a_mark_names_the_very_words_once_each_in_their_order() -> None:
    text = "You never write. Please call. You never ring, and YOU ALWAYS forget."
    [mark] = marks(text)
    assert mark == Mark("absolute", ("You never", "YOU ALWAYS"))


def test_more_words_than_one_message_holds_are_several() -> None:
    words = "Could you come? " + "and so it went on " * (MANY // 5)
    assert Mark("several") in marks(words)
    assert Mark("several") not in marks(words[: len(words) // 2])


def test_a_page_of_anything_is_looked_over_without_a_fault() -> None:
    assert marks("\0\u202e" + "you if or never " * 3000 + "\U0001f600")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            Need("sad", "no word comes", "I wait", "one line at ten"),
            "I feel sad when no word comes because I wait. I need one line at ten.",
        ),
        (Need("lonely"), "I feel lonely."),
        (Need(need=" ten minutes. "), "I need ten minutes."),
        (Need(when="it is late"), "When it is late."),
        (Need("I feel small!", "When you go"), "I feel small When you go."),
        (Need("feeling small"), "I feel feeling small."),
        (Need(" ,", "...", ""), ""),
    ],
)
def test_one_need_is_put_into_two_sentences_and_may_leave_parts_out(
    parts: Need, said: str
) -> None:
    assert composed(parts) == said


def test_a_need_put_together_bears_no_mark() -> None:
    whole = Need("lonely", "I hear nothing", "I think the worst", "one line at ten")
    assert marks(composed(whole)) == ()


def test_every_kind_has_a_reason_in_both_voices() -> None:
    module = ENVIRONMENT.get_template("parts/marks.html").module
    reasons = {kind: str(module.reason(kind)) for kind in KINDS}  # type: ignore[attr-defined]
    assert len(set(reasons.values())) == len(KINDS)
    with speaking("en", "plain"):
        plain = {kind: str(module.reason(kind)) for kind in KINDS}  # type: ignore[attr-defined]
    assert all(reasons.values())
    assert not set(reasons.values()) & set(plain.values())
