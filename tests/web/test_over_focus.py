"""What counts as a look is one table: help is in none of it, and nothing is locked."""

import re
from datetime import timedelta

import pytest

from moorings.companion.opened import Opened
from moorings.companion.over_looking import attention_of, let_rest, rests_until
from moorings.companion.pausing import is_paused, paused_until
from moorings.companion.writing import name_person
from moorings.insight.over_focus import LOOKS as MOST_LOOKS
from moorings.insight.over_focus import OPENINGS, SAME_SITTING, Attention
from moorings.library.extracting import sentences
from moorings.web.app import all_routes
from moorings.web.over_focus import LOOKS, NOT_FOR_LOOKING, is_for_looking
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Answer, Browser

OFFERED = "Before you look again"
RESTS = "because you chose so"
#: Help, safety, keys, ways in and out, and wherever somebody writes.
NEVER = re.compile(
    r"/$|/(now|crisis|safety|away|leave|lock|unlock|recover|open|welcome|write|static"
    r"|worker.js|state|settings|practise|plan|together)\b|/people/together\b"
)
HELPING = ("/now", "/crisis", "/safety", "/write")
#: Nothing that is read calls somebody back, counts days, or calls going a loss.
PULLS = re.compile(
    r"miss(ed)? you|missed (a )?day|welcome back|come back (soon(?!er)|and)|keep it up"
    r"|streaks?\b|in a row without|days? since you|long time no|haven.t (been|written)"
    r"|have not (been here|written)|don.t (stop|lose)|fall(ing|en)? behind|lapsed"
    r"|inactive|you stopped (coming|writing)|less often than|fewer (entries|visits)",
    re.IGNORECASE,
)


@pytest.fixture
def here(notebook: Opened) -> str:
    return f"/people/{name_person(notebook, 'Mira')}"


def looks(browser: Browser, clock: SetClock, path: str, times: int) -> Answer:
    for _ in range(times):
        clock.go_on(121)
        answer = browser.get(path)
        assert answer.status == 200
    return answer


def hidden(path: str, how: str) -> dict[str, str]:
    return {"how": how, "to": path}


# --- the table ------------------------------------------------------------------------


def test_each_line_of_the_table_is_a_page_and_none_is_help_or_for_writing() -> None:
    shown = {r.path for r in all_routes() if "GET" in (r.methods or ())}
    assert {*LOOKS} <= shown
    assert not [path for path in LOOKS if NEVER.match(path)]
    assert not [path for path in LOOKS if path.endswith(("/add", "/new", "/change"))]


def test_help_crisis_and_safety_stay_as_they_are_whatever_happens(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    let_rest(notebook)
    shown = {r.path for r in all_routes() if "GET" in (r.methods or ())}
    helping = [path for path in shown if path.startswith(HELPING) and "{" not in path]
    assert len(helping) > 20
    for path in sorted(helping) * 3:
        clock.set_to(clock.now() + timedelta(seconds=90))
        answer = browser.get(path)
        assert answer.status in {200, 303}
        assert OFFERED not in answer.text
        assert RESTS not in answer.text
    assert not attention_of(notebook).looks


@pytest.mark.parametrize("path", NOT_FOR_LOOKING)
def test_an_opening_on_the_way_to_help_is_not_counted(path: str) -> None:
    assert not is_for_looking(path)
    assert not is_for_looking(f"{path}/further")
    assert is_for_looking("/")
    assert is_for_looking("/nowhere")


# --- openings -------------------------------------------------------------------------


def unlocks(browser: Browser, to: str) -> None:
    browser.post("/lock")
    answer = browser.post("/unlock", {"passphrase": PASSPHRASE, "to": to})
    assert answer.location == to


def test_ten_openings_are_told_of_once_and_only_where_somebody_looks(
    browser: Browser, clock: SetClock, here: str
) -> None:
    unlocks(browser, "/now")
    for _ in range(OPENINGS):
        assert OFFERED not in browser.get("/").page.words
        clock.go_on(SAME_SITTING.total_seconds())
        unlocks(browser, "/")
    words = browser.get(here).page.words
    assert OFFERED in words
    assert "opened 10 times in a day" in words
    assert OFFERED not in browser.get(here).page.words
    unlocks(browser, "/")
    assert OFFERED not in browser.get(here).page.words


@pytest.mark.parametrize("path", NOT_FOR_LOOKING)
def test_whoever_goes_on_to_help_or_to_write_did_not_come_to_look(
    browser: Browser, clock: SetClock, here: str, path: str
) -> None:
    for _ in range(2 * OPENINGS):
        clock.go_on(SAME_SITTING.total_seconds())
        unlocks(browser, "/")
        assert OFFERED not in browser.get(path).text
    assert OFFERED not in browser.get(here).page.words


def test_a_tour_through_the_pages_below_one_is_no_checking(
    browser: Browser, clock: SetClock, here: str
) -> None:
    for below in ("ledger", "notes", "ledger", "notes"):
        for path in (here, f"{here}/{below}"):
            clock.go_on(90)
            assert OFFERED not in browser.get(path).page.words


# --- looks ----------------------------------------------------------------------------


def test_six_looks_at_one_page_bring_an_offer_that_can_be_passed_by(
    browser: Browser, clock: SetClock, here: str
) -> None:
    assert OFFERED not in looks(browser, clock, here, MOST_LOOKS).page.words
    offer = looks(browser, clock, here, 1).page
    assert OFFERED in offer.words
    assert "open 6 times in this hour" in offer.words
    for words in ("Close it for now", "One thing outside", "Open a window", "Go on"):
        assert words in offer.words
    answer = browser.post("/settings/pause/pictures", hidden(here, "go-on"))
    assert answer.location == here
    assert OFFERED not in looks(browser, clock, here, 20).page.words


def test_what_answers_something_that_was_done_is_no_look(
    browser: Browser, notebook: Opened, clock: SetClock, here: str
) -> None:
    for n in range(3 * MOST_LOOKS):
        clock.go_on(121)
        browser.post(here, {"name": f"Mira {n}"})
        assert OFFERED not in browser.get(here).page.words
    assert not attention_of(notebook).looks


def test_pictures_rest_because_one_chose_so_and_are_shown_all_the_same(
    browser: Browser, notebook: Opened, clock: SetClock, here: str
) -> None:
    looks(browser, clock, here, MOST_LOOKS + 1)
    browser.post("/settings/pause/pictures", hidden(here, "rest"))
    for path in (here, "/people/ledger", "/way/map"):
        answer = browser.get(path)
        assert answer.status == 200
        assert "This rests until" in answer.page.words
        assert RESTS in answer.page.words
        assert "Show it all the same" in answer.page.words
    assert "Mira" in browser.get("/people").page.words
    assert "Let them show again" in browser.get("/settings/pause").page.words
    shown = browser.post("/settings/pause/pictures", hidden(here, "show"))
    assert shown.location == here
    assert RESTS not in browser.get(here).page.words
    browser.post("/settings/pause/pictures", hidden("https://elsewhere", "end"))
    assert rests_until(notebook) is None
    assert "Let them show again" not in browser.get("/settings/pause").page.words


def test_a_rest_can_be_read_on_the_day_it_ends_and_before(
    browser: Browser, notebook: Opened, clock: SetClock, here: str
) -> None:
    let_rest(notebook)
    assert " on " in browser.get(here).page.words
    clock.set_to(clock.now() + timedelta(hours=13))
    assert " today, because you chose so." in browser.get(here).page.words


def test_where_no_offer_is_wished_for_there_is_none(
    browser: Browser, notebook: Opened, clock: SetClock, here: str
) -> None:
    browser.post("/settings/pause/often", {})
    assert OFFERED not in looks(browser, clock, here, 20).page.words
    assert attention_of(notebook) == Attention()
    browser.post("/settings/pause/often", {"often": "yes"})
    assert OFFERED in looks(browser, clock, here, MOST_LOOKS + 2).page.words


def test_a_locked_notebook_asks_to_be_unlocked_and_counts_nothing(
    browser: Browser, here: str
) -> None:
    browser.post("/lock")
    for _ in range(10):
        assert browser.get(here).status == 401


# --- pausing --------------------------------------------------------------------------


@pytest.mark.parametrize("length", ["day", "week", "month", "open"])
def test_everything_can_be_paused_and_taken_up_again(
    browser: Browser, notebook: Opened, length: str
) -> None:
    assert browser.post("/settings/pause", {"how": length}).location
    assert is_paused(notebook)
    assert bool(paused_until(notebook)) is (length != "open")
    words = browser.get("/settings/pause").page.words
    assert "Everything rests" in words
    assert "What hurts, and living" not in words
    assert browser.get("/now").status == 200
    browser.post("/settings/pause", {"how": "end"})
    assert not is_paused(notebook)
    assert "Take it up again" not in browser.get("/settings/pause").page.words


def test_what_makes_no_sense_pauses_nothing(browser: Browser, notebook: Opened) -> None:
    browser.post("/settings/pause", {"how": "for ever"})
    assert not is_paused(notebook)


def test_nothing_that_can_be_read_calls_anybody_back_or_calls_going_a_loss() -> None:
    said = [message.id for message in sentences() if message.id]
    told = [each for one in said for each in ((one,) if isinstance(one, str) else one)]
    assert len(told) > 1_000
    assert not [each for each in told if PULLS.search(each)]
    assert PULLS.search("You have not written for nine days.")
