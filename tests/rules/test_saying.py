import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from moorings.library.sentence import sentence_as_json
from moorings.rules.saying import Said, Sentence, Slot, Wording, say

CASES = [
    json.loads(line)
    for line in Path(__file__)
    .with_name("sentences.jsonl")
    .read_text("utf-8")
    .splitlines()
]
ENGLISH = msgspec.json.decode(sentence_as_json(), type=Sentence)


def said(given: Any) -> Said:  # noqa: ANN401 - as the file has it
    if isinstance(given, str):
        return Said(given)
    text, own = given.get("own", given.get("is")), "own" in given
    return Said(text, own=own, strength=given.get("strength"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"][:40] or "nothing")
def test_the_sentence_is_written_back_in_good_english(case: dict[str, Any]) -> None:
    parts = {
        part: [said(each) for each in words] for part, words in case["parts"].items()
    }
    assert say(ENGLISH, parts) == case["says"]


def test_there_are_enough_sentences_and_each_part_stands_alone_in_one() -> None:
    assert len(CASES) >= 60
    alone = {
        part for case in CASES if len(case["parts"]) == 1 for part in case["parts"]
    }
    assert alone >= {slot.part for slot in ENGLISH.slots}


def test_a_slot_that_may_only_come_after_another_is_left_out_without_it() -> None:
    slots = (
        Slot("one", (Wording("One {list}."),)),
        Slot("two", (Wording("Then {list}.", after=("one",)),)),
    )
    table = msgspec.structs.replace(ENGLISH, slots=slots)
    assert say(table, {"two": [Said("b")]}) == ""
    assert say(table, {"two": [Said("b")], "one": [Said("a")]}) == "One a. Then b."


@pytest.mark.parametrize("wrong", ["slots", "lasst", "part"])
def test_a_table_with_a_field_too_many_is_refused(wrong: str) -> None:
    table = {**json.loads(sentence_as_json()), wrong: "x"}
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(table, Sentence)
