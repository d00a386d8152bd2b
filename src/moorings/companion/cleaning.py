"""Cleaning words that somebody else sent: text alone, and no longer than agreed."""

import unicodedata

#: What text may hold besides signs that can be seen.
_KEPT = "\n\t"
_NO_SIGNS = frozenset({"Cc", "Cs"})


def clean_text(text: str) -> str:
    """Give the words without control signs; a line ends in one way only."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (c for c in lines if c in _KEPT or _is_sign(c))
    return "".join(kept).strip()


def clean_line(text: str) -> str:
    """Give a name or a title: one line, with single spaces."""
    return " ".join(clean_text(text).split())


def _is_sign(letter: str) -> bool:
    return unicodedata.category(letter) not in _NO_SIGNS
