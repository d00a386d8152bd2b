import json
import re
import tomllib
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from moorings.library import rules
from moorings.library.rules import (
    FOLDER,
    LANGUAGES,
    danger,
    engine,
    spelling,
    tables_as_json,
)
from moorings.safety.danger import Kind, Outcome

FILES = sorted(FOLDER.glob("*/danger*.toml"))


def test_danger_words_are_read_in_every_language_whatever_the_page_is_in() -> None:
    assert {file.parent.name for file in FILES} == set(LANGUAGES)
    assert b'"es-wish"' in tables_as_json("en")
    assert b'"wish-act"' in tables_as_json("es")


def test_every_rule_of_danger_gives_an_outcome_and_a_kind() -> None:
    for rule in danger().program.rules:
        assert rule.gives in set(get_args(Outcome)) - {"nothing"}, rule.id
        assert rule.kind in get_args(Kind), rule.id
    assert {turn.gives for turn in danger().program.turns} == {"", "note", "crisis"}


def test_parts_of_a_table_are_put_together() -> None:
    assert len([file for file in FILES if file.parent.name == "en"]) > 1
    ids = {rule.id for rule in engine("en", "danger").program.rules}
    assert {"wish-act", "hurt-by", "body-other"} <= ids


def test_a_language_without_a_table_has_that_of_the_source() -> None:
    assert engine("fr", "danger").program == engine("en", "danger").program


def test_a_language_without_spelling_has_none() -> None:
    assert spelling("fr").spell == {}
    assert spelling("en").spelt("don't") == ("do", "not")
    assert spelling("en").spelt("he's") == ("he", "is")


def test_the_page_gets_every_table_of_the_grammar() -> None:
    told = json.loads(tables_as_json("en"))
    names = {file.stem.partition("-")[0] for file in (FOLDER / "en").glob("*.toml")}
    assert set(told) == names - {"spelling", "sentence"}
    assert set(told["danger"]) == {
        "nodes",
        "patterns",
        "rules",
        "turns",
        "spell",
        "endings",
        "joins",
    }


def test_a_field_too_many_is_a_mistake(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "marks.toml").write_text('[[rule]]\nid="a"\nsay=["b"]\nsays=1\n')
    monkeypatch.setattr(rules, "FOLDER", tmp_path)
    with pytest.raises(msgspec.ValidationError, match="says"):
        engine("en", "marks")


def test_no_rule_says_the_same_thing_twice() -> None:
    for file in FILES:
        for rule in tomllib.loads(file.read_text("utf-8")).get("rule", []):
            assert len(set(rule["say"])) == len(rule["say"]), rule["id"]


def test_lists_are_all_spoken_of() -> None:
    for language in LANGUAGES:
        text = "".join(f.read_text("utf-8") for f in FILES if f.parent.name == language)
        named = set(re.findall(r"@([\w-]+)", text))
        parts = [
            tomllib.loads(f.read_text("utf-8"))
            for f in FILES
            if f.parent.name == language
        ]
        assert named == {name for part in parts for name in part.get("lists", {})}
