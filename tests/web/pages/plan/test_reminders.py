from datetime import date
from typing import Any

import icalendar
import pytest

from moorings.companion.opened import Opened
from moorings.companion.pausing import pause
from moorings.companion.practising import set_night
from moorings.companion.reminding import reminders, ringing
from tests.web.conftest import Answer, Browser

HERE, FILE = "/plan/reminders", "/plan/reminders/file"


def said(component: icalendar.Component, name: str) -> Any:  # noqa: ANN401 - of any kind
    return component[name]


def ask_for(
    browser: Browser, *hours: str, days: str = "0123456", line: str = ""
) -> Answer:
    fields = [("at", each) for each in hours] + [("on", each) for each in days]
    return browser.post(HERE, [*fields, ("line", line)])


@pytest.mark.usefixtures("notebook")
def test_they_are_off_until_somebody_asks_for_them(
    browser: Browser, notebook: Opened
) -> None:
    shown = browser.get(HERE)
    assert "Off until you ask for them." in shown.text
    assert FILE not in shown.page.links
    assert browser.get(FILE).status == 404
    assert reminders(notebook) is None
    assert "data-rings" not in shown.text


def test_several_a_day_are_kept_and_handed_over_as_a_calendar(
    browser: Browser, notebook: Opened
) -> None:
    assert ask_for(browser, "21:00", "", "8:05", days="024", line="Tea").status == 303
    shown = browser.get(HERE)
    assert FILE in shown.page.links
    assert 'value="08:05"' in shown.text
    assert 'data-rings="024 08:05 21:00"' in shown.text
    assert 'data-rings-words="Tea"' in shown.text
    answer = browser.get(FILE)
    assert answer.header("content-type") == "text/calendar; charset=utf-8"
    assert 'filename="reminders.ics"' in (answer.header("content-disposition") or "")
    events = icalendar.Calendar.from_ical(answer.text).walk("VEVENT")
    assert [str(said(each, "summary")) for each in events] == ["Tea", "Tea"]
    assert [said(each, "dtstart").dt.hour for each in events] == [8, 21]
    assert said(events[0], "rrule")["byday"] == ["MO", "WE", "FR"]
    last = said(events[0], "rrule")["until"][0].date()
    assert last == date(2026, 3, 28)
    told = ringing(notebook)
    assert told is not None
    assert told.on == {0, 2, 4}


@pytest.mark.usefixtures("notebook")
def test_left_empty_it_says_something_that_tells_nobody_anything(
    browser: Browser,
) -> None:
    ask_for(browser, "09:00")
    (event,) = icalendar.Calendar.from_ical(browser.get(FILE).text).walk("VEVENT")
    assert str(said(event, "summary")) == "A minute"


@pytest.mark.parametrize(
    ("hours", "days", "said"),
    [
        (("25:00",), "0", "“25:00” is no time of day."),
        (("soon",), "0", "“soon” is no time of day."),
        (("23:00",), "0", "23:00 lies in your night"),
        (("",), "0", "Choose at least one hour and one day"),
        (("09:00",), "", "Choose at least one hour and one day"),
        (("09:00",), "x9", "Choose at least one hour and one day"),
    ],
)
def test_what_cannot_ring_is_said_and_stays_as_it_was_typed(
    browser: Browser, notebook: Opened, hours: tuple[str, ...], days: str, said: str
) -> None:
    answer = ask_for(browser, *hours, days=days, line="my words")
    assert answer.status == 422
    assert said in answer.text
    assert "my words" in answer.text
    assert all(each in answer.text for each in hours)
    assert reminders(notebook) is None


def test_words_that_are_too_long_are_not_cut(
    browser: Browser, notebook: Opened
) -> None:
    answer = ask_for(browser, "09:00", line="x" * 121)
    assert answer.status == 422
    assert "x" * 121 in answer.text
    assert reminders(notebook) is None


def test_an_hour_that_became_night_is_silent_and_no_file_rings_in_it(
    browser: Browser, notebook: Opened
) -> None:
    ask_for(browser, "09:00", "21:00")
    set_night(notebook, 20, 6)
    (event,) = icalendar.Calendar.from_ical(browser.get(FILE).text).walk("VEVENT")
    assert said(event, "dtstart").dt.hour == 9
    set_night(notebook, 20, 10)
    assert browser.get(FILE).status == 404
    set_night(notebook, 7, 7)
    assert len(icalendar.Calendar.from_ical(browser.get(FILE).text).walk("VEVENT")) == 2


def test_during_a_pause_nothing_rings(browser: Browser, notebook: Opened) -> None:
    ask_for(browser, "09:00")
    pause(notebook, None)
    shown = browser.get(HERE)
    assert "Everything rests just now, so nothing rings." in shown.text
    assert FILE not in shown.page.links
    assert 'data-rings="" data-rings-words=""' in shown.text
    assert browser.get(FILE).status == 404


def test_they_are_turned_off_at_one_touch(browser: Browser, notebook: Opened) -> None:
    ask_for(browser, "09:00")
    assert browser.post(HERE, {"how": "off"}).location == HERE
    assert "Nothing rings any more." in browser.get(HERE).text
    assert reminders(notebook) is None
    assert ringing(notebook) is None
    assert "data-rings" not in browser.get("/").text


def test_turned_off_nothing_of_them_stays_for_another_time(
    browser: Browser, notebook: Opened
) -> None:
    ask_for(browser, "09:00", line="Tea with me")
    browser.post(HERE, {"how": "off"})
    ask_for(browser, "09:00")
    told = reminders(notebook)
    assert told is not None
    assert told.words == ""
    assert 'data-rings-words="A minute"' in browser.get("/").text


def test_every_page_says_what_rings_in_the_night_that_was_set_since(
    browser: Browser, notebook: Opened
) -> None:
    ask_for(browser, "09:00", "21:00")
    assert 'data-rings="0123456 09:00 21:00"' in browser.get("/").text
    set_night(notebook, 20, 6)
    for page in ("/", HERE):
        assert 'data-rings="0123456 09:00"' in browser.get(page).text
    assert "data-rings" not in browser.get("/crisis").text


def test_a_device_never_gets_words_that_were_typed_and_not_kept(
    browser: Browser, notebook: Opened
) -> None:
    ask_for(browser, "09:00", line="Tea")
    set_night(notebook, 22, 6)
    shown = ask_for(browser, "23:00", line="Something else")
    assert shown.status == 422
    assert "Something else" in shown.text
    assert 'data-rings="0123456 09:00" data-rings-words="Tea"' in shown.text
