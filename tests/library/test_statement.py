import json
from pathlib import Path

import pytest

from moorings.library.catalogue import speaking
from moorings.library.statement import KINDS, MANY, Found, Parts, composed, marks
from moorings.web.rendering import ENVIRONMENT

LINES = Path(__file__).with_name("statement.jsonl").read_text("utf-8").splitlines()
CASES = [(c["part"], c["text"], c["marks"]) for c in map(json.loads, LINES)]
WHOLE = Parts(
    "you were tired",
    "hurt, lonely",
    "the phone is quiet",
    "I take it for the end",
    "one line when it gets late",
)


def marked(part: str, text: str) -> list[str]:
    """Give the marks of one part; what is not asked for is no mark of it."""
    found = marks(Parts(**{part: text}))
    return sorted(each.kind for each in found if each.kind != "no-request")


SLEPT = "I can see why after the night shift you slept."


def test_each_line_bears_the_marks_that_were_set_by_hand() -> None:
    found = {(part, text): marked(part, text) for part, text, _ in CASES}
    assert found == {(part, text): sorted(kinds) for part, text, kinds in CASES}


def test_every_kind_that_rules_find_is_shown_to_be_found() -> None:
    told = {kind for _, _, kinds in CASES for kind in kinds}
    assert told == set(KINDS) - {"no-request", "long"}


def test_a_whole_statement_bears_no_mark_and_reads_as_sentences() -> None:
    assert marks(WHOLE) == ()
    assert composed(WHOLE) == (
        "I can see why you were tired. I feel hurt and lonely when the phone is quiet "
        "because I take it for the end. I would like one line when it gets late."
    )


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (Parts(), ""),
        (Parts(feeling=" . "), ""),
        (Parts(feeling="sad, angry, small"), "I feel sad, angry and small."),
        (Parts(feeling="I feel small"), "I feel small."),
        (Parts(theirs="I know you had a long day"), "I know you had a long day."),
        (Parts(situation="after you left"), "After you left."),
        (Parts(situation="when you left"), "When you left."),
        (Parts(because="because I wait"), "Because I wait."),
        (
            Parts(feeling="sad", because="I want to hear about your day"),
            "I feel sad because I want to hear about your day.",
        ),
        (Parts(theirs="after the night shift you slept"), SLEPT),
        (
            Parts(feeling="sad", because="maybe I wait"),
            "I feel sad because maybe I wait.",
        ),
        (Parts(request="Could you call at nine?"), "Could you call at nine?"),
        (Parts(request="please call at nine"), "Please call at nine."),
        (Parts(request="call me at nine"), "I would like you to call me at nine."),
        (Parts(request="a call at nine?"), "I would like a call at nine."),
        (Parts(request="  I need a line."), "I need a line."),
    ],
)
def test_parts_are_led_by_words_unless_they_begin_with_their_own(
    parts: Parts, said: str
) -> None:
    assert composed(parts) == said


def test_a_mark_names_its_part_and_the_very_words() -> None:
    found = marks(Parts(because="you never ask. You NEVER call", request="a call"))
    assert found == (Found("absolute", "because", ("you never", "You NEVER")),)


def test_where_nothing_is_asked_for_that_is_said_once_there_are_words() -> None:
    assert marks(Parts()) == ()
    assert marks(Parts(feeling="sad")) == (Found("no-request", "request"),)


def test_what_is_long_is_marked_as_a_whole() -> None:
    long = Parts(because="and so it went on " * (MANY // 4), request="a call")
    assert marks(long) == (Found("long"),)


def test_a_page_of_anything_is_looked_over_without_a_fault() -> None:
    assert marks(Parts(because="\0\u202e" + "you if or never " * 2000 + "\U0001f600"))


def test_a_language_without_a_table_has_that_of_the_source() -> None:
    told = Parts(because="you never call", request="a call")
    assert marks(told, "es") == marks(told, "en")


def test_every_kind_has_a_question_in_both_voices() -> None:
    module = ENVIRONMENT.get_template("parts/statement.html").module
    ask = module.question  # type: ignore[attr-defined]
    warm = {kind: str(ask(kind)) for kind in KINDS}
    assert len(set(warm.values())) == len(KINDS)
    with speaking("en", "plain"):
        plain = {kind: str(ask(kind)) for kind in KINDS}
    assert all((*warm.values(), *plain.values()))
    assert not set(warm.values()) & set(plain.values())
