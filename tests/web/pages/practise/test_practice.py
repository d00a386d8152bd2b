"""One practice: noted with numbers, with a line or with nothing; and while it rests."""

import pytest

from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened
from moorings.companion.practising import times
from moorings.library.practices import practices
from tests.web.conftest import Answer, Browser

NAMES = tuple(practices())


def noted(browser: Browser, name: str, **fields: str) -> Answer:
    path = f"/practise/{name}"
    form = browser.get(path).page.form(path)
    hidden = {n: v for n, kind, v in form.fields if kind == "hidden"}
    return browser.post(path, {**hidden, **fields})


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize("name", NAMES)
def test_every_practice_has_a_page_with_its_steps_and_its_limits(
    browser: Browser, name: str
) -> None:
    words = " ".join(browser.get(f"/practise/{name}").page.words.split())
    practice = practices()[name]
    assert practice.stop_if in words
    assert practice.not_for in words
    assert all(step.text in words for step in practice.steps)


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("name", "spoken"),
    [("quarrel-breath", False), ("box", True), ("orient-outward", True)],
)
def test_a_voice_is_offered_only_where_there_is_something_to_hear(
    browser: Browser, name: str, *, spoken: bool
) -> None:
    text = browser.get(f"/practise/{name}").text
    assert ("data-speaking" in text) is ("speaking." in text) is spoken


@pytest.mark.usefixtures("notebook")
def test_what_is_no_practice_is_not_found(browser: Browser) -> None:
    assert browser.get("/practise/no-such-thing").status == 404
    assert browser.post("/practise/no-such-thing").status == 404


def test_numbers_and_a_line_are_kept_and_told(
    browser: Browser, notebook: Opened
) -> None:
    fields = {"before": "6", "after": "4", "text": "Rain on the roof.", "then": "done"}
    assert noted(browser, "three-lines", **fields).location == "/practise/three-lines"
    [time] = times(notebook)
    assert (time.before, time.after, time.stopped) == (6, 4, False)
    words = browser.get("/practise/three-lines").page.words
    assert "1 time so far" in words
    assert "6 before, 4 after" in words
    assert "Rain on the roof." in browser.get("/write").text


@pytest.mark.parametrize("rated", ["", "11", "-1", "much", "9" * 5_000])
def test_what_is_no_number_was_not_said(
    browser: Browser, notebook: Opened, rated: str
) -> None:
    noted(browser, "box", before=rated, then="done")
    [time] = times(notebook)
    assert time.before is None


def test_stopped_early_counts_as_well(browser: Browser, notebook: Opened) -> None:
    noted(browser, "body-check", then="stopped")
    [time] = times(notebook)
    assert time.stopped
    shown = browser.get("/practise/body-check").page.words
    assert "To begin and stop is practice too." in shown
    assert "stopped early" in shown


def test_the_middle_is_told_of_three_times_with_both_numbers_and_no_fewer(
    browser: Browser, notebook: Opened
) -> None:
    assert notebook.kept
    for before, after in (("8", "4"), ("6", ""), ("7", "5")):
        noted(browser, "box", before=before, after=after)
    assert "In the middle" not in browser.get("/practise/box").page.words
    noted(browser, "box", before="3", after="4")
    words = " ".join(browser.get("/practise/box").page.words.split())
    assert "In the middle of 3 times with both numbers it was 7 before and 4" in words


def test_a_time_is_taken_out(browser: Browser, notebook: Opened) -> None:
    noted(browser, "box", before="8", after="4")
    [time] = times(notebook)
    path = f"/practise/box/times/{time.id}/take-back"
    assert path in [form.action for form in browser.get("/practise/box").page.forms]
    assert browser.post(path).status == 303
    assert times(notebook) == ()
    assert browser.post(path).status == 404


@pytest.mark.usefixtures("notebook")
def test_a_line_with_words_of_danger_brings_people(browser: Browser) -> None:
    noted(browser, "three-lines", text="I want to kill myself tonight.")
    assert 'data-heard="crisis"' in browser.get("/practise/three-lines").text


def test_sent_while_locked_the_line_is_sealed(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    path = "/practise/three-lines"
    form = browser.get(path).page.form(path)
    hidden = {n: v for n, kind, v in form.fields if kind == "hidden"}
    browser.post("/lock")
    answer = browser.post(path, {**hidden, "text": "Rain on the roof."})
    assert answer.status == 401
    assert "Rain on the roof." not in answer.text


def test_what_rests_says_so_and_not_why(browser: Browser, notebook: Opened) -> None:
    raise_flag(notebook)
    page = browser.get("/practise/stay-a-little").page
    assert "This rests today." in page.words
    assert not [form for form in page.forms if form.action.startswith("/practise/")]
    told = page.words.casefold()
    assert not [word for word in ("danger", "flag", "afraid") if word in told]
