import re
from collections.abc import Callable

import pytest

from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened
from moorings.journey.records import Naming, Word
from moorings.library.vocabulary import vocabulary
from moorings.web.pages.now.naming import ORDERS, STANDING
from moorings.web.steps import PARTS
from tests.web.conftest import Browser, Fields

WAVE = "d" * 32
NAMED = [
    ("step", "naming"),
    ("activation", WAVE),
    ("next", "/now/choose"),
    ("trigger", "no-answer"),
    ("body", "chest-tight"),
    ("feelings", "lonely"),
    ("feelings", "ashamed"),
    ("own-belief", "  I was  too loud "),
    ("fears", "being-left"),
    ("urges", "write-again"),
]
SAID = (
    "It began with no answer to a message. I notice a tight chest. I feel lonely and "
    "ashamed. A part of me believes that I was too loud. Under it is a fear of being "
    "left. The pull is to write again."
)


@pytest.fixture
def says(browser: Browser) -> Callable[[Fields], str]:
    def say(fields: Fields) -> str:
        answer = browser.post("/now/name/said", fields)
        assert answer.status == 200
        found = re.search(r'whole-sentence" dir="auto">(.*?)</p>', answer.text)
        return found[1] if found else ""

    return say


# --- the page -------------------------------------------------------------------------


def test_without_script_every_word_there_is_stands_on_one_page_in_one_form(
    browser: Browser,
) -> None:
    form = browser.get("/now/name").page.form("/now/name/said")
    for part, name in PARTS.items():
        shown = {value for field, _, value in form.fields if field == name}
        assert shown == {term.id for term in vocabulary()[part].words()}
        assert f"own-{part}" in form.texts
    assert "text" in form.texts
    assert ("step", "hidden", "naming") in form.fields


def test_the_body_stands_last_where_nobody_knows_who_is_far_away(
    browser: Browser,
) -> None:
    shown = browser.get("/now/name").text
    asked = re.findall(r'data-screen="(\w+)"', shown)
    assert [name for name in asked if name in PARTS] == list(STANDING)
    assert asked.index("body") == max(asked.index(part) for part in PARTS)


def test_one_may_begin_in_the_body_with_a_word_or_in_own_words_and_nothing_is_lost(
    browser: Browser,
) -> None:
    shown = browser.get("/now/name").text
    orders = [each.split() for each in re.findall(r'data-order="(.*?)"', shown)]
    assert [order[0] for order in orders] == ["body", "feeling", "line"]
    for order in orders:
        assert set(order) >= {*PARTS, "people"}
    assert {name: list(order) for name, order in ORDERS.items()} == dict(
        zip(ORDERS, orders, strict=True)
    )


def test_from_the_naming_page_a_person_and_the_end_are_one_tap_away(
    browser: Browser,
) -> None:
    links = browser.get("/now/name").page.links
    assert {"/crisis", "/now/after", "/now/choose", "/now"} <= set(links)


def test_of_what_it_began_with_one_thing_is_named_and_of_the_rest_many(
    browser: Browser,
) -> None:
    fields = browser.get("/now/name").page.form("/now/name/said").fields
    kinds = {name: kind for name, kind, _ in fields if name in PARTS.values()}
    assert kinds.pop("trigger") == "radio"
    assert set(kinds.values()) == {"checkbox"}


def test_feelings_are_graded_from_mild_to_strong_inside_each_family(
    browser: Browser,
) -> None:
    shown = browser.get("/now/name").text
    inside = re.search(r'data-screen="feeling".*?</section>', shown, re.DOTALL)
    assert inside
    families = inside[0].split('<details class="family"')[1:]
    assert len(families) == len(vocabulary()["feeling"].families)
    for family in families:
        grades = re.findall(r'class="term s(\d)"', family)
        assert grades == sorted(grades)
        assert len(grades) > 2


# --- written back ---------------------------------------------------------------------


@pytest.mark.usefixtures("notebook")
def test_the_parts_come_back_as_a_sentence_and_are_kept(
    says: Callable[[Fields], str], notebook: Opened
) -> None:
    assert says(NAMED) == SAID
    [activation] = notebook.journey.activations()
    named = activation.named
    assert activation.id == WAVE
    assert isinstance(named, Naming)
    assert (named.trigger, named.body) == ("no-answer", ("chest-tight",))
    assert (named.feelings, named.urges) == (("lonely", "ashamed"), ("write-again",))
    [own] = notebook.journey.standing(Word)
    assert (own.part, own.text) == ("belief", "I was too loud")
    assert named.beliefs == (own.id,)


def test_every_part_may_be_left_out(says: Callable[[Fields], str]) -> None:
    assert says([("step", "naming"), ("feelings", "lonely")]) == "I feel lonely."
    assert says([("step", "naming"), ("feelings", "no-such-word")]) == ""
    assert says([("step", "naming")]) == ""


def test_a_line_that_came_with_it_is_kept_as_a_note(
    browser: Browser, notebook: Opened
) -> None:
    line = [("text", "He did not call."), ("feelings", "sad"), ("activation", WAVE)]
    answer = browser.post("/now/name/said", [("step", "naming"), *line])
    assert "Saved." in answer.text
    [activation] = notebook.journey.activations()
    assert [note.text for note in activation.notes] == ["He did not call."]
    assert activation.named
    assert "He did not call." not in answer.text


def test_words_are_found_in_the_line_for_parts_that_were_left_out(
    browser: Browser,
) -> None:
    line = ("text", "I feel so lonely, my chest is tight and I want to write again.")
    fields = [("step", "naming"), ("feelings", "sad"), ("activation", WAVE), line]
    shown = browser.post("/now/name/said", fields)
    form = next(each for each in shown.page.forms if each.action == "/now/note")
    found = {(name, value) for name, kind, value in form.fields if kind == "checkbox"}
    assert found == {("body", "chest-tight"), ("urges", "write-again")}
    assert ("activation", "hidden", WAVE) in form.fields
    assert "feelings" not in {name for name, _, _ in form.fields}


def test_where_nothing_can_be_kept_the_sentence_stands_there_all_the_same(
    browser: Browser, says: Callable[[Fields], str]
) -> None:
    assert says(NAMED) == SAID
    assert "That could not be kept" in browser.post("/now/name/said", NAMED).text


def test_what_is_written_back_stands_in_no_address_and_no_reload_keeps_it_twice(
    browser: Browser, notebook: Opened
) -> None:
    links = browser.post("/now/name/said", NAMED).page.links
    assert f"/now/choose?activation={WAVE}" in links
    assert f"/now/name?activation={WAVE}" in links
    assert not [link for link in links if "loud" in link or "lonely" in link]
    again = browser.get("/now/name/said")
    assert (again.status, again.location) == (303, "/now/name")
    [activation] = notebook.journey.activations()
    assert sum(isinstance(step, Naming) for step in activation.steps) == 1


def test_words_are_shown_as_they_were_typed_and_never_as_markup(
    says: Callable[[Fields], str],
) -> None:
    assert says([("step", "naming"), ("own-feeling", "<b>odd</b>")]) == (
        "I feel “&lt;b&gt;odd&lt;/b&gt;”."
    )


def test_danger_in_the_words_brings_people_first(browser: Browser) -> None:
    line = [("step", "naming"), ("text", "I want to kill myself")]
    answer = browser.post("/now/name/said", line)
    assert answer.status == 303
    assert "/now/heard" in answer.location


def test_a_forecast_is_offered_where_nothing_rests(
    browser: Browser, notebook: Opened
) -> None:
    offered = browser.post("/now/name/said", NAMED).page.form("/now/note").fields
    assert ("step", "hidden", "forecast") in offered
    assert ("next", "hidden", "/now/choose") in offered
    likely = [value for name, _, value in offered if name == "likelihood"]
    assert likely == [str(number) for number in range(0, 101, 10)]
    raise_flag(notebook)
    assert "forecast" not in browser.post("/now/name/said", NAMED).text
