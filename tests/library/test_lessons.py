import re
from pathlib import Path

import msgspec
import pytest

from moorings.library.catalogue import CONTENT, VOICES, speaking
from moorings.library.lessons import Lesson, lessons

ALL = dict(lessons())
WHOLE = (CONTENT / "en" / "lessons" / "naming-and-breath.toml").read_text("utf-8")


@pytest.fixture(params=ALL)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    return ALL[str(request.param)]


def words(lesson: Lesson) -> str:
    """Give all that is read in it."""
    parts = (f"{part.heading}. {part.text}" for part in lesson.parts)
    voiced = (lesson.opening, lesson.closing)
    said = (getattr(each, voice) for each in voiced for voice in VOICES)
    return " ".join((lesson.title, lesson.short, *said, *parts, lesson.unsure))


def test_a_lesson_says_what_is_not_known_and_offers_something_to_try(
    lesson: Lesson,
) -> None:
    assert lesson.unsure
    assert lesson.try_
    assert lesson.sources


def test_what_each_voice_says_is_its_own(lesson: Lesson) -> None:
    for said in (lesson.opening, lesson.closing):
        for voice in VOICES:
            with speaking("en", voice):
                assert str(said) == getattr(said, voice)


def test_a_lesson_never_makes_a_name_of_how_somebody_starts(lesson: Lesson) -> None:
    told = words(lesson).casefold()
    for label in ("an avoidant", "an anxious person", "avoidants", "anxious types"):
        assert label not in told
    assert "disorganised person" not in told


def test_change_is_promised_to_nobody() -> None:
    for name in ("you-can-change", "how-long", "how-do-i-know"):
        assert re.search(
            "no (controlled )?study|nobody can", words(ALL[name]).casefold()
        )


def test_the_five_questions_and_what_is_not_a_pattern_are_answered() -> None:
    five = {"how-long", "without-therapy", "too-much", "how-do-i-know"}
    assert ALL.keys() >= {*five, "can-i-overdo-it", "harm-is-not-a-pattern"}
    harm = words(ALL["harm-is-not-a-pattern"]).casefold()
    assert "afraid" in harm
    assert "help now" in harm or "safety page" in harm


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("unsure =", "sure ="),
        ('evidence = "lab"', 'evidence = "proven"'),
        ("minutes = 2", "minutes = 0"),
        ("[closing]", "[ending]"),
        ('heading = "A word"', 'head = "A word"'),
    ],
)
def test_a_file_that_lacks_something_or_has_too_much_is_refused(
    before: str, after: str
) -> None:
    assert before in WHOLE
    with pytest.raises(msgspec.ValidationError):
        msgspec.toml.decode(WHOLE.replace(before, after, 1).encode(), type=Lesson)


def test_a_lesson_is_read_when_somebody_asks_for_it(tmp_path: Path) -> None:
    from moorings.library.shelf import shelf  # noqa: PLC0415 - only here

    file = tmp_path / "en" / "lessons" / "broken.toml"
    file.parent.mkdir(parents=True)
    file.write_text("title =", "utf-8")
    known = shelf("lessons", Lesson, tmp_path, "en")
    assert list(known) == ["broken"]
    with pytest.raises(msgspec.DecodeError):
        known["broken"]
