"""Reads Day One: its JSON, its zip with pictures, the folders of Day One Classic.

An entry is named by Day One's own number for it. Its moment is stored in UTC with the
name of a time zone; the clock on the wall is worked out from both. A zone this machine
does not know leaves the moment in UTC, which is still the right moment. An entry with
no word, picture or tag is a fault, so that a film or a recording is not lost unsaid.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

import msgspec

from moorings.errors import MooringsError
from moorings.exchange.arrival import Fault, Found, FoundEntry, FoundPicture
from moorings.exchange.dayone_classic import read_classic
from moorings.exchange.dayone_entry import dayone_entry, unmarked, wall_time
from moorings.exchange.files import Files
from moorings.exchange.json_entries import Contradiction, entries_in
from moorings.exchange.picture_kinds import picture_kind
from moorings.exchange.reasons import (
    BrokenJsonError,
    RepeatedNameError,
    SameEntryTwiceError,
    UnfamiliarEntryError,
    UnreadablePictureError,
)
from moorings.journey.records import When

PICTURES = "photos"
CLASSIC = ".doentry"


class _Photo(msgspec.Struct):
    identifier: str | None = None
    md5: str | None = None


class _Entry(msgspec.Struct, rename="camel"):
    uuid: str
    creation_date: str
    time_zone: str | None = None
    is_all_day: bool | None = None
    text: str | None = None
    tags: list[str] | None = None
    photos: list[_Photo] | None = None


@dataclass(slots=True)
class _Album:
    """The pictures beside a journal, by the name of their file without its end."""

    files: Files
    paths: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        paths = (PurePosixPath(name) for name in self.files.names)
        self.paths = {
            path.stem: path.as_posix() for path in paths if path.parent.name == PICTURES
        }

    def pictures(self, keys: Sequence[tuple[str, ...]]) -> tuple[FoundPicture, ...]:
        """Find each picture under one of its keys; what is missing is left out."""
        found = (self._picture(alternatives) for alternatives in keys)
        return tuple(picture for picture in found if picture)

    def _picture(self, alternatives: tuple[str, ...]) -> FoundPicture | None:
        path = next(
            (self.paths[key] for key in alternatives if key in self.paths), None
        )
        content = self.files.content(path) if path else b""
        kind = picture_kind(content) if isinstance(content, bytes) else None
        if path is None or kind is None or isinstance(content, Fault):
            return None
        return FoundPicture(PurePosixPath(path).name, kind, content)


def read_dayone(files: Files, names: Sequence[str]) -> Iterator[Found]:
    """Read every journal among the files; an entry in two of them is read once."""
    album = _Album(files)
    seen: dict[str, FoundEntry] = {}
    for name in names:
        for line, one in _read_file(files, album, name):
            if isinstance(one, Fault):
                yield one
            elif one.source_id not in seen:
                seen[one.source_id] = one
                yield one
            elif seen[one.source_id] != one:
                yield Fault(name, line, SameEntryTwiceError())


def _read_file(files: Files, album: _Album, name: str) -> Iterator[tuple[int, Found]]:
    if name.endswith(CLASSIC):
        content = files.content(name)
        if isinstance(content, Fault):
            yield 1, content
        else:
            yield 1, read_classic(name, content, album.pictures)
        return
    text = files.text(name)
    if isinstance(text, Fault):
        yield text.line, text
        return
    try:
        for line, value in entries_in(text):
            for one in _read_value(name, line, value, album):
                yield line, one
    except BrokenJsonError as reason:
        yield reason.line, Fault(name, reason.line, reason)


def _read_value(name: str, line: int, value: object, album: _Album) -> Iterator[Found]:
    try:
        entry = _as_dayone(value)
        found = _read_entry(entry, album)
    except MooringsError as reason:
        yield Fault(name, line, reason)
        return
    yield found
    # JSON alone comes without pictures; where there are any, none should be missing.
    if album.paths and len(found.pictures) < len(entry.photos or ()):
        yield Fault(name, line, UnreadablePictureError())


def _as_dayone(value: object) -> _Entry:
    if isinstance(value, Contradiction):
        raise RepeatedNameError
    try:
        return msgspec.convert(value, _Entry)
    except (msgspec.ValidationError, RecursionError, UnicodeEncodeError):
        raise UnfamiliarEntryError(program="Day One") from None


def _read_entry(entry: _Entry, album: _Album) -> FoundEntry:
    photos = [(one.md5 or "", one.identifier or "") for one in entry.photos or ()]
    moment = wall_time(entry.creation_date, entry.time_zone or "")
    return dayone_entry(
        entry.uuid,
        When(moment.date) if entry.is_all_day else moment,
        unmarked(entry.text or ""),
        tuple(entry.tags or ()),
        album.pictures(photos),
    )
