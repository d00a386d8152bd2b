"""Words as a page can show them: nothing runs together, nothing runs off its edge."""

import re
from itertools import pairwise
from typing import Final
from unicodedata import category, combining

#: Control characters, and halves of letters.
_CONTROL: Final = frozenset({"Cc", "Cs"})
#: What would turn letters round, and marks that no reader of a page is meant to meet.
_TURNING: Final = re.compile("[\u202a-\u202e\u206a-\u206f\ufeff\ufff9-\ufffb]")
#: A space that holds words together is one on paper as well; every other is plain.
_HOLDING: Final = frozenset("\N{NO-BREAK SPACE}\u202f")
_FIGURE_SPACE: Final = "\u2007"
#: What follows a joiner, or a sign that takes a vowel away, is of the same letter.
_JOINER: Final = "\N{ZERO WIDTH JOINER}"
_VIRAMA: Final = 9
#: A word longer than this may be broken, between letters after so many of them (own).
#: Nor is anything one letter that has more parts: the typesetter gives up on such.
_LONGEST, _PIECE = 44, 22
_BREAK: Final = "\N{ZERO WIDTH SPACE}"
_LONG_WORD: Final = re.compile(rf"(?:[^\s\u200b]|[\u00a0\u202f]){{{_LONGEST + 1},}}")
#: In these scripts lines break without a space, and the typesetter knows where, but
#: not within one letter that is written many times.
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7ff"
    "\U0001f000-\U0003ffff]"
)
#: After such a sign a long word breaks sooner than between two letters.
_ENDING: Final = frozenset({"Pd", "Po", "Pc", "Zs"})


def worded(text: str) -> str:
    """Leave out what no page can show, and let a word break that is wider than one.

    Lines stay lines, however they end, and every space stays a space.
    """
    return _LONG_WORD.sub(lambda found: _breakable(found[0]), cleaned(text))


def cleaned(text: str) -> str:
    """Leave out what no page can show; nothing may break that did not before."""
    lines = "\n".join(text.splitlines())
    return "".join(_as_shown(each) for each in _TURNING.sub("", lines))


def shown_in(letters: str) -> bool:
    """Whether somebody would see them: joiners and the like are seen by nobody."""
    return any(category(each) not in {"Cf", "Zs"} for each in letters) and not (
        "\ufe00" <= letters <= "\ufe0f"
    )


def _as_shown(letter: str) -> str:
    if letter == _FIGURE_SPACE:
        return "\N{NO-BREAK SPACE}"
    if letter == "\t" or (category(letter) == "Zs" and letter not in _HOLDING):
        return " "
    return "" if letter != "\n" and category(letter) in _CONTROL else letter


def _breakable(word: str) -> str:
    told, since, of_one = [word[0]], 1, 1
    for before, after in pairwise(word):
        of_one = 0 if _parts(before, after) else of_one
        if of_one >= _LONGEST or (not of_one and _may_break(before, after, since)):
            told.append(_BREAK)
            since = of_one = 0
        told.append(after)
        since, of_one = since + 1, of_one + 1
    return "".join(told)


def _may_break(before: str, after: str, since: int) -> bool:
    if _UNSPACED.match(before):
        return before == after and since >= _PIECE
    return since >= _PIECE or category(before) in _ENDING


def _parts(before: str, after: str) -> bool:
    """Whether one letter ends here and another begins."""
    of_the_same = category(after)[0] == "M" or category(after) == "Cf"
    return not (of_the_same or before == _JOINER or combining(before) == _VIRAMA)
