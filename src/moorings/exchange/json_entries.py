"""Steps through the list of entries in a JSON export, so that each keeps its line.

The export need not be whole: what stands before the break is still handed out.
"""

import json
from collections.abc import Generator, Iterator

from moorings.exchange.reasons import BrokenJsonError

_SPACES = (" ", "\n", "\t", "\r")


class Contradiction(dict[str, object]):
    """A JSON object in which one name occurs twice."""


def entries_in(text: str) -> Iterator[tuple[int, object]]:
    """Hand out each member of the top-level list `entries` and the line it starts on.

    Raises BrokenJsonError, with the line, where the text stops being JSON.
    """
    at = _after(text, _skip(text, 0), "{")
    while text.startswith('"', at):
        name, at = _value(text, at)
        at = _after(text, at, ":")
        if name == "entries" and text.startswith("[", at):
            at = yield from _members(text, at)
        else:
            _, at = _value(text, at)
        if text.startswith(",", at):
            at = _skip(text, at + 1)
    _after(text, at, "}")


def _members(text: str, at: int) -> Generator[tuple[int, object], None, int]:
    line, counted = 1, 0
    at = _skip(text, at + 1)
    while not text.startswith("]", at):
        line, counted = line + text.count("\n", counted, at), at
        value, at = _value(text, at)
        yield line, value
        if text.startswith(",", at):
            at = _skip(text, at + 1)
        elif not text.startswith("]", at):
            raise _broken(text, at)
    return _skip(text, at + 1)


def _value(text: str, at: int) -> tuple[object, int]:
    try:
        value, end = _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as broken:
        raise _broken(text, broken.pos) from None
    except RecursionError:
        raise _broken(text, at) from None
    return value, _skip(text, end)


def _after(text: str, at: int, mark: str) -> int:
    if not text.startswith(mark, at):
        raise _broken(text, at)
    return _skip(text, at + 1)


def _skip(text: str, at: int) -> int:
    while text.startswith(_SPACES, at):
        at += 1
    return at


def _broken(text: str, at: int) -> BrokenJsonError:
    # Where a text is cut short, the last line with something on it is to blame.
    return BrokenJsonError(text.count("\n", 0, min(at, len(text.rstrip()))) + 1)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    plain = dict(pairs)
    return plain if len(plain) == len(pairs) else Contradiction(plain)


# Numbers stay text: none is needed, and a very long one would be refused.
_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=str, parse_float=str, strict=False
)
