from datetime import UTC, date, datetime, time

import pytest

from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.forecasting import (
    Feared,
    close_forecast,
    closed_forecasts,
    counted,
    forecast,
    open_forecasts,
    reopen_forecast,
)
from moorings.companion.opened import Opened, new_id
from moorings.insight.calibration import Closed
from moorings.journey.records import (
    Happened,
    InvalidRecordError,
    Person,
    RecordId,
    When,
)
from tests.conftest import SetClock

FRIDAY = date(2026, 3, 6)


def feared(
    opened: Opened,
    text: str = "no call",
    likelihood: int = 80,
    when: When | None = None,
) -> RecordId:
    record = new_id()
    told = Feared(text, likelihood, FRIDAY)
    forecast(opened, record, told, when or moment(opened.now()))
    return record


def close(opened: Opened, of: RecordId, happened: Happened = "not") -> None:
    close_forecast(opened, new_id(), of, happened, moment(opened.now()))


def test_what_is_feared_stands_open_with_its_number_and_day(opened: Opened) -> None:
    somebody = Person(id=new_id(), written_at=opened.now(), name="Anna")
    opened.keep(somebody)
    wave = new_id()
    told = Feared("  no call\n", 75, FRIDAY, somebody.id, wave)
    forecast(opened, new_id(), told, moment(opened.now()))
    [found] = open_forecasts(opened)
    assert (found.text, found.likelihood, found.due) == ("no call", 75, FRIDAY)
    assert (found.person, found.activation) == (somebody.id, wave)
    assert closed_forecasts(opened) == ()


def test_the_oldest_stands_first(opened: Opened) -> None:
    later = feared(opened, when=When(date(2026, 3, 1), time(20)))
    sooner = feared(opened, when=When(date(2026, 2, 1), time(20)))
    assert [each.id for each in open_forecasts(opened)] == [sooner, later]
    for each in (later, sooner):
        close(opened, each)
    assert [t.forecast.id for t in closed_forecasts(opened)] == [sooner, later]


def test_what_says_nothing_or_is_more_than_sure_is_not_kept(opened: Opened) -> None:
    with pytest.raises(EmptyPageError):
        feared(opened, "  \n")
    with pytest.raises(InvalidRecordError):
        feared(opened, likelihood=101)
    assert open_forecasts(opened) == ()


def test_a_closed_one_is_open_no_longer_and_the_last_word_counts(
    opened: Opened, clock: SetClock
) -> None:
    record = feared(opened)
    close(opened, record, "happened")
    clock.set_to(datetime(2026, 3, 7, 12, tzinfo=UTC))
    close(opened, record, "partly")
    assert open_forecasts(opened) == ()
    [told] = closed_forecasts(opened)
    assert told.forecast.id == record
    assert told.outcome.happened == "partly"


def test_a_closed_one_can_be_opened_again(opened: Opened) -> None:
    record = feared(opened)
    close(opened, record)
    close(opened, record, "happened")
    reopen_forecast(opened, record)
    assert [each.id for each in open_forecasts(opened)] == [record]
    with pytest.raises(NothingThereError):
        reopen_forecast(opened, record)
    close(opened, record)
    assert open_forecasts(opened) == ()


def test_what_was_never_feared_cannot_be_closed(opened: Opened) -> None:
    with pytest.raises(NothingThereError):
        close(opened, new_id())


def test_open_ones_and_those_nobody_can_know_are_never_counted(
    opened: Opened,
) -> None:
    outcomes: tuple[Happened, ...] = ("happened", "partly", "not", "unknown")
    for number, happened in enumerate(outcomes):
        close(opened, feared(opened, likelihood=10 * number), happened)
    feared(opened)
    assert counted(closed_forecasts(opened)) == (
        Closed(0, "happened"),
        Closed(10, "partly"),
        Closed(20, "not"),
    )
