"""What somebody who knows a person, or has a list, would try as their passphrase.

What belongs to the person (names, words and places they noted), common words, runs of
keys and numbers are taken out of a passphrase; too little may not be left. Letters that
are written as digits or signs count as the letters.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from moorings.companion.errors import (
    CommonPassphraseError,
    PersonalPassphraseError,
    WeakPassphraseError,
)
from moorings.journey.records import AnyRecord, Bond, Choice, Person
from moorings.library.words import passphrase_words, tried_first, well_known_phrases
from moorings.vault.derivation import normal

#: So many words are drawn for somebody who wants them.
WORDS_OFFERED: Final = 6
FEWEST_LETTERS: Final = 12
FEWEST_DIFFERENT: Final = 5
#: So many letters have to be left of it, and so many different ones among them.
FEWEST_LEFT: Final = 8
FEWEST_LEFT_DIFFERENT: Final = 5
#: What is longer is not taken apart: nobody guesses it.
LONGEST: Final = 200
SHORTEST_NAME: Final = 2
SHORTEST_RUN: Final = 4
_RUNS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "yxcvbnm",
    "qazwsxedcrfvtgbyhnujm",
)
#: By which digits and signs letters are written, where somebody means to be clever.
_WRITTEN_AS: Final = {
    "a": "4@",
    "b": "8",
    "e": "3€",
    "g": "9",
    "i": "1!",
    "l": "1",
    "o": "0",
    "s": "5$",
    "t": "7",
}
_LETTER_OR_DIGIT: Final = re.compile(r"[^\W_]")
_WORDS: Final = re.compile(r"[^\W\d_]+")
#: Years, dates and other numbers, however they are parted.
_NUMBERS: Final = re.compile(r"\d{3,}|\d{1,4}(?:[./-]\d{1,4})+")
#: Stands where something was taken out, so that what is left does not grow together.
_GONE: Final = "\0"
#: The same twice, and the same many times.
_TWICE: Final = re.compile(r"(.{4,}?)(?:\W*\1)+")
_AGAIN: Final = re.compile(r"(.{1,8}?)\1{2,}")


def require_strong(passphrase: str, names: Iterable[str] = ()) -> None:
    """Refuse what could be guessed, also by somebody who knows these names."""
    typed = normal(passphrase)
    if len(typed) < FEWEST_LETTERS or len(set(typed)) < FEWEST_DIFFERENT:
        raise WeakPassphraseError(letters=FEWEST_LETTERS)
    if len(typed) > LONGEST or _could_be_drawn(typed):
        return
    if _is_little(typed, _phrases(), _common()):
        raise CommonPassphraseError
    own = _any_of(word for name in names for word in _words_of(name))
    if _is_little(typed, _phrases(), own, _common()):
        raise PersonalPassphraseError


def _could_be_drawn(typed: str) -> bool:
    """Say whether it is what the program itself offers."""
    words = set(typed.split())
    return len(words) >= WORDS_OFFERED and words <= set(passphrase_words())


def names_in(records: Iterable[AnyRecord]) -> Iterator[str]:
    """Give every name that records tell: of people, of animals, and one's own."""
    for record in records:
        match record:
            case Person():
                yield record.name
            case Bond():
                yield record.as_name
            case Choice() if record.setting == "name":
                yield record.value
            case _:
                pass


def _words_of(name: str) -> Iterator[str]:
    words = _WORDS.findall(_plain(name))
    return (word for word in (*words, "".join(words)) if len(word) >= SHORTEST_NAME)


def _is_little(typed: str, *known: re.Pattern[str]) -> bool:
    """Say whether too little is left of it besides what is known.

    What stands there twice counts once, unless taking it out tears known words apart.
    """
    plain = "".join(_plain(typed).split())
    return any(_few_left(each, known) for each in (_TWICE.sub(r"\1", plain), plain))


def _few_left(left: str, known: Iterable[re.Pattern[str]]) -> bool:
    for words in known:
        left = words.sub(_GONE, left)
    left = _NUMBERS.sub(_GONE, left)
    for run in _runs():
        left = left.replace(run, _GONE)
    counted = _LETTER_OR_DIGIT.findall(_AGAIN.sub(r"\1", left))
    counted += set(_LETTER_OR_DIGIT.sub("", left.replace(_GONE, "")))
    return len(counted) < FEWEST_LEFT or len(set(counted)) < FEWEST_LEFT_DIFFERENT


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Find any of these words, also where letters are written as digits or signs."""
    longest = sorted(set(words), key=len, reverse=True)
    spelled = ("".join(map(_spelled, word)) for word in longest)
    return re.compile("|".join(spelled) or r"(?!)")


def _spelled(letter: str) -> str:
    signs = _WRITTEN_AS.get(letter, "")
    return f"[{re.escape(letter + signs)}]" if signs else re.escape(letter)


@cache
def _common() -> re.Pattern[str]:
    return _any_of(map(_plain, tried_first()))


@cache
def _phrases() -> re.Pattern[str]:
    """Find any of the well-known phrases, whatever stands between its words."""
    longest = sorted(well_known_phrases(), key=len, reverse=True)
    words = (map(_spelled_out, phrase.split()) for phrase in longest)
    return re.compile("|".join(map(r"[\W_]*".join, words)))


def _spelled_out(word: str) -> str:
    return "".join(map(_spelled, word))


@cache
def _runs() -> tuple[str, ...]:
    """Give every row of neighbouring keys or letters, both ways, the longest first."""
    found = {
        row[start:end]
        for run in _RUNS
        for row in (run, run[::-1])
        for start in range(len(row))
        for end in range(start + SHORTEST_RUN, len(row) + 1)
    }
    return tuple(sorted(found, key=len, reverse=True))


def _plain(text: str) -> str:
    """Leave out case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
