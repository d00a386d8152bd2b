"""Ready for a language that runs from right to left, before there is one."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po, write_po

import moorings

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

SENTENCES = Path(moorings.__file__).parent / "content" / "messages.pot"
#: What stands in a sentence and is filled in: it must come through as it is.
FILLED_IN = re.compile(r"(%\(\w+\)\w|\{\w+\})")
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


def as_if_translated(sentence: str) -> str:
    """Write a sentence of the same length in Arabic letters; it means nothing."""
    parts = FILLED_IN.split(sentence)
    return "".join(
        part if place % 2 else "".join(map(letter, part))
        for place, part in enumerate(parts)
    )


def letter(sign: str) -> str:
    return LETTERS[ord(sign.lower()) % len(LETTERS)] if sign.isalpha() else sign


@pytest.fixture
def in_arabic(apps: Callable[..., "App"], busy: "App", tmp_path: Path) -> "App":
    """A program that has a translation into letters that run the other way."""
    with SENTENCES.open("rb") as file:
        catalogue = read_po(file, locale="ar")
    for message in catalogue:
        if isinstance(message.id, tuple):
            message.string = (as_if_translated(message.id[1]),) * catalogue.num_plurals
        elif message.id:
            message.string = as_if_translated(str(message.id))
    place = tmp_path / "content" / "ar"
    place.mkdir(parents=True)
    with (place / "messages.po").open("wb") as out:
        write_po(out, catalogue)
    app = apps(like=busy)
    app.environment["ALTERED_CONTENT"] = str(place.parent)
    return app.start(altered=True)


@pytest.mark.feature("E8")
def test_a_right_to_left_language_turns_every_page_round(
    in_arabic: "App", people: Callable[..., "Person"]
) -> None:
    person = people(in_arabic)
    person.goes_to("/settings")
    with person.page.expect_navigation():
        person.main.locator("label.chip", has_text="العربية").click()
        person.page.locator("form[action='/settings/device'] button").click()
    in_arabic.stop()
    in_arabic.start(altered=True)
    person.goes_to("/")
    person.fills("passphrase", in_arabic.passphrase)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    faults = []
    for path in (
        "/",
        "/write",
        "/people",
        "/write/search",
        "/settings",
        "/now",
        "/write/calendar/2025-01",
        "/settings/arrive",
        "/crisis",
    ):
        assert person.goes_to(path).status == 200
        root = person.page.locator("html")
        assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")
        faults += [f"{path} at {w}" for w in (320, 390) if person.is_wider_than(w)]
        faults += [f"{path}: {each}" for each in person.objections()]
    assert faults == []
    start = person.page.locator(".corner.help").bounding_box()
    assert start is not None
    assert start["x"] > 390 / 2
