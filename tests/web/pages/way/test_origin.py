import pytest

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import NIGHT
from moorings.companion.worksheets import Answered, worksheet, write_worksheet
from moorings.library.catalogue import VOICES, speaking
from moorings.library.life_sentence import KINDS
from moorings.web.rendering import ENVIRONMENT
from tests.unreal import feels_unreal
from tests.web.conftest import Browser

HERE = "/way/origin"
SHEET = "/practise/pages/origin"
CLOSED = "To listen for the car. That is why I always wait at the window."
OPEN = "I learned to listen for the car, because nobody said when."
OFFER = "A way to say it that stays open"


def told(browser: Browser) -> str:
    return " ".join(browser.get(HERE).page.words.split())


def write(opened: Opened, learned: str = CLOSED, **more: str) -> str:
    record = new_id()
    given = Answered({"learned": learned, **more})
    write_worksheet(opened, record, "origin", given, moment(opened.now()))
    return record


def hidden(browser: Browser) -> dict[str, str]:
    form = browser.get(HERE).page.form(HERE)
    return {name: value for name, kind, value in form.fields if kind == "hidden"}


def test_with_nothing_kept_it_invites_and_asks_for_nothing(
    browser: Browser, notebook: Opened
) -> None:
    choose(notebook, {NIGHT: "3-3"})
    page = browser.get(HERE).page
    assert SHEET in page.links
    assert HERE not in [form.action for form in page.forms]


def test_what_was_kept_is_shown_and_fair_wording_bears_no_mark(
    browser: Browser, notebook: Opened
) -> None:
    write(notebook, OPEN, different="A <key>.")
    words = told(browser)
    assert OPEN in words
    assert "A <key>." in words
    assert "What is different now?" in words
    assert OFFER not in words
    assert "Words that may close a door" not in words
    assert "Nothing here asks for more." in words


def test_keeping_leads_back_here_and_what_closes_a_door_is_marked_with_why(
    browser: Browser, notebook: Opened
) -> None:
    form = browser.get(SHEET).page.form(SHEET)
    fields = {name: value for name, kind, value in form.fields if kind == "hidden"}
    text = f"{CLOSED} I am just like that."
    answer = browser.post(SHEET, {**fields, "q-learned": text})
    assert answer.location == HERE
    words = told(browser)
    assert text in words
    assert "“That is why I always”" in words
    assert "“I am just like that”" in words
    assert "This makes a habit into a law." in words
    assert "Nothing here has to change" in words
    assert OFFER in words
    kept = worksheet(notebook, "origin")
    assert kept is not None
    assert kept.answers == {"learned": text}


def test_a_starting_point_is_put_beside_the_lines_which_stay(
    browser: Browser, notebook: Opened
) -> None:
    write(notebook, needed="Somebody.")
    fields = hidden(browser)
    parts = {"learned": "to wait ", "because": "", "different": "a key."}
    for _ in range(2):
        assert browser.post(HERE, {**fields, **parts}).location == HERE
    kept = worksheet(notebook, "origin")
    assert kept is not None
    assert kept.answers == {
        "learned": CLOSED,
        "needed": "Somebody.",
        "point": "I learned to wait; what is different now is a key.",
    }
    assert len(notebook.journey.versions(kept.id)) == 2
    assert "I learned to wait; what is different now is a key." in told(browser)


def test_an_empty_starting_point_is_said_at_its_place(
    browser: Browser, notebook: Opened
) -> None:
    write(notebook)
    fields = hidden(browser)
    answer = browser.post(HERE, {**fields, "learned": " . ", "different": ""})
    assert answer.status == 422
    assert "There are no words here yet." in answer.page.words
    assert {n: v for n, _, v in answer.page.form(HERE).fields}["learned"] == " . "
    kept = worksheet(notebook, "origin")
    assert kept is not None
    assert "point" not in kept.answers


def test_a_starting_point_for_nothing_leads_to_the_room(
    browser: Browser, notebook: Opened
) -> None:
    assert browser.post(HERE, {"learned": "to wait"}).location == HERE
    assert worksheet(notebook, "origin") is None


def test_words_of_danger_bring_people(browser: Browser, notebook: Opened) -> None:
    write(notebook)
    parts = {"learned": "to want to die", "different": "I want to kill myself"}
    browser.post(HERE, {**hidden(browser), **parts})
    shown = browser.get(HERE)
    assert 'data-heard="crisis"' in shown.text
    kept = worksheet(notebook, "origin")
    assert kept is not None
    assert "kill myself" in kept.answers["point"]


def test_in_a_far_hour_it_rests_like_any_room_and_what_is_kept_stays_readable(
    browser: Browser, notebook: Opened
) -> None:
    write(notebook)
    feels_unreal(notebook, 9)
    page = browser.get(HERE).page
    words = " ".join(page.words.split())
    assert "This rests today." in words
    assert CLOSED in words
    assert OFFER not in words
    assert SHEET not in page.links
    assert "unreal" not in words
    assert browser.post(HERE, {"learned": "to wait"}).location == HERE
    kept = worksheet(notebook, "origin")
    assert kept is not None
    assert "point" not in kept.answers


def test_at_night_it_is_there_and_does_not_press(
    browser: Browser, notebook: Opened
) -> None:
    choose(notebook, {NIGHT: "0-23"})
    shown = browser.get(HERE)
    assert f'class="text-button" href="{SHEET}"' in shown.text
    assert "There is no hurry with this one." in shown.page.words


@pytest.mark.parametrize("kind", KINDS)
def test_every_mark_says_why_in_two_voices_that_differ(kind: str) -> None:
    module = ENVIRONMENT.get_template("parts/starting.html")
    said = set()
    for voice in VOICES:
        with speaking("en", voice):
            said.add(str(module.make_module().reason(kind)))  # type: ignore[attr-defined]
    assert len(said) == len(VOICES)
    assert all(len(each.split()) > 8 for each in said)
