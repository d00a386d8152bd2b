"""Listening turns: beginning one, and a note on how it went."""

import pytest

from moorings.companion.guarding import raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.listening import MOST
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import keep_check
from moorings.companion.worksheets import worksheets
from moorings.companion.writing import name_person
from tests.web.conftest import PASSPHRASE, PORT, Browser

HERE = "/people/together/listening"
SHEET = "/practise/pages/listening-turn"
ONE = {"minutes": "4", "screens": "one"}


def told(browser: Browser, path: str = HERE) -> str:
    return " ".join(browser.get(path).page.words.split())


@pytest.fixture
def clear(notebook: Opened) -> Opened:
    """Somebody who answered the check, and nothing of it was so."""
    keep_check(notebook, new_id(), "clear")
    return notebook


@pytest.mark.usefixtures("clear")
def test_it_is_told_in_five_lines_and_leads_back(browser: Browser) -> None:
    shown = browser.get(HERE)
    assert shown.text.partition("</ol>")[0].partition("<ol")[2].count("<li>") == 5
    assert "/people/together" in shown.page.links
    assert SHEET in shown.page.links
    assert "needs no notebook and gives no name" in told(browser)


@pytest.mark.usefixtures("clear")
def test_on_one_screen_the_notebook_locks_before_it_is_passed_over(
    browser: Browser,
) -> None:
    form = browser.get(HERE).page.form(HERE)
    assert ("lock", "checkbox", "1") in form.fields
    answer = browser.post(HERE, {**ONE, "lock": "1"})
    assert answer.location.startswith("/together/turn/")
    assert browser.get(HERE).status == 401
    assert browser.get(answer.location).status == 200


@pytest.mark.parametrize("screens", ["one", "two"])
@pytest.mark.usefixtures("clear")
def test_it_stays_open_where_one_says_so_and_with_two_devices(
    browser: Browser, screens: str
) -> None:
    locks = {"lock": "1"} if screens == "two" else {}
    browser.post(HERE, {"minutes": "3", "screens": screens, **locks})
    assert browser.get(HERE).status == 200


@pytest.mark.usefixtures("clear")
def test_a_form_that_comes_twice_begins_one_turn(browser: Browser) -> None:
    sent = {**ONE, "record": "ab" * 16}
    first = browser.post(HERE, sent).location
    assert browser.post(HERE, sent).location == first


@pytest.mark.usefixtures("clear")
def test_a_length_that_no_turn_has_is_said_and_what_was_chosen_stays(
    browser: Browser,
) -> None:
    sent = {"minutes": "40", "screens": "two", "floor": "other", "record": "ab" * 16}
    answer = browser.post(HERE, sent)
    assert answer.status == 422
    assert "Choose how long each of you has." in answer.text
    ticked = [t.get("value") for _, t in answer.page.tags if "checked" in t]
    assert ticked == ["two", "other"]
    assert ("record", "hidden", "ab" * 16) in answer.page.form(HERE).fields


@pytest.mark.usefixtures("clear")
def test_there_are_a_few_turns_at_once(browser: Browser) -> None:
    for _ in range(MOST):
        assert browser.post(HERE, ONE).status == 303
    answer = browser.post(HERE, ONE)
    assert answer.status == 409
    assert "Other turns are under way here just now." in answer.text


def noted(browser: Browser) -> None:
    sent = {"q-heard": "On Sundays it is loudest.", "q-summed": "both"}
    assert browser.post(SHEET, {**sent, "q-before": "7"}).status == 303


def test_how_it_went_is_noted_once_read_in_the_room_changed_and_erased(
    browser: Browser, clear: Opened
) -> None:
    noted(browser)
    [kept] = worksheets(clear, "listening-turn")
    assert (kept.numbers, kept.chosen["summed"]) == ({"before": 7}, ("both",))
    path = f"{SHEET}/{kept.id}"
    assert path in browser.get(HERE).page.links
    sent = {"record": "cd" * 16, "q-heard": "On Mondays."}
    for _ in range(2):
        assert browser.post(f"{path}/change", sent).status == 303
    assert "On Mondays." in told(browser)
    assert len(clear.journey.versions(kept.id)) == 2
    assert browser.post(f"{path}/erase").location == HERE
    assert "On Mondays." not in told(browser)


def rested(browser: Browser) -> str:
    text = browser.get(HERE).text
    assert "This rests today." in text
    assert HERE not in [form.action for form in browser.get(HERE).page.forms]
    return text


def test_it_rests_the_same_whatever_the_reason_and_keeps_nothing(
    browser: Browser, notebook: Opened
) -> None:
    unanswered = rested(browser)
    raise_flag(notebook)
    keep_check(notebook, new_id(), "clear")
    assert rested(browser) == unanswered
    answer = browser.post(HERE, {**ONE, "floor": "other"})
    assert answer.status == 422
    assert "This rests today, so nothing was kept." in answer.text
    ticked = [t.get("value") for _, t in answer.page.tags if "checked" in t]
    assert ticked == ["4", "one", "other"]


def test_it_rests_for_whoever_used_force_with_somebody(
    browser: Browser, clear: Opened
) -> None:
    keep_check(clear, new_id(), "force", name_person(clear, "Ida"))
    rested(browser)


def test_while_it_rests_notes_stay_folded_and_the_page_of_questions_rests_too(
    browser: Browser, clear: Opened
) -> None:
    noted(browser)
    raise_flag(clear)
    text = rested(browser)
    assert "On Sundays it is loudest." in text.partition("<details")[2]
    answer = browser.post(SHEET, {"q-heard": "Again."})
    assert answer.status == 422
    assert "This rests today, so nothing was kept." in answer.text
    assert ("q-heard", "textarea", "Again.") in [
        (name, kind, value.strip())
        for name, kind, value in answer.page.form(SHEET).fields
    ]
    assert len(worksheets(clear, "listening-turn")) == 1
    assert SHEET not in [form.action for form in browser.get(SHEET).page.forms]


def test_a_note_that_reached_a_locked_notebook_stands_there_again(
    browser: Browser, clear: Opened, harbour: Harbour
) -> None:
    vault = clear.owner.hex()
    harbour.lock(clear)
    sent = {"record": "ab" * 16, "sheet": "listening-turn", "q-heard": "Sundays."}
    assert browser.post(SHEET, sent).status == 401
    browser.cookies[f"moorings-{PORT}"] = harbour.unlock(vault, PASSPHRASE)
    assert "Sundays." in told(browser, SHEET)
