import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from moorings.library.catalogue import CONTENT
from moorings.library.instruments import (
    BrokenInstrumentError,
    instrument,
    read_instrument,
    read_key,
)

NAMES = sorted(file.stem for file in (CONTENT / "en" / "instruments").glob("*.toml"))
#: Of version 2, in English. Whoever changes a word makes a new version.
FINGERPRINTS = {
    "first-sketch": "71102468e591d6dfa6736fa4efa99de465cebc3f919f03ea07d103ae5b737bb2",
    "about one": "54e5284e5cfde4346f5d2f02628b3e94346bbd6d96975a14827afa0bac96a46c",
    "right-now": "c412685753c4365b0616004ab3f7e03a9fd93278a3549fc8cae4bfa7568a1db5",
}
FINGERPRINT = FINGERPRINTS["first-sketch"]

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
    assert found.sentences.keys() == found.answers.keys() == set(found.key.order)


def test_what_people_answered_reads_as_it_did_then() -> None:
    found = instrument("first-sketch")
    assert (found.key.version, found.language) == (2, "en")
    assert found.fingerprint == FINGERPRINT
    assert found.about("Sam").fingerprint == FINGERPRINTS["about one"]
    assert instrument("right-now").fingerprint == FINGERPRINTS["right-now"]


def test_about_one_person_the_name_is_read_and_changes_no_fingerprint() -> None:
    about = instrument("first-sketch").about("Sam {name}")
    assert about.sentence("comfort") == "When Sam {name} comforts me, it reaches me."
    assert about.introduction.lstrip().startswith("Think of Sam {name}, and")
    assert about.fingerprint == instrument("first-sketch").about("Zoë").fingerprint


def test_what_asks_about_nobody_in_particular_cannot_ask_about_one() -> None:
    with pytest.raises(KeyError):
        instrument("right-now").about("Sam")


def test_a_shorter_form_is_the_beginning_and_without_one_all_are_asked() -> None:
    found = instrument("first-sketch")
    assert found.form("short") == found.key.order[:12]
    assert found.form("whole") == found.key.order


def test_every_answer_counts_what_it_says_and_three_of_them_have_a_meaning() -> None:
    answers = instrument("first-sketch").answers["comfort"]
    assert [answer.value for answer in answers] == [1, 2, 3, 4, 5, 6, 7]
    said = {answer.value: answer.meaning for answer in answers if answer.meaning}
    assert said == {1: "does not fit", 4: "fits in part", 7: "fits very well"}


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
    assert (german.language, german.title) == ("de", "Eine erste sketch")


ORDER = 'order = [\n  "slow-reply",\n  "bad-day",'
BROKEN = {
    "range": (KEY, "highest = 7", "highest = 1", "a range from 1 to 1"),
    "twice shown": (KEY, '  "bad-day",', '  "slow-reply",', "“slow-reply” twice"),
    "never shown": (KEY, ORDER, 'order = ["bad-day",', "“slow-reply” in “anxiety”"),
    "in no scale": (
        KEY,
        '"asking",\n  "new-friend"',
        '"new-friend"',
        "“asking”, which is in no scale",
    ),
    "twice in a scale": (
        KEY,
        'items = [\n  "slow-reply"',
        'items = [\n  "asking"',
        "“asking” twice",
    ),
    "scale twice": (KEY, 'id = "avoidance"', 'id = "anxiety"', "“anxiety” twice"),
    "turned elsewhere": (
        KEY,
        'reverse_keyed = [\n  "days-apart"',
        'reverse_keyed = [\n  "comfort"',
        "where it is not",
    ),
    "too many wanted": (KEY, "fewest_answers = 5", "fewest_answers = 19", "wants more"),
    "misnamed": (KEY, 'id = "first-sketch"', 'id = "other"', "says it is “other”"),
    "unknown field": (KEY, "version = 2", "version = 2\ncut = 4", "unknown field"),
    "no TOML": (KEY, "version = 2", "version = = 2", "cannot be read"),
    "range of nothing": (
        KEY,
        "[forms]",
        "[ranges]\nother = [0, 6]\n[forms]",
        "a range for “other”",
    ),
    "form of others": (KEY, "short = [", 'short = [\n"other",', "“other” cannot be"),
    "other version": (WORDS, "version = 2", "version = 3", "the key is version 2"),
    "other instrument": (WORDS, "first-sketch", "other", "says it is"),
    "no words": (WORDS, "bad-day = ", "good-day = ", "no words for the item “bad-day”"),
    "unknown item": (WORDS, "bad-day = ", "good-day = ", "which is no item of the key"),
    "empty words": (WORDS, '"fits in part"', '""', "$.anchors.middle"),
    "no words about one": (
        WORDS,
        'bad-day = "On a bad day, I let {name}',
        'good-day = "On a bad day, I let {name}',
        "“bad-day” about one person",
    ),
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


ECR = "instruments/ecr.toml"
BROKEN_FIGURES = {
    "figures for another range": ("highest = 5", "highest = 6", "from 1 to 6"),
    "thresholds that fall": ("[-1.71, -0.78", "[-1.71, -1.78", "do not rise"),
    "too few thresholds": ("[-1.71, -0.78", "[-0.78", "needs 4 thresholds for “2”"),
}


@pytest.mark.parametrize("fault", BROKEN_FIGURES)
def test_figures_that_cannot_be_meant_are_told(change: Change, fault: str) -> None:
    before, after, reason = BROKEN_FIGURES[fault]
    with pytest.raises(BrokenInstrumentError, match=r"ecr\.toml") as told:
        read_key("ecr", change(ECR, before, after))
    assert reason in str(told.value)


def test_a_concern_has_to_be_one_that_an_answer_can_raise(change: Change) -> None:
    content = change("instruments/phq-9.toml", 'item = "9"', 'item = "10"')
    with pytest.raises(BrokenInstrumentError, match="no answer could raise"):
        read_key("phq-9", content)
