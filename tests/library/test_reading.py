import pytest

from moorings.library.reading import grade

#: A sentence others count as well.
PLATYPUS = (
    "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."
)


@pytest.mark.parametrize(
    ("text", "expected"), [("The cat sat on the mat.", -1.45), (PLATYPUS, 11.3)]
)
def test_the_grade_is_about_what_others_count(text: str, expected: float) -> None:
    assert grade(text) == pytest.approx(expected, abs=0.5)


@pytest.mark.parametrize("text", ["", "…", " . . "])
def test_a_text_without_words_is_easy(text: str) -> None:
    assert grade(text) == pytest.approx(-15.59)


def test_shorter_sentences_and_shorter_words_read_more_easily() -> None:
    long = "You can wait a little and then look at it again in the morning."
    assert grade(long.replace(" and then", ". Then")) < grade(long)
    assert grade(long.replace("little", "considerable while")) > grade(long)
