"""A notebook written in script, before a real browser: nothing of it ever acts."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import Browser, Page

from campaigns.fuzzing_inert import written
from campaigns.fuzzing_scripts import MARK
from moorings.exchange.leaving.reader import write_reader
from moorings.exchange.portable import Portable
from moorings.journey.records import AnyRecord
from tests.browser.afterwards import notebook_of
from tests.browser.walking import UNFOLD

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

#: Where most of what was written stands.
HEAVIEST: Final = (
    *("/write", "/write/day/2026-03-01", "/write/search?words=zq", "/write/unsent"),
    *("/write/held", "/people", "/people/ledger", "/people/notes/add", "/safety/plan"),
    *("/people/together/promises", "/people/together/both-and/lists", "/safety/switch"),
    *("/people/together/check/alone", "/people/together/statement/new", "/way/with"),
    *(
        "/people/together/rebuild",
        "/people/together/repair",
        "/people/together/with/new",
    ),
    *("/practise/pages/with-this-person", "/practise/therapy", "/practise/ladders"),
    *(
        "/practise/figure",
        "/way/patterns/new",
        "/way/forecasts",
        "/way/words",
        "/way/map",
    ),
    *("/way/questionnaires", "/way/month/2026-03", "/people/together/check-up", "/"),
)
#: Goes through everything a page has, as somebody with a keyboard and a mouse might.
TOUCH: Final = """() => {
  for (const each of document.querySelectorAll("main *")) {
    each.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    if (each.focus) each.focus();
  }
  document.activeElement.blur();
}"""
ACTED: Final = f"top.{MARK} !== undefined || window.{MARK} !== undefined"


def acted(page: Page) -> bool:
    """Touch everything on a page, and say whether any of it has run."""
    page.evaluate(UNFOLD)
    page.evaluate(TOUCH)
    return bool(page.evaluate(ACTED))


def told() -> tuple[AnyRecord, ...]:
    return written(0, before=True, wholly=False, bare=False)


@pytest.mark.feature("W10")
def test_no_page_of_it_runs_a_script_or_asks_for_anything_elsewhere(
    app: "App", people: Callable[..., "Person"]
) -> None:
    app.stop()
    with notebook_of(app) as opened:
        opened.keep(*told())
    person = people(app.start(), "desk").comes_in("/write")
    person.page.on("dialog", lambda dialog: person.faults.append(dialog.message))
    showing = 0
    for path in HEAVIEST:
        assert person.goes_to(path).status == 200, path
        assert not acted(person.page), path
        showing += MARK in person.page.content()
    assert showing * 2 > len(HEAVIEST)


def test_nor_does_the_page_to_take_along(browser: Browser, tmp_path: Path) -> None:
    file, said = tmp_path / "notebook.html", list[str]()
    portable = Portable(told()[0].written_at, told())
    file.write_bytes(write_reader(portable))
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.on("request", lambda asked: said.append(asked.url))
    page.goto(file.as_uri())
    assert MARK in page.locator("main").inner_text()
    assert not acted(page)
    page.get_by_label("Find").fill(f"<img src=x onerror=top.{MARK}=1>")
    assert not acted(page)
    assert said == [file.as_uri()]
    context.close()
