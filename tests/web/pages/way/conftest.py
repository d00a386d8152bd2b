"""Lives for the pages of the way."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeAlias

import pytest

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import end_activation, note_step, rate
from moorings.journey.records import Naming, Response
from tests.conftest import SetClock

Live: TypeAlias = Callable[..., None]


@pytest.fixture
def live(notebook: Opened, clock: SetClock) -> Live:
    """Live through hard moments, one a day, each calm after a while."""

    def through(count: int, chosen: str = "", settles: int = 20, *words: str) -> None:
        for at in range(count):
            clock.set_to(clock.now() + timedelta(days=1))
            activation, now = new_id(), clock.now()
            began = moment(now)
            rate(notebook, new_id(), activation, 8, began)
            if words:
                said = {"feelings": words}
                note_step(notebook, Naming, new_id(), activation, began, **said)
            later = moment(now + timedelta(minutes=4 + at))
            if chosen:
                note_step(
                    notebook, Response, new_id(), activation, later, chosen=chosen
                )
            calm = moment(now + timedelta(minutes=settles + at))
            rate(notebook, new_id(), activation, 6, later)
            end_activation(notebook, new_id(), activation, "calm", calm)

    return through
