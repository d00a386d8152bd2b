import re
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from unicodedata import category

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.exchange.calendar_file import Series, write_calendar

MADE = datetime(2026, 11, 23, 6, 5, tzinfo=UTC)
MONDAY = date(2026, 11, 23)


def series(**changes: object) -> Series:
    told: dict[str, object] = {
        "words": "A minute",
        "at": (time(8, 30), time(21)),
        "days": frozenset(range(7)),
        "first": MONDAY,
        "last": MONDAY + timedelta(days=27),
        "key": b"one",
    }
    return Series(**told | changes)  # type: ignore[arg-type]


def said(component: icalendar.Component, name: str) -> Any:  # noqa: ANN401 - of any kind
    return component[name]


def events(written: bytes) -> list[icalendar.Component]:
    return list(icalendar.Calendar.from_ical(written).walk("VEVENT"))


def test_it_reads_back_as_one_series_for_each_hour_with_an_alarm() -> None:
    first, second = events(write_calendar(series(), MADE))
    assert said(first, "summary") == said(second, "summary") == "A minute"
    assert said(first, "dtstart").dt == datetime(2026, 11, 23, 8, 30)  # noqa: DTZ001 - floating
    assert said(second, "dtstart").dt == datetime(2026, 11, 23, 21)  # noqa: DTZ001 - floating
    assert said(first, "rrule")["freq"] == ["WEEKLY"]
    assert said(first, "rrule")["until"][0] == datetime(2026, 12, 20, 8, 30)  # noqa: DTZ001
    (alarm,) = first.walk("VALARM")
    assert (said(alarm, "action"), said(alarm, "trigger").dt) == (
        "DISPLAY",
        timedelta(),
    )


#: What reads it here takes a backslash and an N for the end of a line, even escaped.
@given(st.text(st.characters(exclude_characters="\\"), max_size=90))
def test_no_word_breaks_the_file_or_brings_control_characters_into_it(
    words: str,
) -> None:
    written = write_calendar(series(words=words), MADE)
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]", written)
    assert written.count(b"\r\n") == written.count(b"\n")
    assert len(events(written)) == len(series().at)
    letters = [each for each in words if category(each)[0] in "LN"]
    told = str(said(events(written)[0], "summary"))
    assert [each for each in told if category(each)[0] in "LN"] == letters


def test_it_begins_on_a_day_that_was_chosen() -> None:
    (event, _) = events(write_calendar(series(days=frozenset({2, 4})), MADE))
    assert said(event, "dtstart").dt.date() == date(2026, 11, 25)
    assert said(event, "rrule")["byday"] == ["WE", "FR"]


def test_the_same_series_made_again_takes_its_own_place() -> None:
    def names(**changes: object) -> set[str]:
        return {
            str(said(e, "uid")) for e in events(write_calendar(series(**changes), MADE))
        }

    assert names() == names(words="Other words", days=frozenset({1}))
    assert not names() & names(key=b"another")
    assert len(names()) == 2


@pytest.mark.parametrize(
    "words", ["Ein Name, ein; Zeichen\\ und\nnoch eine Zeile", "ä" * 90, "دقيقة"]
)
def test_any_words_come_back_as_they_were(words: str) -> None:
    event, *_ = events(write_calendar(series(words=words), MADE))
    assert said(event, "summary") == words


def test_lines_are_as_the_standard_wants_them() -> None:
    written = write_calendar(series(words="ö" * 120), MADE)
    assert written.endswith(b"\r\n")
    lines = written.split(b"\r\n")
    assert all(b"\n" not in line and len(line) <= 75 for line in lines)
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert any(after.startswith(b" ") for _, after in pairwise(lines))


def test_it_holds_nothing_but_hours_and_words() -> None:
    written = write_calendar(series(), MADE).decode()
    assert "oorings" not in written
    assert "CLASS:PRIVATE" in written


def test_without_a_day_that_fits_nothing_rings() -> None:
    told = series(days=frozenset({6}), last=MONDAY)
    assert events(write_calendar(told, MADE)) == []
