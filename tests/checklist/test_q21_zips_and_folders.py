"""Q21: zips and folders that lead out, in a circle, or to far more than they say."""

import io
import stat
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from moorings.errors import MooringsError
from moorings.exchange.arriving import read_arrival, read_upload
from moorings.exchange.leaving.forms import read_own


def packed(files: Mapping[str, bytes], **modes: int) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            about = zipfile.ZipInfo(name)
            about.external_attr = modes.get("mode", stat.S_IFREG | 0o644) << 16
            archive.writestr(about, content)
    return whole.getvalue()


LEADING_OUT: Final = (
    *("../out.md", "a/../../out.md", "/out.md"),
    *("..\\out.md", "\\out.md", "a\\..\\..\\o.md"),
)


@pytest.mark.parametrize("name", LEADING_OUT)
def test_q21_a_zip_that_leads_out_is_refused_and_writes_nothing(
    tmp_path: Path, name: str
) -> None:
    content = packed({"2026-03-01.md": b"Words", name: b"Outside"})
    file = tmp_path / "inside" / "diary.zip"
    file.parent.mkdir()
    file.write_bytes(content)
    for read in (
        lambda: read_upload("diary.zip", content),
        lambda: read_arrival(file),
        lambda: read_own(content),
    ):
        with pytest.raises(MooringsError):
            read()
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [file]


def test_q21_a_link_in_a_zip_is_left_alone(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("date: 2026-03-01\n\nNot for this.")
    link = packed({"2026-03-01.md": str(secret).encode()}, mode=stat.S_IFLNK | 0o777)
    found = read_upload("diary.zip", link)
    assert not found.entries
    assert [type(fault.reason).__name__ for fault in found.faults] == ["StrayPathError"]


def test_q21_a_link_in_a_folder_leads_nowhere_nor_in_a_circle(
    tmp_path: Path,
) -> None:
    (tmp_path / "secret.md").write_text("Not for this.")
    inside = tmp_path / "diary"
    inside.mkdir()
    (inside / "2026-03-01.md").write_text("Words")
    (inside / "2026-03-02.md").symlink_to(tmp_path / "secret.md")
    (inside / "round").symlink_to(inside, target_is_directory=True)
    found = read_arrival(inside)
    assert [entry.text for entry in found.entries] == ["Words"]
    assert "Not for this" not in str(found)


def test_q21_a_zip_that_holds_itself_or_other_zips_is_opened_once() -> None:
    inner = packed({"2026-03-01.md": b"Words" * 1000})
    for _ in range(50):
        inner = packed({"inner.zip": inner})
    with pytest.raises(MooringsError):
        read_upload("diary.zip", inner)


def test_q21_a_zip_whose_members_overlap_is_measured_by_what_it_says() -> None:
    """Ten thousand names for one member, which is listed again and again."""
    once = packed({"2026-03-01.md": b"a" * 100_000})
    at = once.index(b"PK\x01\x02")
    end = once.index(b"PK\x05\x06")
    names, count = once[at:end], 10_000
    size = struct.pack("<HHII", count, count, len(names) * count, at)
    whole = once[:at] + names * count + once[end : end + 8] + size + b"\0\0"
    with pytest.raises(MooringsError):
        read_upload("diary.zip", whole)
