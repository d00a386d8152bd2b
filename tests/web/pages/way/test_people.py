import re
from datetime import timedelta

import pytest

from moorings.companion.assessing import RIGHT_NOW, sketches
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.writing import name_person
from moorings.library.instruments import instrument
from tests.conftest import SetClock
from tests.questionnaires import answers_at, sketch
from tests.web.conftest import PASSPHRASE, PORT, Browser

DOT, BUOY = '<circle class="map-mark"', '<path class="map-mark"'
LATE = re.compile(r"overdue|too late|missed|remind", re.IGNORECASE)


def sheet(
    browser: Browser, path: str, anxiety: int, avoidance: int, name: str = ""
) -> dict[str, str]:
    """Tick the sheet that is shown at a path, as people do."""
    asked = instrument(name or "first-sketch")
    fields = browser.get(path).page.form(path).fields
    hidden = {name: value for name, kind, value in fields if kind == "hidden"}
    given = answers_at(asked.key, anxiety=anxiety, avoidance=avoidance)
    return hidden | {f"answer-{item}": str(given[item]) for item in asked.form("short")}


def named(browser: Browser, name: str) -> str:
    """Name somebody, and give the address of the questions about them."""
    answer = browser.post("/way/with", {"name": name})
    assert answer.status == 303
    return answer.location


def placed(text: str) -> list[str]:
    """Give where each mark of the map stands: the dot by its middle."""
    return re.findall(r'class="map-mark" (?:cx="\S+" cy="\S+"|transform="[^"]+")', text)


def test_somebody_is_named_and_asked_about_by_name(
    adult: Browser, notebook: Opened
) -> None:
    assert "/way/with" in adult.get("/way").page.links
    path = named(adult, "  Sam ")
    [person] = notebook.journey.people()
    assert path == f"/way/start/{person}"
    assert named(adult, "Sam") == path
    shown = adult.get(path)
    assert "With Sam" in shown.text
    assert "It says nothing about who Sam is." in shown.text
    asked = instrument("first-sketch").about("Sam")
    for item in asked.form("short"):
        assert asked.sentence(item) in shown.text
    assert path in adult.get("/way/with").page.links


def test_what_comes_of_it_is_a_buoy_of_its_own(
    adult: Browser, notebook: Opened
) -> None:
    path = named(adult, "Sam")
    answer = adult.post(path, sheet(adult, path, 2, 6))
    person = path.rpartition("/")[2]
    assert answer.location == f"/way/map/{person}"
    shown = adult.get(answer.location)
    assert BUOY in shown.text
    assert DOT not in shown.text
    assert "toward calm" in shown.text
    assert "most of it lies toward distance" in shown.text
    assert "This is about how it is for you with Sam." in shown.text
    assert "people in general" not in shown.page.words
    assert sketches(notebook) == ()
    assert "with 1 person" in adult.get("/way").text
    taken = sketches(notebook, target=next(iter(notebook.journey.people())))
    [form] = [f for f in shown.page.forms if f.action.endswith("/take-back")]
    assert form.action == f"/way/map/{taken[0].administration.id}/take-back"
    assert adult.post(form.action).location == f"/way/map/{person}"
    assert "Nothing is drawn yet." in adult.get(f"/way/map/{person}").text


def test_general_is_an_answer_of_its_own_and_no_mean_of_the_buoys(
    adult: Browser, notebook: Opened
) -> None:
    sketch(notebook, anxiety=4, avoidance=4)
    [alone] = placed(adult.get("/way/map").text)
    for name, level in (("Sam", 7), ("Mother", 1)):
        person = name_person(notebook, name)
        sketch(notebook, target=person, anxiety=level, avoidance=level)
    shown = adult.get("/way/map")
    dot, *buoys = placed(shown.text)
    assert dot == alone
    assert len(set(buoys)) == 2
    assert "no average of the buoys" in shown.text
    for words in ("With Sam: ", "With Mother: ", ">Sam<", ">Mother<"):
        assert words in shown.text
    assert "with 2 people" in adult.get("/way").text


def test_without_an_answer_about_people_in_general_there_is_no_dot(
    adult: Browser, notebook: Opened
) -> None:
    for name, level in (("Sam", 6), ("Mother", 2)):
        person = name_person(notebook, name)
        sketch(notebook, target=person, anxiety=level, avoidance=level)
    shown = adult.get("/way/map")
    assert shown.text.count(BUOY) == 2
    assert DOT not in shown.text
    assert "People in general" in shown.text
    assert "Mean ±" not in shown.text
    assert "Nothing is drawn yet." not in shown.text


def test_a_person_of_whom_too_little_was_said_is_named_but_not_drawn(
    adult: Browser, notebook: Opened
) -> None:
    path = named(adult, "Sam")
    answers = sheet(adult, path, 6, 2)
    left_out = list(answers)[-8:]
    adult.post(path, {k: v for k, v in answers.items() if k not in left_out})
    person = next(iter(notebook.journey.people()))
    assert "Too early to tell" in adult.get(f"/way/map/{person}").text
    shown = adult.get("/way/map")
    assert "not drawn" in shown.text
    assert BUOY not in shown.text


@pytest.mark.usefixtures("adult")
def test_nobody_is_named_by_nothing_and_nobody_unknown_is_asked_about(
    browser: Browser, notebook: Opened
) -> None:
    answer = browser.post("/way/with", {"name": "  "})
    assert answer.status == 422
    assert "Please look again." in answer.text
    for path in ("/way/start", "/way/map"):
        assert browser.get(f"{path}/{'ab' * 16}").status == 404
        assert browser.get(f"{path}/sam").status == 404
    assert browser.post(f"/way/start/{'ab' * 16}", {"answer-asking": "7"}).status == 404
    assert not notebook.journey.people()


def test_a_name_that_looks_like_markup_is_a_name(
    adult: Browser, notebook: Opened
) -> None:
    odd = '<b>Sam</b> & {name} "%s"'
    path = named(adult, odd)
    person = next(iter(notebook.journey.people()))
    sketch(notebook, target=person, anxiety=6, avoidance=6)
    pages = (path, f"/way/map/{person}", "/way/map", "/way/with", "/way")
    for page in pages:
        shown = adult.get(page)
        assert shown.status == 200
        assert "<b>" not in shown.text
    assert odd in adult.get("/way/map").page.words


def test_answers_about_somebody_that_reach_a_locked_notebook_stay_theirs(
    adult: Browser, notebook: Opened, harbour: Harbour
) -> None:
    path = named(adult, "Sam")
    answers = sheet(adult, path, 6, 2)
    person = next(iter(notebook.journey.people()))
    harbour.lock(notebook)
    answer = adult.post(path, answers)
    assert (answer.status, "They were sealed at once" in answer.text) == (401, True)
    assert "Sam" not in answer.text
    adult.post("/unlock", {"passphrase": PASSPHRASE})
    opened = harbour.find(adult.cookies[f"moorings-{PORT}"])
    assert len(sketches(opened, target=person)) == 1
    assert sketches(opened) == ()


def test_right_now_stands_by_itself(adult: Browser, notebook: Opened) -> None:
    sketch(notebook, anxiety=2, avoidance=2)
    assert "/way/right-now" in adult.get("/way").page.links
    assert "Nothing is drawn yet." in adult.get("/way/right-now/drawn").text
    before = adult.get("/way/map").text
    answers = sheet(adult, "/way/right-now", 7, 1, RIGHT_NOW)
    answer = adult.post("/way/right-now", answers)
    assert answer.location == "/way/right-now/drawn"
    shown = adult.get(answer.location)
    assert shown.text.count(DOT) == 1
    assert "At that moment, more toward longing to hear." in shown.text
    assert "no change is worked out from it" in shown.text
    assert adult.get("/way/map").text == before
    assert "worry that someone may go" not in shown.text
    assert "/way/right-now/drawn" in adult.get("/way").page.links
    [taken] = sketches(notebook, of=RIGHT_NOW)
    act = f"/way/map/{taken.administration.id}/take-back"
    assert adult.post(act).location == "/way/right-now/drawn"
    assert "Nothing is drawn yet." in adult.get("/way/right-now/drawn").text


def test_earlier_moments_are_listed_and_never_joined(
    adult: Browser, notebook: Opened, clock: SetClock
) -> None:
    for level in (7, 1, 7):
        sketch(notebook, RIGHT_NOW, anxiety=level, avoidance=8 - level)
        clock.set_to(clock.now() + timedelta(days=3))
    shown = adult.get("/way/right-now/drawn")
    assert "Earlier moments" in shown.text
    assert shown.text.count("/take-back") == 3
    assert shown.text.count(DOT) == 1
    assert "put together" not in shown.text


def test_the_sittings_of_a_few_days_are_one_place_and_the_first_is_left_out(
    adult: Browser, notebook: Opened, clock: SetClock
) -> None:
    sketch(notebook, anxiety=7, avoidance=7)
    shown = adult.get("/way/map").text
    assert "1 of three or four done." in shown
    assert "The next says most from Wednesday 4 March 2026 on." in shown
    for _ in range(2):
        clock.set_to(clock.now() + timedelta(days=4))
        sketch(notebook, anxiety=2, avoidance=2)
    shown = adult.get("/way/map").text
    assert "2 sittings put together" in shown
    assert "toward calm" in shown
    assert "± 0.7" in shown
    clock.set_to(clock.now() + timedelta(days=500))
    shown = adult.get("/way/map").text
    assert "Three or four sittings within two weeks" in shown
    assert not LATE.search(adult.get("/way/map").page.words)


@pytest.mark.usefixtures("notebook")
def test_under_18_every_one_of_them_waits(browser: Browser, notebook: Opened) -> None:
    person = name_person(notebook, "Sam")
    for target in (None, person):
        sketch(notebook, target=target, anxiety=6, avoidance=6)
    sketch(notebook, RIGHT_NOW, anxiety=6, avoidance=6)
    browser.post("/way/start/age", {"under-18": "yes"})
    for path in ("/way/start", f"/way/start/{person}", "/way/right-now"):
        assert "This one waits" in browser.get(path).text
        assert browser.post(path, {"answer-asking": "7"}).location == path
    for path in ("/way/map", f"/way/map/{person}", "/way/right-now/drawn"):
        assert browser.get(path).location == "/way/start"
    assert len(sketches(notebook, target=person)) == 1
    back = {"under-18": "no", "back": f"/way/start/{person}"}
    assert browser.post("/way/start/age", back).location == f"/way/start/{person}"
    elsewhere = {"under-18": "no", "back": "//evil.test"}
    assert browser.post("/way/start/age", elsewhere).location.startswith("/")
    assert "evil" not in browser.post("/way/start/age", elsewhere).location
