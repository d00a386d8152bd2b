"""A practice that is no longer needed is let go, and stands at the end of the shelf."""

from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_simple, keep_time
from moorings.companion.retiring import OFTEN, retired
from moorings.companion.worksheets import Answered, write_worksheet
from tests.conftest import SetClock
from tests.web.conftest import Browser

ASKED = "I no longer need this"
LONG_AGO = "It may have done its part."


def practises(opened: Opened, clock: SetClock, times: int) -> None:
    for _ in range(times):
        clock.set_to(clock.now() + timedelta(minutes=1))
        keep_time(opened, new_id(), "box", Practised(), moment(opened.now()))


@pytest.mark.usefixtures("notebook")
def test_what_was_never_done_cannot_be_let_go(browser: Browser) -> None:
    assert ASKED not in browser.get("/practise/box").page.words


def test_a_practice_is_let_go_and_taken_up_again(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    practises(notebook, clock, 1)
    assert ASKED in browser.get("/practise/box").page.words
    browser.post("/practise/box/let-go", {"how": "let-go"})
    assert retired(notebook) == {"box"}
    words = browser.get("/practise/box").page.words
    assert "It has done its part." in words
    assert "That is a good way for it to end" in words
    assert ASKED not in words
    shelf = browser.get("/practise").page.words
    assert "You did these lately" not in shelf
    assert shelf.index("No longer needed") < shelf.index("A box of four")
    browser.post("/practise/box/let-go", {"how": "take-up"})
    assert not retired(notebook)
    assert "No longer needed" not in browser.get("/practise").page.words


def test_what_was_done_often_and_long_ago_may_have_done_its_part(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    practises(notebook, clock, OFTEN)
    assert LONG_AGO not in browser.get("/practise/box").page.words
    clock.set_to(clock.now() + timedelta(days=60))
    assert LONG_AGO in browser.get("/practise/box").page.words


@pytest.mark.usefixtures("notebook")
def test_what_is_no_practice_cannot_be_let_go(browser: Browser) -> None:
    assert browser.post("/practise/no-such-thing/let-go").status == 404


def test_on_the_page_of_a_pause_living_and_what_hurts_are_told_with_both_numbers(
    browser: Browser, notebook: Opened
) -> None:
    def words() -> str:
        return " ".join(browser.get("/settings/pause").page.words.split())

    assert "Under 10 it is too early to tell." in words()
    for _ in range(9):
        told, at = Practised(minutes=20), moment(notebook.now())
        keep_time(notebook, new_id(), "brisk-move", told, at)
    keep_time(notebook, new_id(), "daily-counterpoint", Practised(minutes=5), at)
    assert (
        "you noted what hurts 1 time (1 practice on beliefs or the past) and living 9 "
        "times (9 walks, dances or songs)."
    ) in words()
    assert (
        "10 of these have minutes beside them: 5 minutes on what hurts, 180 minutes on "
        "living."
    ) in words()
    keep_simple(notebook, at.date)
    assert "What hurts, and living" not in words()


def test_three_questions_stand_there_once_a_quarter_and_can_be_put_aside(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    practises(notebook, clock, 1)
    clock.set_to(clock.now() + timedelta(days=91))
    shown = browser.get("/settings/pause").page
    assert "/practise/pages/wider" in shown.links
    browser.post("/settings/pause/wider")
    assert "/practise/pages/wider" not in browser.get("/settings/pause").page.links


def test_two_noes_lead_to_a_month_with_less_and_twice_to_silence(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    no = Answered(chosen={"other": ("no",), "living": ("no",), "undone": ("yes",)})
    for twice in (False, True):
        write_worksheet(notebook, new_id(), "wider", no, moment(notebook.now()))
        words = browser.get("/settings/pause").page.words
        assert "Pause for a month" in words
        assert ("twice in a row" in words) is twice
        clock.set_to(clock.now() + timedelta(days=91))
