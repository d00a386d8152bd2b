"""What rests in an open notebook rests in Help now, and looks like any rest."""

import pytest

from moorings.companion.choosing import choose
from moorings.companion.guarding import SETTING, raise_flag
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.writing import name_person
from moorings.journey.records import PauseAnswer, Rating, SafetyFlag
from tests.web.conftest import Browser

STEADY = "/now/choose/steady"
PAUSE = "/now/familiar"


@pytest.fixture(params=["flagged", "flagged for one", "ask first"])
def resting(request: pytest.FixtureRequest, notebook: Opened) -> Opened:
    match request.param:
        case "flagged":
            raise_flag(notebook)
        case "flagged for one":
            raise_flag(notebook, name_person(notebook, "Sam"))
        case _:
            choose(notebook, {SETTING: "ask"})
    return notebook


@pytest.mark.usefixtures("resting")
@pytest.mark.parametrize("headers", [[], [("sec-fetch-mode", "navigate")]])
def test_a_person_with_an_open_notebook_comes_to_steady_things(
    browser: Browser, headers: list[tuple[str, str]]
) -> None:
    answer = browser.get(PAUSE, headers)
    assert (answer.status, answer.location) == (303, STEADY)


def test_the_worker_keeps_the_same_page_for_everybody(
    browser: Browser, harbour: Harbour, resting: Opened
) -> None:
    kept = browser.get(PAUSE, [("sec-fetch-mode", "cors")])
    harbour.lock(resting)
    assert kept.body == browser.get(PAUSE).body


@pytest.mark.usefixtures("resting")
@pytest.mark.parametrize("path", ["/now/check", "/now/real", "/safety", "/crisis"])
def test_what_helps_never_rests(browser: Browser, path: str) -> None:
    assert browser.get(path).status == 200


def test_with_nothing_said_the_path_goes_on(browser: Browser, notebook: Opened) -> None:
    assert browser.get(PAUSE).status == 200
    assert not list(notebook.journey.records())


def form_of(browser: Browser, path: str, **having: str) -> dict[str, str]:
    for form in browser.get(path).page.forms:
        fields = {name: value for name, _, value in form.fields}
        if having.items() <= fields.items():
            return fields
    raise AssertionError(path)


def test_each_answer_is_kept_as_it_was_given(
    browser: Browser, notebook: Opened
) -> None:
    browser.post("/now/note", form_of(browser, "/now/check", step="flag"))
    [flag] = notebook.journey.standing(SafetyFlag)
    assert (flag.raised, flag.person) == (True, None)
    far = form_of(browser, "/now/far", next="/now/outward")
    assert browser.post("/now/note", far | {"intensity": "8"}).status == 303
    [rating] = [r for r in notebook.journey.records() if isinstance(r, Rating)]
    assert (rating.intensity, rating.scale) == (8, "unreal")


def test_the_pause_answer_keeps_the_moment_it_belongs_to(
    browser: Browser, notebook: Opened
) -> None:
    wave = 32 * "a"
    path = f"/now/familiar?activation={wave}"
    answer = browser.post("/now/note", form_of(browser, path, answer="now"))
    assert answer.location == f"/now/real?activation={wave}"
    found = [r for r in notebook.journey.records() if isinstance(r, PauseAnswer)]
    assert [(each.answer, each.activation) for each in found] == [("now", wave)]
    line = form_of(browser, answer.location, step="note")
    assert line["activation"] == wave


def test_without_any_notebook_every_answer_still_leads_on(browser: Browser) -> None:
    for path, having, to in (
        ("/now/check", {"step": "flag"}, "/safety"),
        ("/now/familiar", {"answer": "now"}, "/now/real"),
        ("/now/far", {"next": "/now/outward"}, "/now/outward"),
    ):
        fields = form_of(browser, path, **having) | {"intensity": "9"}
        answer = browser.post("/now/note", fields)
        assert answer.status == 303
        assert answer.location.partition("?")[0] == to
