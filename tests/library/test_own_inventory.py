"""Our own sentences: what they must stay, for whoever reads them on a bad night."""

import re
from hashlib import sha256
from itertools import chain
from statistics import fmean

import pytest

from moorings.library.instruments import AboutOne, Instrument, read_instrument
from moorings.measures.scoring import score

SKETCH, NOW = "first-sketch", "right-now"
#: Of the twelve sentences of version 1 as they were released: each on a line, in order.
TWELVE = "d01c21bf9803002013e3f5df72bd494fb2462d28f00c700c0af6214a8265e3ec"

#: What could be turned round once more by an answer.
NEGATIONS = "no not never none nobody nothing nor without cannot"
#: What makes an answer all or nothing.
ABSOLUTES = "always every everybody everyone ever must should"
#: What names a disorder or a style, or sounds like the name of one.
LABELS = (
    "attachment attached anxiety anxious avoidance avoidant fearful insecure secure "
    "disorder disorganised trauma toxic needy clingy obsessed panic abandoned "
    "abandonment abandon dependent dependence codependent narcissist borderline jealous"
)
#: What blames, or takes harm for a habit.
BLAME = "fault guilt guilty blame stupid weak pathetic unlovable anger angry deserve"
#: What takes for granted whom somebody has, or what they have together.
PRESUMED = (
    "partner husband wife boyfriend girlfriend lover spouse ex mother father mum dad "
    "parent parents child children family marriage relationship romantic date dating "
    "sex sexual intimate intimacy bed kiss phone online he she him her his hers"
)
FORBIDDEN = {*f"{NEGATIONS} {ABSOLUTES} {LABELS} {BLAME} {PRESUMED}".split()}


def read(name: str) -> Instrument:
    return read_instrument(name, "en")


def about_one() -> AboutOne:
    found = read(SKETCH).about_one
    assert found is not None
    return found


SENTENCES = {
    **{f"{SKETCH}: {item}": said for item, said in read(SKETCH).sentences.items()},
    **{f"one person: {item}": said for item, said in about_one().items.items()},
    **{f"{NOW}: {item}": said for item, said in read(NOW).sentences.items()},
}
each_sentence = pytest.mark.parametrize("said", SENTENCES.values(), ids=SENTENCES)


def words(said: str) -> list[str]:
    return re.findall("[a-z]+", said.replace("{name}", "Sam").lower())


def syllables(word: str) -> int:
    """Count groups of vowels; a last e that is only written counts as none."""
    heard = re.sub(r"(?<=[^l])e$|(?<=[^td])ed$", "", word)
    return max(1, len(re.findall("[aeiouy]+", heard)))


def grade(said: str) -> float:
    r"""Give the school year that can read a sentence, after Flesch and Kincaid 1975.

    .. math:: 0.39\,w + 11.8\,s/w - 15.59
    """
    read_out = words(said)
    spoken = sum(map(syllables, read_out))
    return 0.39 * len(read_out) + 11.8 * spoken / len(read_out) - 15.59


def test_the_sketch_has_eighteen_sentences_for_each_direction() -> None:
    key = read(SKETCH).key
    assert (key.version, key.continues, key.licence) == (2, (1,), "own")
    assert len(key.order) == len(set(key.order)) == 36
    assert [len(scale.items) for scale in key.scales] == [18, 18]


@pytest.mark.parametrize("form", ["short", "all"])
def test_in_each_form_one_sentence_in_three_counts_the_other_way(form: str) -> None:
    found = read(SKETCH)
    shown = found.form(form)
    for scale in found.key.scales:
        here = [item for item in shown if item in scale.items]
        turned = [item for item in here if item in scale.reverse_keyed]
        assert len(here) == len(shown) / 2
        assert len(turned) * 3 == len(here)


@pytest.mark.parametrize("name", [SKETCH, NOW])
def test_the_two_directions_take_turns(name: str) -> None:
    key = read(name).key
    owner = {item: scale.id for scale in key.scales for item in scale.items}
    assert [owner[item] for item in key.order] == ["anxiety", "avoidance"] * (
        len(key.order) // 2
    )
    for scale in key.scales:
        assert [item for item in key.order if item in scale.items] == list(scale.items)


def test_sentences_that_count_the_other_way_are_spread_over_the_whole_sheet() -> None:
    key = read(SKETCH).key
    turned = set(chain.from_iterable(scale.reverse_keyed for scale in key.scales))
    for begin in range(0, 36, 6):
        assert len(turned & set(key.order[begin : begin + 6])) == 2


def test_the_twelve_of_the_first_version_open_the_sheet_word_for_word() -> None:
    found = read(SKETCH)
    short = found.form("short")
    assert short == found.key.order[:12]
    said = "\n".join(found.sentences[item] for item in short)
    assert sha256(said.encode()).hexdigest() == TWELVE


def test_a_sheet_of_the_short_form_is_enough_for_both_scores() -> None:
    found = read(SKETCH)
    scores = score(found.key, dict.fromkeys(found.form("short")[:10], 4))
    assert [scores[name].value for name in ("anxiety", "avoidance")] == [4, 4]


def test_more_answers_are_assumed_to_err_less_and_as_much_as_the_page_says() -> None:
    for name, answered, stated in (
        (SKETCH, 6, 0.95),
        (SKETCH, 18, 0.55),
        (NOW, 3, 1.34),
    ):
        assumed = read(name).key.assumption
        assert assumed is not None
        error = assumed.standard_error * (assumed.items / answered) ** 0.5
        assert error == pytest.approx(stated, abs=0.005)


def test_right_now_asks_three_and_three_and_is_kept_apart() -> None:
    found = read(NOW)
    assert found.key.state
    assert not read(SKETCH).key.state
    shape = [
        (len(each.straight), len(each.reverse_keyed), each.fewest_answers)
        for each in found.key.scales
    ]
    assert shape == [(2, 1, 3), (2, 1, 3)]
    assert all(said.startswith("Right now, ") for said in found.sentences.values())
    assert not set(found.key.order) & set(read(SKETCH).key.order)


def test_about_one_person_every_sentence_names_them_once_and_bends_no_name() -> None:
    assert about_one().items.keys() == read(SKETCH).sentences.keys()
    for said in (*about_one().items.values(), about_one().instruction):
        assert re.findall(r"{.*?}", said) == ["{name}"]
        # A name may be "my mother", which cannot begin a sentence; and there are
        # names that take no ending.
        assert re.search(r"[a-z] {name}( [a-z]|[,.])", said)
        assert not {"they", "them", "their"} & set(words(said))


def test_the_other_forms_name_nobody() -> None:
    for found in (read(SKETCH), read(NOW)):
        assert "{" not in found.instruction + "".join(found.sentences.values())


@each_sentence
def test_a_sentence_is_short_and_stops_once(said: str) -> None:
    assert 5 <= len(words(said)) <= 16
    assert re.fullmatch(r"[A-Z][A-Za-z ,{}]+\.", said)
    assert said.count(",") <= (2 if said.startswith("Right now") else 1)


@each_sentence
def test_a_sentence_is_about_oneself_and_now(said: str) -> None:
    assert {"i", "me", "my"} & set(words(said))
    assert not {"you", "your"} & set(words(said))


@each_sentence
def test_a_sentence_can_be_read_by_tired_eyes(said: str) -> None:
    assert grade(said) <= 8
    assert max(map(syllables, words(said))) <= 3


def test_all_together_they_read_far_more_easily_than_that() -> None:
    assert fmean(map(grade, SENTENCES.values())) <= 4
    every = [word for said in SENTENCES.values() for word in words(said)]
    assert fmean(map(syllables, every)) <= 1.35


@each_sentence
def test_a_sentence_holds_no_word_that_harms_or_presumes(said: str) -> None:
    assert not FORBIDDEN & set(words(said))


@pytest.mark.parametrize(
    "said",
    [
        "My wife is never there when I want her.",
        "I am jealous when someone talks to a friend.",
        "It is my fault when things go wrong.",
    ],
)
def test_such_a_word_would_be_found(said: str) -> None:
    assert FORBIDDEN & set(words(said))


def test_the_measure_of_reading_tells_easy_from_hard() -> None:
    # counted by hand: 6 words of 6 syllables, 6 words of 26
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45)
    hard = "Interpersonal ambiguity precipitates considerable psychological distress."
    assert grade(hard) == pytest.approx(37.88, abs=0.005)


def closeness(one: str, other: str) -> float:
    """Give the share of words that two sentences have in common."""
    here, there = set(words(one)), set(words(other))
    return len(here & there) / len(here | there)


def test_no_two_sentences_of_a_sheet_are_nearly_the_same() -> None:
    for sheet in (read(SKETCH).sentences, about_one().items, read(NOW).sentences):
        said = list(sheet.values())
        for place, one in enumerate(said):
            assert all(closeness(one, other) < 0.5 for other in said[place + 1 :])
