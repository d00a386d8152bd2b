"""The room of therapy: looking first or the hours first, own marks, who it is."""

import re

from moorings.companion.accompanying import therapist
from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId
from tests.conftest import SetClock
from tests.web.conftest import Browser

HERE, WHO = "/practise/therapy", "/practise/therapy/who"
RUPTURE, SESSION = "/practise/pages/therapy-rupture", "/practise/pages/therapy-session"


def told(browser: Browser, path: str = HERE) -> str:
    return " ".join(browser.get(path).page.words.split())


def keep(opened: Opened, sheet: str, answered: Answered) -> None:
    write_worksheet(opened, new_id(), sheet, answered, moment(opened.now()))


def session(opened: Opened, day: str = "", *people: RecordId) -> None:
    answered = Answered({"bring": "That I cancelled.", "day": day}, people=people)
    keep(opened, "therapy-session", answered)


def test_without_a_session_looking_comes_first_and_with_one_the_hours_do(
    browser: Browser, notebook: Opened
) -> None:
    shown = told(browser)
    assert shown.index("Looking for someone") < shown.index("Around the hours")
    session(notebook)
    shown = told(browser)
    assert shown.index("Around the hours") < shown.index("Looking for someone")


def test_it_calls_therapy_strong_help_and_never_the_only_one(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    shown = told(browser)
    assert "the strongest single help" in shown
    assert "not optional" not in shown
    assert "/practise/read/without-therapy" in browser.get(HERE).page.links


def test_the_four_kinds_stand_with_what_they_were_studied_for(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    shown = told(browser, HERE + "/kinds")
    assert shown.count("Mainly studied for") == shown.count("Not alone") == 4
    assert "Sensorimotor Psychotherapy" in shown


def test_the_next_session_stands_on_top(browser: Browser, notebook: Opened) -> None:
    session(notebook, "2026-03-05")
    assert "The next session is noted for Thursday 5 March 2026" in told(browser)


def test_marks_stand_as_they_were_given_with_how_many_there_are(
    browser: Browser, notebook: Opened
) -> None:
    assert "Your marks" not in told(browser)
    keep(notebook, "therapy-check", Answered(numbers={"heard": 6, "whole": 9}))
    shown = told(browser)
    assert "Your own marks from 1 look." in shown
    assert "A mark or two is too little to tell." in shown
    cells = re.findall("<td[^>]*>(.*?)</td>", browser.get(HERE).text)
    assert cells == ["6", "", "", "9"]
    for word in ("good therapist.", "score", "better", "worse", "average"):
        assert word not in shown.split("Your own marks")[1].split("Who it is")[0]


def test_after_three_sessions_without_a_look_it_is_said(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    for _ in range(2):
        session(notebook)
    assert "since the last look" not in told(browser)
    session(notebook)
    assert "3 sessions are noted since the last look" in told(browser)
    clock.go_on(120)
    keep(notebook, "therapy-check", Answered(numbers={"heard": 6}))
    assert "since the last look" not in told(browser)


def test_a_therapist_can_be_named_changed_and_left_open(
    browser: Browser, notebook: Opened
) -> None:
    name_person(notebook, "Anna")
    assert browser.post(WHO, {"name": " سارة "}).location == HERE
    assert "Who it is: سارة" in told(browser)
    anna = next(iter(notebook.journey.people()))
    assert browser.post(WHO, {"person": anna}).location == HERE
    assert therapist(notebook) == anna
    assert browser.post(WHO, {"how": "nobody"}).location == HERE
    assert therapist(notebook) is None


def test_neither_a_tick_nor_a_name_is_answered_at_its_place(
    browser: Browser, notebook: Opened
) -> None:
    answer = browser.post(WHO, {"name": "   ", "person": new_id()})
    assert answer.status == 422
    assert "There are no words here yet." in answer.text
    long = browser.post(WHO, {"name": "x" * 121})
    assert long.status == 422
    assert "x" * 121 in long.text
    assert not notebook.journey.people()


def test_talk_with_the_therapist_rests_for_that_very_one_alone(
    browser: Browser, notebook: Opened
) -> None:
    anna, mira = name_person(notebook, "Anna"), name_person(notebook, "Mira")
    session(notebook, "2026-03-05", mira)
    raise_flag(notebook, anna)
    assert RUPTURE in browser.get(HERE).page.links
    raise_flag(notebook, mira)
    shown = browser.get(HERE)
    assert RUPTURE not in shown.page.links
    assert "/practise/pacing-words" not in shown.page.links
    assert "Some of this rests today." in shown.text
    assert "The next session" not in shown.text
    assert SESSION in shown.page.links
    for word in ("flag", "danger"):
        assert word not in shown.page.words.lower()
