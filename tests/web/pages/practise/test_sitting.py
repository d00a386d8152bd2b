import pytest

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import Practised, keep_time, times
from tests.unreal import feels_unreal
from tests.web.conftest import Answer, Browser

HERE = "/practise/sitting"
LENGTHS = {
    "three": ("short-sitting", 180),
    "five": ("short-sitting", 300),
    "ten": ("short-sitting", 600),
    "free": ("short-sitting", 0),
    "scan-three": ("body-scan-three", 180),
    "scan-ten": ("body-scan", 600),
}


def send(browser: Browser, name: str, **fields: str) -> Answer:
    path = f"{HERE}/{name}"
    form = browser.get(path).page.form(path)
    hidden = {n: v for n, kind, v in form.fields if kind == "hidden"}
    return browser.post(path, hidden | fields)


def seconds(answer: Answer) -> list[int]:
    told = [a.get("data-seconds") for t, a in answer.page.tags if t == "li"]
    return [int(each) for each in told if each is not None]


def test_every_length_is_offered_and_what_is_asked_for_stands_first(
    browser: Browser, notebook: Opened
) -> None:
    assert times(notebook) == ()
    links = browser.get(HERE).page.links
    assert {f"{HERE}/{name}" for name in LENGTHS} <= {*links}
    assert links.index(f"{HERE}/three") < links.index(f"{HERE}/scan-ten")
    turned = browser.get(f"{HERE}?of=body-scan").page.links
    assert turned.index(f"{HERE}/scan-ten") < turned.index(f"{HERE}/three")


@pytest.mark.parametrize("name", LENGTHS)
def test_its_steps_last_as_long_as_it_says(
    browser: Browser, notebook: Opened, name: str
) -> None:
    notebook.keep()
    answer = browser.get(f"{HERE}/{name}")
    assert sum(seconds(answer)) == LENGTHS[name][1]
    assert all(seconds(answer)) == (name != "free")
    assert ("data-open-end" in answer.text) == (name == "free")
    assert "Choose how long" not in answer.page.words
    scripts = [a.get("src") or "" for t, a in answer.page.tags if t == "script"]
    assert any(each.endswith("/sitting.js") for each in scripts)


@pytest.mark.parametrize("name", LENGTHS)
def test_it_is_kept_once_with_what_was_said(
    browser: Browser, notebook: Opened, name: str
) -> None:
    fields = {"record": new_id(), "minutes": "4", "before": "6", "then": "done"}
    for _ in range(2):
        assert browser.post(f"{HERE}/{name}", fields).location == HERE
    [time] = times(notebook)
    assert (time.practice, time.minutes) == (LENGTHS[name][0], 4)
    assert (time.before, time.after, time.stopped) == (6, None, False)
    assert "1 time so far" in browser.get(HERE).page.words


def test_one_that_was_stopped_counts_as_well(
    browser: Browser, notebook: Opened
) -> None:
    assert send(browser, "five", minutes="", then="stopped").location == HERE
    [time] = times(notebook)
    assert (time.minutes, time.stopped) == (None, True)
    assert "To begin and stop is practice too." in browser.get(HERE).page.words


def test_an_area_of_the_body_can_be_left_out_and_a_sitting_has_none(
    browser: Browser, notebook: Opened
) -> None:
    path = f"{HERE}/scan-ten"
    fields = [("skipped", "2"), ("skipped", "4"), ("skipped", "x"), ("skipped", "²")]
    assert browser.post(path, fields).location == HERE
    [time] = times(notebook)
    assert time.skipped == (2, 4)
    assert 'name="skipped"' in browser.get(path).text
    assert 'name="skipped"' not in browser.get(f"{HERE}/five").text


@pytest.mark.parametrize("minutes", ["x", "-1", "181", "²", "9" * 500, "1.5"])
def test_minutes_that_cannot_be_kept_are_told_and_everything_else_stays(
    browser: Browser, notebook: Opened, minutes: str
) -> None:
    answer = send(
        browser, "scan-ten", minutes=minutes, before="6", after="4", skipped="2"
    )
    assert answer.status == 422
    assert "Give whole minutes from 0 to 180" in answer.page.words
    typed = {n: v for n, _, v in answer.page.form(f"{HERE}/scan-ten").fields}
    assert typed["minutes"] == minutes
    checked = [a for t, a in answer.page.tags if t == "input" and "checked" in a]
    told = [(each["name"], each["value"]) for each in checked]
    assert told == [("before", "6"), ("skipped", "2"), ("after", "4")]
    assert times(notebook) == ()


def test_bell_and_vibration_are_off(browser: Browser, notebook: Opened) -> None:
    notebook.keep()
    answer = browser.get(f"{HERE}/five")
    for name in ("data-bell", "data-felt"):
        [box] = [a for t, a in answer.page.tags if t == "input" and name in a]
        assert "checked" not in box


def test_where_it_feels_unreal_all_of_it_rests(
    browser: Browser, notebook: Opened
) -> None:
    feels_unreal(notebook, 8)
    for path in (HERE, *(f"{HERE}/{name}" for name in LENGTHS)):
        shown = browser.get(path).page
        assert "This rests today." in shown.words
        assert "/crisis" in shown.links


def test_only_what_was_worse_three_times_rests_alone(
    browser: Browser, notebook: Opened
) -> None:
    for _ in range(3):
        told = Practised(before=3, after=5)
        keep_time(notebook, new_id(), "body-scan", told, moment(notebook.now()))
    links = browser.get(HERE).page.links
    assert f"{HERE}/scan-ten" not in links
    assert {f"{HERE}/scan-three", f"{HERE}/five"} <= {*links}
    assert "This rests today." in browser.get(f"{HERE}/scan-ten").page.words


def test_many_times_are_counted_and_only_the_latest_listed(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(30):
        told = Practised(minutes=number)
        keep_time(notebook, new_id(), "short-sitting", told, moment(notebook.now()))
    shown = " ".join(browser.get(HERE).page.words.split())
    assert "30 times so far" in shown
    assert shown.count("A short sitting:") == 5
