"""What a cell of a table means: a response, no answer, or something unknown."""

import re
from collections.abc import Iterable

from moorings.measures.cells import UNANSWERED, UNREAD
from moorings.measures.instrument import Key
from moorings.measures.many import cell_of

_WHOLE = re.compile(r"([+-]?\d{1,9})(?:[.,]0*)?")
_NUMBER = re.compile(r"([+-]?\d+)(?:[.,]\d*)?")
_MOST_DIGITS = 9
_MOST_KEPT = 4096
#: No first and no last relationship is answered for at these ages (own).
YOUNGEST, OLDEST = 10, 110


class Codes(dict[str, int]):
    """What a block holds for each text in the cells of an item."""

    def __init__(self, key: Key, item: str, missing: Iterable[str]) -> None:
        super().__init__()
        lowest, highest = key.range_of(item)
        numbers = range(lowest, highest + 1)
        self._known = {str(number): cell_of(key, number) for number in numbers}
        self._known |= dict.fromkeys(("", *map(plain, missing)), UNANSWERED)
        #: The same for a cell of one byte, and for none; beyond ASCII none is a letter.
        letters = [UNANSWERED, *(self[chr(at)] for at in range(1, 128))]
        self.of_bytes = bytes([*letters, *[UNREAD] * 128])

    def __missing__(self, text: str) -> int:
        code = self._known.get(plain(text), UNREAD)
        if len(self) < _MOST_KEPT:
            self[text] = code
        return code


def plain(text: str) -> str:
    """Write a cell as it is compared: 3 for “ 03 ” and “3.0”, and no capitals."""
    bare = text.strip().strip('"').strip()
    number = _WHOLE.fullmatch(bare)
    return str(int(number[1])) if number else bare.casefold()


def impossible_age(text: str) -> bool:
    """Say whether a number stands there that is nobody's age."""
    number = _NUMBER.fullmatch(text.strip())
    if number is None:
        return False
    return len(number[1]) > _MOST_DIGITS or not YOUNGEST <= int(number[1]) <= OLDEST
