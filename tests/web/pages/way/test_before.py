import html
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest

from moorings.companion.choosing import choose
from moorings.companion.guarding import raise_flag
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import rate
from moorings.companion.taking_back import erase
from moorings.companion.writing import name_person
from moorings.journey.records import RecordId, When, Worksheet
from tests.conftest import SetClock
from tests.web.conftest import PASSPHRASE, Browser

HERE = "/way/before"
SHEET = "/practise/pages/the-day"
FIRST = date(2026, 1, 1)


def told(browser: Browser, path: str = HERE) -> str:
    return " ".join(browser.get(path).page.words.split())


def ticks(opened: Opened, number: int, *people: RecordId, **chosen: str) -> None:
    """Keep what was ticked for a day, as it was on its evening."""
    kept = Worksheet(
        id=new_id(),
        written_at=opened.now(),
        sheet="the-day",
        when=When(day_of(number), time(20)),
        chosen={name: (picked,) for name, picked in chosen.items()},
        people=people,
    )
    opened.keep(kept)


def hard(opened: Opened, number: int, hour: int | None = None) -> None:
    at = None if hour is None else time(hour)
    rate(opened, new_id(), new_id(), 7, When(day_of(number), at))


def day_of(number: int) -> date:
    """Put what is counted up in a row here and there within twenty days."""
    order = [0, *Random(1).sample(range(1, 20), 19)]  # noqa: S311 - always the same
    return FIRST + timedelta(days=number // 20 * 20 + order[number % 20])


@pytest.fixture
def bad_nights(notebook: Opened) -> Opened:
    """Ten days after a bad night, nine of them hard, and ten others, one of them."""
    for number in range(20):
        ticks(notebook, number, night="hardly" if number < 10 else "so-so")
    for number in (*range(9), 15):
        hard(notebook, number)
    return notebook


@pytest.mark.usefixtures("notebook")
def test_with_nothing_in_it_it_says_what_it_takes_and_offers_a_day_to_tick(
    browser: Browser,
) -> None:
    shown = told(browser)
    assert "Too early to tell." in shown
    assert "So far there are 0 days with a note, 0 of them with a hard moment." in shown
    assert SHEET in browser.get(HERE).page.links


@pytest.mark.usefixtures("bad_nights")
def test_what_stands_out_is_told_with_both_counts_its_doubt_and_no_cause(
    browser: Browser,
) -> None:
    shown = told(browser)
    assert "Days after a bad night" in shown
    assert "On 9 of 10 days after a bad night a hard moment came;" in shown
    assert "on 1 of 10 other days." in shown
    assert "about 80 in a hundred more, likely from 45 to 91." in shown
    assert "It came before; that does not say it was the cause." in shown
    assert "7 things were looked at." in shown
    assert "From 20 days with a note, since 1 Jan 2026; 10 of them with a" in shown
    assert "Looked at: Days after a bad night · Monday · " in shown


@pytest.mark.usefixtures("bad_nights")
def test_a_finding_is_put_aside_without_a_word_in_the_address_and_brought_back(
    browser: Browser,
) -> None:
    form = browser.get(HERE).page.form(f"{HERE}/aside")
    sent = [(name, value) for name, _, value in form.fields]
    assert sent == [("what", "night:bad")]
    assert browser.post(f"{HERE}/aside", sent).location == HERE
    shown = told(browser)
    assert "Put aside. It stays so until you bring it back." in shown
    assert "Nothing else stands out." in shown
    assert "On 9 of 10" not in shown
    assert "What you put aside Days after a bad nightsince 1 Mar 2026" in shown
    assert browser.post(f"{HERE}/aside", sent).location == HERE
    assert browser.post(f"{HERE}/back", sent).location == HERE
    assert "On 9 of 10 days after a bad night" in told(browser)
    assert "What you put aside" not in told(browser)


@pytest.mark.usefixtures("bad_nights")
def test_it_stays_aside_when_the_notebook_is_opened_anew(browser: Browser) -> None:
    browser.post(f"{HERE}/aside", {"what": "night:bad"})
    browser.post("/lock")
    assert "bad night" not in browser.get(HERE).text
    assert browser.post("/unlock", {"passphrase": PASSPHRASE}).status == 303
    assert "Nothing else stands out." in told(browser)


@pytest.mark.usefixtures("bad_nights")
@pytest.mark.parametrize("what", ["", "night:well", "person:", "x" * 900])
def test_what_stands_nowhere_can_neither_be_put_aside_nor_brought_back(
    browser: Browser, what: str
) -> None:
    for path in ("aside", "back"):
        assert browser.post(f"{HERE}/{path}", {"what": what}).status == 404


def test_an_aside_that_makes_no_sense_any_more_is_passed_over(
    browser: Browser, bad_nights: Opened
) -> None:
    odd = ("weekday:9", "weekday:x", "gone:1", "topic:gone", "place:gone", "part:dawn")
    choose(bad_nights, {f"aside:{each}": "some day" for each in odd})
    assert "What you put aside" not in told(browser)
    choose(bad_nights, {"aside:topic:alone": "some day", "aside:part:night": "x"})
    shown = told(browser)
    assert "Days about being alone" in shown
    assert "The night, eleven to five" in shown
    assert "since some day" not in shown


def test_a_place_a_topic_and_somebody_are_told_as_plainly_and_both_ways(
    browser: Browser, notebook: Opened
) -> None:
    sam = name_person(notebook, "سام <3")
    for number in range(30):
        with_sam = [sam] if number < 14 else []
        place = "way" if 0 < number < 12 else "home"
        ticks(notebook, number, *with_sam, where=place, about="good")
    for number in (0, *range(12, 30)):
        hard(notebook, number)
    shown = told(browser)
    assert (
        "On 19 of 19 days at home a hard moment came; on 0 of 11 other days." in shown
    )
    assert "On 3 of 14 days with سام <3 a hard moment came;" in shown
    assert "in a hundred fewer, likely from" in shown
    assert html.escape("سام <3") in browser.get(HERE).text
    # One topic alone has no other days beside it.
    assert "something good" not in shown
    for word in ("avoid", "toxic", "because of", "you must", "trigger"):
        assert word not in shown
    erase(notebook, sam)
    assert "سام" not in told(browser)


def test_a_part_of_the_day_is_told_beside_other_notes(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(20):
        ticks(notebook, number, where="home")
        hard(notebook, number, 8)
    for number in range(20):
        day = day_of(number)
        sent = {"record": new_id(), "text": "a page", "date": day.isoformat()}
        browser.post("/write", sent | {"time": "21:00"})
    shown = told(browser)
    assert "The morning, five to eleven" in shown
    assert "On 20 of 20 days with a hard moment one came in the morning." in shown
    assert "On 0 of 20 days with other notes one was made in the morning." in shown


def test_a_day_of_the_week_is_named_as_one(browser: Browser, notebook: Opened) -> None:
    for number in range(60):
        ticks(notebook, number, where="home")
        if day_of(number).weekday() == 3:
            hard(notebook, number)
    assert "On 9 of 9 days that fell on a Thursday a hard moment came;" in told(browser)


def test_that_nothing_stands_out_is_a_result(
    browser: Browser, notebook: Opened
) -> None:
    for number in range(20):
        ticks(notebook, number, night="badly" if number % 2 else "well")
    for number in (1, 2, 7, 10, 15, 18):
        hard(notebook, number)
    shown = told(browser)
    assert "Nothing stands out. That is a result, too." in shown
    assert "On " not in shown.partition("How this is counted")[0].partition("out.")[2]


def test_with_a_flag_nobody_of_whom_it_stands_is_on_the_page(
    browser: Browser, notebook: Opened
) -> None:
    sam = name_person(notebook, "Sam")
    for number in range(30):
        ticks(notebook, number, *([sam] if number < 12 else []), where="home")
    for number in range(12):
        hard(notebook, number)
    assert "days with Sam a hard moment came" in told(browser)
    raise_flag(notebook, sam)
    assert "Sam" not in told(browser)
    assert browser.post(f"{HERE}/aside", {"what": f"person:{sam}"}).status == 404


@pytest.mark.usefixtures("bad_nights")
def test_at_night_it_is_folded_away_and_opens_all_the_same(
    browser: Browser, clock: SetClock
) -> None:
    assert "<summary>" in browser.get(HERE).text
    assert "What stands out" not in told(browser)
    clock.set_to(datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    shown = told(browser)
    assert "What stands out It came before;" in shown


def test_a_day_is_ticked_from_here_and_comes_back_here(
    browser: Browser, notebook: Opened
) -> None:
    shown = browser.get(SHEET).page
    assert HERE in shown.links
    record = next(v for n, _, v in shown.form(SHEET).fields if n == "record")
    sent = {
        "record": record,
        "sheet": "the-day",
        "q-night": "badly",
        "q-where": "home",
        "q-whom-new": "Mira",
        "q-day": "2026-02-27",
    }
    kept = browser.post(SHEET, sent)
    assert kept.location == f"{SHEET}/{record}"
    assert browser.post(SHEET, sent).location == kept.location
    [sheet] = notebook.journey.standing(Worksheet)
    assert sheet.answers == {"day": "2026-02-27"}
    assert [p.name for p in notebook.journey.people().values()] == ["Mira"]
    hard(notebook, 10)
    assert "So far there is 1 day with a note" in told(browser)


def test_three_findings_stand_open_and_the_rest_is_folded(
    browser: Browser, notebook: Opened
) -> None:
    sam = name_person(notebook, "Sam")
    for number in range(40):
        if number < 20:
            ticks(notebook, number, sam, night="badly", where="home", about="money")
        else:
            ticks(notebook, number, night="so-so", where="way", about="work")
    for number in range(20):
        hard(notebook, number)
    shown, _, folded = told(browser).partition("What else stands out")
    assert shown.count("On 20 of 20 days") == 3
    assert folded.count("On 20 of 20 days") == 1
