"""Names of people in free text: whether one is in it, and one letter in its place.

What is looked for is what the notebook knows: a name as it was given, and each word of
it where all of them begin as names do; in large letters or small. Another word that is
written alike is taken for the name: a word less is better than a name too many.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final
from unicodedata import combining, normalize

#: So many letters a word of a name has at the least, to be known by itself; and where
#: a letter says more.
_SHORTEST: Final = 3
_SHORTEST_UNCASED: Final = 2


class Names:
    """Some names, to be looked for in texts."""

    def __init__(self, names: Iterable[str]) -> None:
        known = {form for name in names for form in _forms(_plain(name))}
        ordered = sorted(known, key=lambda each: (-len(each), each))
        told = "|".join(map(_pattern, ordered))
        self._known = re.compile(told, re.IGNORECASE) if told else None

    def are_in(self, words: str) -> bool:
        """Say whether any of them is."""
        return bool(self._known and self._known.search(_plain(words)))

    def shortened(self, words: str) -> str:
        """Put its first letter in the place of each."""
        if self._known is None:
            return words
        return self._known.sub(lambda found: _initial(found[0]), _plain(words))


def _plain(words: str) -> str:
    """Write letters that look alike in one way."""
    return normalize("NFC", words)


def _forms(name: str) -> Iterator[str]:
    """Give a name; and its words where none begins with a small letter."""
    words = re.findall(r"\w+", name)
    if name.strip():
        yield " ".join(name.split())
    if all(word[0] == word[0].upper() for word in words):
        yield from (w for w in words if len(w) >= _shortest(w) and not w.isdigit())


def _shortest(word: str) -> int:
    return _SHORTEST if _is_cased(word[0]) else _SHORTEST_UNCASED


def _pattern(form: str) -> str:
    """Look for whole words; where letters are not set apart by spaces, for any."""
    apart = r"\s+".join(map(re.escape, form.split()))
    first = r"(?<!\w)" if _is_cased(form[0]) else ""
    last = r"s?(?!\w)" if _is_cased(form[-1]) else ""
    return f"{first}{apart}{last}"


def _is_cased(letter: str) -> bool:
    return letter.lower() != letter.upper()


def _initial(name: str) -> str:
    marks = next((n for n, c in enumerate(name[1:], 1) if not combining(c)), len(name))
    return f"{name[:marks].upper()}."
