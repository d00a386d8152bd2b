import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import end_activation, note_step, rate
from moorings.companion.wording import add_word
from moorings.companion.writing import name_person
from moorings.insight.recovery import TooUnsure
from moorings.journey.records import Naming, RecordId, When
from moorings.web.wording.recovery import minutes_words, told_sentence
from tests.conftest import SetClock
from tests.web.conftest import Browser

HERE = "/way/recovery"
LONG_AGO = date(2025, 6, 3)


def at(day: date, minute: float) -> When:
    then = datetime.combine(day, time(21)) + timedelta(minutes=minute)
    return When(then.date(), then.time(), 0)


def wave(
    opened: Opened,
    day: date,
    minutes: float | None,
    *,
    trigger: str = "",
    people: Sequence[RecordId] = (),
) -> RecordId:
    """Note a hard moment that is still high after three minutes; then calm, or not."""
    activation = new_id()
    for minute, strong in ((0, 8), (3, 7)):
        rate(opened, new_id(), activation, strong, at(day, minute))
    if trigger or people:
        note_step(
            opened,
            Naming,
            new_id(),
            activation,
            at(day, 1),
            trigger=trigger,
            people=tuple(people),
        )
    if minutes is not None:
        end_activation(opened, new_id(), activation, "calm", at(day, minutes))
    return activation


def told(browser: Browser) -> str:
    return " ".join(browser.get(HERE).page.words.split())


def test_where_nothing_was_noted_it_is_too_early(
    browser: Browser, notebook: Opened
) -> None:
    assert notebook.journey.count() == 0
    shown = browser.get(HERE)
    assert "Too early to tell." in shown.text
    assert '<svg class="recovery"' not in shown.text
    assert HERE not in browser.get("/way").page.links


def test_under_eight_no_number_is_told_but_how_many_there_are(
    browser: Browser, notebook: Opened
) -> None:
    for at_most in range(7):
        wave(notebook, LONG_AGO, 10 + at_most)
    shown = told(browser)
    assert "7 so far. Too few to tell: it takes 8." in shown
    assert "In half of them" not in shown
    assert "it takes 8 hard moments in each" in shown
    assert HERE in browser.get("/way").page.links
    assert HERE in browser.get("/way/moments").page.links


def test_what_is_told_says_how_long_how_sure_from_how_many_and_since_when(
    browser: Browser, notebook: Opened
) -> None:
    for place, minutes in enumerate((10, 15, 20, 25, 30, 40, 50, None, None)):
        wave(notebook, LONG_AGO + timedelta(days=place), minutes)
    rate(notebook, new_id(), new_id(), 8, When(LONG_AGO))
    shown = told(browser)
    found = re.search(
        r"In half of them calm was back after about (\d+) minutes; likely between"
        r" (\d+) minutes and (\d+) minutes\.",
        shown,
    )
    assert found
    middle, low, high = map(int, found.groups())
    assert low < middle < high
    assert middle < 25
    assert "Half were noted as calm after 25 minutes." in shown
    assert "9 hard moments · 2 of them not seen to end · 3 Jun 2025 \u2013 11" in shown
    assert "1 hard moment is not counted" in shown


def test_months_stand_in_a_picture_a_sentence_and_a_table(
    browser: Browser, notebook: Opened
) -> None:
    for place in range(9):
        wave(notebook, LONG_AGO, 10 + 3 * place)
    for place in range(3):
        wave(notebook, date(2025, 8, 1), 10 + 3 * place)
    shown = browser.get(HERE)
    assert shown.text.count('class="recovery-band"') == 1
    [sentence] = re.findall("<figcaption>(.+?)</figcaption>", shown.text)
    assert sentence.startswith("The latest that can be told is Jun 2025: calm in half")
    assert "Of 3 such stretches 1 can be told." in sentence
    assert f'<desc id="recovery-description">{sentence}</desc>' in shown.text
    words = " ".join(shown.page.words.split())
    assert "Jun 202590" in words
    assert "Aug 202530too few" in words


def test_where_no_month_has_enough_quarters_are_drawn(
    browser: Browser, notebook: Opened
) -> None:
    for month in (10, 11, 12):
        for place in range(4):
            wave(notebook, date(2025, month, 1), 10 + month + place)
    shown = browser.get(HERE)
    assert "The latest that can be told is Oct to Dec 2025: " in shown.text
    assert shown.text.count('class="recovery-band"') == 1


def test_where_no_quarter_has_enough_no_picture_is_drawn(
    browser: Browser, notebook: Opened
) -> None:
    for month in range(1, 10):
        wave(notebook, date(2025, month, 1), 10 + month)
    shown = browser.get(HERE)
    assert "In half of them" in shown.text
    assert "recovery-band" not in shown.text
    assert "figcaption" not in shown.text


def test_it_is_told_by_what_it_began_with_and_by_whom_it_was_about(
    browser: Browser, notebook: Opened
) -> None:
    anna, ben = name_person(notebook, "Anna"), name_person(notebook, "Ben & Bo")
    own = add_word(notebook, "trigger", "the <door>")
    for place in range(8):
        wave(notebook, LONG_AGO, 10 + place, trigger=own, people=[anna])
    wave(notebook, LONG_AGO, 10, trigger="no-answer", people=[ben])
    shown = browser.get(HERE)
    words = " ".join(shown.page.words.split())
    begun, about = words.index("By what it began with"), words.index("By whom it was")
    assert begun < words.index("the <door>") < about < words.index("Anna")
    assert words.index("Anna") < words.index("Ben & Bo")
    assert words.count("In half of them calm was back after") == 3
    assert "Too few to tell yet: Ben & Bo (1)." in words
    assert "no-answer" not in words


def test_many_people_are_folded_away_and_those_with_few_only_named(
    browser: Browser, notebook: Opened
) -> None:
    people = [name_person(notebook, f"Friend {number}") for number in range(9)]
    for place in range(8):
        wave(notebook, LONG_AGO, 10 + 3 * place, people=people[place == 7 :][:7])
    words = " ".join(browser.get(HERE).page.words.split())
    order = [words.index(told) for told in ("Friend 5", "The others", "Friend 6")]
    assert order == sorted(order)
    assert "Too few to tell yet: Friend 0 (7), Friend 7 (1)." in words
    assert "Friend 8" not in words


@pytest.mark.parametrize(
    ("before", "latest", "sentence"),
    [
        (60, 10, "Calm came back sooner in the latest three months"),
        (10, 60, "Calm came back later in the latest three months"),
        (30, 30, "No clear difference between the latest three months"),
    ],
)
def test_three_months_are_held_against_three_both_directions_alike(
    browser: Browser,
    notebook: Opened,
    clock: SetClock,
    before: int,
    latest: int,
    sentence: str,
) -> None:
    today = clock.now().date()
    for place in range(12):
        wave(notebook, today - timedelta(days=120), before + place * before / 12)
        wave(notebook, today - timedelta(days=5), latest + place * latest / 12)
    shown = told(browser)
    assert sentence in shown
    assert "The three months before: 12 hard moments" in shown
    assert "The latest: 12 hard moments" in shown
    for word in ("better", "worse", "improve", "congrat", "!"):
        assert word not in shown.lower()


def test_where_only_the_latest_time_is_known_only_that_is_told(
    browser: Browser, notebook: Opened
) -> None:
    for minutes in range(10, 100, 10):
        activation = new_id()
        rate(notebook, new_id(), activation, 8, at(LONG_AGO, 0))
        end_activation(notebook, new_id(), activation, "calm", at(LONG_AGO, minutes))
    assert (
        "In half of them calm was back within 50 minutes, or sooner; how much sooner "
        "was not noted. In general it may be within 80 minutes."
    ) in told(browser)


def test_where_none_came_to_an_end_that_is_said(
    browser: Browser, notebook: Opened
) -> None:
    for _ in range(8):
        wave(notebook, LONG_AGO, None)
    assert "Cannot be told: of 8, none was noted to its end." in told(browser)


def test_where_it_is_too_unsure_only_the_notes_are_told() -> None:
    unsure = (
        "Too unsure to tell: what was noted of these 9 fits times that lie far apart."
    )
    told = TooUnsure(9, 2, LONG_AGO, LONG_AGO, None)
    assert told_sentence(told) == unsure
    noted = " Half were noted as calm after 60 minutes."
    assert told_sentence(replace(told, noted=60)) == unsure + noted


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0.2, "1 minute"),
        (21.56, "22 minutes"),
        (99.4, "99 minutes"),
        (102, "1.7 hours"),
        (25 * 60, "25 hours"),
        (60 * 24 * 3, "3 days"),
        (60 * 24 * 45, "45 days"),
    ],
)
def test_times_are_said_as_people_say_them(minutes: float, words: str) -> None:
    assert minutes_words(minutes) == words


def test_it_stands_under_way_and_nowhere_in_help_now(
    browser: Browser, notebook: Opened
) -> None:
    wave(notebook, LONG_AGO, 20)
    for path in ("/now", "/now/after", "/now/belly-breath", "/crisis"):
        links = browser.get(path).page.links
        assert not [link for link in links if "recovery" in link or "forecast" in link]
