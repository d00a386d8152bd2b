import pytest

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import NIGHT
from moorings.companion.worksheets import Answered, worksheet, write_worksheet
from moorings.library.worksheets import sheets
from moorings.web.pages.way import honest, looking_back
from tests.unreal import feels_unreal
from tests.web.conftest import Browser

ROOMS = {"/way/honest": honest.ASKED, "/way/looking-back": looking_back.ASKED}
DAY = "3-3"


def told(browser: Browser, path: str) -> str:
    return " ".join(browser.get(path).page.words.split())


def answer(opened: Opened, sheet: str, text: str) -> str:
    field = sheets()[sheet].fields[0].id
    record = new_id()
    given = Answered({field: text})
    write_worksheet(opened, record, sheet, given, moment(opened.now()))
    return record


@pytest.mark.parametrize("room", ROOMS)
def test_all_five_can_be_begun_with_and_none_is_counted(
    browser: Browser, notebook: Opened, room: str
) -> None:
    choose(notebook, {NIGHT: DAY})
    page = browser.get(room).page
    for name in ROOMS[room]:
        assert f"/practise/pages/{name}" in page.links
        assert sheets()[name].title in page.words
        assert sheets()[name].short in page.words
    for word in ("of 5", "of five", "%", "left", "done", "complete"):
        assert word not in page.words.replace("Left", "").lower()
    assert "/way/patterns" not in page.links


@pytest.mark.parametrize("room", ROOMS)
def test_what_was_answered_stands_with_its_first_words_and_leads_to_the_answer(
    browser: Browser, notebook: Opened, room: str
) -> None:
    name, other = ROOMS[room][0], ROOMS[room][1]
    record = answer(notebook, name, "Cold <first>, then cross. " * 20)
    page = browser.get(room).page
    assert f"/practise/pages/{name}/{record}" in page.links
    assert f"/practise/pages/{name}" not in page.links
    assert f"/practise/pages/{other}" in page.links
    assert "“Cold <first>, then cross." in page.words
    assert "…”" in page.words
    assert "/way/patterns" in page.links


@pytest.mark.parametrize("room", ROOMS)
def test_a_long_night_and_letters_of_another_alphabet_are_shown(
    browser: Browser, notebook: Opened, room: str
) -> None:
    answer(notebook, ROOMS[room][0], "غُربة " * 4000)
    answer(notebook, ROOMS[room][1], "x" * 5000)
    shown = browser.get(room)
    assert shown.status == 200
    assert "غُربة" in shown.text
    assert len(shown.page.words) < 6000


def test_while_things_feel_unreal_the_five_rest_and_answers_stay_readable(
    browser: Browser, notebook: Opened
) -> None:
    record = answer(notebook, "honest-well", "Easy.")
    feels_unreal(notebook, 8)
    page = browser.get("/way/honest").page
    assert "This rests today." in page.words
    assert {"/practise", "/crisis"} <= set(page.links)
    assert f"/practise/pages/honest-well/{record}" in page.links
    assert "/practise/pages/honest-known" not in page.links
    assert "unreal" not in page.words.lower()


def test_what_was_early_on_is_put_aside_at_night_and_not_named_in_a_far_hour(
    browser: Browser, notebook: Opened
) -> None:
    choose(notebook, {NIGHT: "0-23"})
    text = browser.get("/way/looking-back").text
    folded = text[text.index("Also here") :]
    assert "/practise/pages/looking-family" in folded
    assert "/practise/pages/looking-secure" not in folded
    feels_unreal(notebook, 8)
    page = browser.get("/way/looking-back").page
    assert "/practise/pages/looking-family" not in page.links
    assert "/practise/pages/looking-secure" in page.links
    assert "This rests today." not in page.words


@pytest.mark.parametrize("room", ROOMS)
def test_the_questions_lead_back_to_their_room_and_keep_what_is_written(
    browser: Browser, notebook: Opened, room: str
) -> None:
    name = ROOMS[room][1]
    path = f"/practise/pages/{name}"
    shown = browser.get(path)
    assert room in shown.page.links
    first = sheets()[name].fields[0].id
    fields = {n: v for n, kind, v in shown.page.form(path).fields if kind == "hidden"}
    assert browser.post(path, {**fields, f"q-{first}": "One line."}).status == 303
    kept = worksheet(notebook, name)
    assert kept is not None
    assert kept.answers == {first: "One line."}
    assert "“One line.”" in told(browser, room)
