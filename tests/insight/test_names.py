"""Names: found however they are written, and one letter put in their place."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.insight.names import Names


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Samira", "Samira came", "S. came"),
        ("Samira", "samira came, SAMIRA left", "S. came, S. left"),
        ("Samira", "Samira's mum and Samiras dad", "S.'s mum and S. dad"),
        ("sam", "Sam, and the same again", "S., and the same again"),
        ("Dr. Bell", "Dr. Bell rang, then Bell wrote", "D. rang, then B. wrote"),
        ("Mum (M.)", "Mum (M.) came. Mum left", "M. came. M. left"),
        ("Anna Maria Berg", "Anna and anna maria  berg", "A. and A."),
        ("Jo 🌈", "Jo 🌈 came, and Jo", "J. came, and Jo"),
        ("Ana of the shop", "ana of the shop; the rest", "A.; the rest"),
        ("The neighbour", "the cat of the neighbour", "the cat of T."),
        ("山田 太郎", "太郎さんが来た", "太.さんが来た"),
        ("山田", "山田さんが来た", "山.さんが来た"),
        ("أحمد", "وأحمد جاء", "وأ. جاء"),
        ("Zoë", normalize("NFD", "Zoë came"), "Z. came"),
        (normalize("NFD", "Élise"), "élise came", "É. came"),
        ("  ", "nobody", "nobody"),
        ("Sam", "", ""),
    ],
)
def test_a_name_is_known_however_it_is_written(name: str, text: str, told: str) -> None:
    assert Names([name]).shortened(text) == told
    assert Names([name]).are_in(text) == (text != told)


def test_the_longest_of_several_comes_first() -> None:
    both = Names(["Sam", "Sam Bell", "Bo"])
    assert both.shortened("Sam Bell, Sam and Bo") == "S., S. and B."
    assert not Names([]).are_in("Sam")
    assert Names([]).shortened("Sam") == "Sam"


def test_another_word_that_holds_a_name_stays() -> None:
    assert Names(["Ann", "Al"]).shortened("annual, also, Al") == "annual, also, A."


@given(st.text(max_size=12), st.text(max_size=30), st.text(max_size=30))
def test_a_name_between_other_words_is_always_found(
    name: str, before: str, after: str
) -> None:
    """Whatever it is made of, alone among spaces it is known, and is not left whole."""
    names, text = Names([name]), f"{before} {name} {after}"
    assert names.are_in(text) == bool(name.split())
    if not name.split():
        assert names.shortened(text) == text
