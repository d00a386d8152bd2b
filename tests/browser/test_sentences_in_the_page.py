"""The page writes sentences back, and finds words in a text, as the program does."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

import moorings
from moorings.companion.suggesting import ByRules
from moorings.library.hints import hints_as_json
from moorings.library.sentence import sentence_as_json

pytestmark = pytest.mark.browser

TESTS = Path(__file__).parents[1]
STATIC = Path(moorings.__file__).parent / "web" / "static"
RUN = """([table, hints, cases, texts]) => {
  const said = (given) => typeof given === "string" ? { text: given }
    : { text: given.own ?? given.is, own: "own" in given, strength: given.strength };
  const parts = (case_) => Object.fromEntries(
    Object.entries(case_.parts).map(([part, words]) => [part, words.map(said)]));
  const rules = new Rules(hints);
  return [
    cases.map((case_) => Saying.say(table, parts(case_))),
    texts.map((text) => Saying.suggestions(rules.matches(text))),
  ];
}"""


def lines(*names: str) -> list[Any]:
    text = TESTS.joinpath(*names).read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.feature("M6")
def test_the_page_writes_the_same_sentences_and_finds_the_same_words(
    browser: Browser,
) -> None:
    cases = lines("rules", "sentences.jsonl")
    texts = [case["text"] for case in lines("companion", "hints.jsonl")]
    texts.append(". ".join(texts))
    page = browser.new_page()
    for script in ("rules.js", "saying.js"):
        page.add_script_tag(path=STATIC / script)
    given = [json.loads(sentence_as_json()), json.loads(hints_as_json()), cases, texts]
    sentences, suggested = page.evaluate(RUN, given)
    page.close()
    for case, sentence in zip(cases, sentences, strict=True):
        assert sentence == case["says"]
    for text, found in zip(texts, suggested, strict=True):
        expected = [
            {"part": each.part, "id": each.id, "span": list(each.span)}
            for each in ByRules().suggest(text)
        ]
        assert found == expected, text
