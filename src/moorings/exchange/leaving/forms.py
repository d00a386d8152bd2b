"""All forms of leaving, and which of them a file that comes back is."""

import io
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from moorings.exchange.files import Files, files_in_folder, files_in_zip
from moorings.exchange.leaving.clinic import is_bundle, read_bundle, write_bundle
from moorings.exchange.leaving.folder import is_folder, read_folder, write_folder
from moorings.exchange.leaving.names import FormName
from moorings.exchange.leaving.reader import is_reader, read_reader, write_reader
from moorings.exchange.leaving.tables import is_tables, read_tables, write_tables
from moorings.exchange.portable import (
    NotAnExportError,
    Portable,
    is_export,
    read_portable,
    write_portable,
)
from moorings.exchange.reasons import BrokenZipError
from moorings.library.catalogue import gettext

_ZIP: Final = b"PK"


@dataclass(frozen=True, slots=True)
class Form:
    """One form: a name for its file that tells nothing, its type, and its writer."""

    file: str
    media_type: str
    write: Callable[[Portable], bytes]


def _json(portable: Portable) -> bytes:
    return b"".join(write_portable(portable))


FORMS: Final[dict[FormName, Form]] = {
    "json": Form("notebook.json", "application/json", _json),
    "page": Form("notebook.html", "text/html", write_reader),
    "folder": Form("notebook-pages.zip", "application/zip", write_folder),
    "tables": Form("notebook-tables.zip", "application/zip", write_tables),
    "clinic": Form("notebook-fhir.json", "application/fhir+json", write_bundle),
}


def own_at(path: Path) -> Portable | None:
    """Read a file of ours, or an unpacked folder; None where it is something else."""
    if path.is_dir():
        return _in_files(files_in_folder(path))
    if not path.is_file():
        return None
    content = path.read_bytes()
    if content.startswith(_ZIP):
        with suppress(BrokenZipError), files_in_zip(path.name, path) as files:
            return _in_files(files)
        return None
    ours = is_export(content) or is_reader(content) or is_bundle(content)
    return read_own(content) if ours else None


def read_own(content: bytes) -> Portable:
    """Read a file of any of these forms. Raises a MooringsError that says why not."""
    if content.startswith(_ZIP):
        with files_in_zip(gettext("The file"), io.BytesIO(content)) as files:
            found = _in_files(files)
        if found is None:
            raise NotAnExportError
        return found
    if is_reader(content):
        return read_reader(content)
    return read_bundle(content) if is_bundle(content) else read_portable(content)


def _in_files(files: Files) -> Portable | None:
    if is_tables(files):
        return read_tables(files)
    return read_folder(files) if is_folder(files) else None
