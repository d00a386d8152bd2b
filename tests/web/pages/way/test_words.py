import re
from datetime import UTC, date, datetime

import pytest

from moorings.companion.opened import Opened, new_id
from moorings.companion.wording import add_word, own_words
from moorings.journey.records import Naming, RecordId, When
from tests.web.conftest import Browser

HERE = "/way/words"


def named(opened: Opened, month: int, day: int, *feelings: str) -> None:
    opened.keep(
        Naming(
            id=new_id(),
            written_at=datetime(2026, 3, 1, tzinfo=UTC),
            activation=RecordId(f"{month:02}{day:02}" * 8),
            when=When(date(2026, month, day)),
            feelings=feelings,
        )
    )


def test_the_way_leads_to_the_words_once_a_moment_was_noted(
    browser: Browser, notebook: Opened
) -> None:
    assert HERE not in browser.get("/way").page.links
    named(notebook, 1, 1, "sad")
    assert HERE in browser.get("/way").page.links


@pytest.mark.usefixtures("notebook")
def test_the_words_begin_empty(browser: Browser) -> None:
    shown = browser.get(HERE)
    assert "No words of your own yet." in shown.text
    assert "text" in shown.page.form(HERE).texts
    assert "How naming went on" not in shown.text


def test_a_word_is_added_changed_taken_back_and_brought_back(
    browser: Browser, notebook: Opened
) -> None:
    added = browser.post(HERE, {"part": "urge", "text": "  howl  at it "})
    assert (added.status, added.location) == (303, HERE)
    shown = browser.get(HERE).page
    assert "howl at it" in shown.words
    assert "An urge" in shown.words
    [word] = own_words(notebook)["urge"]
    one = f"{HERE}/{word.id}"
    assert one in shown.links
    assert "howl at it" in browser.get(one).text
    assert browser.post(one, {"text": "howl at the moon"}).location == HERE
    assert "howl at the moon" in browser.get(HERE).text
    assert browser.post(f"{one}/take-back").location == HERE
    shown = browser.get(HERE).page
    assert "howl at the moon" not in shown.words
    assert browser.post(shown.form(f"{one}/bring-back").action).location == HERE
    assert "howl at the moon" in browser.get(HERE).text


def test_what_is_known_is_not_added_twice(browser: Browser, notebook: Opened) -> None:
    for text in ("saudade", "Saudade"):
        browser.post(HERE, {"part": "feeling", "text": text})
    assert len(own_words(notebook)["feeling"]) == 1


def test_no_word_is_asked_for_again_with_what_was_chosen(
    browser: Browser, notebook: Opened
) -> None:
    answer = browser.post(HERE, {"part": "fear", "text": " "})
    assert answer.status == 422
    assert "Please look again." in answer.text
    chosen = [told for tag, told in answer.page.tags if "checked" in told]
    assert [told["value"] for told in chosen] == ["fear"]
    kept = add_word(notebook, "fear", "the stairs")
    again = browser.post(f"{HERE}/{kept}", {"text": ""})
    assert again.status == 422
    assert "the stairs" in again.text


@pytest.mark.usefixtures("notebook")
def test_what_no_word_names_and_who_is_not_there_are_refused(browser: Browser) -> None:
    for part in ("", "mood", "feelings"):
        assert browser.post(HERE, {"part": part, "text": "x"}).status == 400
    for record in ("ab" * 16, "x"):
        assert browser.get(f"{HERE}/{record}").status == 404
        for act in ("", "/take-back", "/bring-back"):
            answer = browser.post(f"{HERE}/{record}{act}", {"text": "x"})
            assert answer.status == 404


def test_a_word_is_shown_as_words_whatever_is_in_it(
    browser: Browser, notebook: Opened
) -> None:
    kept = add_word(notebook, "feeling", "<b>حزين</b> & more")
    for path in (HERE, f"{HERE}/{kept}"):
        assert "&lt;b&gt;حزين&lt;/b&gt; &amp; more" in browser.get(path).text


def test_how_naming_went_on_is_told_in_numbers_once_there_is_enough(
    browser: Browser, notebook: Opened
) -> None:
    for day in (1, 2, 3):
        named(notebook, 1, day, "sad")
    assert "How naming went on" not in browser.get(HERE).text
    for day, feeling in enumerate(("sad", "wary", "numb", "sad"), start=1):
        named(notebook, 2, day, feeling)
    shown = browser.get(HERE).text
    assert "January 2026: 1 different words" not in shown
    assert "January 2026: 1 different word in 3 hard moments." in shown
    assert "February 2026: 3 different words in 4 hard moments." in shown


def test_broad_and_finer_words_are_told_side_by_side_once_there_is_enough(
    browser: Browser, notebook: Opened
) -> None:
    for day in (1, 2, 3):
        named(notebook, 1, day, "sad", "angry")
    assert "Broad words" not in browser.get(HERE).text
    own = add_word(notebook, "feeling", "Fernweh")
    for day in (1, 2, 3):
        named(notebook, 2, day, "sad", "wary", own)
    shown = " ".join(browser.get(HERE).page.words.split())
    assert "January 2026: 6 of 6 words for feelings were broad ones." in shown
    assert "February 2026: 3 of 9 words for feelings were broad ones." in shown
    table = shown[shown.index("Words for feelings, by month") :]
    assert re.search(r"Finer\s*February 2026\s*3\s*9\s*3\s*6\s*January 2026", table)
