import re
from collections.abc import Callable

import pytest
from babel import Locale

from moorings.companion.opened import Opened
from moorings.library import catalogue
from tests.web.conftest import Browser


def cells(text: str) -> list[str]:
    return re.findall(r'<span class="numeral">(\d+)', text)


def weekdays(text: str) -> list[str]:
    return re.findall(r'<th scope="col" abbr="(\w+)"', text)


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("month", "days", "turns"),
    [
        ("0001-01", 31, ["/write/calendar/0001-02"]),
        ("9999-12", 31, ["/write/calendar/9999-11"]),
        ("2024-02", 29, ["/write/calendar/2024-01", "/write/calendar/2024-03"]),
        ("1900-02", 28, ["/write/calendar/1900-01", "/write/calendar/1900-03"]),
        ("2000-02", 29, ["/write/calendar/2000-01", "/write/calendar/2000-03"]),
        ("2026-12", 31, ["/write/calendar/2026-11", "/write/calendar/2027-01"]),
    ],
)
def test_every_month_of_every_year_can_be_turned_to(
    browser: Browser, month: str, days: int, turns: list[str]
) -> None:
    answer = browser.get(f"/write/calendar/{month}")
    assert answer.status == 200
    assert cells(answer.text) == [str(number + 1) for number in range(days)]
    links = [link for link in answer.page.links if link.startswith("/write/calendar/")]
    assert links == turns
    assert "0 pages in this month." in answer.text


@pytest.mark.usefixtures("notebook")
def test_a_week_begins_where_the_language_has_it(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = browser.get("/write/calendar/2026-03").text
    assert (weekdays(text)[0], weekdays(text)[-1]) == ("Monday", "Sunday")
    assert len(re.findall("<tr>", text)) == 7
    monkeypatch.setattr(catalogue, "locale", lambda: Locale.parse("en_US"))
    text = browser.get("/write/calendar/2026-03").text
    assert (weekdays(text)[0], weekdays(text)[-1]) == ("Sunday", "Saturday")
    assert len(re.findall("<tr>", text)) == 6


def test_days_with_pages_lead_to_them(
    browser: Browser, write: Callable[..., str]
) -> None:
    for _ in range(2):
        write("two on one day", date="2026-02-28", time="07:00")
    write("one", date="2026-02-01")
    shown = browser.get("/write/calendar/2026-02")
    assert "Saturday 28 February 2026, 2 entries" in shown.text
    assert "Sunday 1 February 2026, 1 entry" in shown.text
    assert "3 pages in this month." in shown.text
    days = [link for link in shown.page.links if link.startswith("/write/day/")]
    assert days == ["/write/day/2026-02-01", "/write/day/2026-02-28"]
    assert browser.get(days[1]).text.count("two on one day") == 2
    assert "No page for this day." in browser.get("/write/day/2026-02-02").text


@pytest.mark.usefixtures("notebook")
def test_today_is_marked(browser: Browser) -> None:
    mark = 'aria-current="date"'
    assert browser.get("/write/calendar/2026-03").text.count(mark) == 1
    assert mark not in browser.get("/write/calendar/2026-02").text


def test_it_opens_at_the_latest_page_but_never_in_the_future(
    browser: Browser, notebook: Opened, write: Callable[..., str]
) -> None:
    assert browser.get("/write/calendar").location == "/write/calendar/2026-03"
    write("long ago", date="1999-12-31")
    assert browser.get("/write/calendar").location == "/write/calendar/1999-12"
    write("to come", date="2031-01-01")
    assert browser.get("/write/calendar").location == "/write/calendar/2026-03"
    assert notebook.journey.count() == 2


@pytest.mark.usefixtures("notebook")
@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("1999-12", "/write/calendar/1999-12"),
        ("1999-12-24", "/write/calendar/1999-12"),
        ("0001-01", "/write/calendar/0001-01"),
        ("1999-13", "/write/calendar"),
        ("", "/write/calendar"),
        ("next year", "/write/calendar"),
        ("//evil", "/write/calendar"),
    ],
)
def test_the_month_that_is_typed_is_turned_to(
    browser: Browser, typed: str, path: str
) -> None:
    assert browser.post("/write/calendar", {"month": typed}).location == path
