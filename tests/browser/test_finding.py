"""Finding anything again: calendar, search, and ten years that stay quick."""

import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from moorings.companion.clock import moment
from moorings.companion.opened import new_id
from moorings.companion.settling import note_step
from moorings.companion.wording import add_word
from moorings.journey.records import Entry, Naming
from tests.browser.afterwards import notebook_of

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

ARABIC = "سارة"


@pytest.fixture
def pepys(reference_data: Path, tmp_path: Path) -> Path:
    """The diary of Samuel Pepys as a folder of Markdown, one file an entry."""
    folder = tmp_path / "pepys"
    folder.mkdir()
    source = reference_data / "text-pepys-diary" / "pepys_entries.jsonl"
    for line in source.read_text("utf-8").splitlines():
        entry = json.loads(line)
        if entry["date_ns"]:
            name = f"{entry['date_ns']} {entry['id'].replace('/', ' ')}.md"
            (folder / name).write_text(entry["text"], "utf-8")
    return folder


@pytest.mark.feature("E4")
def test_search_finds_parts_of_words_without_accents_and_marks_them(
    app: "App", writer: "Person"
) -> None:
    writer.writes("Zoë sang in the café, and the naïve river listened.")
    writer.writes("The river was high.", date="2021-06-01", time="09:00")
    writer.writes("Nothing of the kind.", date="2021-06-02")
    app.restart()
    writer.comes_in("/")
    found = writer.searches(words="ZOE cafe")
    assert len(found) == 1
    marked = writer.page.locator("mark").all_inner_texts()
    assert marked == ["Zoë", "café"]
    assert "cafe" not in writer.page.url
    assert len(writer.searches(words="river")) == 2
    assert writer.searches(words='"river listened"') != []
    assert writer.searches(words='"listened river"') == []
    assert "Nothing was found." in writer.reads
    assert writer.page.locator("#words").input_value() == '"listened river"'


@pytest.mark.feature("E4")
def test_search_is_narrowed_by_person_days_and_kind(
    app: "App", writer: "Person"
) -> None:
    writer.writes("A walk with her.", date="2021-05-01", new_person=ARABIC)
    writer.writes("A walk alone.", date="2022-05-01")
    writer.goes_to("/write/unsent")
    writer.fills("to", "Sam")
    writer.fills("text", "A walk that never was.")
    writer.presses("Keep it")
    app.restart()
    writer.comes_in("/")
    assert len(writer.searches(words="walk")) == 3
    (alone,) = writer.searches(words="walk", person=ARABIC)
    assert "with her" in alone
    (one,) = writer.searches(words="walk", first="2022-01-01", last="2022-12-31")
    assert "alone" in one
    (unsent,) = writer.searches(words="walk", kind="Unsent pages")
    assert "never was" in unsent
    assert len(writer.searches(kind="Entries")) == 2
    assert len(writer.searches(words=ARABIC)) == 1


@pytest.mark.feature("E4")
def test_search_is_narrowed_by_a_feeling_and_no_address_bears_it(
    app: "App", writer: "Person"
) -> None:
    app.stop()
    with notebook_of(app) as opened:
        own, wave = add_word(opened, "feeling", "ثقيل"), new_id()
        now = moment(opened.now())
        named = ("lonely", own)
        note_step(opened, Naming, new_id(), wave, now, feelings=named)
        opened.keep(
            Entry(
                id=new_id(),
                written_at=opened.now(),
                when=now,
                text="The flat is quiet.",
                activation=wave,
            )
        )
    app.start()
    writer.comes_in("/")
    writer.writes("Lonely again, by the river.", date="2021-06-01")
    writer.writes("The river was high.", date="2021-06-02")
    found = writer.searches(feeling="lonely")
    assert ["quiet" in found[0], "Lonely again" in found[1]] == [True, True]
    assert "lonely" not in writer.page.url
    (one,) = writer.searches(feeling="lonely", words="river")
    assert "again" in one
    (own_one,) = writer.searches(feeling="ثقيل")
    assert "quiet" in own_one


@pytest.mark.feature("E4")
def test_the_calendar_leads_to_the_days_that_have_a_page(
    app: "App", writer: "Person"
) -> None:
    writer.writes("Leap day.", date="2024-02-29")
    writer.writes("Leap day again.", date="2024-02-29")
    writer.writes("A month later.", date="2024-03-29")
    app.restart()
    writer.comes_in("/write")
    writer.follows("Calendar")
    assert writer.path == "/write/calendar/2024-03"
    writer.main.get_by_role("link", name=re.compile("The month before")).click()
    day = writer.main.get_by_role("link", name="Thursday 29 February 2024, 2 entries")
    expect(day).to_have_count(1)
    day.click()
    assert "Leap day again." in writer.reads
    writer.goes_to("/write/calendar")
    writer.page.locator("#another-month").fill("1660-01")
    writer.presses("Go")
    assert "0 pages in this month." in writer.reads


def brings_from_the_command_line(app: "App", folder: Path) -> None:
    """Bring a folder along twice: the second time nothing is doubled."""
    entries = len(list(folder.iterdir()))
    came = app.command("import", str(folder))
    assert (came.returncode, came.stderr) == (0, "")
    assert came.stdout.startswith(f"New: {entries}.")
    again = app.command("import", str(folder))
    assert f"New: 0. Changed: 0. Here already: {entries}." in again.stdout


@pytest.mark.feature("E4")
@pytest.mark.feature("E7")
def test_ten_years_of_a_real_diary_are_brought_in_and_stay_quick(
    app: "App", person: "Person", pepys: Path
) -> None:
    app.stop()
    brings_from_the_command_line(app, pepys)
    app.start()
    person.comes_in("/write")
    started = time.monotonic()
    found = person.searches(words="turkey garret")
    assert time.monotonic() - started < 5
    assert "we living lately in the garret" in found[-1]
    person.searches(words="wife")
    links, firsts = person.main.locator("a.whole"), []
    for _ in range(3):
        firsts.append(links.first.get_attribute("href"))
        with person.page.expect_navigation():
            person.main.get_by_role("link", name="Older", exact=True).click()
    assert len(set(firsts)) == 3
    with person.page.expect_navigation():
        person.main.get_by_role("link", name="Newer", exact=True).click()
    assert links.first.get_attribute("href") == firsts[2]
    person.goes_to("/write")
    assert person.main.locator("a.whole").count() == 30
    person.follows("Older pages")
    assert person.path == "/write/further/2"
    person.goes_to("/write/calendar/1666-09")
    assert person.page.locator("a.date.written").count() == 30
    person.goes_to("/write/day/1666-09-12")
    person.main.locator("a.whole").click()
    assert "fire" in person.reads.casefold()
