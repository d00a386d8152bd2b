"""Tells by what is in a file which program wrote it; the name counts where it must."""

import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Literal, TypeAlias

from moorings.errors import MooringsError
from moorings.exchange.arrival import Fault
from moorings.exchange.dates import date_in_name
from moorings.exchange.daylio import is_daylio
from moorings.exchange.files import Files
from moorings.exchange.front_matter import read_front_matter
from moorings.exchange.jrnl import LOCKED, is_day
from moorings.exchange.jrnl_text import begins_dated, is_dated
from moorings.exchange.reasons import NotRecognisedError, SeveralDiariesError

#: The diaries we can read, by the names with which a person may say which it is.
Diary: TypeAlias = Literal["markdown", "dayone", "daylio", "jrnl"]

_SUFFIXES: dict[Diary, tuple[str, ...]] = {
    "markdown": (".md", ".markdown", ".txt"),
    "dayone": (".json", ".doentry"),
    "daylio": (".csv",),
    "jrnl": (".journal", ".jrnl", ".txt", ".json"),
}
_CERTAIN: dict[str, Diary] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".doentry": "dayone",
    ".journal": "jrnl",
    ".jrnl": "jrnl",
}
_LIKELY: dict[str, Diary] = {".json": "dayone", ".csv": "daylio", ".txt": "jrnl"}
_CLASSIC_FOLDER = ".dayone"

# Inside a JSON string these names could only occur with a backslash before the quote.
_CREATED = re.compile(r'"creationDate"\s{0,9}:')
_ENTRIES = re.compile(r'"entries"\s{0,9}:')
_METADATA = re.compile(r'"metadata"\s{0,9}:')
_JRNL_NAMES = re.compile(r'"(?:title|body|tags)"\s{0,9}:')


def recognise_file(files: Files, name: str) -> Diary:
    """Say which diary a single file is."""
    diary = _diary_of(files, name)
    if diary is None:
        raise NotRecognisedError(name=name)
    return diary


def recognise_folder(files: Files) -> tuple[Diary, tuple[str, ...]]:
    """Say which diary lies in a folder, and which of the files are its own."""
    if files.title.endswith(_CLASSIC_FOLDER):
        return "dayone", _ending(files, (".doentry",))
    certain: Diary
    for certain, names in (
        ("dayone", _ending(files, (".doentry",))),
        ("markdown", _markdown_pages(files)),
        ("jrnl", tuple(name for name in files.names if is_day(name))),
    ):
        if names:
            return certain, names
    return _sort_out(files)


def files_of(files: Files, diary: Diary) -> tuple[str, ...]:
    """Pick the files for a reader whom the person has named."""
    days = tuple(name for name in files.names if is_day(name))
    names = days if diary == "jrnl" and days else _ending(files, _SUFFIXES[diary])
    if not names:
        raise NotRecognisedError(name=files.title)
    return names


def _sort_out(files: Files) -> tuple[Diary, tuple[str, ...]]:
    names = _ending(files, (*_CERTAIN, *_LIKELY))
    diaries = {name: diary for name in names if (diary := _diary_of(files, name))}
    found = set(diaries.values())
    if not found:
        raise NotRecognisedError(name=files.title)
    if len(found) > 1:
        raise SeveralDiariesError(name=files.title)
    return found.pop(), tuple(diaries)


def _markdown_pages(files: Files) -> tuple[str, ...]:
    pages = _ending(files, _SUFFIXES["markdown"])
    telling = any(_suffix(name) != ".txt" or _bears_date(name) for name in pages)
    return pages if telling else ()


def _diary_of(files: Files, name: str) -> Diary | None:
    suffix = _suffix(name)
    if suffix in _CERTAIN:
        return _CERTAIN[suffix]
    content = files.content(name)
    if isinstance(content, bytes) and content.startswith(LOCKED):
        return "jrnl"
    text = files.text(name)
    if isinstance(text, Fault):
        return _LIKELY.get(suffix)
    if text.lstrip().startswith("{"):
        return _diary_in_json(text)
    return _diary_in_text(name, text)


def _diary_in_json(text: str) -> Diary | None:
    if _CREATED.search(text):
        return "dayone"
    if not _ENTRIES.search(text):
        return None
    if _METADATA.search(text):
        return "dayone"
    return "jrnl" if _JRNL_NAMES.search(text) else None


def _diary_in_text(name: str, text: str) -> Diary | None:
    if is_daylio(text):
        return "daylio"
    if read_front_matter(text).values("date"):
        return "markdown"
    if begins_dated(text):
        return "jrnl"
    if _suffix(name) == ".txt" and _bears_date(name):
        return "markdown"
    return "jrnl" if is_dated(text) else None


def _bears_date(name: str) -> bool:
    try:
        return date_in_name(PurePosixPath(name).name) is not None
    except MooringsError:
        return True


def _ending(files: Files, suffixes: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in files.names if _suffix(name) in suffixes)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
