"""On which line of a content file something stands."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeAlias

#: The keys and numbers that lead to a value: `("steps", 2, "text")`.
Place: TypeAlias = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[{1,2})\s*([\w.-]+)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w-]+)\s*=\s*(.*)$")
_ITEM = re.compile(r"\s*[\"'{\[\d]")
_STRING = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'")


def lines_of(text: str) -> Mapping[Place, int]:
    """Give the line, from 1, of every table, key, and item on a line of its own.

    It knows TOML as content files are written: bare keys, no strings over many lines.
    """
    return dict(_told(text))


def line_at(lines: Mapping[Place, int], place: Place) -> int:
    """Give the line of a place, or of the nearest thing around it; 0 for the file."""
    known = (place[:end] for end in range(len(place), 0, -1))
    return next((lines[each] for each in known if each in lines), 0)


def _told(text: str) -> Iterator[tuple[Place, int]]:
    tables: Counter[Place] = Counter()
    within: Place = ()
    array: Place = ()
    items = 0
    for number, line in enumerate(text.splitlines(), 1):
        if array:
            if _ITEM.match(line):
                yield (*array, items), number
                items += 1
            array = () if _closes(line) else array
        elif header := _HEADER.match(line):
            within = _table(header[2].split("."), len(header[1]) > 1, tables)
            if within[-1] == 0:
                yield within[:-1], number
            yield within, number
        elif key := _KEY.match(line):
            yield (*within, key[1]), number
            value = _STRING.sub("", key[2])
            array, items = ((*within, key[1]) if _opens(value) else (), 0)


def _table(names: list[str], many: bool, tables: Counter[Place]) -> Place:  # noqa: FBT001 - one caller
    """Give the place of a header; `[[steps]]` begins the next of them."""
    place: Place = ()
    for name in names[:-1]:
        place = (*place, name)
        if tables[place]:
            place = (*place, tables[place] - 1)
    place = (*place, names[-1])
    if not many:
        return place
    tables[place] += 1
    return (*place, tables[place] - 1)


def _opens(value: str) -> bool:
    return value.startswith("[") and value.count("[") > value.count("]")


def _closes(line: str) -> bool:
    bare = _STRING.sub("", line)
    return bare.count("]") > bare.count("[")
