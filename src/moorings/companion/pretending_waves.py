"""What the made-up life tells of its hard moments, beyond a line and ratings."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import TypeVar

from moorings.companion.opened import Opened
from moorings.companion.settling import note_step
from moorings.journey.records import (
    Forecast,
    ForecastOutcome,
    HeldText,
    HeldTextEnd,
    Naming,
    PauseAnswer,
    RecordId,
    Response,
    When,
)
from moorings.library.demo import DemoForecast, DemoHeld, DemoNaming, DemoResponse, Wave

_Deed = TypeVar("_Deed")
#: When the pause question is answered, in minutes.
ANSWERED_AFTER = 3


def told_of(wave: Wave, step: Callable[..., _Deed]) -> Iterator[_Deed]:
    """Give the steps of a wave; `step` puts each at so many minutes after it began."""
    if wave.pause:
        yield step(
            ANSWERED_AFTER, partial(note_step, kind=PauseAnswer, answer=wave.pause)
        )
    if wave.named:
        yield step(wave.named.after, partial(_name, named=wave.named))
    for response in wave.responses:
        yield step(response.after, partial(_choose, told=response))
    if wave.forecast:
        yield from _forecast(wave.forecast, step)
    if wave.held:
        yield from _held(wave.held, step)


def named_person(opened: Opened, name: str) -> RecordId:
    """Find somebody of the cast by name."""
    known = opened.journey.people()
    return next(person for person, each in known.items() if each.name == name)


def _name(
    opened: Opened,
    *,
    record: RecordId,
    activation: RecordId,
    when: When,
    named: DemoNaming,
) -> None:
    note_step(
        opened,
        Naming,
        record,
        activation,
        when,
        trigger=named.trigger,
        body=named.body,
        feelings=named.feelings,
        beliefs=named.beliefs,
        fears=named.fears,
        urges=named.urges,
        people=tuple(named_person(opened, name) for name in named.people),
    )


def _choose(
    opened: Opened,
    *,
    record: RecordId,
    activation: RecordId,
    when: When,
    told: DemoResponse,
) -> None:
    until = opened.now() + timedelta(minutes=told.minutes) if told.minutes else None
    note_step(
        opened,
        Response,
        record,
        activation,
        when,
        chosen=told.chosen,
        until=until,
        followed=told.followed,
    )


def _forecast(told: DemoForecast, step: Callable[..., _Deed]) -> Iterator[_Deed]:
    first = _Remembered(
        partial(note_step, kind=Forecast, text=told.text, likelihood=told.likelihood)
    )
    yield step(told.after, first)
    if told.happened:
        outcome = partial(
            _close, kind=ForecastOutcome, of=first, happened=told.happened
        )
        yield step(told.after + told.known_after, outcome)


def _held(told: DemoHeld, step: Callable[..., _Deed]) -> Iterator[_Deed]:
    yield step(told.after, first := _Remembered(partial(_hold, told=told)))
    if told.ended:
        ended = partial(_close, kind=HeldTextEnd, of=first, how=told.ended)
        yield step(told.ended_after, ended)


def _hold(
    opened: Opened,
    *,
    record: RecordId,
    activation: RecordId,
    when: When,
    told: DemoHeld,
) -> None:
    until = opened.now() + timedelta(minutes=told.minutes)
    note_step(
        opened,
        HeldText,
        record,
        activation,
        when,
        text=told.text,
        to=told.to,
        until=until,
    )


class _Remembered:
    """An act whose record is closed by a later one."""

    def __init__(self, act: Callable[..., None]) -> None:
        self._act = act
        self.record = RecordId("")

    def __call__(self, opened: Opened, *, record: RecordId, **more: object) -> None:
        self.record = record
        self._act(opened, record=record, **more)


def _close(
    opened: Opened,
    *,
    kind: type[ForecastOutcome | HeldTextEnd],
    of: _Remembered,
    record: RecordId,
    activation: RecordId,
    when: When,
    **said: object,
) -> None:
    del activation  # what is closed knows of which moment it was
    closing = kind(
        id=record,
        written_at=opened.now(),
        of=of.record,
        when=when,
        **said,  # type: ignore[arg-type]
    )
    opened.keep(closing)
