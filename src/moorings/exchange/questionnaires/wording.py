"""Words from a file as plain text, and the numbers that its answers stand for."""

import re

from moorings.exchange.decoding import clean
from moorings.exchange.questionnaires.reasons import LongTextError, shown
from moorings.exchange.rich_text import plain_words

LONGEST_TEXT = 2_000
LARGEST_NUMBER = 1_000

# The marks that end a line are left for `plain_words`, which makes line breaks of them.
_MARK = re.compile(
    r"<!--[^<>]{0,2000}-->|</?(?!(?:br|p|div|li|h[1-6])\b)[a-z][^<>]{0,500}>",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"[+-]?[0-9]{1,4}(?:\.0{1,4})?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


def paragraph(written: str, at: str) -> str:
    """Give plain text with its line breaks; raises `LongTextError`, naming `at`."""
    text = plain_words(_MARK.sub("", clean(written)))
    if len(text) > LONGEST_TEXT:
        raise LongTextError(item=shown(at), most=LONGEST_TEXT)
    return text


def phrase(written: str, at: str) -> str:
    """Give plain text on one line; raises `LongTextError`, naming `at`."""
    return " ".join(paragraph(written, at).split())


def whole_number(value: object) -> int | None:
    """Give the whole number that something stands for, or None."""
    match value:
        case bool():
            return None
        case int():
            number = value
        case float():
            number = int(value) if value.is_integer() else LARGEST_NUMBER + 1
        case str() if _WHOLE.fullmatch(value.strip()):
            number = int(float(value))
        case _:
            return None
    return number if abs(number) <= LARGEST_NUMBER else None


def language_tag(written: str) -> str:
    """Give the name of a language if it looks like one, otherwise nothing."""
    return written if _LANGUAGE.fullmatch(written) else ""
