import json
from datetime import datetime, timedelta
from typing import Any

from moorings.companion.clock import moment
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.wording import add_word
from moorings.companion.writing import Written, write_entry
from moorings.journey.records import Naming, Rating, RecordId
from tests.web.conftest import Browser


def own(browser: Browser) -> dict[str, Any]:
    answer = browser.get("/now/own", [("sec-fetch-site", "same-origin")])
    assert answer.status == 200
    assert answer.header("content-type") == "application/json"
    assert answer.header("cache-control") == "no-store"
    told = json.loads(answer.body)
    assert isinstance(told, dict)
    return told


def test_of_a_locked_notebook_nothing_is_told(browser: Browser) -> None:
    assert own(browser) == {"open": False}


def test_another_site_is_told_nothing_at_all(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    asked = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "cors")]
    assert browser.get("/now/own", asked).status == 403


def test_it_is_no_page_of_the_shell(browser: Browser) -> None:
    assert "/now/own" not in json.loads(browser.get("/now/shell.json").body)["paths"]


def test_an_empty_notebook_has_nothing_of_its_own_yet(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    told = own(browser)
    assert (told["open"], told["steady"], told["stay"]) == (True, False, True)
    assert not any(told["words"].values())
    assert (told["people"], told["rest"]) == ([], [])


def test_own_words_stand_by_their_part_and_the_same_word_stands_once(
    browser: Browser, notebook: Opened
) -> None:
    first = add_word(notebook, "feeling", "sunk")
    add_word(notebook, "feeling", "Sunk")
    add_word(notebook, "urge", "hide the phone")
    words = own(browser)["words"]
    assert words["feeling"] == [{"id": first, "text": "sunk"}]
    assert [each["text"] for each in words["urge"]] == ["hide the phone"]


def test_whom_the_last_hard_moment_was_about_comes_first(
    browser: Browser, notebook: Opened
) -> None:
    now = notebook.now()
    people = ("Ada", "Ben", "Cem")
    write_entry(notebook, new_id(), Written("A day.", moment(now), people))
    names = {p.name: i for i, p in notebook.journey.people().items()}
    notebook.keep(
        Naming(
            id=new_id(),
            written_at=now,
            activation=new_id(),
            when=moment(now),
            people=(names["Cem"],),
        )
    )
    assert [each["name"] for each in own(browser)["people"]] == ["Cem", "Ada", "Ben"]


def test_while_a_flag_stands_nobody_is_asked_to_stay_and_nothing_says_why(
    browser: Browser, notebook: Opened
) -> None:
    raise_flag(notebook)
    told = own(browser)
    assert (told["steady"], told["stay"]) == (True, False)
    assert "flag" not in json.dumps(told)
    lift_flag(notebook)
    assert own(browser)["steady"] is False


def rate(opened: Opened, at: datetime, wave: RecordId, strong: int) -> None:
    opened.keep(
        Rating(
            id=new_id(),
            written_at=at,
            when=moment(at),
            activation=wave,
            intensity=strong,
            practice="box",
        )
    )


def test_what_was_higher_afterwards_three_times_rests(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(3):
        wave, at = new_id(), notebook.now() + timedelta(hours=number)
        rate(notebook, at, wave, 5)
        rate(notebook, at + timedelta(minutes=5), wave, 8)
    assert own(browser)["rest"] == ["box"]
