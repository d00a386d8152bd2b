import datetime as dt
import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from moorings.exchange.arrival import Arrival, FoundEntry, FoundPicture
from moorings.exchange.arriving import read_arrival, read_upload
from moorings.journey.records import When

LayOut = Callable[[Mapping[str, str | bytes]], Path]
Pack = Callable[[Mapping[str, str | bytes]], bytes]


def entry(**details: object) -> dict[str, object]:
    return {
        "uuid": "A1",
        "creationDate": "2018-04-21T17:57:04Z",
        "timeZone": "Europe/London",
        "text": "Words",
        **details,
    }


def export(*entries: object) -> str:
    return json.dumps({"metadata": {"version": "1.0"}, "entries": entries}, indent=1)


def read(*entries: object) -> Arrival:
    return read_upload("Journal.json", export(*entries).encode())


def faults(arrival: Arrival) -> list[tuple[int, str]]:
    return [(fault.line, type(fault.reason).__name__) for fault in arrival.faults]


def test_an_entry_is_dated_by_the_clock_on_the_wall() -> None:
    assert read(entry(tags=["river", " walk ", "river"])) == Arrival(
        (
            FoundEntry(
                "dayone",
                "A1",
                When(dt.date(2018, 4, 21), dt.time(18, 57, 4), 3_600, "Europe/London"),
                "Words",
                ("river", "walk"),
            ),
        )
    )


@pytest.mark.parametrize(
    "zone", ["Nowhere/At All", "../../etc/passwd", "", "Europe", "\ud800", "\0", None]
)
def test_an_unknown_zone_leaves_the_moment_in_utc(zone: str | None) -> None:
    (found,) = read(entry(timeZone=zone)).entries
    assert found.when == When(dt.date(2018, 4, 21), dt.time(17, 57, 4), 0)


def test_an_entry_of_a_whole_day_has_no_hour() -> None:
    (found,) = read(entry(isAllDay=True, creationDate="2018-04-21T23:30:00Z")).entries
    assert found.when == When(dt.date(2018, 4, 22))


def test_the_marks_day_one_puts_into_a_text_are_taken_out() -> None:
    text = (
        "One\\. Two \\- three\\!\n"
        "![](dayone-moment://AB12)\n"
        "  ![](dayone-moment:/video/CD34) ![x](dayone-moment:/audio/EF56)\n"
        "Four ![](dayone-moment://AB12)\n"
        "C:\\dir \\\\ \\_\ud800\0\n"
    )
    (found,) = read(entry(text=text)).entries
    assert found.text == "One. Two - three!\nFour \nC:\\dir \\ _\ufffd"


def test_pictures_come_out_of_the_zip(zipped: Pack, jpeg: bytes, png: bytes) -> None:
    photos = [
        {"identifier": "X", "md5": "aa11", "type": "jpeg"},
        {"identifier": "bb22", "md5": None, "type": "png"},
    ]
    content = zipped(
        {
            "Journal.json": export(entry(text="![](dayone-moment://X)", photos=photos)),
            "photos/aa11.jpeg": jpeg,
            "photos/bb22.png": png,
        }
    )
    arrival = read_upload("export.zip", content)
    assert arrival.faults == ()
    assert arrival.entries[0].text == ""
    assert arrival.entries[0].pictures == (
        FoundPicture("aa11.jpeg", "image/jpeg", jpeg),
        FoundPicture("bb22.png", "image/png", png),
    )


def test_a_missing_picture_is_a_fault_and_the_entry_comes_without_it(
    zipped: Pack, jpeg: bytes
) -> None:
    journal = export(
        entry(photos=[{"md5": "aa11"}, {"md5": "bb22"}, {"md5": "cc33"}]),
        entry(uuid="A2", text="", photos=[{"md5": "bb22"}]),
    )
    content = zipped(
        {"J.json": journal, "photos/aa11.jpeg": jpeg, "photos/cc33.jpeg": b"no picture"}
    )
    arrival = read_upload("export.zip", content)
    assert [len(one.pictures) for one in arrival.entries] == [1]
    assert faults(arrival) == [
        (6, "UnreadablePictureError"),
        (23, "NoWordsError"),
    ]


def test_json_alone_comes_without_its_pictures() -> None:
    arrival = read(entry(photos=[{"md5": "aa11"}]))
    assert (len(arrival.entries), arrival.faults) == (1, ())


def test_an_unpacked_export_finds_its_pictures(folder: LayOut, jpeg: bytes) -> None:
    root = folder(
        {
            "Journal.json": export(entry(photos=[{"md5": "aa11"}])),
            "photos/aa11.jpeg": jpeg,
        }
    )
    for arrival in (read_arrival(root), read_arrival(root / "Journal.json")):
        assert arrival.faults == ()
        assert [one.name for one in arrival.entries[0].pictures] == ["aa11.jpeg"]


def test_a_zip_may_hold_several_journals(zipped: Pack) -> None:
    content = zipped(
        {
            "a.json": export(entry(), entry(uuid="A2")),
            "b.json": export(entry(), entry(uuid="A2", text="Other words")),
        }
    )
    arrival = read_upload("export.zip", content)
    assert [one.source_id for one in arrival.entries] == ["A1", "A2"]
    assert [(one.file, type(one.reason).__name__) for one in arrival.faults] == [
        ("b.json", "SameEntryTwiceError")
    ]


def test_every_fault_bears_the_line_of_its_entry() -> None:
    arrival = read_upload(
        "Journal.json",
        b'{ "metadata": {"a": [1, 2]}, "entries": [\n'
        b'{"uuid": "A1", "creationDate": "2018-04-21T17:57:04Z", "text": "One",\n'
        b' "n": 1' + b"0" * 5_000 + b"},\n"
        b'{"uuid": "A2", "creationDate": "2018-04-31T17:57:04Z", "text": "Two"},\n'
        b'{"uuid": "A3", "text": "Three"}\n,'
        b'{"uuid": "A4", "creationDate": "2018-04-21T17:57:04Z", "text": ""},\n'
        b'{"uuid": "A5", "uuid": "A6", "creationDate": "2018-04-21T17:57:04Z"},\n'
        b'{"uuid": "A7", "creationDate": "0001-01-01T00:00:00+01:00", "text": "7"},\n'
        b"[" + b"[" * 100_000,
    )
    assert [one.text for one in arrival.entries] == ["One"]
    assert faults(arrival) == [
        (4, "UnreadableDateError"),
        (5, "UnfamiliarEntryError"),
        (6, "NoWordsError"),
        (7, "RepeatedNameError"),
        (8, "UnreadableDateError"),
        (9, "BrokenJsonError"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('{"metadata": {},\n"entries":\n\n', 2),
        ('{"metadata": {},\n"entries": [{}\n{}]}', 3),
        ('{"metadata": {},\n"entries": []', 2),
        ('{"metadata": {},\n"entries": {}\n]', 3),
        ('{"metadata"\n\n1, "entries": []}', 3),
    ],
)
def test_json_that_breaks_off_is_a_fault_where_it_does(text: str, line: int) -> None:
    found = faults(read_upload("Journal.json", text.encode(), "dayone"))
    assert found[-1] == (line, "BrokenJsonError")


def test_a_journal_that_is_no_text_is_a_fault() -> None:
    assert faults(read_upload("J.json", b'{\n"\x81\x01')) == [
        (2, "UndecodableTextError")
    ]


CLASSIC = """<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0">
<dict>
<key>Creation Date</key><date>2013-05-17T18:39:20Z</date>
<key>Entry Text</key><string>A word\\.</string>
<key>Tags</key><array><string>work</string></array>
<key>Time Zone</key><string>Europe/Berlin</string>
<key>UUID</key><string>C1</string>
</dict>
</plist>
"""


def test_day_one_classic_is_read_with_its_picture(folder: LayOut, jpeg: bytes) -> None:
    root = folder({"entries/C1.doentry": CLASSIC, "photos/C1.jpg": jpeg})
    arrival = read_arrival(root)
    assert arrival == Arrival(
        (
            FoundEntry(
                "dayone",
                "C1",
                When(dt.date(2013, 5, 17), dt.time(20, 39, 20), 7_200, "Europe/Berlin"),
                "A word\\.",
                ("work",),
                pictures=(FoundPicture("C1.jpg", "image/jpeg", jpeg),),
            ),
        )
    )


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (CLASSIC.replace("</dict>\n", ""), 9, "UnfamiliarEntryError"),
        (CLASSIC.replace("UUID", "ID"), 1, "UnfamiliarEntryError"),
        (CLASSIC.replace("2013-05-17T", "soon"), 1, "UnfamiliarEntryError"),
        (CLASSIC.replace("A word\\.", "").replace("work", ""), 1, "NoWordsError"),
        ("", 1, "UnfamiliarEntryError"),
    ],
    ids=["broken", "nameless", "undated", "empty", "nothing"],
)
def test_a_classic_entry_that_cannot_be_read_is_a_fault(
    content: str, line: int, reason: str
) -> None:
    assert faults(read_upload("C1.doentry", content.encode())) == [(line, reason)]


def test_a_classic_entry_that_leads_elsewhere_is_a_fault(folder: LayOut) -> None:
    root = folder({"entries/C1.doentry": CLASSIC, "../C2.doentry": CLASSIC})
    (root / "entries/C2.doentry").symlink_to(root.parent / "C2.doentry")
    assert faults(read_arrival(root)) == [(1, "StrayPathError")]


def test_an_empty_classic_folder_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "Journal.dayone").mkdir()
    assert read_arrival(tmp_path / "Journal.dayone") == Arrival()
