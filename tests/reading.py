"""How easily a text reads."""

import re


def syllables(word: str) -> int:
    """Count groups of vowels; an e at the end is mostly silent."""
    groups = re.findall("[aeiouy]+", word.casefold())
    silent = re.search("[^aeiouyl]es?$", word.casefold()) is not None
    return max(len(groups) - silent, 1)


def words(text: str) -> list[str]:
    """Give its words and numbers."""
    return re.findall(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\d[\d,]*", text)


def grade(text: str) -> float:
    """Give the Flesch-Kincaid grade: at which school year a text can be read."""
    sentences = [each for each in re.split(r"[.?:;]+(?:\s|$)", text) if each.strip()]
    told = words(text)
    length = len(told) / len(sentences)
    return 0.39 * length + 11.8 * sum(map(syllables, told)) / len(told) - 15.59
