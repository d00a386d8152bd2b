import datetime as dt
import io
import os
import stat
import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from moorings.errors import MooringsError
from moorings.exchange import files
from moorings.exchange.arrival import Arrival
from moorings.exchange.arriving import read_arrival, read_upload
from moorings.exchange.reasons import (
    BrokenZipError,
    LockedZipError,
    NothingThereError,
    NotRecognisedError,
    SeveralDiariesError,
    StrayPathError,
    VastZipError,
)

LayOut = Callable[[Mapping[str, str | bytes]], Path]
Pack = Callable[[Mapping[str, str | bytes]], bytes]

MARKDOWN = b"---\ndate: 2019-03-04\n---\nWords"
DAYONE = b'{"metadata": {}, "entries": [{"uuid": "A", "text": "Words", "creationDate": "2019-03-04T12:00:00Z", "audios": [{"title": "x"}]}]}'  # noqa: E501
DAYLIO = b"full_date,date,weekday,time,mood,activities,note_title,note\n2019-03-04,,,12:00,ok,,,"  # noqa: E501
JRNL = b'[2019-03-04 12:00] Words with "creationDate": in them'
JRNL_JSON = b'{"tags": {}, "entries": [{"title": "\\"creationDate\\": x", "body": "", "date": "2019-03-04", "time": "12:00"}]}'  # noqa: E501
ALL = {
    "markdown": MARKDOWN,
    "dayone": DAYONE,
    "daylio": DAYLIO,
    "jrnl": JRNL,
    "jrnl json": JRNL_JSON,
}


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("name", ["diary", "diary.txt", "2019-03-04.txt", "d.json"])
def test_a_diary_is_known_by_what_is_in_it(kind: str, name: str) -> None:
    (entry,) = read_upload(name, ALL[kind]).entries
    assert entry.source == kind.partition(" ")[0]
    assert entry.when.date == dt.date(2019, 3, 4)


@pytest.mark.parametrize("kind", ALL)
def test_a_diary_is_known_inside_a_zip_and_a_folder(
    kind: str, zipped: Pack, folder: LayOut
) -> None:
    name = "x.json" if "json" in kind or kind == "dayone" else "x.txt"
    arrival = read_upload("download", zipped({f"top/{name}": ALL[kind]}))
    assert arrival.entries[0].source == kind.partition(" ")[0]
    assert read_arrival(folder({name: ALL[kind], "p.json": "{}"})) == arrival


@pytest.mark.parametrize(
    ("name", "content", "source"),
    [
        ("2019-03-04.txt", b"Plain words", "markdown"),
        ("2019-03-04.txt", b"Words\n[2019-03-05 12:00] quoted", "markdown"),
        ("notes.txt", b"Words\n[2019-03-05 12:00] an entry", "jrnl"),
        ("notes.txt", b"\n2019-03-05 12:00 an entry", "jrnl"),
        ("a.md", JRNL.replace(b"[", b"---\ndate: 2019-03-04\n---\n["), "markdown"),
    ],
)
def test_where_the_words_leave_it_open_the_name_decides(
    name: str, content: bytes, source: str
) -> None:
    assert read_upload(name, content).entries[0].source == source


def test_a_page_named_by_an_impossible_day_is_still_a_page() -> None:
    (fault,) = read_upload("2019-02-30.txt", b"Words").faults
    assert "2019-02-30" in str(fault)


@pytest.mark.parametrize(
    "content",
    [b"", b"Dear diary", b"{}", b'{"entries": []}', b"{broken", b"\x00\x01\xff\x81"],
)
def test_what_nobody_knows_is_refused_with_what_is_accepted(content: bytes) -> None:
    with pytest.raises(NotRecognisedError, match="Markdown files, a Day One export"):
        read_upload("thing", content)


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (b'{"metadata": {}, "entries": []}', "dayone"),
        (b'{"tags": {}, "entries": []}', "jrnl"),
    ],
)
def test_an_export_without_entries_is_an_empty_arrival(
    content: bytes, source: str
) -> None:
    assert read_upload(f"{source}.json", content) == Arrival()


def test_a_folder_nobody_knows_is_refused(folder: LayOut) -> None:
    with pytest.raises(NotRecognisedError, match=r"^diary is not"):
        read_arrival(folder({"empty": "Nothing", "notes.txt": "Dear diary"}))


def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NothingThereError, match="no file or folder"):
        read_arrival(tmp_path / "missing")


def test_two_diaries_in_one_folder_are_asked_for_one_by_one(folder: LayOut) -> None:
    root = folder({"a.json": DAYONE, "b.csv": DAYLIO})
    with pytest.raises(SeveralDiariesError):
        read_arrival(root)
    assert [one.source for one in read_arrival(root, "daylio").entries] == ["daylio"]
    assert [one.source for one in read_arrival(root, "dayone").entries] == ["dayone"]


def test_a_named_diary_that_is_not_there_is_refused(folder: LayOut) -> None:
    with pytest.raises(NotRecognisedError):
        read_arrival(folder({"b.csv": DAYLIO}), "markdown")


def test_a_named_diary_is_read_as_such(folder: LayOut) -> None:
    root = folder({"2020/08/29.txt": JRNL, "x.md": "Words"})
    assert [one.source for one in read_arrival(root, "jrnl").entries] == ["jrnl"]
    assert read_upload("x", MARKDOWN, "markdown").entries[0].source == "markdown"


def test_a_zip_and_its_folder_give_the_same_entries(
    zipped: Pack, folder: LayOut
) -> None:
    pages = {"2019/2019-03-04.md": "One", "2020/2020-03-04.md": "Two"}
    top = zipped({f"Diary/{name}": page for name, page in pages.items()})
    assert read_upload("a.zip", zipped(pages)) == read_arrival(folder(pages))
    assert read_upload("b.zip", top) == read_arrival(folder(pages))


def test_a_lone_year_stays_in_the_path_for_others_will_come(zipped: Pack) -> None:
    (entry,) = read_upload("a.zip", zipped({"2019/2019-03-04.md": "One"})).entries
    assert entry.source_id == "2019-03-04 2019/2019-03-04.md"


def test_a_zip_may_lie_on_the_disk(folder: LayOut, zipped: Pack) -> None:
    packed = zipped({"Diary/": "", "Diary/a.md": MARKDOWN, "__MACOSX/a.md": "x"})
    path = folder({"diary.zip": packed}) / "diary.zip"
    (entry,) = read_arrival(path).entries
    assert entry.source_id == "2019-03-04 a.md"


@pytest.mark.parametrize("name", ["../a.md", "/a.md", "x/../../a.md", "..\\a.md"])
def test_a_zip_with_a_path_that_leads_out_is_refused(zipped: Pack, name: str) -> None:
    with pytest.raises(StrayPathError):
        read_upload("a.zip", zipped({name: MARKDOWN}))


def test_a_link_inside_a_zip_is_a_fault() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        link = zipfile.ZipInfo("2019-03-04.md")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    (fault,) = read_upload("a.zip", packed.getvalue()).faults
    assert isinstance(fault.reason, StrayPathError)


def test_a_locked_zip_says_so(zipped: Pack) -> None:
    packed = bytearray(zipped({"a.md": MARKDOWN}))
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(LockedZipError, match="locked with a password"):
        read_upload("a.zip", bytes(packed))


def test_a_zip_that_would_fill_the_machine_is_refused(
    zipped: Pack, folder: LayOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = zipped({"a.md": MARKDOWN, "b.md": MARKDOWN})
    monkeypatch.setattr(files, "MOST_FILES_IN_ZIP", 1)
    with pytest.raises(VastZipError):
        read_upload("a.zip", packed)
    monkeypatch.undo()
    monkeypatch.setattr(files, "MOST_BYTES_OF_UPLOAD", 50)
    with pytest.raises(VastZipError):
        read_upload("a.zip", packed)
    on_disk = folder({"diary.zip": packed}) / "diary.zip"
    assert len(read_arrival(on_disk).entries) + len(read_arrival(on_disk).faults)
    monkeypatch.setattr(files, "MOST_BYTES_IN_ZIP", 50)
    with pytest.raises(VastZipError):
        read_arrival(on_disk)


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_said(
    zipped: Pack,
) -> None:
    packed = bytearray(zipped({"2019-03-04.md": "word " * 100_000}))
    at = packed.index(b"PK\x01\x02") + 24
    packed[at : at + 4] = struct.pack("<I", 10)
    arrival = read_upload("a.zip", bytes(packed))
    assert arrival.entries == ()
    assert [one.file for one in arrival.faults] == ["2019-03-04.md"]


def test_a_zip_that_is_cut_short_is_refused(zipped: Pack) -> None:
    with pytest.raises(BrokenZipError, match="damaged or incomplete"):
        read_upload("a.zip", zipped({"a.md": MARKDOWN})[:-30])


def test_a_damaged_or_strangely_packed_page_of_a_zip_is_a_fault() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.md", MARKDOWN)
        archive.writestr("b.md", MARKDOWN * 9, zipfile.ZIP_BZIP2)
        archive.writestr("c.md", MARKDOWN)
    content = packed.getvalue().replace(b"Words", b"Werds", 1)
    arrival = read_upload("a.zip", content)
    assert [one.file for one in arrival.faults] == ["a.md", "b.md"]
    assert len(arrival.entries) == 1


def test_a_folder_that_cannot_be_entered_is_a_fault(
    folder: LayOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder({"a.md": MARKDOWN, "shut/b.md": MARKDOWN})
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "shut", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    arrival = read_arrival(root)
    assert [str(one)[:7] for one in arrival.faults] == ["shut:1:"]
    assert len(arrival.entries) == 1


def test_a_linked_folder_is_a_fault_if_it_leads_out(folder: LayOut) -> None:
    root = folder({"a.md": MARKDOWN, "in/b.md": MARKDOWN, "../out/c.md": MARKDOWN})
    (root / "stray").symlink_to(root.parent / "out")
    (root / "again").symlink_to(root / "in")
    arrival = read_arrival(root)
    assert [one.file for one in arrival.faults] == ["stray"]
    assert len(arrival.entries) == 2


def test_a_file_that_will_not_open_is_a_fault(
    folder: LayOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder({"a.md": MARKDOWN}) / "a.md"

    def refuse(*_: object) -> object:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    (fault,) = read_arrival(path).faults
    assert "could not be opened" in str(fault)


NAMES = st.sampled_from(
    ["x", "x.md", "x.txt", "2019-03-04.md", "x.json", "x.csv", "x.journal", "x.doentry"]
)
PIECES = st.lists(
    st.sampled_from(
        [
            *ALL.values(),
            b"---\n", b"date: 2019-03-04\n", b"[2019-03-04 12:00] ", b"[", b"]", b'"',
            b"{", b"}", b",", b";", b"\n", b"\r", b"\0", b"\xff", b"PK\x03\x04",
            b"<plist>", b"<dict>", b"</dict>", b"</plist>", b"<key>UUID</key>",
            b"<date>x</date>", b"<string>", b"full_date,time,mood\n", b'"entries":',
        ]
    ),
    max_size=12,
).map(b"".join)  # fmt: skip


@settings(max_examples=300)
@given(NAMES, st.one_of(st.binary(), PIECES))
@example("x.doentry", b"<plist><dict><key>a</key></dict></plist>")
@example("x.csv", b'full_date,"a,time",mood\n1,2,3')
@example("x", b"full_date,time,mood\n\x03,,")
def test_any_bytes_give_an_arrival_or_a_reason(name: str, content: bytes) -> None:
    try:
        arrival = read_upload(name, content)
    except MooringsError as refusal:
        reason = str(refusal)
        assert reason
        return
    assert all(str(fault).isprintable() and fault.line > 0 for fault in arrival.faults)
    names = [entry.source_id for entry in arrival.entries]
    assert len(set(names)) == len(names)
    for entry in arrival.entries:
        entry.text.encode()


def test_a_member_without_a_name_is_passed_over() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Journal.json", DAYONE)
        archive.writestr("a", b"")
    content = packed.getvalue()
    nameless = bytearray(content)
    at = content.rindex(b"PK\x01\x02")  # the second entry of the central directory
    nameless[at + 28], nameless[at + 30] = 0, 1  # its letter is no name any more
    whole = read_upload("a.zip", content)
    assert read_upload("a.zip", bytes(nameless)).entries == whole.entries


@settings(max_examples=100)
@given(st.data())
def test_any_damage_to_a_zip_gives_an_arrival_or_a_reason(data: st.DataObject) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Journal.json", DAYONE)
        archive.writestr("photos/a.jpeg", b"\xff\xd8\xff")
    content = bytearray(packed.getvalue())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(4, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    try:
        read_upload("a.zip", bytes(content))
    except MooringsError as refusal:
        reason = str(refusal)
        assert reason
