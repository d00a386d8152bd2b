import pytest

from moorings.companion.following import Followed, begun, followed
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened
from moorings.library.programme import programme
from tests.conftest import SetClock
from tests.web.conftest import Browser

HERE = "/way/programme"
WEEKS = programme().weeks


def takes(browser: Browser, how: str, week: int = 0) -> str:
    fields = {"how": how, "zone": ""} | ({"week": str(week)} if week else {})
    answer = browser.post(HERE, fields)
    assert (answer.status, answer.location) == (303, HERE)
    return browser.get(HERE).text


@pytest.mark.usefixtures("notebook")
def test_it_says_what_it_is_before_it_is_begun(browser: Browser) -> None:
    shown = browser.get(HERE)
    assert "The order is our own, and no trial stands behind it." in shown.text
    assert "Begin with the first week" in shown.text
    assert all(week.title in shown.page.words for week in WEEKS)
    assert "begun on" not in shown.text


def test_any_week_is_begun_repeated_and_left_without_a_word_of_what_was_not(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    shown = takes(browser, "begin", 4)
    assert WEEKS[3].title in shown
    assert "/practise/five-senses" in shown
    assert "Begin week 5" in shown
    clock.go_on(40 * 86_400)
    browser.post("/unlock", {"passphrase": "a lamp beside the harbour wall"})
    shown = browser.get(HERE).text
    assert "begun on Sunday 1 March 2026" in shown
    assert all(word not in shown for word in ("overdue", "behind you", "missed"))
    del notebook


def test_to_skip_and_to_go_back_is_the_same_as_to_go_on(
    browser: Browser, notebook: Opened
) -> None:
    for week in (4, 9, 2, 2):
        takes(browser, "begin", week)
    assert followed(notebook) == Followed(2, begun(notebook)[2])
    assert {*begun(notebook)} == {4, 9, 2}


def test_it_pauses_goes_on_and_is_left(browser: Browser, notebook: Opened) -> None:
    takes(browser, "begin", 6)
    assert "Paused at week 6" in takes(browser, "pause")
    assert "To choose from" not in browser.get(HERE).text
    assert "To choose from" in takes(browser, "go-on")
    assert "Begin with the first week" in takes(browser, "leave")
    assert followed(notebook) is None


def test_a_week_with_others_gives_way_while_that_rests(
    browser: Browser, notebook: Opened
) -> None:
    shown = takes(browser, "begin", 21)
    assert "/practise/own-a-miss" in shown
    assert "/practise/read/repair" in shown
    raise_flag(notebook)
    shown = browser.get(HERE).text
    assert "Part of this week rests today." in shown
    assert "/practise/five-senses" in shown
    assert "/practise/own-a-miss" not in shown
    assert "/practise/read/repair" not in shown
    assert WEEKS[20].why not in shown


@pytest.mark.parametrize(("week", "asked"), [(1, True), (3, False), (24, True)])
def test_the_short_questions_are_offered_in_their_weeks(
    adult: Browser, week: int, *, asked: bool
) -> None:
    assert ("/way/right-now" in takes(adult, "begin", week)) is asked


@pytest.mark.usefixtures("notebook")
def test_under_18_no_question_is_offered_and_after_the_last_week_none_follows(
    browser: Browser,
) -> None:
    browser.post("/way/start/age", {"under-18": "yes"})
    shown = takes(browser, "begin", 24)
    assert "/way/right-now" not in shown
    assert "Begin week 25" not in shown


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 400),
        ({"how": "begin", "week": "x"}, 400),
        ({"how": "begin", "week": "9" * 5_000}, 400),
        ({"how": "begin", "week": "25"}, 404),
        ({"how": "pause"}, 404),
    ],
)
def test_what_was_not_offered_is_refused(
    browser: Browser, fields: dict[str, str], status: int
) -> None:
    assert browser.post(HERE, fields).status == status
