"""What was rehearsed: kept once, read, changed and erased, and resting."""

from datetime import time

import pytest

from moorings.companion.clock import moment
from moorings.companion.drafting import IN_PLACE, drafts
from moorings.companion.guarding import lift_flag, raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import set_night
from moorings.companion.rehearsing import (
    Rehearsed,
    keep_rehearsal,
    rehearsals,
    under_way,
)
from moorings.journey.records import Rehearsal
from tests.web.conftest import PASSPHRASE, Browser
from tests.web.rehearsing import (
    HERE,
    KEEP,
    LEAVE,
    RESTS,
    SCENE,
    TO_END,
    TURNS,
    feels_unreal,
    kept_one,
    reads,
    takes,
    told,
)


def test_an_end_is_kept_once_with_both_numbers_and_a_line(
    browser: Browser, notebook: Opened
) -> None:
    takes(browser, *TO_END, before="3")
    sent = [
        ("record", "ab" * 16),
        *TURNS,
        ("before", "3"),
        ("after", "5"),
        ("text", " Shoes <first>\n"),
    ]
    for _ in range(2):
        assert browser.post(KEEP, sent).location == SCENE
    [kept] = rehearsals(notebook)
    assert (kept.turns, kept.before, kept.after) == (TO_END, 3, 5)
    assert kept.text == "Shoes <first>"
    assert under_way(notebook, "unanswered") is None
    assert drafts(notebook) == ()
    shown = reads(browser)
    assert "Shoes <first>before 3, after 5" in shown
    assert "In the middle" not in shown
    assert "1 Mar 2026" in reads(browser, HERE)


def test_a_number_too_large_is_none_and_both_may_stay_empty(
    browser: Browser, notebook: Opened
) -> None:
    takes(browser, *TO_END, before="11")
    browser.post(KEEP, [*TURNS, ("after", "x")])
    [kept] = rehearsals(notebook)
    assert (kept.before, kept.after, kept.text) == (None, None, "")
    assert "1 Mar 2026" in reads(browser)
    assert (
        "before" not in reads(browser, f"{HERE}/told/{kept.id}").split("Your line")[0]
    )


@pytest.mark.usefixtures("notebook")
def test_from_five_times_on_a_middle_is_told_with_its_doubt(
    browser: Browser, notebook: Opened
) -> None:
    for _ in range(4):
        kept_one(notebook)
    assert "In the middle" not in reads(browser)
    kept_one(notebook)
    shown = reads(browser)
    assert "In the middle of 5 times with both numbers it was 3 before and 5" in shown
    assert "What a real moment will be like, they cannot say." in shown
    assert "2 earlier ones" in shown


def test_what_cannot_be_kept_is_said_and_everything_stays(
    browser: Browser, notebook: Opened
) -> None:
    takes(browser, *TO_END)
    long = "x" * 1001
    sent = [("record", "ab" * 16), *TURNS, ("after", "4"), ("text", long)]
    answer = browser.post(KEEP, sent)
    assert answer.status == 422
    assert "That is 1001 letters, and 1000 fit here." in told(answer)
    form = answer.page.form(KEEP)
    typed = {n: v for n, _, v in form.fields}
    assert (typed["record"], typed["text"].strip()) == ("ab" * 16, long)
    checked = [
        v["value"] for t, v in answer.page.tags if t == "input" and "checked" in v
    ]
    assert checked == ["4"]
    assert browser.post(KEEP, [("turn", "wait")]).status == 400
    assert rehearsals(notebook) == ()


def saves(browser: Browser, text: str) -> None:
    """Save what was typed so far, as a script does."""
    sent = [("record", "ab" * 16), ("place", SCENE), ("form", IN_PLACE)]
    fields = [*sent, ("by", "script"), ("after", "6"), ("text", text), *TURNS]
    assert browser.post("/write/draft", fields).status == 200


def test_a_line_that_was_typed_stands_there_again_and_comes_along_to_another_end(
    browser: Browser, notebook: Opened
) -> None:
    takes(browser, *TO_END)
    saves(browser, "Shoes first")
    shown = browser.get(SCENE)
    assert "This was begun and not kept yet." in told(shown)
    assert "Shoes first" in shown.text
    sent = {"record": "ab" * 16, "to": "0", "text": "Shoes first, then"}
    browser.post(SCENE, sent)
    assert [each.form for each in drafts(notebook)] == ["rehearsal"]
    takes(browser, "look", "go-on")
    shown = browser.get(SCENE)
    assert "Shoes first, then" in shown.text
    assert "This was begun" not in told(shown)


def test_a_line_sent_while_locked_is_sealed_and_stands_there_again(
    browser: Browser, notebook: Opened, harbour: Harbour
) -> None:
    vault = notebook.owner.hex()
    takes(browser, *TO_END)
    harbour.lock(notebook)
    sent = [("record", "ab" * 16), ("place", SCENE), *TURNS, ("text", "Shoes first")]
    assert browser.post(KEEP, sent).status == 401
    opened = harbour.find(harbour.unlock(vault, PASSPHRASE))
    [line] = [d for d in drafts(opened) if d.form == IN_PLACE]
    assert line.fields["text"] == "Shoes first"
    assert rehearsals(opened) == ()


def test_one_time_can_be_read_changed_and_erased(
    browser: Browser, notebook: Opened
) -> None:
    path = kept_one(notebook, "Shoes first")
    shown = reads(browser, path)
    assert "before 3, after 5" in shown
    assert "I write again: “Did I do something?”" in shown
    assert "You put the phone down at three." in shown
    assert browser.post(path, {"text": "y" * 1001, "after": "6"}).status == 422
    record = "cd" * 16
    for _ in range(2):
        sent = {"record": record, "text": "Coat first", "after": "6"}
        assert browser.post(path, sent).location == f"{HERE}/told/{record}"
    [kept] = rehearsals(notebook)
    assert (kept.before, kept.after, kept.text) == (None, 6, "Coat first")
    assert "after 6" in reads(browser, path)
    assert browser.post(f"{path}/erase").location == SCENE
    assert rehearsals(notebook) == ()
    assert browser.get(path).status == 404


def test_only_one_number_is_told_where_only_one_was_given(
    browser: Browser, notebook: Opened
) -> None:
    record = new_id()
    told = Rehearsed("unanswered", TO_END, before=4)
    keep_rehearsal(notebook, record, told, moment(notebook.now()))
    assert "How ready: before 4" in reads(browser, f"{HERE}/told/{record}")


def test_what_was_kept_of_a_scene_that_is_gone_can_be_read_and_erased(
    browser: Browser, notebook: Opened
) -> None:
    gone = Rehearsal(
        id=new_id(),
        written_at=notebook.now(),
        when=moment(notebook.now()),
        scene="cellar",
        turns=("down",),
        text="Mind the step",
    )
    notebook.keep(gone)
    path = f"{HERE}/told/{gone.id}"
    shown = reads(browser, path)
    assert "A scene that is not here any more" in shown
    assert "Mind the step" in shown
    assert browser.post(path, {"text": "Mind it"}).status == 303
    assert browser.post(f"{path}/erase").location == HERE
    assert browser.get(f"{HERE}/cellar").status == 404
    assert browser.post(f"{HERE}/cellar", {"begin": "1"}).status == 404


def test_under_a_flag_a_scene_looks_like_any_resting_room_and_keeps_nothing(
    browser: Browser, notebook: Opened
) -> None:
    path = kept_one(notebook, "Shoes first")
    takes(browser, *TO_END)
    raise_flag(notebook)
    for place in (SCENE, path):
        shown = browser.get(place)
        assert "This rests today." in told(shown)
        assert "Shoes first" in shown.text
        assert "/crisis" in shown.page.links
        assert "<form" not in shown.text.split("<main")[1].split("What you wrote")[0]
    refused = browser.post(SCENE, {"at": "0", "turn": "wait"})
    assert (refused.status, RESTS in told(refused)) == (422, True)
    sent = [("record", "ab" * 16), *TURNS, ("after", "4"), ("text", "Not this one")]
    for place in (KEEP, SCENE):
        refused = browser.post(place, [("to", "0"), *sent])
        assert (refused.status, RESTS in told(refused)) == (422, True)
        assert "Not this one" in refused.text
    refused = browser.post(path, {"text": "Nor this one"})
    assert (refused.status, RESTS in told(refused)) == (422, True)
    assert "Nor this one" in refused.text
    assert [each.text for each in rehearsals(notebook)] == ["Shoes first"]
    lift_flag(notebook)
    assert "You saw it at three." in reads(browser)
    raise_flag(notebook)
    assert browser.post(f"{path}/erase").location == SCENE
    assert browser.post(LEAVE).location == HERE
    assert rehearsals(notebook) == ()


def test_in_the_room_what_rests_is_left_out_and_what_was_kept_stays(
    browser: Browser, notebook: Opened
) -> None:
    kept_one(notebook)
    raise_flag(notebook)
    answer = browser.get(HERE)
    assert "Some of this rests today." in told(answer)
    assert f"{HERE}/holiday" in answer.page.links
    assert f"{HERE}/quarrel" not in answer.page.links
    assert SCENE in answer.page.links


def test_where_all_of_it_rests_the_room_says_so_and_at_night_it_is_folded(
    browser: Browser, notebook: Opened
) -> None:
    hour = (moment(notebook.now()).time or time()).hour
    set_night(notebook, hour, hour + 1)
    assert "perhaps for another hour" in reads(browser, HERE)
    set_night(notebook, hour, hour)
    assert "another hour" not in reads(browser, HERE)
    feels_unreal(notebook)
    answer = browser.get(HERE)
    assert "This rests today." in told(answer)
    assert not [link for link in answer.page.links if link.startswith(f"{HERE}/")]


@pytest.mark.usefixtures("notebook")
def test_words_of_danger_bring_people_on_the_next_page(browser: Browser) -> None:
    takes(browser, *TO_END)
    answer = browser.post(KEEP, [*TURNS, ("text", "I want to kill myself.")])
    assert 'data-heard="crisis"' in browser.get(answer.location).text
