"""A zip that was made to swell is refused before it takes any room."""

import io
import struct
import tracemalloc
import zipfile
from collections.abc import Iterator
from contextlib import suppress

import pytest

from moorings.errors import MooringsError
from moorings.exchange import files
from moorings.exchange.arriving import read_upload
from moorings.exchange.leaving.forms import read_own
from moorings.exchange.leaving.packing import pack
from moorings.exchange.reasons import VastZipError

MIB = 1024**2
BEGUN = b'{"format":"moorings-export","version":1,'


def zipped(**sizes: int) -> bytes:
    """Make a zip of files that are blank, but for how an export begins."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, size in sizes.items():
            with archive.open(f"{name}.json", "w", force_zip64=True) as file:
                file.write(BEGUN)
                for _ in range(size // MIB):
                    file.write(b" " * MIB)
    return whole.getvalue()


def lying(packed: bytes, said: int) -> bytes:
    """Let the list of a zip of one file say another length of it."""
    at = packed.rindex(b"PK\x01\x02") + 24
    return packed[:at] + struct.pack("<I", said) + packed[at + 4 :]


@pytest.fixture
def most_mib() -> Iterator[int]:
    """Watch over how much memory a test takes."""
    tracemalloc.start()
    yield 100
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 100 * MIB


BOMBS = {
    "one that is vast": zipped(notebook=150 * MIB),
    "several": zipped(**{f"n{each}": 20 * MIB for each in range(10)}),
    "one that says it is small": lying(zipped(notebook=150 * MIB), 1000),
}


@pytest.mark.usefixtures("most_mib")
@pytest.mark.parametrize("kind", BOMBS)
def test_a_small_zip_that_holds_a_great_deal_is_refused(kind: str) -> None:
    with pytest.raises(MooringsError):
        read_own(BOMBS[kind])
    with suppress(VastZipError):
        assert read_upload("a.zip", BOMBS[kind]).entries == ()


@pytest.mark.usefixtures("most_mib")
def test_a_list_that_is_too_long_is_not_taken_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    packed = pack((f"{each}.md", b"") for each in range(200))
    monkeypatch.setattr(files, "MOST_FILES_IN_ZIP", 199)
    monkeypatch.setattr(files, "_AT_ONCE", 61)
    with pytest.raises(VastZipError):
        read_own(packed)
    monkeypatch.setattr(files, "MOST_FILES_IN_ZIP", 200)
    with pytest.raises(MooringsError, match="not a Moorings export"):
        read_own(packed)


def test_what_is_written_here_is_never_taken_for_such_a_zip() -> None:
    long = b"a" * (files.SMALL + 1)
    packed = pack([("notebook.json", long), ("pages/a.md", b"words")])
    with files.files_in_zip("", io.BytesIO(packed)) as found:
        assert found.content("notebook.json") == long
    assert len(pack([("notebook.json", long[:-9])])) < MIB
