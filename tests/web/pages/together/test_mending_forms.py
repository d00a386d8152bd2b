"""The form in which a repair or a rebuilding begins, or is told otherwise."""

import html
from typing import NamedTuple

import pytest

from moorings.companion.clock import moment
from moorings.companion.mending import Happened, begin_thread, threads
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import keep_check, say_age
from moorings.journey.records import MendingSort
from tests.conftest import SetClock
from tests.web.conftest import Browser

HURT = {"text": "I told her news at dinner.", "hurt_by": "me"}


class Room(NamedTuple):
    """One of the two rooms that have this form, in a notebook where both are open."""

    opened: Opened
    sort: MendingSort
    new: str


@pytest.fixture(params=[("repair", "begin"), ("rebuild", "new")], ids=lambda p: p[0])
def room(browser: Browser, notebook: Opened, request: pytest.FixtureRequest) -> Room:
    del browser
    keep_check(notebook, new_id(), "clear")
    say_age(notebook, under_18=False)
    sort, new = request.param
    return Room(notebook, sort, f"/people/together/{sort}/{new}")


def begun(room: Room) -> str:
    record, when = new_id(), moment(room.opened.now())
    begin_thread(room.opened, record, Happened(room.sort, "me", HURT["text"]), when)
    return f"/people/together/{room.sort}/{record}"


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text": " "}, "There are no words here yet."),
        ({"hurt_by": ""}, "Choose the one that comes nearest."),
        ({"text": "x" * 4_001}, "4001 letters"),
    ],
)
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(
    browser: Browser, room: Room, sent: dict[str, str], said: str
) -> None:
    typed = {**HURT, "record": "ab" * 16, "new_person": "Sam", **sent}
    answer = browser.post(room.new, typed)
    assert answer.status == 422
    assert said in html.unescape(answer.text)
    stood = {name: value for name, _, value in answer.page.form(room.new).fields}
    assert stood["record"] == "ab" * 16
    assert stood["text"].strip() == typed["text"].strip()
    assert stood["new_person"] == "Sam"
    assert threads(room.opened, room.sort) == ()
    assert room.opened.journey.people() == {}


def test_somebody_named_just_now_rests_until_the_check_and_the_words_wait(
    browser: Browser, room: Room, clock: SetClock
) -> None:
    clock.go_on(60)
    sent = {**HURT, "record": "ab" * 16, "new_person": "Sam", "place": room.new}
    answer = browser.post(room.new, sent)
    assert answer.status == 422
    assert "This rests today, so nothing was kept." in answer.text
    assert "/people/together/check" in answer.page.links
    [sam] = room.opened.journey.people()
    keep_check(room.opened, new_id(), "clear")
    shown = browser.get(room.new)
    assert HURT["text"] in shown.text
    assert f'value="{sam}" checked' in shown.text
    assert 'value="me" checked' in shown.text
    again = {name: value for name, _, value in shown.page.form(room.new).fields}
    assert browser.post(room.new, {**again, "hurt_by": "me", "person": sam}).location
    assert threads(room.opened, room.sort)[0].mending.person == sam


def test_what_happened_can_be_told_otherwise(browser: Browser, room: Room) -> None:
    change = f"{begun(room)}/change"
    form = browser.get(change).page.form(change)
    sent = {n: v for n, kind, v in form.fields if kind == "hidden"}
    sent |= {"text": "Each of us shouted.", "hurt_by": "both"}
    answer = browser.post(change, sent)
    assert browser.post(change, sent).location == answer.location
    assert browser.post(change, {**sent, "text": ""}).status == 422
    shown = html.unescape(browser.get(answer.location).page.words)
    assert "Each of us shouted." in shown
    assert "Each of us hurt the other" in shown


def test_a_thread_is_changed_only_at_an_address_of_its_own_sort(
    browser: Browser, room: Room
) -> None:
    other = "rebuild" if room.sort == "repair" else "repair"
    change = f"{begun(room)}/change".replace(f"/{room.sort}/", f"/{other}/")
    assert browser.get(change).status == 404
    sent = {**HURT, "record": new_id(), "text": "Nothing much."}
    assert browser.post(change, sent).status == 404
    assert threads(room.opened, room.sort)[0].mending.text == HURT["text"]
