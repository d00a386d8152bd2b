import datetime as dt
import os
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moorings.exchange.arrival import FoundEntry, FoundPicture
from moorings.exchange.arriving import read_arrival, read_upload
from moorings.journey.records import When

LayOut = Callable[[Mapping[str, str | bytes]], Path]
DAY = dt.date(2019, 3, 4)


def only(path: Path) -> FoundEntry:
    arrival = read_arrival(path)
    assert arrival.faults == ()
    (entry,) = arrival.entries
    return entry


def test_a_file_is_an_entry_dated_by_its_name(folder: LayOut) -> None:
    entry = only(
        folder({"2019/2019-03-04 Walk.md": "# Walk\r\n\r\nBy the river. \n\n"})
    )
    assert entry == FoundEntry(
        "markdown",
        "2019-03-04 2019/2019-03-04 Walk.md",
        When(DAY),
        "# Walk\n\nBy the river.",
    )


def test_front_matter_gives_date_mood_and_labels(folder: LayOut) -> None:
    entry = only(
        folder(
            {
                "walk.md": (
                    "---\n"
                    "Title: something else\n"
                    "  a line that says nothing\n"
                    "date: 2019-03-04T21:15+01:00  # when we came home\n"
                    "mood: 'calm'\n"
                    'tags: [river, "#walk", river]\n'
                    "---\n"
                    "\n"
                    "By the river.\n"
                )
            }
        )
    )
    assert entry.when == When(DAY, dt.time(21, 15), 3_600)
    assert (entry.mood, entry.labels) == ("calm", ("river", "walk"))
    assert entry.text == "By the river."


def test_labels_may_stand_in_a_list_of_dashes(folder: LayOut) -> None:
    entry = only(
        folder({"2019-03-04.md": "---\ntags:\n  - river\n  - walk\nmood:\n...\nWords"})
    )
    assert (entry.labels, entry.mood, entry.text) == (("river", "walk"), "", "Words")


def test_the_date_in_front_matter_wins_over_the_name(folder: LayOut) -> None:
    entry = only(folder({"2020-01-01.md": "---\ndate: 2019-03-04\n---\nWords"}))
    assert entry.when == When(DAY)
    assert entry.source_id == "2019-03-04 2020-01-01.md"


def test_an_empty_date_in_front_matter_leaves_it_to_the_name(folder: LayOut) -> None:
    assert only(folder({"2019-03-04.md": "---\ndate:\n---\nWords"})).when == When(DAY)


def test_a_line_of_dashes_that_is_never_closed_is_text(folder: LayOut) -> None:
    assert only(folder({"2019-03-04.md": "---\nWords"})).text == "---\nWords"


def test_changed_words_leave_the_name_of_the_entry_as_it_was(folder: LayOut) -> None:
    first = only(folder({"2019-03-04.md": "Words"}))
    second = only(folder({"2019-03-04.md": "Other words"}))
    assert first.source_id == second.source_id
    assert first.text != second.text


def test_a_name_is_the_same_however_its_accents_are_stored(folder: LayOut) -> None:
    entry = only(folder({"2019-03-04 cafe\u0301.md": "Words"}))
    assert entry.source_id == "2019-03-04 2019-03-04 caf\u00e9.md"


def test_hidden_files_and_other_kinds_are_left_alone(folder: LayOut) -> None:
    files = {
        "2019-03-04.md": "Words",
        ".hidden.md": "x",
        ".obsidian/notes.md": "x",
        "__MACOSX/a.md": "x",
        "picture.jpg": "x",
        "data.json": "{}",
    }
    assert only(folder(files)).text == "Words"


def test_every_fault_is_listed_with_its_file_line_and_reason(folder: LayOut) -> None:
    arrival = read_arrival(
        folder(
            {
                "2018-01-01.md": "A good one",
                "2019-02-30.md": "A day that never was",
                "a.md": "---\nmood: calm\ndate: soon\n---\nWords",
                "b.md": "No date at all",
                "c/2019-03-04.txt": "---\ntags:\n---\n \n",
                "d/2019-03-05.markdown": b"one\ntwo \x81",
            }
        )
    )
    assert [entry.text for entry in arrival.entries] == ["A good one"]
    assert [
        (fault.file, fault.line, type(fault.reason).__name__)
        for fault in arrival.faults
    ] == [
        ("2019-02-30.md", 1, "UnreadableDateError"),
        ("a.md", 3, "UnreadableDateError"),
        ("b.md", 1, "NoDateError"),
        ("c/2019-03-04.txt", 1, "NoWordsError"),
        ("d/2019-03-05.markdown", 2, "UndecodableTextError"),
    ]
    assert str(arrival.faults[2]).startswith("b.md:1: Nothing says when")


def test_a_mood_without_words_is_an_entry(folder: LayOut) -> None:
    entry = only(folder({"2019-03-04.md": "---\nmood: calm\n---\n"}))
    assert (entry.text, entry.mood) == ("", "calm")


def test_pictures_come_along_and_the_text_stays_as_it_is(
    folder: LayOut, jpeg: bytes, png: bytes
) -> None:
    text = (
        "![The river](../pictures/my%20river.jpg)\n"
        "![again](../pictures/my%20river.jpg)\n"
        '![Boat](<boat.png> "a boat") ![](missing.png) ![](https://a.example/b.png)\n'
        "![not a picture](note.png) ![outside](../../secret.jpg) ![](gone.jpg)"
    )
    root = folder(
        {
            "2019/2019-03-04.md": text,
            "pictures/my river.jpg": jpeg,
            "2019/boat.png": png,
            "2019/note.png": "words",
            "../secret.jpg": jpeg,
        }
    )
    (root / "2019/gone.jpg").symlink_to(root.parent / "secret.jpg")
    entry = only(root)
    assert entry.text == text
    assert entry.pictures == (
        FoundPicture("my river.jpg", "image/jpeg", jpeg, "The river"),
        FoundPicture("boat.png", "image/png", png, "Boat"),
    )


def test_a_single_page_brings_the_pictures_beside_it(
    folder: LayOut, png: bytes
) -> None:
    root = folder({"2019-03-04.md": "![A boat](img/boat.png)", "img/boat.png": png})
    folder({"img/deep/2019-03-05.md": "Another entry"})
    entry = only(root / "2019-03-04.md")
    assert entry.source_id == "2019-03-04 2019-03-04.md"
    assert [picture.name for picture in entry.pictures] == ["boat.png"]


def test_a_page_that_leads_out_of_the_folder_is_refused(folder: LayOut) -> None:
    root = folder({"2019-03-04.md": "Words", "../2019-03-05.md": "Outside"})
    (root / "2019-03-05.md").symlink_to(root.parent / "2019-03-05.md")
    (root / "2019-03-06.md").symlink_to(root / "2019-03-04.md")
    (root / "2019-03-07.md").symlink_to(root / "nowhere.md")
    arrival = read_arrival(root)
    assert [entry.when.date.day for entry in arrival.entries] == [4, 6]
    assert [(fault.file, type(fault.reason).__name__) for fault in arrival.faults] == [
        ("2019-03-05.md", "StrayPathError"),
        ("2019-03-07.md", "UnreadableFileError"),
    ]


def test_a_page_sent_on_its_own_is_read() -> None:
    (entry,) = read_upload("C:\\diary\\2019-03-04.md", b"Words").entries
    assert entry.source_id == "2019-03-04 2019-03-04.md"


def test_five_thousand_pages_are_read_in_a_few_seconds(tmp_path: Path) -> None:
    for number in range(5_000):
        date = dt.date(2000, 1, 1) + dt.timedelta(days=number)
        page = tmp_path / f"{date}.md"
        page.write_text(f"---\ntags: [a, b]\n---\nEntry {number}")
    begun = time.perf_counter()
    assert len(read_arrival(tmp_path).entries) == 5_000
    assert time.perf_counter() - begun < 10


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be made on Windows")
def test_a_name_that_is_no_text_is_shown_with_its_bytes(folder: LayOut) -> None:
    root = folder({"2019-03-04.md": "Words"})
    os.rename(root / "2019-03-04.md", os.fsencode(root) + b"/2019-03-04 \xff.md")  # noqa: PTH104
    assert only(root).source_id == "2019-03-04 2019-03-04 \\udcff.md"


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
LABEL = st.text("abcdefghij klmn", min_size=1, max_size=9).map(str.strip).filter(bool)


@settings(max_examples=30)
@given(
    st.dictionaries(
        st.dates(),
        st.tuples(
            WORDS,
            st.lists(LABEL, unique=True, max_size=3),
            st.one_of(st.none(), st.times()),
        ),
        max_size=8,
    )
)
def test_a_folder_that_was_written_reads_back_equal(
    diary: dict[dt.date, tuple[str, list[str], dt.time | None]],
) -> None:
    with tempfile.TemporaryDirectory() as made:
        wanted = []
        for date, (text, labels, hour) in sorted(diary.items()):
            at = hour.replace(microsecond=0, fold=0) if hour else None
            written = f"{date}T{at}" if at else f"{date}"
            page = f"---\ndate: {written}\ntags: [{', '.join(labels)}]\n---\n\n{text}\n"
            Path(made, f"{date}.md").write_bytes(page.encode())
            wanted.append((When(date, at), text, tuple(labels)))
        Path(made, "0000 about.md").write_bytes(b"---\ndate: 0001-01-01\n---\nAbout")
        arrival = read_arrival(Path(made))
    assert arrival.faults == ()
    found = [(one.when, one.text, one.labels) for one in arrival.entries[1:]]
    assert found == wanted
