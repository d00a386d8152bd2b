from datetime import timedelta

import pytest

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.guarding import raise_flag
from moorings.companion.mapping import Mapped, keep_pattern, patterns
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import NIGHT
from moorings.companion.settling import note_step, rate
from moorings.companion.worksheets import Answered, worksheet, write_worksheet
from moorings.insight.starting import Reason
from moorings.journey.records import Naming
from moorings.web.wording.starting import reason_path, reason_words
from tests.conftest import SetClock
from tests.unreal import feels_unreal
from tests.web.conftest import Browser

HERE = "/way/why"


@pytest.fixture(autouse=True)
def by_day(notebook: Opened) -> None:
    choose(notebook, {NIGHT: "3-3"})


def told(browser: Browser) -> str:
    return " ".join(browser.get(HERE).page.words.split())


def tick(opened: Opened, sheet: str, *poles: str, **lines: str) -> None:
    given = Answered(lines, chosen={"poles": poles})
    write_worksheet(opened, new_id(), sheet, given, moment(opened.now()))


def test_with_nothing_answered_it_asks_for_one_question(browser: Browser) -> None:
    page = browser.get(HERE).page
    assert "Answer one question, and this page says more." in page.words
    assert "/way/honest" in page.links
    assert "/way/steps/regulation" not in page.links


def test_each_reason_says_what_was_ticked_or_written_and_leads_to_it(
    browser: Browser, notebook: Opened
) -> None:
    tick(notebook, "honest-distance", "toward", "pursue", feel="I am so ashamed.")
    page = browser.get(HERE).page
    words = " ".join(page.words.split())
    ticked = "you ticked “toward them”, “I go after an answer”."
    assert f"When someone seems far: {ticked}" in words
    assert "When someone seems far: you wrote “ashamed”." in words
    kept = worksheet(notebook, "honest-distance")
    assert kept is not None
    assert f"/practise/pages/honest-distance/{kept.id}" in page.links
    steps = [link for link in page.links if link.startswith("/way/steps/")]
    assert steps == [
        f"/way/steps/{each}" for each in ("kindness", "stop", "regulation")
    ]
    assert "no trial stands behind them" in words
    for word in ("you are a", "anxious", "avoidant", "detected", "!"):
        assert word not in words.lower()


def test_a_pattern_and_named_moments_are_reasons_with_their_numbers(
    browser: Browser, notebook: Opened, clock: SetClock
) -> None:
    for number in range(4):
        clock.set_to(clock.now() + timedelta(days=number))
        activation, when = new_id(), moment(notebook.now())
        rate(notebook, new_id(), activation, 8, when)
        note_step(notebook, Naming, new_id(), activation, when, trigger="quarrel")
    keep_pattern(notebook, new_id(), Mapped("A row <at> home", beliefs=("too-much",)))
    page = browser.get(HERE).page
    words = " ".join(page.words.split())
    assert "4 of 4 rated hard moments reached 7 or more." in words
    assert "Where you named it, 4 of 4 hard moments began with a quarrel." in words
    assert "It stands in your pattern “A row <at> home”." in words
    [pattern] = patterns(notebook)
    assert {f"/way/patterns/{pattern.id}", "/way/moments"} <= set(page.links)


@pytest.mark.parametrize(
    ("reason", "words", "path"),
    [
        (Reason("at-ease", "answered", "looking-secure"), "At ease", "looking-secure"),
        (Reason("sketch-both", "sketched"), "more toward distance", "/way/map"),
        (Reason("sketch-worry", "sketched"), "more toward worry", "/way/map"),
        (Reason("unnamed", "noted", found=5, of=6), "5 of 6 hard", "/way/moments"),
    ],
)
def test_reasons_of_other_kinds_are_said_and_lead_somewhere(
    notebook: Opened, reason: Reason, words: str, path: str
) -> None:
    assert words in reason_words(notebook, reason)
    assert path in reason_path(notebook, reason)


def test_what_rests_is_not_named_and_nobody_is_told_why(
    browser: Browser, notebook: Opened
) -> None:
    tick(notebook, "honest-closeness", "away")
    assert "Small steps on purpose" in told(browser)
    raise_flag(notebook)
    words = told(browser)
    assert "Small steps on purpose" not in words
    assert "A word for it" in words
    assert "rest" not in words.lower()
    for word in ("flag", "danger", "safety"):
        assert word not in words.lower()


def test_where_every_step_rests_it_looks_like_any_resting_room(
    browser: Browser, notebook: Opened
) -> None:
    tick(notebook, "honest-conflict", "deflect")
    raise_flag(notebook)
    feels_unreal(notebook, 9)
    words = told(browser)
    assert "This rests today." in words
    assert "Mending afterwards" not in words
