"""How easily a text reads."""

import re
from functools import cache

#: What most adults read without effort, also in tears.
HARDEST_GRADE = 8


@cache
def syllables(word: str) -> int:
    """Count groups of vowels; an e at the end is mostly silent."""
    groups = re.findall("[aeiouy]+", word.casefold())
    silent = re.search("[^aeiouyl]es?$", word.casefold()) is not None
    return max(len(groups) - silent, 1)


def words(text: str) -> list[str]:
    """Give its words and numbers."""
    return re.findall(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\d[\d,]*", text)


def grade(text: str) -> float:
    """Give the Flesch-Kincaid grade: at which school year a text can be read.

    It is 0.39 words a sentence + 11.8 syllables a word - 15.59, about -3 to 20 in
    ordinary English; -15.59 for a text without words. Kincaid et al. 1975.
    """
    sentences = [each for each in re.split(r"[.?:;]+(?:\s|$)", text) if words(each)]
    told = words(text)
    length = len(told) / max(len(sentences), 1)
    heavy = sum(map(syllables, told)) / max(len(told), 1)
    return 0.39 * length + 11.8 * heavy - 15.59
