"""Forecasting: what is feared is said beforehand, and closed when it can be told."""

from dataclasses import dataclass
from datetime import date

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.insight.calibration import Closed
from moorings.journey.records import (
    Forecast,
    ForecastOutcome,
    Happened,
    RecordId,
    Retraction,
    When,
)


@dataclass(frozen=True, slots=True)
class Feared:
    """What may happen, how likely that seems in percent, and when it can be told."""

    text: str
    likelihood: int
    due: date | None = None
    person: RecordId | None = None
    activation: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A forecast, and what became of it."""

    forecast: Forecast
    outcome: ForecastOutcome


def forecast(opened: Opened, record: RecordId, feared: Feared, when: When) -> None:
    """Keep what is feared, before it can be told."""
    if not feared.text.strip():
        raise EmptyPageError
    opened.keep(
        Forecast(
            id=record,
            written_at=opened.now(),
            when=when,
            text=feared.text.strip(),
            likelihood=feared.likelihood,
            due=feared.due,
            person=feared.person,
            activation=feared.activation,
        )
    )


def forecast_of(opened: Opened, record: RecordId) -> Forecast:
    """Give one forecast that stands."""
    for each in opened.journey.standing(Forecast):
        if each.id == record:
            return each
    raise NothingThereError


def close_forecast(
    opened: Opened, record: RecordId, of: RecordId, happened: Happened, when: When
) -> None:
    """Keep what became of it; said again, the last word counts."""
    forecast_of(opened, of)
    opened.keep(
        ForecastOutcome(
            id=record, written_at=opened.now(), of=of, when=when, happened=happened
        )
    )


def reopen_forecast(opened: Opened, of: RecordId) -> None:
    """Let it be open again, as if nobody had said what became of it."""
    outcomes = [each for each in _outcomes(opened) if each.of == of]
    if not outcomes:
        raise NothingThereError
    now = opened.now()
    opened.keep(
        *(
            Retraction(id=opened.new_id(), written_at=now, of=each.id)
            for each in outcomes
        )
    )


def open_forecasts(opened: Opened) -> tuple[Forecast, ...]:
    """Give those of which nobody has said what became of them, the oldest first."""
    closed = {each.of for each in _outcomes(opened)}
    return tuple(each for each in _forecasts(opened) if each.id not in closed)


def closed_forecasts(opened: Opened) -> tuple[Told, ...]:
    """Give those of which somebody has, the oldest first."""
    outcomes = {each.of: each for each in _outcomes(opened)}
    return tuple(
        Told(each, outcomes[each.id])
        for each in _forecasts(opened)
        if each.id in outcomes
    )


def counted(told: tuple[Told, ...]) -> tuple[Closed, ...]:
    """Give what counts of closed ones: nothing of which nobody can know."""
    return tuple(
        Closed(each.forecast.likelihood, each.outcome.happened)
        for each in told
        if each.outcome.happened != "unknown"
    )


def _forecasts(opened: Opened) -> list[Forecast]:
    return sorted(opened.journey.standing(Forecast), key=lambda each: each.when.order)


def _outcomes(opened: Opened) -> list[ForecastOutcome]:
    return list(opened.journey.standing(ForecastOutcome))
