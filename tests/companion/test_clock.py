import time as machine
from datetime import UTC, date, datetime, time

import pytest

from moorings.companion.clock import SystemClock, moment, when
from moorings.journey.records import When

NOON = datetime(2026, 7, 1, 12, 34, 56, 789, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Berlin", When(date(2026, 7, 1), time(14, 34), 7200, "Europe/Berlin")),
        ("Asia/Kolkata", When(date(2026, 7, 1), time(18, 4), 19_800, "Asia/Kolkata")),
        (
            "Pacific/Kiritimati",
            When(date(2026, 7, 2), time(2, 34), 50_400, "Pacific/Kiritimati"),
        ),
    ],
)
def test_a_moment_is_put_on_the_wall_of_its_zone(zone: str, expected: When) -> None:
    assert moment(NOON, zone) == expected


@pytest.mark.parametrize(
    "zone", ["", "Nowhere/Land", "../../etc/passwd", "\0", "Europe"]
)
def test_a_zone_nobody_knows_is_that_of_this_machine(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    machine.tzset()
    try:
        expected = When(date(2026, 7, 1), time(21, 34), 32_400)
        assert moment(NOON, zone) == expected
    finally:
        monkeypatch.undo()
        machine.tzset()


@pytest.mark.parametrize(
    ("day", "hour", "offset"),
    [
        (date(2026, 1, 1), time(12), 3600),
        (date(2026, 7, 1), time(12), 7200),
        (date(2026, 3, 29), time(2, 30), 3600),
        (date(2026, 10, 25), time(2, 30), 7200),
        (date(2026, 10, 25), time(2, 30, fold=1), 3600),
        (date(1900, 1, 1), time(12), 3600),
    ],
)
def test_an_hour_has_the_offset_of_its_day(day: date, hour: time, offset: int) -> None:
    assert when(day, hour, "Europe/Berlin").offset == offset


@pytest.mark.parametrize(
    ("day", "hour"),
    [(date(2026, 7, 1), None), (date(1660, 1, 1), time(9)), (date(1, 1, 1), time(0))],
)
def test_a_day_without_an_hour_or_of_old_has_no_offset(
    day: date, hour: time | None
) -> None:
    assert when(day, hour, "Europe/Berlin") == When(day, hour)


@pytest.mark.parametrize("zone", ["America/New_York", "Pacific/Auckland"])
def test_the_last_hour_of_all_can_be_dated_anywhere(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    machine.tzset()
    try:
        for named in ("", zone):
            assert when(date(9999, 12, 31), time(23, 59), named).date.year == 9999
    finally:
        monkeypatch.undo()
        machine.tzset()


def test_the_machine_s_clock_tells_utc_and_never_runs_back() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert clock.elapsed() <= clock.elapsed()
