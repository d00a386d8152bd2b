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
from moorings.library.words import tried_first
from moorings.vault.derivation import normal

FEWEST_LETTERS: Final = 12
FEWEST_DIFFERENT: Final = 5
#: So many letters have to be left of it, and so many different ones among them.
FEWEST_LEFT: Final = 8
FEWEST_LEFT_DIFFERENT: Final = 5
#: What is longer is not taken apart: nobody guesses it.
LONGEST: Final = 200
SHORTEST_NAME: Final = 3
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
_AS_LETTERS: Final = str.maketrans("0134578@$!€", "oieastbasie")
_WORDS: Final = re.compile(r"[^\W\d_]+")
#: Years, dates and other numbers, however they are parted.
_NUMBERS: Final = re.compile(r"\d{3,}|\d{1,4}(?:[./-]\d{1,4})+")
#: Stands where something was taken out, so that what is left does not grow together.
_GONE: Final = "\0"
_AGAIN: Final = re.compile(r"(.{1,8}?)\1{2,}")


def require_strong(passphrase: str, names: Iterable[str] = ()) -> None:
    """Refuse what could be guessed, also by somebody who knows these names."""
    typed = normal(passphrase)
    if len(typed) < FEWEST_LETTERS or len(set(typed)) < FEWEST_DIFFERENT:
        raise WeakPassphraseError(letters=FEWEST_LETTERS)
    if len(typed) > LONGEST:
        return
    if _is_little(typed, _common()):
        raise CommonPassphraseError
    if _is_little(typed, _common() | {word for n in names for word in _words_of(n)}):
        raise PersonalPassphraseError


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


@cache
def _common() -> frozenset[str]:
    return frozenset(map(_plain, tried_first()))


def _is_little(typed: str, words: frozenset[str]) -> bool:
    """Take the words out, with digits as numbers and as letters: the worse counts."""
    plain = _plain(typed)
    return any(
        _too_few(_left(each, words)) for each in (plain, plain.translate(_AS_LETTERS))
    )


def _too_few(left: str) -> bool:
    signs = left.replace(_GONE, "")
    return len(signs) < FEWEST_LEFT or len(set(signs)) < FEWEST_LEFT_DIFFERENT


def _left(text: str, words: frozenset[str]) -> str:
    """Give what stands there besides these words, numbers, runs and repetitions."""
    joined = _NUMBERS.sub(_GONE, "".join(text.split()))
    for each in sorted(words, key=len, reverse=True):
        joined = joined.replace(each, _GONE)
    for run in _runs():
        joined = joined.replace(run, _GONE)
    return _AGAIN.sub(r"\1", joined)


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
