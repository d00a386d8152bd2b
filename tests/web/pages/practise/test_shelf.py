"""The shelf: what steadies first, rooms once they are used, and nothing that rests."""

import pytest

from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time
from moorings.journey.records import Arousal
from moorings.library.lessons import lessons, reading
from moorings.library.practices import practices
from tests.web.conftest import Browser

CARDS = {n for n, practice in practices().items() if not practice.length_of}


def linked(browser: Browser, path: str = "/practise") -> set[str]:
    return set(browser.get(path).page.links)


@pytest.mark.usefixtures("notebook")
def test_every_practice_is_on_the_shelf_once_and_lengths_are_no_cards(
    browser: Browser,
) -> None:
    found = linked(browser)
    assert {f"/practise/{name}" for name in CARDS} <= found
    assert "/practise/body-scan-three" not in found


def test_a_room_comes_up_once_it_is_used(browser: Browser, notebook: Opened) -> None:
    before = browser.get("/practise").page.words
    assert "Your rooms" not in before
    now = notebook.now()
    notebook.keep(Arousal(id=new_id(), written_at=now, when=moment(now), level=3))
    words = browser.get("/practise").page.words
    assert words.index("Your rooms") < words.index("High, low, in between")
    assert words.index("High, low, in between") < words.index("Show everything")


@pytest.mark.usefixtures("notebook")
def test_the_kit_is_one_tap_away_also_before_it_is_used(browser: Browser) -> None:
    words = browser.get("/practise").page.words
    assert words.index("Soothing kit") < words.index("Show everything")


def test_what_was_done_lately_stands_above_the_shelf(
    browser: Browser, notebook: Opened
) -> None:
    keep_time(notebook, new_id(), "box", Practised(), moment(notebook.now()))
    words = browser.get("/practise").page.words
    assert words.index("You did these lately") < words.index("A box of four")
    assert words.index("A box of four") < words.index("Show everything")


def test_what_rests_is_not_on_the_shelf(browser: Browser, notebook: Opened) -> None:
    assert "/practise/stay-a-little" in linked(browser)
    raise_flag(notebook)
    found = linked(browser)
    assert "/practise/stay-a-little" not in found
    assert "/practise/belly-breath" in found


@pytest.mark.usefixtures("notebook")
def test_every_lesson_is_listed_once_and_can_be_read(browser: Browser) -> None:
    listed = [name for _, names in reading() for name in names]
    assert sorted(listed) == sorted(lessons())
    assert {f"/practise/read/{name}" for name in listed} <= linked(
        browser, "/practise/read"
    )
    for name, lesson in lessons().items():
        words = " ".join(browser.get(f"/practise/read/{name}").page.words.split())
        assert lesson.unsure in words
        assert all(part.text in words for part in lesson.parts)
    assert browser.get("/practise/read/no-such-lesson").status == 404


def test_a_lesson_offers_nothing_that_rests(browser: Browser, notebook: Opened) -> None:
    path = next(
        f"/practise/read/{name}"
        for name, lesson in lessons().items()
        if "stay-a-little" in lesson.try_
    )
    assert "/practise/stay-a-little" in linked(browser, path)
    raise_flag(notebook)
    assert "/practise/stay-a-little" not in linked(browser, path)


def test_while_locked_there_is_nothing(browser: Browser, notebook: Opened) -> None:
    del notebook
    browser.post("/lock")
    for path in (
        "/practise",
        "/practise/box",
        "/practise/read",
        "/practise/pages/slip",
    ):
        assert browser.get(path).status == 401
