"""The diary, as somebody keeps it who comes back tomorrow."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

ARABIC = "سارة"


@pytest.mark.worker
@pytest.mark.feature("E3")
def test_several_entries_a_day_keep_their_time_and_are_there_after_a_restart(
    app: "App", sits_down: "Person"
) -> None:
    sits_down.writes("Before breakfast.", date="2024-02-29", time="07:05")
    sits_down.writes("After supper.", date="2024-02-29", time="21:30")
    sits_down.writes("In between.", date="2024-02-29", time="13:00")
    app.restart()
    sits_down.comes_in("/write/day/2024-02-29")
    lines = sits_down.main.locator(".entries > li").all_inner_texts()
    told = [re.sub(r"\s+", " ", line) for line in lines]
    assert [line[:5] for line in told] == ["07:05", "13:00", "21:30"]
    assert "Before breakfast." in told[0]
    assert "After supper." in told[2]
    assert sits_down.headline == "Thursday 29 February 2024"


@pytest.mark.worker
@pytest.mark.feature("E3")
def test_any_century_can_be_written_about(app: "App", writer: "Person") -> None:
    writer.writes("Up betimes.", date="1660-01-01", time="08:00")
    writer.writes("In a year nobody has seen.", date="0004-02-29")
    app.kill()
    app.start()
    writer.comes_in("/write/calendar/1660-01")
    writer.page.locator("a.date.written").click()
    assert writer.headline == "Thursday 1 January 1660"
    writer.follows("Up betimes.")
    assert "08:00" in writer.page.locator(".heading").inner_text()
    writer.goes_to("/write/day/0004-02-29")
    assert "In a year nobody has seen." in writer.reads


def test_a_day_still_to_come_is_not_offered_but_kept_where_it_was_meant(
    app: "App", writer: "Person"
) -> None:
    writer.goes_to("/write")
    writer.unfolds()
    assert writer.page.locator("#date").get_attribute("max") is not None
    writer.page.locator("#date").evaluate("field => field.removeAttribute('max')")
    writer.fills("text", "Still to come.")
    writer.fills("date", "3000-01-01")
    writer.presses("Save")
    app.restart()
    writer.comes_in("/write/day/3000-01-01")
    assert "Still to come." in writer.reads


@pytest.mark.feature("E3")
def test_people_are_named_once_and_found_under_their_name(
    app: "App", writer: "Person"
) -> None:
    writer.writes("The three of us.", new_person=f"Sam, {ARABIC}")
    writer.goes_to("/write")
    writer.fills("text", "Only one of us.")
    writer.unfolds()
    writer.main.locator("label.chip", has_text=ARABIC).click()
    writer.presses("Save")
    app.restart()
    writer.comes_in("/people")
    rows = writer.main.locator(".row:has(a[href^='/people/'])").all_inner_texts()
    assert [row.split() for row in rows] == [
        ["Sam", "1", "page"],
        [ARABIC, "2", "pages"],
    ]
    writer.follows(ARABIC)
    assert "Only one of us." in writer.reads
    writer.main.locator("summary", has_text="Another name").click()
    writer.fills("name", "Sara")
    writer.presses("Save")
    assert writer.headline == "Sara"
    writer.opens_entry("Only one of us.")
    assert "With Sara" in writer.reads


@pytest.mark.feature("E3")
def test_an_edit_keeps_the_earlier_version_readable(
    app: "App", writer: "Person"
) -> None:
    writer.writes("As it was first.", date="2020-05-01", time="10:00")
    writer.opens_entry("As it was first.")
    for words in ("As I see it now.", "As I see it today."):
        writer.follows("Edit")
        assert writer.page.locator("#date").input_value() == "2020-05-01"
        writer.fills("text", words)
        writer.presses("Save")
        assert words in writer.reads
    page = writer.path
    app.restart()
    writer.comes_in(page)
    assert "As I see it today." in writer.reads
    writer.follows("Earlier versions")
    texts = writer.main.locator(".version .whole-entry").all_inner_texts()
    assert texts == ["As I see it today.", "As I see it now.", "As it was first."]


@pytest.mark.feature("E3")
def test_what_is_taken_back_can_be_undone_at_once_or_brought_back_later(
    app: "App", writer: "Person"
) -> None:
    writer.writes("Said too soon.")
    writer.opens_entry("Said too soon.")
    writer.presses("Take back")
    assert "Said too soon." not in writer.main.locator(".entries").all_inner_texts()
    assert "1 page taken back" in writer.reads
    writer.presses("Undo")
    assert "It is back where it was." in writer.reads
    writer.presses("Take back")
    app.restart()
    writer.comes_in("/write")
    assert "Said too soon." not in writer.reads
    assert writer.searches(words="soon") == []
    writer.goes_to("/write/taken-back")
    writer.follows("Said too soon.")
    taken_back = writer.path
    writer.follows("Erase for good")
    writer.follows("No, leave it")
    assert writer.path == taken_back
    writer.presses("Bring it back")
    app.restart()
    writer.comes_in("/write")
    assert "Said too soon." in writer.reads


def test_the_word_after_saving_takes_it_back_again(writer: "Person") -> None:
    writer.writes("A slip of the hand.")
    writer.presses("Undo")
    assert "Taken back." in writer.reads
    assert "1 page taken back" in writer.reads


@pytest.mark.feature("E3")
def test_what_is_erased_is_gone_for_good_with_every_version_of_it(
    app: "App", writer: "Person"
) -> None:
    writer.writes("Zwielicht the first.")
    writer.opens_entry("Zwielicht the first.")
    writer.follows("Edit")
    writer.fills("text", "Zwielicht the second.")
    writer.presses("Save")
    page = writer.path
    writer.follows("Edit")
    writer.fills("text", "Zwielicht the third, unfinished.")
    expect(writer.page.locator("[data-draft-status]")).to_have_text("Kept as a draft")
    writer.goes_to(page)
    writer.follows("Erase for good")
    assert "Nobody can bring them back, not even you." in writer.reads
    writer.follows("No, leave it")
    assert "Zwielicht the second." in writer.reads
    writer.follows("Erase for good")
    writer.presses("Erase for good")
    assert "Erased for good." in writer.reads
    app.restart()
    writer.comes_in("/write")
    assert "Zwielicht" not in writer.reads
    for gone in (page, page + "/edit", page + "/versions", page + "/erase"):
        assert writer.goes_to(gone).status == 404
    assert "It may have been erased" in writer.reads
    assert writer.searches(words="Zwielicht") == []
    app.stop()
    assert app.command("export", str(app.folder / "out.json")).returncode == 0
    assert "Zwielicht" not in (app.folder / "out.json").read_text("utf-8")
    verified = app.command("verify")
    assert verified.returncode == 0, verified.stderr
    assert "Everything is as it was written." in verified.stdout


def test_erasing_destroys_the_sealed_bytes_and_not_only_their_name(
    app: "App", writer: "Person", bytes_under: Callable[[Path], dict[Path, bytes]]
) -> None:
    writer.writes("A long page that has to go. " * 400)
    app.stop()
    (database,) = app.data.rglob("vault.db")
    with closing(sqlite3.connect(database)) as connection:
        question = "SELECT body FROM records ORDER BY length(body) DESC LIMIT 1"
        sealed: bytes = connection.execute(question).fetchone()[0]
    pieces = [sealed[at : at + 64] for at in range(0, len(sealed) - 64, 1024)]

    def left() -> int:
        contents = b"\0".join(bytes_under(app.data).values())
        return sum(piece in contents for piece in pieces)

    assert left() > 8
    app.start()
    writer.comes_in()
    writer.opens_entry("A long page")
    writer.follows("Erase for good")
    writer.presses("Erase for good")
    writer.presses("Lock")
    assert left() == 0
    app.stop()
    assert left() == 0


@pytest.mark.feature("E3")
def test_an_unsent_page_is_kept_or_let_go_as_one_chooses(
    app: "App", writer: "Person"
) -> None:
    writer.goes_to("/write/unsent")
    writer.fills("to", "Father")
    writer.fills("text", "What I never said.")
    writer.presses("Keep it")
    assert "Kept. It stays here; it is not sent." in writer.reads
    writer.fills("text", "What may blow away.")
    expect(writer.page.locator("[data-draft-status]")).to_have_text("Kept as a draft")
    writer.presses("Let it go")
    assert "Let go. Nothing of it was kept." in writer.reads
    app.restart()
    writer.comes_in("/write/unsent")
    assert "What I never said." in writer.reads
    assert "Father" in writer.reads
    assert "blow away" not in writer.reads
    assert writer.searches(words="blow") == []
    writer.goes_to("/write/draft")
    assert "Nothing is left unfinished." in writer.reads


@pytest.mark.worker
def test_pressing_save_twice_keeps_one_entry(writer: "Person") -> None:
    writer.goes_to("/write")
    writer.fills("text", "Once is enough.")
    writer.button("Save").dblclick()
    expect(writer.page.get_by_role("status").first).to_contain_text("Saved.")
    writer.goes_to("/write")
    assert writer.reads.count("Once is enough.") == 1


@pytest.mark.worker
def test_going_back_and_saving_again_keeps_both_versions_and_loses_none(
    writer: "Person",
) -> None:
    writer.writes("The first thought.")
    writer.page.go_back()
    writer.fills("text", "The second thought.")
    writer.presses("Save")
    writer.goes_to("/write")
    assert "The first thought." in writer.reads
    assert "The second thought." in writer.reads
