import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from moorings.companion.suggesting import MOST, ByRules, Suggester
from moorings.library import catalogue
from moorings.library.hints import hints
from moorings.library.vocabulary import vocabulary, word

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("hints.jsonl").read_text("utf-8").splitlines()
]
#: Any other that reads texts has to fit in the same place.
SUGGESTER: Suggester = ByRules()


def names(text: str) -> list[str]:
    return [f"{each.part}/{each.id}" for each in SUGGESTER.suggest(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_words_are_found_in_what_was_written(case: dict[str, Any]) -> None:
    assert names(case["text"]) == case["suggests"]


def test_there_are_enough_texts_and_some_say_nothing() -> None:
    assert len(CASES) >= 60
    parts = {name.split("/")[0] for case in CASES for name in case["suggests"]}
    assert parts == set(vocabulary())
    assert sum(not case["suggests"] for case in CASES) >= 10


def test_a_suggestion_points_at_the_words_that_are_meant() -> None:
    text = "It is late 🌙 and I feel so very ashamed of it."
    [found] = SUGGESTER.suggest(text)
    assert text[slice(*found.span)] == "ashamed"


@pytest.mark.parametrize("text", ["", " ", "🌙", "0" * 200, "ab" * 50_000])
def test_a_text_without_a_hint_suggests_nothing(text: str) -> None:
    assert names(text) == []


def test_there_are_never_more_than_eight_and_one_of_a_family() -> None:
    said = (term.also[0] for s in vocabulary().values() for term in s.words())
    plain = (pattern for pattern in said if pattern.replace(" ", "").isalpha())
    found = SUGGESTER.suggest(". ".join(plain))
    assert len(found) == MOST
    families = [
        (each.part, family.id)
        for each in found
        for family in vocabulary()[each.part].families
        if each.id in {term.id for term in family.words}
    ]
    assert len(families) == len(set(families)) == MOST


def test_what_is_said_most_often_comes_first_then_what_is_said_first() -> None:
    assert names("I am ashamed and sad. So sad. And tired.") == [
        "feeling/sad",
        "feeling/ashamed",
        "feeling/tired",
    ]


def test_every_word_can_be_suggested_and_every_pattern_can_be_read() -> None:
    known = {
        str(part): {term.id for term in section.words()}
        for part, section in vocabulary().items()
    }
    rules = {rule.id.removesuffix("/not") for rule in hints().program.rules}
    assert rules == {f"{part}/{name}" for part, ids in known.items() for name in ids}
    assert not set(known) & {f.id for s in vocabulary().values() for f in s.families}


def test_a_language_without_hints_of_its_own_has_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(catalogue, "languages", lambda: ("en", "xx"))
    with catalogue.speaking("xx"):
        assert names("so lonely") == ["feeling/lonely"]
        assert word("feeling", "lonely") is not None


def test_a_pattern_that_denies_something_is_not_denied_once_more() -> None:
    rules = {rule.id: rule for rule in hints().program.rules}
    assert rules["feeling/inadequate/not"].turns == ()
    assert rules["feeling/inadequate"].turns != ()


#: What the words of one kind of moment may be: broad, as several are true at once.
FITTING = {
    "joy": {"glad", "tender", "easier"},
    "fear": {"afraid", "unsure"},
    "anger": {"angry", "hurt", "left-out"},
    "sadness": {"sad", "lonely", "hurt", "quiet", "left-out", "tired"},
    "shame": {"ashamed", "guilty"},
    "guilt": {"guilty", "ashamed"},
}


@pytest.mark.uncounted
def test_people_telling_of_a_feeling_are_mostly_offered_one_that_fits(
    reference_data: Path,
) -> None:
    families = {
        term.id: family.id
        for family in vocabulary()["feeling"].families
        for term in family.words
    }
    offered, fitting = Counter[str](), Counter[str]()
    file = reference_data / "text-isear" / "isear.csv"
    with file.open(encoding="utf-8", errors="replace", newline="") as lines:
        for row in list(csv.DictReader(lines, delimiter="|"))[::6]:
            found = {
                families[each.id]
                for each in SUGGESTER.suggest(row["SIT"].replace("á", " "))
                if each.part == "feeling"
            }
            if found and row["Field1"] in FITTING:
                offered[row["Field1"]] += 1
                fitting[row["Field1"]] += bool(found & FITTING[row["Field1"]])
    assert sum(offered.values()) > 300
    assert all(fitting[kind] / offered[kind] > 0.5 for kind in FITTING), fitting
