"""Words of one's own: added for good, said anew, taken back."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.browser.conftest import App, Person

pytestmark = pytest.mark.browser

ARABIC = "غُربة"


@pytest.mark.feature("E5")
def test_a_word_of_ones_own_is_there_for_good_and_can_be_said_anew(
    app: "App", writer: "Person"
) -> None:
    writer.goes_to("/way/words")
    assert "No words of your own yet." in writer.reads
    for part, text in (("A feeling", ARABIC), ("An urge", "howl at the moon")):
        if not writer.page.locator("#text").is_visible():
            writer.unfolds()
        writer.page.get_by_label(part, exact=True).check()
        writer.fills("text", text)
        writer.presses("Add")
    app.restart()
    writer.comes_in("/way/words")
    assert writer.main.locator("h2").all_inner_texts() == ["A feeling", "An urge"]
    writer.follows("howl at the moon")
    writer.fills("text", "howl")
    writer.presses("Save")
    assert writer.main.locator("a.whole").all_inner_texts() == [ARABIC, "howl"]
    writer.follows(ARABIC)
    writer.presses("Take it off the list")
    assert ARABIC not in writer.reads
    writer.presses("Undo")
    expect(writer.main.locator("a.whole").first).to_have_text(ARABIC)
    assert writer.objections() == []
