"""Turns the marked-up notes of a telephone app into plain words."""

import html
import re

_BREAK = re.compile(r"<br\s{0,9}/?>|</(?:p|div|li|h[1-6])>", re.IGNORECASE)
_BULLET = re.compile(r"<li(?:\s[^<>]{0,500})?>", re.IGNORECASE)
_MARK = re.compile(
    r"</?(?:a|b|div|em|font|h[1-6]|i|ol|p|s|span|strike|strong|u|ul)"
    r"(?:\s[^<>]{0,500})?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_GAP = re.compile(r"\n{3,}")
_END_OF_LINE = re.compile(r"(?<![ \t])[ \t]+\n")


def plain_words(note: str) -> str:
    """Turn the few known marks into line breaks and bullets; leave every other “<”."""
    text = _BREAK.sub("\n", note)
    text = _MARK.sub("", _BULLET.sub("- ", text))
    text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    text = _END_OF_LINE.sub("\n", text.replace("\xa0", " "))
    return _GAP.sub("\n\n", text).strip()
