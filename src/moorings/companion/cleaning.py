"""Cleaning words that somebody else sent: text alone, and no longer than agreed."""

import unicodedata
from typing import Final

#: What text may hold besides signs that can be seen.
_KEPT: Final = "\n\t"
_NO_SIGNS: Final = frozenset({"Cc", "Cs"})
#: What turns a line round, also for the words after it; what stands there unseen. Marks
#: and joiners that a language needs stay (U+200C to U+200F).
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN: Final = frozenset("\u200b\u2060\u2061\u2062\u2063\u2064\ufeff")
#: Letters that leave a gap and no more.
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def clean_text(text: str) -> str:
    """Give the words without control signs; a line ends in one way only.

    Where there is nothing that could be seen, that is no text.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = [c for c in lines if c in _KEPT or _is_sign(c)]
    return "".join(kept).strip() if any(map(_is_seen, kept)) else ""


def clean_line(text: str) -> str:
    """Give a name or a title: one line, with single spaces."""
    return " ".join(clean_text(text).split())


def _is_sign(letter: str) -> bool:
    if letter in _TURNING or letter in _UNSEEN:
        return False
    return unicodedata.category(letter) not in _NO_SIGNS


def _is_seen(letter: str) -> bool:
    """Say whether a sign shows by itself: no space, joiner, tag or mark on another."""
    return unicodedata.category(letter)[0] not in "CZM" and letter not in _BLANK
