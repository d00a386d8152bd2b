"""Words for a page: layout stays, controls go, and what is too wide breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.exchange.paper.wording import shown_in, worded

BREAK = "\N{ZERO WIDTH SPACE}"
FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"
#: Letters of several parts, one and several to a syllable.
PARTED = "\u0915\u094d\u0937\u0924\u094d\u0930\u093f"
THAI = "\u0e20\u0e32\u0e29\u0e32\u0e44\u0e17\u0e22" * 20


@pytest.mark.parametrize(
    "words",
    [
        "10\u00a0mg",
        "10\u202fmg",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u200eabc\u200f \u2067abc\u2069",
        "\u0e01\u200b\u0e02 co\u00adop",
        FAMILY,
        PARTED,
        THAI,
        "\U0001fae8 \u0378 \ue000",
        "one\ntwo",
        "Donaudampfschifffahrtsgesellschaft",
    ],
)
def test_what_belongs_to_words_stays(words: str) -> None:
    assert worded(words) == words


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("a\tb\u2009c\u2003d\u3000e", "a b c d e"),
        ("10\u2007mg", "10\u00a0mg"),
        ("a\r\nb\rc\x0bd\x85e\u2028f", "a\nb\nc\nd\ne\nf"),
        ("a\x07b\ud800c", "abc"),
        ("\ufeffa\u202eb", "ab"),
    ],
)
def test_spaces_and_lines_become_plain_and_controls_go(words: str, told: str) -> None:
    assert worded(words) == told


def test_a_long_word_breaks_after_its_signs_and_between_letters() -> None:
    assert worded("ab/" * 20).split(BREAK) == ["ab/"] * 20
    assert worded("a" * 50).split(BREAK) == ["a" * 22, "a" * 22, "a" * 6]
    assert worded("ab\u00a0" * 20).split(BREAK) == ["ab\u00a0"] * 20


def test_it_does_not_break_within_a_letter() -> None:
    pieces = worded(PARTED * 12).split(BREAK)
    assert len(pieces) > 1
    assert all(each[0] in "\u0915\u0924" for each in pieces)


def test_one_letter_written_many_times_breaks_also_where_lines_need_no_space() -> None:
    assert max(map(len, worded("\u0e01" * 200).split(BREAK))) <= 22


@given(st.text(max_size=300))
def test_nothing_that_can_be_seen_is_lost(words: str) -> None:
    told = worded(words)
    seen = [each for each in words if each.isprintable() and not each.isspace()]
    assert [each for each in told if each.isprintable() and not each.isspace()] == seen


@pytest.mark.parametrize("hidden", ["\u200d", "\ufe0f", " ", "\u200c\u200d"])
def test_what_nobody_sees_is_not_missed(hidden: str) -> None:
    assert not shown_in(hidden)
    assert shown_in(f"a{hidden}")
