"""Unfinished pages, and pages that reach a locked notebook: no word is lost."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.afterwards import finds

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = [pytest.mark.browser, pytest.mark.worker]

CANARY = "Quittenmarmelade"


def is_kept(person: "Person", words: str = "Kept as a draft") -> None:
    """Wait until the page itself says where the draft is."""
    expect(person.page.locator("[data-draft-status]")).to_have_text(words)


@pytest.mark.feature("E3")
def test_typed_words_survive_the_death_of_the_program_and_of_the_browser(
    app: "App",
    size: str,
    people: Callable[..., "Person"],
    bytes_under: Callable[[Path], dict[Path, bytes]],
) -> None:
    first = people(app, size, apart=True).comes_in("/write")
    first.fills("text", f"{CANARY}, and then")
    first.unfolds()
    first.fills("date", "2001-09-09")
    is_kept(first)
    app.kill()
    first.page.context.close()
    left = b"".join(bytes_under(app.data).values())
    assert CANARY.encode() not in left
    app.start()
    second = people(app, size).comes_in("/")
    assert "Left unfinished" in second.reads
    second.follows(f"{CANARY}, and then")
    assert second.page.locator("#text").input_value() == f"{CANARY}, and then"
    assert second.page.locator("#date").input_value() == "2001-09-09"
    second.fills("text", f"{CANARY}, and then it was done.")
    second.presses("Save")
    second.goes_to("/write/day/2001-09-09")
    assert "and then it was done." in second.reads
    second.goes_to("/write/draft")
    assert "Nothing is left unfinished." in second.reads


@pytest.mark.feature("E3")
def test_a_draft_of_an_edit_goes_on_where_it_was_left(
    app: "App", writer: "Person"
) -> None:
    writer.writes("The page as it stands.", date="2019-03-04")
    writer.opens_entry("The page as it stands.")
    page = writer.path
    writer.follows("Edit")
    writer.fills("text", "The page as it will be.")
    is_kept(writer)
    app.kill()
    app.start()
    writer.comes_in(page)
    assert "The page as it stands." in writer.reads
    writer.goes_to("/write/draft")
    writer.follows("The page as it will be.")
    writer.presses("Save")
    assert writer.path == page
    assert "The page as it will be." in writer.reads
    writer.follows("Earlier versions")
    assert "The page as it stands." in writer.reads


def test_a_draft_is_let_go_when_one_says_so(writer: "Person") -> None:
    writer.goes_to("/write/unsent")
    writer.fills("text", "Rather not.")
    is_kept(writer)
    writer.goes_to("/write/draft")
    writer.follows("Rather not.")
    writer.presses("Let it go")
    writer.goes_to("/write/draft")
    assert "Nothing is left unfinished." in writer.reads


@pytest.mark.feature("E3")
def test_a_draft_typed_after_the_program_locked_is_sealed_and_there_after_unlock(
    app: "App", writer: "Person", bytes_under: Callable[[Path], dict[Path, bytes]]
) -> None:
    writer.goes_to("/write")
    app.restart()
    writer.fills("text", f"{CANARY} behind a locked door")
    is_kept(
        writer,
        "Your notebook has locked. This is sealed, and here again once you unlock.",
    )
    assert CANARY.encode() not in b"".join(bytes_under(app.data).values())
    app.restart()
    writer.comes_in("/")
    writer.follows(f"{CANARY} behind a locked door")
    assert writer.page.locator("#text").input_value().startswith(CANARY)


@pytest.mark.feature("E3")
@pytest.mark.parametrize(
    ("path", "field", "keeps"),
    [
        ("/practise/ladders/new", "text", "Keep it"),
        ("/way/patterns/new", "title", "Keep it"),
        ("/practise/beliefs", "own", "Look at this one"),
    ],
)
def test_what_is_typed_into_any_form_once_it_locked_stands_at_the_same_address_again(
    app: "App", writer: "Person", path: str, field: str, keeps: str
) -> None:
    writer.goes_to(path)
    app.restart()
    writer.fills(field, CANARY)
    is_kept(
        writer,
        "Your notebook has locked. This is sealed, and here again once you unlock.",
    )
    writer.comes_in(path)
    assert writer.page.locator(f"#{field}").input_value() == CANARY
    assert "This was begun and not kept yet." in writer.reads
    for way in writer.main.locator("input[name=direction]").all()[:1]:
        way.check()
    writer.presses(keeps)
    writer.goes_to(path)
    assert writer.page.locator(f"#{field}").input_value() == ""


def test_a_draft_says_so_where_the_program_does_not_answer(
    app: "App", writer: "Person"
) -> None:
    writer.goes_to("/write")
    app.stop()
    writer.fills("text", "Is anybody there?")
    is_kept(writer, "Not saved yet: the program does not answer. Keep this page open.")
    assert app.start().base
    writer.fills("text", "Is anybody there? Yes.")
    is_kept(
        writer,
        "Your notebook has locked. This is sealed, and here again once you unlock.",
    )


@pytest.mark.feature("E3")
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_page_sent_to_a_locked_notebook_arrives_exactly_once(
    app: "App", people: Callable[..., "Person"], *, script: bool
) -> None:
    person = people(app, script=script).comes_in("/write")
    person.fills("text", "Sent through a closed door.")
    if not script:
        person.unfolds()
        person.fills("new_person", "Sam")
    app.restart()
    person.button("Save").dblclick()
    expect(person.main).to_contain_text("They were sealed at once")
    person.page.reload()
    person.unlocks()
    person.goes_to("/write")
    assert person.reads.count("Sent through a closed door.") == 1
    assert "noted while locked" in person.reads
    app.restart()
    person.comes_in("/write")
    assert person.reads.count("Sent through a closed door.") == 1
    person.goes_to("/people")
    named = person.main.locator(".row a[href^='/people/']")
    assert named.count() == (0 if script else 1)


def test_an_impossible_day_sent_while_locked_comes_back_as_an_unfinished_page(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app, script=False).comes_in("/write")
    person.fills("text", "On a day that never was.")
    person.unfolds()
    # As in a browser that knows no date fields.
    person.page.locator("#date").evaluate("field => { field.type = 'text' }")
    person.fills("date", "2023-02-30")
    app.restart()
    person.presses("Save")
    person.unlocks()
    person.goes_to("/write/draft")
    person.follows("On a day that never was.")
    assert person.page.locator("#text").input_value() == "On a day that never was."


def test_a_page_that_grew_long_is_kept_as_a_draft_when_the_tab_closes(
    app: "App", writer: "Person"
) -> None:
    writer.goes_to("/write")
    words = "A very long evening. " * 5000
    writer.fills("text", words)
    is_kept(writer)
    app.kill()
    app.start()
    writer.comes_in("/write/draft")
    writer.main.locator("a.whole").click()
    assert writer.page.locator("#text").input_value() == words


def test_words_typed_in_the_last_second_before_the_tab_closes_are_kept(
    app: "App", people: Callable[..., "Person"]
) -> None:
    person = people(app).comes_in("/write")
    person.fills("text", "Hardly written")
    person.page.close(run_before_unload=True)
    context: BrowserContext = person.page.context
    page = context.new_page()
    page.goto(f"{app.base}/write/draft")
    finds(page, "Hardly written")


def test_two_tabs_on_one_page_lose_neither_version(
    writer: "Person", app: "App"
) -> None:
    writer.writes("As both tabs saw it.")
    writer.opens_entry("As both tabs saw it.")
    writer.follows("Edit")
    other = writer.page.context.new_page()
    other.goto(writer.page.url)
    writer.fills("text", "As the first tab left it.")
    writer.presses("Save")
    other.locator("#text").fill("As the second tab left it.")
    other.get_by_role("button", name="Save", exact=True).click()
    expect(other.locator("main")).to_contain_text("This page was changed in two places")
    page = re.sub(r"/edit$", "", writer.path)
    app.restart()
    writer.comes_in(page)
    for words in ("As the first tab left it.", "As the second tab left it."):
        assert words in writer.reads
    writer.follows("Edit")
    writer.fills("text", "As I leave it now.")
    writer.presses("Save")
    assert "As I leave it now." in writer.reads
