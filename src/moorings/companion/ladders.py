"""Ladders as they stand: their rungs, what was tried on them, and what rests."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from moorings.companion.assessing import sketches_to_read
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.practising import reasons
from moorings.insight.ladders import (
    Evidence,
    Step,
    Suggestion,
    Try,
    evidence,
    rests_until,
    suggest,
    tries_this_week,
)
from moorings.journey.records import (
    AnyRecord,
    Direction,
    Forecast,
    ForecastOutcome,
    Happened,
    Ladder,
    RecordId,
    Rung,
    RungOutcome,
    RungTry,
)
from moorings.library.shelf import Asks
from moorings.measures.cloud import Leaning
from moorings.safety.resting import may_be_suggested, rests

#: What a ladder in each direction asks of a person.
ASKS: Mapping[Direction, Asks] = {
    "closeness": "closeness",
    "uncertainty": "waiting",
    "asking": "asking",
}
_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class Tried:
    """One try of a rung: what was said beforehand, and what was told afterwards.

    `id` names it for good; `closings` say what became of the forecast, wherever that
    was said; the last of them counts.
    """

    id: RecordId
    attempt: RungTry
    forecast: Forecast | None
    closings: tuple[ForecastOutcome, ...]
    outcome: RungOutcome | None

    @property
    def open(self) -> bool:
        """Say whether nobody has told yet what came of it."""
        return self.outcome is None

    @property
    def came(self) -> Happened | None:
        """Say what became of what was feared, if that was said."""
        return self.closings[-1].happened if self.closings else None

    @property
    def records(self) -> tuple[RecordId, ...]:
        """Name everything that was kept of it."""
        kept = (self.attempt, self.forecast, *self.closings, self.outcome)
        return tuple(each.id for each in kept if each is not None)


@dataclass(frozen=True, slots=True)
class OnLadder:
    """One rung, and its tries, the earliest first. `id` names it for good."""

    id: RecordId
    rung: Rung
    tries: tuple[Tried, ...]

    @property
    def step(self) -> Step:
        """Give what the rules are to know of it."""
        return Step(self.id, self.rung.hard, tuple(map(_try_of, self.tries)))


@dataclass(frozen=True, slots=True)
class Standing:
    """One ladder with its rungs, the easiest first. `id` names it for good."""

    id: RecordId
    ladder: Ladder
    rungs: tuple[OnLadder, ...]

    @property
    def tries(self) -> tuple[Tried, ...]:
        """Give every try of every rung, the earliest first."""
        found = [each for rung in self.rungs for each in rung.tries]
        return tuple(sorted(found, key=lambda each: each.attempt.when.order))

    @property
    def evidence(self) -> Evidence:
        """Count what came of what was feared."""
        return evidence(each.came for each in self.tries)


def ladders(opened: Opened) -> tuple[Standing, ...]:
    """Give every ladder that stands, the latest begun first."""
    rungs = _by(_on_ladders(opened), lambda each: _first(opened, each.rung.ladder))
    found = []
    for ladder in opened.journey.standing(Ladder):
        name = _first(opened, ladder.id)
        here = sorted(rungs.get(name, ()), key=lambda each: each.rung.hard)
        found.append(Standing(name, ladder, tuple(here)))
    return tuple(reversed(found))


def ladder_of(opened: Opened, record: RecordId) -> Standing:
    """Give one ladder."""
    return _only(each for each in ladders(opened) if each.id == _first(opened, record))


def rung_of(opened: Opened, record: RecordId) -> tuple[Standing, OnLadder]:
    """Give one rung, and the ladder it belongs to."""
    name = _first(opened, record)
    return _only(
        (ladder, rung)
        for ladder in ladders(opened)
        for rung in ladder.rungs
        if rung.id == name
    )


def try_of(opened: Opened, record: RecordId) -> tuple[Standing, OnLadder, Tried]:
    """Give one try, with its rung and its ladder."""
    name = _first(opened, record)
    return _only(
        (ladder, rung, tried)
        for ladder in ladders(opened)
        for rung in ladder.rungs
        for tried in rung.tries
        if tried.id == name
    )


def all_rest(opened: Opened) -> bool:
    """Say whether no ladder is for just now, whoever it is with."""
    return rests(ASKS.values(), reasons(opened))


def ladder_rests(opened: Opened, here: Standing) -> bool:
    """Say whether a ladder rests: for its person, for the hour, or after three hard."""
    asks = ASKS[here.ladder.direction]
    until = rests_until(map(_try_of, here.tries))
    harder = until is not None and moment(opened.now()).date < until
    return harder or rests((asks,), reasons(opened, here.ladder.person))


def may_suggest(opened: Opened, direction: Direction) -> bool:
    """Say whether ideas for this direction fit the hour; being young hides none."""
    known = reasons(opened) - {"under 18"}
    return may_be_suggested((ASKS[direction],), known)


def suggested(opened: Opened, here: Standing) -> Suggestion | None:
    """Give what may come next on a ladder; nothing while it rests, or at night."""
    asks, known = ASKS[here.ladder.direction], reasons(opened, here.ladder.person)
    if ladder_rests(opened, here) or not may_be_suggested((asks,), known):
        return None
    return suggest(
        [each.step for each in here.rungs], both_ways=drawn_both_ways(opened)
    )


def drawn_both_ways(opened: Opened) -> bool:
    """Say whether the latest sketch leans both ways at once: smaller steps fit then."""
    latest = next(iter(sketches_to_read(opened)), None)
    return latest is not None and (
        latest.anxiety.leaning is latest.avoidance.leaning is Leaning.HIGHER
    )


def this_week(opened: Opened) -> int:
    """Count the tries of the last seven days, on every ladder."""
    days = (each.when.date for each in opened.journey.standing(RungTry))
    return tries_this_week(days, moment(opened.now()).date)


def _on_ladders(opened: Opened) -> Iterator[OnLadder]:
    tried = _by(_tried(opened), lambda each: _first(opened, each.attempt.rung))
    for rung in opened.journey.standing(Rung):
        name = _first(opened, rung.id)
        found = sorted(tried.get(name, ()), key=lambda each: each.attempt.when.order)
        yield OnLadder(name, rung, tuple(found))


def _tried(opened: Opened) -> Iterator[Tried]:
    journey = opened.journey
    feared = {each.id: each for each in journey.standing(Forecast)}
    closings = _by(journey.standing(ForecastOutcome), lambda each: each.of)
    outcomes = {_first(opened, o.of): o for o in journey.standing(RungOutcome)}
    for attempt in journey.standing(RungTry):
        name = _first(opened, attempt.id)
        forecast = feared.get(attempt.forecast) if attempt.forecast else None
        ends = closings.get(forecast.id, ()) if forecast else ()
        yield Tried(name, attempt, forecast, tuple(ends), outcomes.get(name))


def _try_of(tried: Tried) -> Try:
    outcome, forecast = tried.outcome, tried.forecast
    return Try(
        day=tried.attempt.when.date,
        told=outcome is not None,
        came=tried.came,
        before=forecast.likelihood if forecast else None,
        after=outcome.likelihood if outcome else None,
        bore=outcome.bore if outcome else "",
    )


def _first(opened: Opened, record: RecordId) -> RecordId:
    """Name something as its first version is named; what is gone, as it was."""
    versions: tuple[AnyRecord, ...] = opened.journey.versions(record)
    return versions[0].id if versions else record


def _by(
    found: Iterable[_Each], name: Callable[[_Each], RecordId]
) -> dict[RecordId, list[_Each]]:
    sorted_out: dict[RecordId, list[_Each]] = {}
    for each in found:
        sorted_out.setdefault(name(each), []).append(each)
    return sorted_out


def _only(found: Iterator[_Each]) -> _Each:
    for each in found:
        return each
    raise NothingThereError
