"""The rehearsal room: turn by turn without script, a real wait, kind ends."""

import pytest

from moorings.companion.clock import moment
from moorings.companion.drafting import drafts
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time
from moorings.companion.rehearsing import (
    rehearsals,
    under_way,
)
from moorings.library.content_scenes import ways
from moorings.library.scenes import scenes
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Browser
from tests.web.rehearsing import (
    HERE,
    KEEP,
    LEAVE,
    SCENE,
    TO_END,
    buttons,
    reads,
    takes,
    told,
)


@pytest.mark.usefixtures("notebook")
def test_every_scene_is_in_the_room_and_the_room_is_under_practise(
    browser: Browser,
) -> None:
    assert HERE in browser.get("/practise").page.links
    answer = browser.get(HERE)
    assert {f"{HERE}/{name}" for name in scenes()} <= {*answer.page.links}
    assert "No scene here rehearses staying with somebody who frightens" in told(answer)
    assert "/safety" in answer.page.links


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("name", scenes())
def test_before_a_scene_stands_for_whom_it_is_not_and_the_number_may_stay_empty(
    browser: Browser, name: str
) -> None:
    path = f"{HERE}/{name}"
    shown = reads(browser, path)
    assert scenes()[name].not_for in shown
    assert "The number may stay empty." in shown
    assert browser.post(path, {"begin": "1"}).location == path
    assert scenes()[name].nodes[0].text in reads(browser, path)
    begun = buttons(browser, "turn", path)
    assert begun == [turn.id for turn in scenes()[name].nodes[0].turns]
    assert not buttons(browser, "to", path)


def test_one_goes_on_turn_by_turn_and_no_address_tells_which(
    browser: Browser, notebook: Opened
) -> None:
    takes(browser, "write", before="3")
    assert "Three messages stand under one another" in reads(browser)
    assert buttons(browser, "to") == ["0"]
    browser.post(SCENE, {"at": "1", "turn": "halt"})
    shown = browser.get(SCENE)
    assert "You saw it at three." in told(shown)
    assert "/practise/wait-before-text" in shown.page.links
    fields = [(n, v) for n, kind, v in shown.page.form(KEEP).fields if kind == "hidden"]
    assert [value for name, value in fields if name == "turn"] == [*TO_END]
    assert ("before", "3") in fields
    assert rehearsals(notebook) == ()


@pytest.mark.usefixtures("notebook")
def test_a_step_back_and_the_fork_lead_where_one_was_and_a_turn_sent_again_is_one(
    browser: Browser,
) -> None:
    takes(browser, *TO_END)
    browser.post(SCENE, {"at": "1", "turn": "halt"})
    assert buttons(browser, "to") == ["0"]
    browser.post(SCENE, {"to": "0"})
    assert "Your thumb is on the screen." in reads(browser)
    takes(browser, "look", "face-down")
    browser.post(SCENE, {"to": "1"})
    assert "Last seen at 21:12." in reads(browser)
    browser.post(SCENE, {"at": "0", "turn": "write"})
    assert "Three messages" in reads(browser)
    for sent in ({"at": "²", "turn": "no"}, {"to": "-1"}, {"to": "999"}, {}):
        assert browser.post(SCENE, sent).location == SCENE
    assert "Your thumb is on the screen." in reads(browser)


@pytest.mark.usefixtures("notebook")
def test_a_turn_in_a_scene_that_was_not_begun_leads_to_its_beginning(
    browser: Browser,
) -> None:
    assert browser.post(SCENE, {"at": "0", "turn": "write"}).location == SCENE
    assert "How ready do you feel" in reads(browser)


@pytest.mark.usefixtures("notebook")
def test_the_wait_is_real_and_goes_on_while_one_is_away(
    browser: Browser, clock: SetClock
) -> None:
    takes(browser, "wait")
    shown = browser.get(SCENE)
    assert "The clock runs for about 2 minutes." in told(shown)
    hidden = shown.text.index("<div data-over hidden>")
    assert (
        hidden < shown.text.index('value="walk"') < shown.text.index("</div>", hidden)
    )
    assert shown.text.index('value="turn-over"') > shown.text.index("</div>", hidden)
    span = shown.text.split('data-span="')[1].split('"')[0].split()
    assert int(span[1]) - int(span[0]) == 120_000
    clock.go_on(40)
    assert "Passed by the clock: about 40 seconds, of about 2 minutes." in reads(
        browser
    )
    clock.go_on(80)
    shown = browser.get(SCENE)
    assert "data-span" not in shown.text
    assert buttons(browser, "turn") == ["walk", "name", "turn-over"]
    assert not buttons(browser, "skip")


@pytest.mark.usefixtures("notebook")
def test_the_rest_of_the_wait_can_be_passed_over(browser: Browser) -> None:
    takes(browser, "wait")
    assert buttons(browser, "skip") == ["1"]
    assert browser.post(SCENE, {"at": "1", "skip": "1"}).location == SCENE
    assert "data-span" not in browser.get(SCENE).text
    assert buttons(browser, "turn") == ["walk", "name", "turn-over"]


@pytest.mark.parametrize("turns", [(), ("wait",), TO_END])
def test_leaving_at_any_place_keeps_nothing(
    browser: Browser, notebook: Opened, turns: tuple[str, ...]
) -> None:
    takes(browser, *turns)
    assert browser.post(LEAVE, {"text": "Half a line"}).location == HERE
    assert "Left. Nothing of it was kept." in reads(browser, HERE)
    assert "How ready do you feel" in reads(browser)
    assert rehearsals(notebook) == ()
    assert drafts(notebook) == ()


def test_where_it_locks_on_the_way_one_is_there_again_after_unlocking(
    browser: Browser, notebook: Opened, harbour: Harbour, clock: SetClock
) -> None:
    vault = notebook.owner.hex()
    takes(browser, "wait")
    harbour.lock(notebook)
    assert browser.post(SCENE, {"at": "1", "turn": "walk"}).location == SCENE
    assert browser.get(SCENE).status == 401
    clock.go_on(30)
    opened = harbour.find(harbour.unlock(vault, PASSPHRASE))
    now = under_way(opened, "unanswered")
    assert now
    assert now.turns == ("wait",)
    assert now.left(opened.now()).total_seconds() == 90


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("name", scenes())
def test_every_end_of_every_scene_is_shown_with_a_way_back(
    browser: Browser, name: str
) -> None:
    path, scene = f"{HERE}/{name}", scenes()[name]
    browser.post(path, {"begin": "1"})
    ends = {scene.way(turns).node.id: turns for turns in ways(scene)}
    for turns in ends.values():
        browser.post(path, {"to": "0"})
        for number, turn in enumerate(turns):
            browser.post(path, {"at": str(number), "turn": turn})
        shown = browser.get(path)
        closing = scene.way(turns).node.closing
        assert closing
        assert closing.warm in told(shown)
        [fork] = buttons(browser, "to", path)
        assert int(fork) < len(turns)


def test_an_end_leads_on_to_no_practice_that_rests(
    browser: Browser, notebook: Opened
) -> None:
    takes(browser, *TO_END)
    path = "/practise/wait-before-text"
    assert path in browser.get(SCENE).page.links
    for _ in range(3):
        worse = Practised(before=3, after=5)
        keep_time(notebook, new_id(), "wait-before-text", worse, moment(notebook.now()))
    shown = browser.get(SCENE)
    assert "You saw it at three." in told(shown)
    assert path not in shown.page.links
