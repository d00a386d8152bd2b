import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.writing import Written
from moorings.journey.records import When
from moorings.vault.derivation import cheapest_stretching


@pytest.fixture
def reference_data() -> Path:
    folder = os.environ.get("MOORINGS_REFERENCE_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("MOORINGS_REFERENCE_DATA does not name a folder of reference data")
    return Path(folder)


class SetClock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
        self.passed = 1000.0

    def now(self) -> datetime:
        return self.moment

    def elapsed(self) -> float:
        return self.passed

    def go_on(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self.passed += seconds

    def set_to(self, moment: datetime) -> None:
        """Turn the hands; no time passes."""
        self.moment = moment


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def harbour(tmp_path: Path, clock: SetClock) -> Iterator[Harbour]:
    """Vaults in a temporary folder, stretched as little as the bounds allow."""
    place = Harbour(tmp_path / "data", clock, stretching=cheapest_stretching)
    yield place
    place.lock_all()


@pytest.fixture
def opened(harbour: Harbour) -> Opened:
    """An open vault in memory."""
    return harbour.try_out().opened


@pytest.fixture
def written() -> Callable[..., Written]:
    """Fill in the form of a page."""

    def fill_in(
        text: str,
        day: date = date(2026, 3, 1),
        *,
        hour: time | None = None,
        people: tuple[str, ...] = (),
        to: str = "",
    ) -> Written:
        return Written(text, When(day, hour), people, to)

    return fill_in
