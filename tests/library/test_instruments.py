import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from moorings.library.catalogue import CONTENT
from moorings.library.instruments import (
    BrokenInstrumentError,
    instrument,
    read_instrument,
)

NAMES = sorted(file.stem for file in (CONTENT / "instruments").glob("*.toml"))
#: Of version 1, in English. Whoever changes a word makes a new version.
FINGERPRINT = "3eda377049b2f9a8e7445761a3d3cdaf62d5e70ccc432c108fe5eeba72232554"

Change = Callable[[str, str, str], Path]


@pytest.fixture
def change(tmp_path: Path) -> Change:
    """Give a copy of the content in which one piece of one file reads differently."""

    def make(file: str, before: str, after: str) -> Path:
        for folder in ("instruments", "en/instruments"):
            shutil.copytree(CONTENT / folder, tmp_path / folder, dirs_exist_ok=True)
        text = (tmp_path / file).read_text("utf-8")
        assert before in text
        (tmp_path / file).write_text(text.replace(before, after, 1), "utf-8")
        return tmp_path

    return make


KEY, WORDS = "instruments/first-sketch.toml", "en/instruments/first-sketch.toml"


@pytest.mark.parametrize("name", NAMES)
def test_every_instrument_loads_with_words_for_every_item(name: str) -> None:
    found = read_instrument(name, "en")
    assert found.wording.items.keys() == set(found.key.order)


def test_the_first_sketch_reads_as_it_did_when_people_answered_it() -> None:
    found = instrument("first-sketch")
    assert (found.key.version, found.language) == (1, "en")
    assert found.fingerprint == FINGERPRINT


def test_every_sentence_is_short_and_says_one_thing() -> None:
    for words in instrument("first-sketch").wording.items.values():
        assert len(words.split()) <= 15
        assert words.count(".") == 1
        assert not {"not", "never", "no"} & set(words.lower().split())


def test_a_changed_word_changes_the_fingerprint(change: Change) -> None:
    for before, after in (
        ("reaches me", "helps me"),
        ("Think of", "Think about"),
        ("fits in part", "fits partly"),
    ):
        changed = read_instrument("first-sketch", "en", change(WORDS, before, after))
        assert changed.fingerprint != FINGERPRINT
        read_instrument.cache_clear()


def test_a_language_has_words_of_its_own_or_falls_back(change: Change) -> None:
    content = change(WORDS, "reaches me", "reaches me")
    assert read_instrument("first-sketch", "de", content).language == "en"
    shutil.copytree(content / "en", content / "de")
    file = content / "de" / "instruments" / "first-sketch.toml"
    file.write_text(file.read_text("utf-8").replace("A first", "Eine erste"), "utf-8")
    read_instrument.cache_clear()
    german = read_instrument("first-sketch", "de", content)
    assert (german.language, german.wording.title) == ("de", "Eine erste sketch")


BROKEN = {
    "range": (KEY, "highest = 7", "highest = 1", "a range from 1 to 1"),
    "twice shown": (KEY, '  "bad-day",', '  "slow-reply",', "“slow-reply” twice"),
    "never shown": (KEY, '  "comfort",\n', "", "“comfort” in “avoidance”"),
    "in no scale": (KEY, ', "asking"]', "]", "“asking”, which is in no scale"),
    "twice in a scale": (KEY, '["slow-reply", "co', '["asking", "co', "“asking” twice"),
    "scale twice": (KEY, 'id = "avoidance"', 'id = "anxiety"', "“anxiety” twice"),
    "turned elsewhere": (
        KEY,
        '["bad-day", "comfort"]',
        '["asking"]',
        "where it is not",
    ),
    "too many wanted": (KEY, "fewest_answers = 5", "fewest_answers = 7", "wants more"),
    "misnamed": (KEY, 'id = "first-sketch"', 'id = "other"', "says it is “other”"),
    "unknown field": (KEY, "version = 1", "version = 1\ncut = 4", "unknown field"),
    "norms": (KEY, 'norms = "none"', 'norms = "some"', "$.norms"),
    "no TOML": (KEY, "version = 1", "version = = 1", "cannot be read"),
    "other version": (WORDS, "version = 1", "version = 2", "the key is version 1"),
    "other instrument": (WORDS, "first-sketch", "other", "says it is"),
    "no words": (WORDS, "bad-day = ", "good-day = ", "no words for the item “bad-day”"),
    "unknown item": (WORDS, "bad-day = ", "good-day = ", "which is no item of the key"),
    "empty words": (WORDS, '"fits in part"', '""', "$.anchors.middle"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_says_what_is_wrong_with_it(change: Change, fault: str) -> None:
    file, before, after, reason = BROKEN[fault]
    with pytest.raises(BrokenInstrumentError) as told:
        read_instrument("first-sketch", "en", change(file, before, after))
    assert reason in str(told.value)
    assert "instruments/first-sketch.toml" in str(told.value)


def test_what_is_not_there_is_told(change: Change) -> None:
    content = change(WORDS, "version", "version")
    with pytest.raises(BrokenInstrumentError, match="is not there"):
        read_instrument("elsewhere", "en", content)
    (content / WORDS).unlink()
    with pytest.raises(BrokenInstrumentError, match="is not there"):
        read_instrument("first-sketch", "en", content)
