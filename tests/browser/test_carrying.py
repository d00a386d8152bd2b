"""Arriving with an old diary, and leaving with everything."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

MARKDOWN = {
    "2019-03-04 a walk.md": "The water was very still.",
    "notes/undated.md": "---\ndate: 2019-03-05T21:30\n---\nA second day by the water.",
}
BROKEN = {**MARKDOWN, "no date here.md": "When was this?", "2019-02-30.md": "Never."}
DAYLIO = (
    "full_date,date,weekday,time,mood,activities,note_title,note\n"
    '2021-09-27,September 27,Monday,21:00,good,"reading | walk",,A good book.\n'
)
JRNL = "[2020-08-29 11:11] An entry of jrnl.\nIts second line.\n"
JRNL_JSON = json.dumps(
    {
        "tags": {},
        "entries": [
            {
                "title": "An entry of jrnl's JSON.",
                "body": "",
                "date": "2020-08-30",
                "time": "14:32",
                "tags": [],
                "starred": False,
            }
        ],
    }
)


def packed(files: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def upload(name: str, content: str | bytes) -> dict[str, Any]:
    given = content if isinstance(content, bytes) else content.encode()
    return {"name": name, "mimeType": "application/octet-stream", "buffer": given}


@pytest.fixture
def day_one() -> bytes:
    """A zip as Day One makes it, with one picture."""
    identifier = "A" * 32
    entry = {
        "uuid": "5BA8A0499775E5B7AB050CE5A5A32F87",
        "creationDate": "2018-04-21T17:57:04Z",
        "timeZone": "Europe/London",
        "text": f"The harbour.\n\n![](dayone-moment://{identifier})",
        "photos": [{"identifier": identifier, "md5": "0" * 32, "type": "png"}],
    }
    icon = Path(__file__).parents[2] / "src/moorings/web/static/icon-192.png"
    return packed(
        {
            "Journal.json": json.dumps({"metadata": {}, "entries": [entry]}),
            f"photos/{'0' * 32}.png": icon.read_bytes(),
        }
    )


@pytest.mark.feature("E7")
def test_a_markdown_folder_and_a_day_one_zip_are_here_after_a_restart(
    app: "App", writer: "Person", day_one: bytes
) -> None:
    writer.brings(upload("old.zip", packed({**MARKDOWN})), upload("one.zip", day_one))
    assert writer.page.locator(".facts dd").first.inner_text() == "3"
    app.restart()
    writer.comes_in("/write/day/2018-04-21")
    writer.main.locator("a.whole").click()
    assert "18:57" in writer.page.locator(".heading").inner_text()
    picture = writer.page.locator("img.picture")
    expect(picture).to_have_js_property("naturalWidth", 192)
    writer.presses("Take back")
    writer.goes_to("/write/taken-back")
    writer.main.locator("a.whole").click()
    expect(picture).to_have_js_property("naturalWidth", 192)
    writer.goes_to("/write/day/2019-03-05")
    assert "A second day by the water." in writer.reads
    assert "21:30" in writer.reads
    assert "brought in" in writer.reads


@pytest.mark.feature("E7")
def test_daylio_and_both_kinds_of_jrnl_are_here_after_a_restart(
    app: "App", writer: "Person"
) -> None:
    writer.brings(
        upload("daylio.csv", DAYLIO),
        upload("journal.txt", JRNL),
        upload("journal.json", JRNL_JSON),
    )
    assert writer.page.locator(".facts dd").first.inner_text() == "3"
    app.restart()
    writer.comes_in("/write")
    writer.main.locator("a.whole", has_text="A good book.").click()
    assert "Mood, as it was noted: good" in writer.reads
    assert "reading · walk" in writer.reads
    writer.goes_to("/write/day/2020-08-29")
    assert "An entry of jrnl." in writer.reads
    writer.goes_to("/write/day/2020-08-30")
    assert "An entry of jrnl's JSON." in writer.reads


@pytest.mark.feature("E7")
def test_one_unreadable_entry_brings_nothing_in_and_every_fault_is_listed(
    app: "App", writer: "Person"
) -> None:
    archive = upload("old.zip", packed({**BROKEN}))
    writer.brings(archive)
    assert "Nothing was taken in yet" in writer.reads
    faults = writer.main.locator(".faults li").all_inner_texts()
    assert len(faults) == 2
    assert any("no date here.md" in fault for fault in faults)
    assert any("2019-02-30.md" in fault for fault in faults)
    writer.goes_to("/write")
    assert "Nothing written yet." in writer.reads
    writer.brings(archive, skipping=True)
    told = writer.page.locator(".facts dd").all_inner_texts()
    assert (told[0], told[4]) == ("2", "2")
    assert len(writer.main.locator(".faults li").all()) == 2
    app.restart()
    writer.comes_in("/write")
    assert writer.main.locator("a.whole").count() == 2


@pytest.mark.feature("E7")
def test_bringing_it_again_doubles_nothing_and_a_changed_text_is_an_edit(
    app: "App", writer: "Person"
) -> None:
    writer.brings(upload("old.zip", packed({**MARKDOWN})))
    writer.opens_entry("A second day")
    writer.follows("Erase for good")
    writer.presses("Erase for good")
    app.restart()
    writer.comes_in("/write")
    changed = {**MARKDOWN, "2019-03-04 a walk.md": "The water was not so still."}
    writer.brings(upload("old.zip", packed({**changed})))
    told = writer.page.locator(".facts dd").all_inner_texts()
    assert told[:4] == ["0", "1", "0", "1"]
    app.restart()
    writer.comes_in("/write")
    assert writer.main.locator("a.whole").count() == 1
    writer.opens_entry("The water was not so still.")
    writer.follows("Earlier versions")
    assert "The water was very still." in writer.reads


def test_real_files_of_four_programs_are_understood(
    writer: "Person", reference_data: Path
) -> None:
    writer.brings(
        reference_data / "import-daylio" / "sample.csv",
        reference_data / "import-jrnl" / "journals" / "basic_onefile.journal",
        reference_data
        / "import-dayone/dayone-to-obsidian/tests/assets"
        / "MyJournal.json",
    )
    assert writer.page.locator(".facts dd").first.inner_text() == "7"


def test_what_is_no_diary_is_told_so(writer: "Person") -> None:
    for name, content in (
        ("a.exe", b"MZ\0\1"),
        ("b.zip", b"PK\3\4broken"),
        ("c.csv", b""),
    ):
        writer.brings(upload(name, content))
        assert writer.page.get_by_role("alert").count() == 1
    writer.goes_to("/settings/arrive")
    writer.presses("Bring it in")
    assert "Choose a file first." in writer.reads


def writes_a_little(person: "Person", day_one: bytes) -> None:
    person.brings(upload("one.zip", day_one))
    person.writes("Written here.", date="1660-01-01", new_person="سارة")
    person.opens_entry("Written here.")
    person.follows("Edit")
    person.fills("text", "Written here, twice.")
    person.presses("Save")


def takes_out(person: "Person", target: Path) -> None:
    with person.page.expect_download() as leaving:
        person.button("Take it out").click()
    assert leaving.value.suggested_filename == "notebook.json"
    leaving.value.save_as(target)


def brings_back(person: "Person", file: Path) -> int:
    """Bring an export back in; give how many records were taken in."""
    person.goes_to("/settings/bring-in")
    person.page.locator("#files").set_input_files(file)
    person.presses("Bring it in")
    assert "It is here" in person.reads
    return int(person.page.locator(".facts dd").first.inner_text())


@pytest.mark.feature("E7")
@pytest.mark.feature("N18")
def test_everything_leaves_in_one_file_and_comes_back_equal_into_a_fresh_notebook(
    app: "App",
    apps: Callable[..., "App"],
    template: "App",
    people: Callable[..., "Person"],
    tmp_path: Path,
    day_one: bytes,
) -> None:
    person = people(app, "desk").comes_in()
    writes_a_little(person, day_one)
    app.restart()
    person.comes_in("/settings/take-out")
    person.fills("passphrase", "not the passphrase")
    person.presses("Take it out")
    assert person.page.get_by_role("alert").count() == 1
    person.fills("passphrase", app.passphrase)
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    takes_out(person, first)
    other = apps("other", template)
    fresh = people(other.start(), "desk").comes_in("/settings/bring-in")
    assert brings_back(fresh, first) > 3
    assert brings_back(fresh, first) == 0
    other.restart()
    fresh.comes_in("/write/day/1660-01-01")
    assert "Written here, twice." in fresh.reads
    fresh.goes_to("/write/day/2018-04-21")
    fresh.main.locator("a.whole").click()
    expect(fresh.page.locator("img.picture")).to_have_js_property("naturalWidth", 192)
    other.stop()
    assert other.command("export", str(second)).returncode == 0
    told, again = (json.loads(each.read_text("utf-8")) for each in (first, second))
    assert told.pop("exported_at") != again.pop("exported_at")
    assert again == told
