from datetime import timedelta

import pytest

from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time
from moorings.companion.worksheets import Answered, write_worksheet
from moorings.journey.records import KitItem, When
from moorings.library.practices import practices
from moorings.library.roadmap import stages
from tests.web.conftest import PORT, Browser

RESTS = "This rests today."


def did(opened: Opened, name: str, ago: int, before: int, after: int) -> None:
    told = Practised(before=before, after=after)
    day = moment(opened.now()).date - timedelta(days=ago)
    keep_time(opened, new_id(), name, told, When(day))


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("name", list(stages()))
def test_each_step_says_what_it_is_for_and_when_not_and_invites(
    browser: Browser, name: str
) -> None:
    stage, shown = stages()[name], browser.get(f"/way/steps/{name}")
    assert shown.status == 200
    for told in (stage.title, stage.what, stage.opening.warm, stage.when_not):
        assert told in shown.page.words
    assert all(each in shown.page.words for each in stage.watch)
    assert "What you did here" not in shown.text
    assert {f"/practise/{each}" for each in stage.start} <= {*shown.page.links}
    assert {f"/practise/read/{each}" for each in stage.read} <= {*shown.page.links}
    assert {"/safety", "/crisis"} <= {*shown.page.links}


@pytest.mark.usefixtures("notebook")
def test_it_is_said_in_the_voice_of_the_device(browser: Browser) -> None:
    browser.cookies[f"moorings-device-{PORT}"] = "voice=plain"
    shown = browser.get("/way/steps/naming").page.words
    assert stages()["naming"].opening.plain in shown
    assert stages()["naming"].opening.warm not in shown


def test_what_was_done_there_is_counted_and_each_line_leads_to_it(
    browser: Browser, notebook: Opened
) -> None:
    for ago, (before, after) in enumerate(((6, 4), (7, 4), (5, 5), (6, 3))):
        did(notebook, "five-senses", ago, before, after)
    now, slip = notebook.now(), new_id()
    notebook.keep(KitItem(id=new_id(), written_at=now, sense="touch", text="stone"))
    shown = browser.get("/way/steps/regulation")
    words = " ".join(shown.page.words.split())
    assert "4 times, the last on 1 Mar 2026; before 6, after 4" in words
    assert "the middle of 4 rated" in words
    assert "1 time, on 1 Mar 2026" in words
    assert {"/practise/five-senses", "/practise/kit"} <= {*shown.page.links}
    told = Answered({"happened": "wrote again"})
    write_worksheet(notebook, slip, "slip", told, moment(now))
    shown = browser.get("/way/steps/recommit")
    assert f"/practise/pages/slip/{slip}" in shown.page.links


def test_of_two_times_no_middle_is_told(browser: Browser, notebook: Opened) -> None:
    for ago in (1, 2):
        did(notebook, "five-senses", ago, 6, 4)
    shown = browser.get("/way/steps/regulation").text
    assert "2 times, the last on 28 Feb 2026" in shown
    assert "the middle of" not in shown


def test_far_too_much_is_folded_away(browser: Browser, notebook: Opened) -> None:
    belongs = [n for n, each in practices().items() if "regulation" in each.of]
    for name in belongs:
        for ago in range(12):
            did(notebook, name, ago * 40, 9, 2)
    shown = browser.get("/way/steps/regulation").text
    assert "Further back" in shown
    assert shown.count("12 times") == len(belongs)


def test_what_rests_is_not_named_and_nobody_says_why(
    browser: Browser, notebook: Opened
) -> None:
    raise_flag(notebook)
    shown = browser.get("/way/steps/doses")
    assert RESTS in shown.text
    assert not [link for link in shown.page.links if link.startswith("/practise/s")]
    assert {"/practise", "/crisis"} <= {*shown.page.links}
    assert "flag" not in shown.page.words
    for told in (stages()["doses"].opening.warm, stages()["doses"].what):
        assert told not in shown.page.words
    assert stages()["doses"].when_not in shown.page.words
    assert RESTS not in browser.get("/way/steps/kindness").text


@pytest.mark.usefixtures("notebook")
def test_there_is_no_other_step(browser: Browser) -> None:
    assert browser.get("/way/steps/healing").status == 404
