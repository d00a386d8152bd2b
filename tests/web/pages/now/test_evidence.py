import json
import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from moorings.companion.believing import begin_belief
from moorings.companion.clock import moment
from moorings.companion.depositing import Done, keep_moment
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import note_step, rate
from moorings.companion.writing import name_person
from moorings.journey.records import Naming, PauseAnswer, RecordId, When
from moorings.web.pages.now.shell import PAGES
from tests.web.conftest import PORT, Browser

HERE = "/now/evidence"
LEAVE = "everyone-leaves"
QUINCE = "Quittenmarmelade"


def noted(opened: Opened, text: str, who: str = "", days: int = 1) -> None:
    day = moment(opened.now()).date - timedelta(days)
    people = (name_person(opened, who),) if who else ()
    done = Done("deposit", "heard", text, people, (LEAVE,))
    keep_moment(opened, new_id(), done, When(day))


@pytest.fixture
def activation(notebook: Opened) -> RecordId:
    """Be in a hard moment in which a belief was named."""
    wave, now = new_id(), moment(notebook.now())
    rate(notebook, new_id(), wave, 6, now)
    note_step(notebook, PauseAnswer, new_id(), wave, now, answer="familiar")
    note_step(notebook, Naming, new_id(), wave, now, beliefs=(LEAVE,))
    return wave


def shown(browser: Browser, path: str = HERE) -> str:
    answer = browser.get(path)
    assert answer.status == 200
    return " ".join(answer.page.words.split())


def told(browser: Browser) -> object:
    return json.loads(browser.get("/now/own").body).get("evidence")


@pytest.mark.usefixtures("activation")
def test_one_moment_comes_first_and_two_more_on_request(
    browser: Browser, notebook: Opened
) -> None:
    for number, who in enumerate(("Mira", "Mira", "سارة", "")):
        noted(notebook, f"moment {number}", who, days=number + 1)
    words = shown(browser)
    assert "Of 28 Feb 2026, with Mira, you wrote: moment 0" in words
    assert words.count("you wrote:") == 1
    assert "Two more" in words
    words = shown(browser, f"{HERE}/more")
    found = re.findall(r"moment \d", words)
    assert found == ["moment 0", "moment 2", "moment 3"]
    assert "Of 25 Feb 2026 you wrote:" in words
    assert "wo more" not in words


@pytest.mark.usefixtures("activation")
def test_a_single_one_has_no_more(browser: Browser, notebook: Opened) -> None:
    noted(notebook, "only this")
    assert "more" not in shown(browser)
    noted(notebook, "and this", days=4)
    assert "One more" in shown(browser)


@pytest.mark.usefixtures("activation")
def test_that_there_is_another_side_is_said_once_and_not_opened_here(
    browser: Browser, notebook: Opened
) -> None:
    noted(notebook, "Mira stayed.")
    assert "the other side" not in shown(browser)
    done = Done("strain", "let-down", "Papa went.", (), (), (LEAVE,))
    keep_moment(notebook, new_id(), done, moment(notebook.now()))
    words = shown(browser)
    assert "the other side, too: 1 moment." in words
    assert "stand in what was given and what was taken" in words
    begin_belief(notebook, new_id(), LEAVE)
    assert "stand on the page of this belief" in shown(browser)
    assert "Papa went." not in words
    links = {urlsplit(link).path for link in browser.get(HERE).page.links}
    assert not {
        each for each in links if each.startswith(("/practise", "/people", "/way"))
    }
    assert {"/now/choose", "/now/after", "/crisis"} <= links


@pytest.mark.usefixtures("activation")
def test_a_long_one_is_cut_and_says_so(browser: Browser, notebook: Opened) -> None:
    noted(notebook, "He stayed, and so on. " * 400)
    words = shown(browser)
    assert words.count("and so on") < 20
    assert "It goes on, in what was given and what was taken." in words


@pytest.mark.usefixtures("activation")
def test_what_has_nothing_to_say_leads_on(browser: Browser, notebook: Opened) -> None:
    assert browser.get(HERE).location == "/now/choose"
    assert told(browser) is False
    noted(notebook, "Mira stayed.")
    assert told(browser) is True
    raise_flag(notebook)
    assert browser.get(HERE).location == "/now/choose"
    assert told(browser) is False


@pytest.mark.usefixtures("activation")
def test_it_is_in_no_page_that_is_kept_for_everybody(
    browser: Browser, notebook: Opened
) -> None:
    noted(notebook, QUINCE)
    assert QUINCE in shown(browser)
    kept = json.loads(browser.get("/now/shell.json").body)["paths"]
    assert HERE not in kept
    assert HERE not in PAGES
    for path in PAGES:
        assert QUINCE not in browser.get(path).text, path
    assert QUINCE not in browser.get("/now/own").text
    assert "no-store" in browser.get(HERE).header("cache-control")


@pytest.mark.usefixtures("activation")
def test_locked_it_asks_to_unlock_and_tells_nothing(
    browser: Browser, notebook: Opened
) -> None:
    noted(notebook, QUINCE)
    browser.cookies.pop(f"moorings-{PORT}")
    answer = browser.get(HERE)
    assert answer.status == 401
    assert QUINCE not in answer.text
    assert told(browser) is None


def test_it_is_offered_on_the_page_of_choices_alone_and_hidden_until_it_is_there(
    browser: Browser, notebook: Opened
) -> None:
    del notebook
    leading = [path for path in PAGES if HERE in browser.get(path).page.links]
    assert leading == ["/now/choose"]
    found = re.search(
        rf'<p data-evidence hidden><a class="button quiet" href="{HERE}"',
        browser.get("/now/choose").text,
    )
    assert found


@pytest.mark.parametrize("speaks", [True, False])
def test_without_script_it_is_offered_under_the_sentence(
    browser: Browser, notebook: Opened, activation: RecordId, *, speaks: bool
) -> None:
    if speaks:
        noted(notebook, "Mira stayed.")
    sent = {"step": "naming", "activation": activation, "beliefs": LEAVE}
    answer = browser.post("/now/name/said", sent)
    assert answer.status == 200
    assert (HERE in answer.page.links) is speaks
