"""Reads diaries kept as Markdown: one file, one entry.

An entry is named by its path and its date, so its text may change and it stays the
same entry; moved, renamed or dated anew it is another. A file without a word is a
fault, unless it bears a mood or tags.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote

from moorings.exchange.arrival import Fault, Found, FoundEntry, FoundPicture, attempt
from moorings.exchange.dates import date_in_name, read_when
from moorings.exchange.files import Files
from moorings.exchange.front_matter import FrontMatter, read_front_matter
from moorings.exchange.picture_kinds import picture_kind
from moorings.exchange.reasons import NoDateError, NoWordsError
from moorings.journey.records import When

_PICTURE = re.compile(
    r"!\[(?P<words>[^\[\]\n]{0,1000})\]"
    r"\(\s{0,9}(?:<(?P<angled>[^<>\n]{1,1000})>|(?P<bare>[^\s()<>]{1,1000}))"
)


def read_markdown(files: Files, names: Sequence[str]) -> Iterator[Found]:
    """Read the named files, each into one entry or one fault."""
    for name in names:
        yield _read_file(files, name)


def _read_file(files: Files, name: str) -> Found:
    text = files.text(name)
    if isinstance(text, Fault):
        return text
    page = read_front_matter(text)
    found = attempt(name, page.line("date"), partial(_read_page, name, page))
    if isinstance(found, Fault):
        return found
    return replace(found, pictures=tuple(_pictures(files, name, page.text)))


def _read_page(name: str, page: FrontMatter) -> FoundEntry:
    when = _when(name, page)
    text = page.text.rstrip()
    labels = _labels(page)
    mood = ", ".join(page.values("mood"))
    if not (text.strip() or labels or mood):
        raise NoWordsError
    path = unicodedata.normalize("NFC", name)
    named = f"{when.date.isoformat()} {path}"
    return FoundEntry("markdown", named, when, text, labels, mood)


def _when(name: str, page: FrontMatter) -> When:
    for written in page.values("date")[:1]:
        return read_when(written)
    date = date_in_name(PurePosixPath(name).name)
    if date is None:
        raise NoDateError
    return When(date)


def _labels(page: FrontMatter) -> tuple[str, ...]:
    written = ",".join(page.values("tags")).split(",")
    bare = (label.strip().removeprefix("#") for label in written)
    return tuple(dict.fromkeys(label for label in bare if label))


def _pictures(files: Files, name: str, text: str) -> Iterator[FoundPicture]:
    seen: set[str] = set()
    for reference in _PICTURE.finditer(text):
        address = unquote(reference["angled"] or reference["bare"])
        path = normpath(PurePosixPath(name).parent / address)
        if path in seen or path not in files.openers:
            continue
        seen.add(path)
        content = files.content(path)
        kind = None if isinstance(content, Fault) else picture_kind(content)
        if kind and not isinstance(content, Fault):
            yield FoundPicture(
                PurePosixPath(path).name, kind, content, reference["words"].strip()
            )
