import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from moorings.journey.records import Part
from moorings.library import catalogue, vocabulary
from moorings.library.catalogue import CONTENT, speaking
from moorings.library.sentence import written_back
from moorings.library.vocabulary import (
    FILES,
    PARTS,
    Family,
    Section,
    Term,
    word,
)
from moorings.rules.saying import Said

ALL = vocabulary.vocabulary()
FAMILIES = [(part, family) for part in PARTS for family in ALL[part].families]
TERMS = [(part, term) for part in PARTS for term in ALL[part].words()]


@pytest.fixture(params=FAMILIES, ids=[f"{part}-{f.id}" for part, f in FAMILIES])
def family(request: pytest.FixtureRequest) -> Family:
    found = request.param[1]
    assert isinstance(found, Family)
    return found


# --- what there is ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "words", "families"),
    [
        ("feeling", 130, 14),
        ("body", 40, 9),
        ("belief", 24, 4),
        ("fear", 16, 3),
        ("urge", 30, 6),
        ("trigger", 24, 5),
    ],
)
def test_each_part_has_words_enough(part: Part, words: int, families: int) -> None:
    assert len(ALL[part].words()) >= words
    assert len(ALL[part].families) >= families


def test_an_id_is_no_record_and_stands_once_in_its_part() -> None:
    for part in PARTS:
        ids = [term.id for term in ALL[part].words()]
        assert len(set(ids)) == len(ids)
        assert not [name for name in ids if re.fullmatch("[0-9a-f]{32}", name)]


def test_no_two_words_of_a_part_are_called_the_same() -> None:
    for part in PARTS:
        words = [term.word.casefold() for term in ALL[part].words()]
        assert len(set(words)) == len(words)


def test_feelings_are_graded_from_mild_to_strong_in_every_family() -> None:
    for family in ALL["feeling"].families:
        grades = [term.strength for term in family.words]
        assert grades == sorted(grades), family.id
        assert len(set(grades)) >= 2, family.id


def test_the_quiet_ones_and_the_warm_ones_have_words() -> None:
    feelings = {term.id for term in ALL["feeling"].words()}
    assert feelings >= {
        *("ordinary-empty", "reaching", "tired-of-strong", "unsaid"),
        *("relief", "tender"),
    }


def test_the_urges_name_what_people_do() -> None:
    families = {family.id for family in ALL["urge"].families}
    assert families >= {"reaching", "checking", "testing", "away", "cold", "pleasing"}


def test_a_word_is_found_by_its_id_and_no_other_way() -> None:
    found = word("feeling", "lonely")
    assert found is not None
    assert found.word == found.phrase == "lonely"
    assert word("body", "lonely") is None
    assert word("feeling", "") is None


# --- how it reads -------------------------------------------------------------------


@pytest.mark.parametrize(("part", "term"), TERMS, ids=[f"{p}-{t.id}" for p, t in TERMS])
def test_a_word_stands_in_its_sentence(part: Part, term: Term) -> None:
    sentence = written_back({part: [Said(term.phrase)]})
    assert term.phrase in sentence
    assert sentence.endswith(".")
    assert "  " not in sentence
    assert not re.search(r"\b(a|an) (a|an|the|my)\b|\bto to\b|\bthat that\b", sentence)
    assert not re.search(r"[.,:;!?]", term.phrase)
    assert term.also, "nobody who writes of it would be offered it"


def test_a_meaning_is_one_short_line(family: Family) -> None:
    for term in family.words:
        assert len(term.meaning) <= 48
        assert term.meaning[0].isupper()
        assert re.search(r"[.?]$", term.meaning)
        assert term.meaning.casefold() != f"{term.word}.".casefold()


#: What nobody can promise, what is a doctor's, and what says who somebody is.
UNSAID = re.compile(
    r"you are safe|all right again|will be (fine|all right|okay)|will pass|"
    r"don.t worry|come back to you|calm down|relax|!|"
    r"disorder|depress|traum|narciss|toxic|borderline|bipolar|paranoi|psych|"
    r"syndrome|attachment|avoidant|codepend|abus|gasligh|manipulat|"
    r"\b(he|she|they) (is|are) (a|an|so|too) |always (lies|lie|cheats)|"
    r"\byou should\b|\byou must\b|detected"
)


def test_nothing_reassures_diagnoses_or_judges(family: Family) -> None:
    told = [family.name, *(text for term in family.words for text in _read(term))]
    for text in told:
        assert not UNSAID.search(text.casefold().replace("\u2019", "'")), text


def _read(term: Term) -> tuple[str, ...]:
    return term.word, term.phrase, term.meaning


def test_the_words_of_a_part_fit_friends_and_parents_too() -> None:
    told = " ".join(text for _, term in TERMS for text in _read(term)).casefold()
    assert not re.search(r"husband|wife|boyfriend|girlfriend|\bsex\b|marri", told)


HARDEST_GRADE = 8


def syllables(text: str) -> int:
    """Count groups of vowels; an e at the end is mostly silent."""
    groups = re.findall("[aeiouy]+", text)
    silent = re.search("[^aeiouyl]e[sd]?$", text) is not None
    return max(len(groups) - silent, 1)


def test_the_meanings_can_be_read_in_tears(family: Family) -> None:
    """By the Flesch-Kincaid grade: the school year in which a text can be read."""
    told = " ".join(term.meaning for term in family.words).casefold()
    words = re.findall(r"[a-z]+(?:'[a-z]+)*", told)
    long = len(words) / len(re.findall(r"[.?]", told))
    assert 0.39 * long + 11.8 * sum(map(syllables, words)) / len(words) - 15.59 <= (
        HARDEST_GRADE
    )


# --- how a file is read ---------------------------------------------------------------

LINE = '{ id = "sad", word = "sad", meaning = "It is lost." }'


def section(line: str = LINE, family: str = "blue") -> Section:
    text = f'[[family]]\nid = "{family}"\nname = "Blue"\nword = [\n{line},\n]\n'
    return msgspec.toml.decode(text, type=Section)


def test_a_word_is_middling_and_stands_as_it_is_called_where_nothing_is_said() -> None:
    [term] = section().words()
    assert (term.strength, term.phrase, term.also) == (2, "sad", ())
    [term] = section(LINE.replace(" }", ', phrase = "so sad" }')).words()
    assert (term.word, term.phrase) == ("sad", "so sad")


@pytest.mark.parametrize(
    "line",
    [
        LINE.replace('id = "sad"', 'id = "Sad"'),
        LINE.replace('id = "sad"', 'id = "sad-"'),
        LINE.replace('word = "sad"', 'word = " "'),
        LINE.replace('meaning = "It is lost."', 'means = "It is lost."'),
        LINE.replace(', meaning = "It is lost."', ""),
        LINE.replace(" }", ", strength = 4 }"),
        LINE.replace(" }", ", strength = 0 }"),
        LINE.replace(" }", ', also = [""] }'),
        f"{LINE},\n{LINE}",
    ],
)
def test_a_line_that_cannot_be_meant_is_refused(line: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        section(line)


def test_a_family_stands_once() -> None:
    term = Term(id="sad", word="sad", meaning="It is lost.")
    other = Term(id="low", word="low", meaning="It is lost.")
    with pytest.raises(ValueError, match="twice"):
        Section((Family("blue", "Blue", (term,)), Family("blue", "Grey", (other,))))


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a content folder in which one word of one part speaks Arabic."""
    shutil.copytree(CONTENT / "en" / "vocabulary", tmp_path / "en" / "vocabulary")
    (tmp_path / "ar" / "vocabulary").mkdir(parents=True)
    (tmp_path / "ar" / "messages.po").touch()
    text = LINE.replace('word = "sad"', 'word = "حزين"')
    file = tmp_path / "ar" / "vocabulary" / f"{FILES['feeling']}.toml"
    head = '[[family]]\nid = "blue"\nname = "Blue"\nword = [\n'
    file.write_text(f"{head}{text},\n]\n", "utf-8")
    monkeypatch.setattr(catalogue, "CONTENT", tmp_path)
    monkeypatch.setattr(vocabulary, "CONTENT", tmp_path)
    catalogue.languages.cache_clear()
    yield tmp_path
    catalogue.languages.cache_clear()


@pytest.mark.usefixtures("content")
def test_what_is_not_translated_yet_is_there_in_english() -> None:
    with speaking("ar"):
        found = vocabulary.vocabulary()
        sad, lonely = word("feeling", "sad"), word("feeling", "lonely")
    assert found["body"] == ALL["body"]
    assert [term.word for term in found["feeling"].words()] == ["حزين"]
    assert sad is not None
    assert sad.phrase == "حزين"
    assert lonely is not None
    assert lonely.word == "lonely"
    assert vocabulary.vocabulary() == ALL
