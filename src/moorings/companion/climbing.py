"""Climbing: a ladder is made, a rung is tried, and what came of it is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.ladders import Tried, ladder_of, rung_of, try_of
from moorings.companion.opened import Opened
from moorings.companion.resending import new_in, unused
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

#: Under which name each says what it belongs to.
_OF: Mapping[type[AnyRecord], str] = {
    Rung: "ladder",
    RungTry: "rung",
    RungOutcome: "of",
    ForecastOutcome: "of",
}


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
    ladder = Ladder(
        id=record,
        written_at=opened.now(),
        replaces=before,
        direction=wanted.direction,
        wants=wanted.wants,
        person=wanted.person,
    )
    opened.keep(*new_in(opened, ladder))


def add_rung(
    opened: Opened, record: RecordId, ladder: RecordId, text: str, hard: int
) -> None:
    """Put a rung on a ladder; `hard` goes from 0 to 100."""
    if not text:
        raise EmptyPageError
    on, now = ladder_of(opened, ladder).id, opened.now()
    rung = Rung(id=record, written_at=now, ladder=on, text=text, hard=hard)
    opened.keep(*new_in(opened, rung))


def change_rung(
    opened: Opened, record: RecordId, replaces: RecordId, text: str, hard: int
) -> None:
    """Keep a later version of a rung; its tries stay with it."""
    if not text:
        raise EmptyPageError
    before = rung_of(opened, replaces)[1].rung
    later = opened.later(before, record, text=text, hard=hard)
    opened.keep(*new_in(opened, later))


def set_out(
    opened: Opened, record: RecordId, rung: RecordId, told: Before, when: When
) -> None:
    """Keep what is said before a try, and what is feared as a forecast of its own."""
    ladder, on = rung_of(opened, rung)
    if not told.fear:
        raise EmptyPageError
    if opened.journey.record(record) is not None:
        if told != _said_before(try_of(opened, record)[2]):
            say_otherwise(opened, record, record, told)
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
    if told == _said_before(tried):
        return
    feared = opened.later(
        tried.forecast,
        opened.new_id(),
        text=told.fear,
        likelihood=told.likelihood,
    )
    attempt = opened.later(
        tried.attempt,
        unused(opened, record),
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
    if told == _told_after(tried):
        return
    outcome = RungOutcome(
        id=unused(opened, record),
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
    """Destroy a ladder, a rung or a try, and all on it, what was let go as well."""
    if not isinstance(opened.journey.record(record), Ladder | Rung | RungTry):
        raise NothingThereError
    gone = _hanging(opened, record)
    firsts = {v.id for each in gone for v in opened.journey.versions(each)[:1]}
    erase_records(opened, record, *sorted(firsts - {record}))


def _hanging(opened: Opened, record: RecordId) -> set[RecordId]:
    """Name every version of something, and of all that belongs to it."""
    gone = set[RecordId]()
    found: Iterable[AnyRecord] = opened.journey.versions(record)
    for kinds in ((Rung,), (RungTry,), (RungOutcome, ForecastOutcome), ()):
        gone |= {each.id for each in found}
        gone |= {t.forecast for t in found if isinstance(t, RungTry) and t.forecast}
        every = [each for each in opened.journey.records() if isinstance(each, kinds)]
        found = [each for each in every if getattr(each, _OF[type(each)]) in gone]
    return gone


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


def _said_before(tried: Tried) -> Before | None:
    attempt, feared = tried.attempt, tried.forecast
    if feared is None:
        return None
    return Before(
        feared.text,
        feared.likelihood,
        know=attempt.know,
        bad=attempt.bad,
        without=attempt.without,
        minutes=attempt.minutes,
    )


def _told_after(tried: Tried) -> After | None:
    told = tried.outcome
    if told is None:
        return None
    return After(
        happened=told.happened,
        came=tried.came,
        surprise=told.surprise,
        likelihood=told.likelihood,
        bore=told.bore,
        learned=told.learned,
        vary=told.vary,
    )
