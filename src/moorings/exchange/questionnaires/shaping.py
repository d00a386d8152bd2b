"""JSON from a file as values of the shape we expect, each fault with its place."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar

import msgspec

from moorings.exchange.questionnaires.reasons import MisshapenError, shown
from moorings.exchange.reasons import BrokenJsonError

_Shape = TypeVar("_Shape")
_NAMED = re.compile(
    r'"(?:linkId|id)"\s{0,99}:\s{0,99}("(?:[^"\\\n]|\\.)*"|-?[0-9]{1,9})'
)
_PLACE = re.compile(r"at `\$\.?([^`]*)`")


@dataclass(frozen=True)
class Source:
    """One JSON file: its name, its text, and the object that it holds."""

    name: str
    text: str
    content: Mapping[str, object]

    @property
    def stem(self) -> str:
        """Give the name without its end, as a title of last resort."""
        return PurePosixPath(self.name).stem

    def line_of(self, own_id: str) -> int:
        """Give the line on which the file first names this."""
        return self._lines.get(own_id, 1)

    @cached_property
    def _lines(self) -> dict[str, int]:
        lines: dict[str, int] = {}
        line, counted = 1, 0
        for named in _NAMED.finditer(self.text):
            at = named.start()
            line, counted = line + self.text.count("\n", counted, at), at
            lines.setdefault(str(json.loads(named[1], strict=False)), line)
        return lines


def parsed(text: str) -> object:
    """Give what JSON says; raises `BrokenJsonError` with the line."""
    try:
        return json.loads(text, parse_constant=_no_number, strict=False)
    except json.JSONDecodeError as broken:
        raise BrokenJsonError(broken.lineno) from None
    except (ValueError, RecursionError):
        raise BrokenJsonError(1) from None


def shaped(content: object, shape: type[_Shape]) -> _Shape:
    """Give a value of the shape; raises `MisshapenError` with the place."""
    try:
        return msgspec.convert(content, shape)
    except (msgspec.ValidationError, RecursionError, UnicodeEncodeError) as error:
        place = _PLACE.search(str(error))
        raise MisshapenError(place=shown(place[1] if place else "")) from None


def _no_number(written: str) -> float:
    raise ValueError(written)
