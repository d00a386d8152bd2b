"""The way in for other diaries: from a path, or from what was sent, to an Arrival."""

import io
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from moorings.exchange.arrival import Arrival, Found, gather
from moorings.exchange.daylio import read_daylio
from moorings.exchange.dayone import read_dayone
from moorings.exchange.files import (
    Files,
    file_with_neighbours,
    files_in_folder,
    files_in_zip,
    one_file,
)
from moorings.exchange.jrnl import read_jrnl
from moorings.exchange.markdown import read_markdown
from moorings.exchange.reasons import NothingThereError
from moorings.exchange.recognising import (
    Diary,
    files_of,
    recognise_file,
    recognise_folder,
)

Reader: TypeAlias = Callable[[Files, Sequence[str]], Iterator[Found]]

READERS: dict[Diary, Reader] = {
    "markdown": read_markdown,
    "dayone": read_dayone,
    "daylio": read_daylio,
    "jrnl": read_jrnl,
}
ZIP_BEGINNINGS = (b"PK\x03\x04", b"PK\x05\x06")


def read_arrival(path: Path, diary: Diary | None = None) -> Arrival:
    """Read the folder, zip or file at a path; `diary` says which it is, if it is known.

    Raises a MooringsError where there is nothing we know how to read; what cannot be
    read inside a diary is a fault of the arrival.
    """
    path = path.absolute()
    if path.is_dir():
        return _read_folder(files_in_folder(path), diary)
    if not path.is_file():
        raise NothingThereError(path=path)
    if _begins_as_zip(path):
        with files_in_zip(path.name, path) as files:
            return _read_folder(files, diary)
    return _read_file(file_with_neighbours(path), diary)


def read_upload(name: str, content: bytes, diary: Diary | None = None) -> Arrival:
    """Read one file that was sent; nothing on this machine is looked at."""
    name = PurePosixPath(name.replace("\\", "/")).name or "?"
    if content.startswith(ZIP_BEGINNINGS):
        with files_in_zip(name, io.BytesIO(content)) as files:
            return _read_folder(files, diary)
    return _read_file(one_file(name, content), diary)


def _read_folder(files: Files, diary: Diary | None) -> Arrival:
    if diary:
        names = files_of(files, diary)
    else:
        diary, names = recognise_folder(files)
    return gather(chain(files.faults, READERS[diary](files, names)))


def _read_file(files: Files, diary: Diary | None) -> Arrival:
    reader = READERS[diary or recognise_file(files, files.title)]
    return gather(reader(files, (files.title,)))


def _begins_as_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(ZIP_BEGINNINGS[0])) in ZIP_BEGINNINGS
    except OSError:
        return False
