"""Turns the bytes of a file into clean text: no marks, no carriage returns, no NUL."""

import codecs
import re

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class UndecodableError(ValueError):
    """The bytes are no text; `line` is where they stop being any."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def decode(content: bytes) -> str:
    """Read UTF-8, UTF-16 with its mark, or clean Windows-1252."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return clean(_decode_marked(content))
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return clean(content.decode())
    except UnicodeDecodeError as broken:
        return clean(_decode_windows(content, broken.start))


def clean(text: str) -> str:
    """Leave nothing in a text that UTF-8 or a page could not show.

    NUL is dropped, half a surrogate pair becomes the replacement character.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return _LONE_SURROGATE.sub("\ufffd", text)


def _decode_marked(content: bytes) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as broken:
        readable = content[: broken.start].decode("utf-16", "ignore")
        raise UndecodableError(_line_after(readable)) from None


def _decode_windows(content: bytes, broken_at: int) -> str:
    # Windows-1252 gives a letter to nearly every byte: control characters betray
    # what is not text at all.
    line = _line_after(content[:broken_at].decode())
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise UndecodableError(line) from None
    if _CONTROL.search(text):
        raise UndecodableError(line)
    return text


def _line_after(text: str) -> int:
    return clean(text).count("\n") + 1
