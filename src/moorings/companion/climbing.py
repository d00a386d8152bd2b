"""Climbing: a ladder is made, a rung is tried, and what came of it is told."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.ladders import Tried, ladder_of, rung_of, try_of
from moorings.companion.opened import Opened
from moorings.companion.taking_back import bring_back
from moorings.companion.taking_back import erase as erase_records
from moorings.journey.records import (
    AnyRecord,
    Borne,
    Direction,
    Forecast,
    ForecastOutcome,
    Happened,
    Ladder,
    RecordId,
    Retraction,
    Rung,
    RungOutcome,
    RungTry,
    When,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants to be able to do, in which direction, and with whom."""

    direction: Direction
    wants: str
    person: RecordId | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What is said before a try; likelihood in percent, `bad` from 0 to 10."""

    fear: str
    likelihood: int
    know: str = ""
    bad: int | None = None
    without: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class After:
    """What is told after a try; surprise from 0 to 10, likelihood in percent."""

    happened: str = ""
    came: Happened | None = None
    surprise: int | None = None
    likelihood: int | None = None
    bore: Borne = ""
    learned: str = ""
    vary: str = ""

    @property
    def empty(self) -> bool:
        """Say whether nothing was told at all."""
        return self == After()


def begin_ladder(
    opened: Opened,
    record: RecordId,
    wanted: Wanted,
    replaces: RecordId | None = None,
) -> None:
    """Keep a ladder, or its later version. Raises `EmptyPageError` without a wish."""
    if not wanted.wants:
        raise EmptyPageError
    before = ladder_of(opened, replaces).ladder.id if replaces else None
    _keep(
        opened,
        Ladder(
            id=record,
            written_at=opened.now(),
            replaces=before,
            direction=wanted.direction,
            wants=wanted.wants,
            person=wanted.person,
        ),
    )


def add_rung(
    opened: Opened, record: RecordId, ladder: RecordId, text: str, hard: int
) -> None:
    """Put a rung on a ladder; `hard` goes from 0 to 100."""
    if not text:
        raise EmptyPageError
    on = ladder_of(opened, ladder).id
    now = opened.now()
    _keep(opened, Rung(id=record, written_at=now, ladder=on, text=text, hard=hard))


def change_rung(
    opened: Opened, record: RecordId, replaces: RecordId, text: str, hard: int
) -> None:
    """Keep a later version of a rung; its tries stay with it."""
    if not text:
        raise EmptyPageError
    before = rung_of(opened, replaces)[1].rung
    _keep(opened, _later(opened, before, record, text=text, hard=hard))


def set_out(
    opened: Opened, record: RecordId, rung: RecordId, told: Before, when: When
) -> None:
    """Keep what is said before a try, and what is feared as a forecast of its own."""
    ladder, on = rung_of(opened, rung)
    if not told.fear:
        raise EmptyPageError
    if opened.journey.record(record) is not None:
        return
    now = opened.now()
    feared = Forecast(
        id=opened.new_id(),
        written_at=now,
        when=when,
        text=told.fear,
        likelihood=told.likelihood,
        person=ladder.ladder.person,
    )
    attempt = RungTry(
        id=record,
        written_at=now,
        rung=on.id,
        when=when,
        forecast=feared.id,
        know=told.know,
        bad=told.bad,
        without=told.without,
        minutes=told.minutes,
    )
    opened.keep(feared, attempt)


def say_otherwise(opened: Opened, record: RecordId, of: RecordId, told: Before) -> None:
    """Keep a later version of what was said before, while it is not told what came."""
    _, _, tried = try_of(opened, of)
    if not tried.open or tried.forecast is None or tried.closings:
        raise NothingThereError
    if not told.fear:
        raise EmptyPageError
    if opened.journey.record(record) is not None:
        return
    feared = _later(
        opened,
        tried.forecast,
        opened.new_id(),
        text=told.fear,
        likelihood=told.likelihood,
    )
    attempt = _later(
        opened,
        tried.attempt,
        record,
        forecast=feared.id,
        know=told.know,
        bad=told.bad,
        without=told.without,
        minutes=told.minutes,
    )
    opened.keep(feared, attempt)


def tell_what_came(
    opened: Opened, record: RecordId, of: RecordId, told: After, when: When
) -> None:
    """Keep what came of a try, and close its forecast where that was said.

    Told again, the later version counts. Raises `EmptyPageError` where nothing is told.
    """
    _, _, tried = try_of(opened, of)
    if told.empty:
        raise EmptyPageError
    if opened.journey.record(record) is not None:
        return
    outcome = RungOutcome(
        id=record,
        written_at=opened.now(),
        replaces=tried.outcome.id if tried.outcome else None,
        of=tried.id,
        when=tried.outcome.when if tried.outcome else when,
        happened=told.happened,
        surprise=told.surprise,
        likelihood=told.likelihood,
        learned=told.learned,
        vary=told.vary,
        bore=told.bore,
    )
    opened.keep(*_closing(opened, tried, told.came, when), outcome)


def let_go(opened: Opened, record: RecordId) -> None:
    """Let a try go that was not told, without a word; it can be taken up again.

    What was feared goes along, unless somebody has said what became of it.
    """
    _, _, tried = try_of(opened, record)
    if not tried.open:
        raise NothingThereError
    gone = [tried.attempt.id] if tried.closings else tried.records
    opened.keep(*_taken_back(opened, gone))


def take_up(opened: Opened, record: RecordId) -> None:
    """Undo the letting go of a try, and of what was feared with it."""
    versions = opened.journey.versions(record)
    if not versions or not isinstance(attempt := versions[-1], RungTry):
        raise NothingThereError
    for each in filter(None, (attempt.id, attempt.forecast)):
        if opened.journey.is_taken_back(each):
            bring_back(opened, each)


def erase(opened: Opened, record: RecordId) -> None:
    """Destroy a ladder, a rung or a try, with everything that hangs on it."""
    versions = opened.journey.versions(record)
    match versions[0] if versions else None:
        case Ladder():
            ladder = ladder_of(opened, record)
            on_it = [each.id for each in ladder.rungs]
            hanging = [*on_it, *_records_of(ladder.tries)]
        case Rung():
            _, rung = rung_of(opened, record)
            hanging = _records_of(rung.tries)
        case RungTry():
            _, _, tried = try_of(opened, record)
            hanging = _records_of((tried,))
        case _:
            raise NothingThereError
    erase_records(opened, record, *hanging)


def _records_of(tries: tuple[Tried, ...]) -> list[RecordId]:
    return [each for tried in tries for each in tried.records]


def _closing(
    opened: Opened, tried: Tried, came: Happened | None, when: When
) -> list[ForecastOutcome | Retraction]:
    """Say what is to be kept of the forecast: its end, or that it is open again."""
    if came == tried.came or tried.forecast is None:
        return []
    if came is None:
        return [*_taken_back(opened, [each.id for each in tried.closings])]
    closing = ForecastOutcome(
        id=opened.new_id(),
        written_at=opened.now(),
        of=tried.forecast.id,
        when=when,
        happened=came,
    )
    return [closing]


def _taken_back(opened: Opened, gone: Iterable[RecordId]) -> list[Retraction]:
    now = opened.now()
    return [Retraction(id=opened.new_id(), written_at=now, of=each) for each in gone]


def _keep(opened: Opened, record: AnyRecord) -> None:
    """Keep a record; the same form sent twice is kept once."""
    if opened.journey.record(record.id) is None:
        opened.keep(record)


_Kept = TypeVar("_Kept", Rung, Forecast, RungTry)


def _later(opened: Opened, before: _Kept, record: RecordId, **changes: object) -> _Kept:
    return msgspec.structs.replace(
        before,
        id=record,
        written_at=opened.now(),
        written_where="here",
        replaces=before.id,
        origin=None,
        **changes,
    )
