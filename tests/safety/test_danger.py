import csv
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from moorings.library.rules import danger
from moorings.safety.danger import NOTHING, Reading, read

SHARED = Path(os.environ.get("MOORINGS_REFERENCE_DATA", "/nowhere"))
HAPPY = SHARED / "text-happydb-claff" / "labeled_10k.csv"


def wide(text: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in text)


def reading(text: str) -> Reading:
    return read(text, danger())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I don't want to be alive anymore", "wish-to-die"),
        ("my partner grabbed me by the throat", "being-hurt"),
        ("I'm scared I might hurt my baby", "fear-of-hurting-someone"),
        ("my son is not breathing", "medical-emergency"),
    ],
)
def test_each_kind_of_danger_is_named(text: str, kind: str) -> None:
    assert reading(text) == Reading("crisis", kind)  # type: ignore[arg-type]


def test_worry_for_another_is_a_quiet_note() -> None:
    given = reading("my sister says she wants to die")
    assert given == Reading("note", "worry-for-another")


def test_nothing_has_no_kind() -> None:
    assert reading("") == reading("I want to make tea") == NOTHING


def test_the_gravest_sentence_of_a_page_speaks_for_it() -> None:
    page = (
        "We had soup. My cousin died by suicide last spring, I told Ana. "
        "She was kind.\nTonight I want to kill myself. The cat is asleep."
    )
    assert reading(page) == Reading("crisis", "wish-to-die")


@pytest.mark.parametrize(
    ("text", "calmer"),
    [
        ("I want to die", "I don't want to die"),
        ("I want to kill myself", "I would never kill myself"),
        ("I want to kill myself", "I want to kill myself lol"),
        ("I want to die", "I want to die of embarrassment"),
        ("I want to die", "my brother wants to die"),
        ("he hits me", "he used to hit me when I was a child"),
        ("he beat me", "he beat me at chess"),
        ("he won't wake up", "he won't wake up to reality"),
        ("he tried to strangle me", "in the film he tried to strangle me"),
        ("quiero morirme", "me muero de risa"),
        ("me pega", "esa canción me pega"),
    ],
)
def test_what_stands_around_grave_words_makes_them_less(text: str, calmer: str) -> None:
    assert reading(text).outcome == "crisis"
    assert reading(calmer).outcome != "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "he died two years ago and I want to kill myself",
        "my therapist says I should rest but I want to die",
        "it was bad this morning he hit me",
        "I'm not joking, I really want to kill myself",
        "no, I want to die",
    ],
)
def test_what_stands_elsewhere_does_not(text: str) -> None:
    assert reading(text).outcome == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "wanna d1e",
        "i want t\u200bo di\u200be",
        " ".join(map(wide, ("I", "want", "to", "die"))),
        "k i l l myself",
        "im sucidal",
        "kil myslef",
        "I WANT TO DIEEEE",
        "ya no kiero vivir",
    ],
)
def test_noise_in_the_writing_hides_nothing(text: str) -> None:
    assert reading(text).outcome == "crisis"


@pytest.mark.parametrize(
    "text",
    [
        "I'm ending things with him tonight",
        "I can't do this anymore with him",
        "it's over, I'm done with us",
        "he's killing me with this silence",
        "I could have died when he walked in",
        "I'd die for him",
        "I can't live without him",
        "I'm scared he'll leave me",
        "he hurt me when he left",
        "voy a terminar con él esta noche",
    ],
)
def test_relationship_talk_is_calm(text: str) -> None:
    assert reading(text) == NOTHING


def moments() -> Iterator[str]:
    with HAPPY.open(encoding="utf-8", errors="replace", newline="") as file:
        for row in csv.DictReader(file):
            yield row["moment"]


@pytest.mark.uncounted
@pytest.mark.skipif(not HAPPY.exists(), reason="the reference data are not here")
def test_happy_moments_are_left_alone() -> None:
    # labeled_10k.csv, 10,560 moments; “my sister hit me but its not pain” is one.
    told = Counter(reading(moment).outcome for moment in moments())
    assert told["crisis"] <= 2
    assert told["note"] <= 8
