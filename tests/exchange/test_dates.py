import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.exchange.dates import date_in_name, read_time, read_when
from moorings.exchange.reasons import (
    AmbiguousDateError,
    UnreadableDateError,
    UnreadableTimeError,
)
from moorings.journey.records import When

DAY = dt.date(2019, 3, 4)
EVENING = dt.time(21, 15)


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2019-03-04", When(DAY)),
        ("2019/3/4", When(DAY)),
        (" 04.03.2019 ", When(DAY)),
        ("2019-03-04 21:15", When(DAY, EVENING)),
        ("2019-03-04T21:15", When(DAY, EVENING)),
        ("2019-03-04, 9:15 PM", When(DAY, EVENING)),
        ("2019-03-04 9:15\u202fp.m.", When(DAY, EVENING)),
        ("2019-03-04 12:05 am", When(DAY, dt.time(0, 5))),
        ("2019-03-04 12:05 pm", When(DAY, dt.time(12, 5))),
        ("2019-03-04T21:15:30.25Z", When(DAY, dt.time(21, 15, 30), 0)),
        ("2019-03-04 21:15 -0530", When(DAY, EVENING, -19_800)),
        ("2019-03-04T21:15+01:00", When(DAY, EVENING, 3_600)),
        ("2019-03-04T21:15+01", When(DAY, EVENING, 3_600)),
        ("1660-01-01", When(dt.date(1660, 1, 1))),
        ("0001-01-01", When(dt.date.min)),
        ("9999-12-31", When(dt.date.max)),
        ("2020-02-29", When(dt.date(2020, 2, 29))),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(written: str, when: When) -> None:
    assert read_when(written) == when


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2019-02-29",
        "0000-01-01",
        "2019-13-01",
        "2019-03",
        "2019-03-04 25:00",
        "2019-03-04 21:60",
        "2019-03-04 13:00 PM",
        "2019-03-04 0:30 am",
        "2019-03-04 21:15 +24:00",
        "2019-03-04 21:15 +01:60",
        "2019-03-04 evening",
        "2019-03/04",
        "yesterday",
        "٢٠١٩-٠٣-٠٤",
    ],
)
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(UnreadableDateError):
        read_when(written)


def test_a_date_that_could_be_two_days_says_so() -> None:
    with pytest.raises(AmbiguousDateError, match="could be one of two days"):
        read_when("03/04/2019 21:15")


def test_a_refused_date_is_shown_only_in_part() -> None:
    with pytest.raises(UnreadableDateError) as refused:
        read_when("a secret that somebody wrote where a date should be")
    assert "a secret that somebody wrote whe”" in str(refused.value)


@pytest.mark.parametrize(
    ("written", "time"),
    [("10:00 pm", dt.time(22)), ("18:52", dt.time(18, 52)), (" 7:31", dt.time(7, 31))],
)
def test_a_time_is_read_on_either_clock(written: str, time: dt.time) -> None:
    assert read_time(written) == time


@pytest.mark.parametrize("written", ["", "noon", "24:00", "13:00 pm"])
def test_what_is_no_time_is_refused(written: str) -> None:
    with pytest.raises(UnreadableTimeError, match="is not a time"):
        read_time(written)


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("2019-03-04.md", DAY),
        ("2019-03-04T21-15.md", DAY),
        ("2019-03-04 2115 title.md", DAY),
        ("2019-03-041.md", None),
        ("on 2019-03-04.md", None),
    ],
)
def test_a_name_gives_the_date_it_begins_with(name: str, date: dt.date | None) -> None:
    assert date_in_name(name) == date


def test_a_name_that_begins_with_an_impossible_date_is_refused() -> None:
    with pytest.raises(UnreadableDateError):
        date_in_name("2019-02-30 a day that never was.md")


@given(st.datetimes(timezones=st.just(dt.UTC)))
def test_every_moment_comes_back_from_its_iso_form(moment: dt.datetime) -> None:
    second = moment.replace(microsecond=0)
    when = read_when(second.isoformat())
    assert when == When(second.date(), second.time(), 0)
