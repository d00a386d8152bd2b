"""What tends to come before hard moments: days with a thing beside the days without it.

Days are the unit. A day counts where something stands on it apart from a hard moment;
a day without any note says nothing. That one thing came before another does not say
that it was the cause.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from hashlib import sha256
from typing import Final, Literal, TypeAlias

from moorings.journey.records import RecordId, When
from moorings.measures.exact_test import binomial, discoveries, fisher
from moorings.measures.serial import less_sure, shared_inflation
from moorings.measures.shares import newcombe
from moorings.measures.survival import Estimate

#: The night before, where one was, what the day was about, who was there, the day of
#: the week, the part of the day.
Kind: TypeAlias = Literal["night", "place", "topic", "person", "weekday", "part"]
Part: TypeAlias = Literal["morning", "midday", "evening", "night"]
#: Six hours each, so that hours alone give each the same share (own).
PARTS: Final[Mapping[Part, int]] = {"morning": 5, "midday": 11, "evening": 17}
EVEN: Final = 0.25
#: From this hour on it is night.
_LATE: Final = 23
#: Which answers tell of a bad night.
BAD: Final = frozenset({"badly", "hardly"})
#: Of fewer days with a thing, or without it, or with a hard moment, nothing is said.
FEWEST: Final = 3
#: So many days are looked back on: what was so years ago need not be so now (own).
BACK: Final = 365
#: Two things are one where one has the days without the other, but for so few (own).
ALMOST: Final = 0.05
#: Of all that is named, so much may be luck, on average.
RATE: Final = 0.10

#: How many days, of how many.
Days: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """What was ticked for one day; what is empty was not answered."""

    night: str = ""
    places: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands in a notebook, apart from the hard moments in `begun`.

    `noted` are the days that bear a note, `notes` when those were made; `people` holds
    the days on which somebody could be named, with whoever was, and `known` those of
    them who are looked at.
    """

    begun: tuple[When, ...] = ()
    noted: frozenset[date] = frozenset()
    notes: tuple[When, ...] = ()
    told: Mapping[date, Told] = field(default_factory=dict)
    people: Mapping[date, frozenset[RecordId]] = field(default_factory=dict)
    known: tuple[RecordId, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that may come before, by its kind and its id."""

    kind: Kind
    id: str

    @property
    def key(self) -> str:
        """Name it in one word."""
        return f"{self.kind}:{self.id}"


@dataclass(frozen=True, slots=True)
class Counted:
    """One thing: on how many of the days with it a hard moment came, and without it.

    For a part of the day: of how many days with a hard moment one of that day began in
    it, and of how many days with other notes one was made in it. `by_chance` (0 to 1)
    is how often chance alone parts the two as far.
    """

    thing: Thing
    with_it: Days
    without: Days
    by_chance: float

    @property
    def difference(self) -> Estimate:
        """Give how much larger the first share is, from -1 to 1, with its interval.

        Source: Newcombe 1998.
        """
        return newcombe(self.without, self.with_it)

    @property
    def more(self) -> bool:
        """Say whether hard moments came more often, and not less."""
        return self.difference.value > 0


@dataclass(frozen=True, slots=True)
class Antecedents:
    """What stands out, the least likely by chance first, of all that was looked at.

    Of `days` with a note there was a hard moment on `hard`; `since` is the first.
    """

    found: tuple[Counted, ...] = ()
    looked_at: tuple[Thing, ...] = ()
    days: int = 0
    hard: int = 0
    since: date | None = None


def antecedents(facts: Facts, today: date) -> Antecedents:
    """Find what stands out before hard moments, of everything that can be looked at.

    Counts are days, 0 upward; today is not over and left out. False discoveries are
    held at one in ten over all that was looked at, with days that hang together told
    of as fewer. Sources: Fisher 1935, Bartlett 1935, Benjamini & Hochberg 1995.
    """
    first = min((each.date for each in facts.begun), default=today)
    first = max(first, today - timedelta(days=BACK))

    def lies_in(day: date) -> bool:
        return first <= day < today

    begun = [each for each in facts.begun if lies_in(each.date)]
    noted = frozenset(filter(lies_in, facts.noted))
    hard = frozenset(each.date for each in begun) & noted
    if not hard:
        return Antecedents(days=len(noted))
    exposed = _exposed(facts, noted)
    told = [_counted(t, days, at_risk, hard) for t, days, at_risk in exposed]
    notes = [each for each in facts.notes if lies_in(each.date)]
    of_noted = [each for each in begun if each.date in noted]
    all_told = [*filter(None, told), *_parts(of_noted, notes)]
    believed = discoveries([each.by_chance for each in all_told], RATE)
    found = [c for c, holds in zip(all_told, believed, strict=True) if holds]
    return Antecedents(
        tuple(sorted(found, key=lambda each: each.by_chance)),
        tuple(each.thing for each in all_told),
        len(noted),
        len(hard),
        first,
    )


def part_of(hour: time) -> Part:
    """Say in which part of the day an hour lies."""
    begun = [part for part, first in PARTS.items() if first <= hour.hour]
    return begun[-1] if begun and hour.hour < _LATE else "night"


def _exposed(
    facts: Facts, noted: frozenset[date]
) -> Iterator[tuple[Thing, frozenset[date], frozenset[date]]]:
    """Give each thing with the days that had it, and all that could have had it."""
    told = {day: each for day, each in facts.told.items() if day in noted}
    nights = {day: {each.night} for day, each in told.items() if each.night}
    sorts = {day: {"bad"} if how <= BAD else how for day, how in nights.items()}
    yield from _each("night", sorts, ("bad", "well"))
    places = {day: {*each.places} for day, each in told.items() if each.places}
    topics = {day: {*each.topics} for day, each in told.items() if each.topics}
    yield from _each("place", places, sorted(set().union(*places.values())))
    yield from _each("topic", topics, sorted(set().union(*topics.values())))
    people = {day: {*with_whom} for day, with_whom in facts.people.items()}
    asked = {day: with_whom for day, with_whom in people.items() if day in noted}
    yield from _each("person", asked, facts.known)
    weekdays = {day: {str(day.weekday())} for day in noted}
    yield from _each("weekday", weekdays, map(str, range(7)))


def _each(
    kind: Kind, days: Mapping[date, Collection[str]], names: Iterable[str]
) -> Iterator[tuple[Thing, frozenset[date], frozenset[date]]]:
    at_risk, known = frozenset(days), list[frozenset[date]]()
    least = max(FEWEST, ALMOST * len(at_risk))
    for name in names:
        having = frozenset(day for day, had in days.items() if name in had)
        # What is another one the other way round would say the same a second time.
        if all(len((at_risk - having) ^ other) >= least for other in known):
            known.append(having)
            yield Thing(kind, name), having, at_risk


def _counted(
    thing: Thing,
    days: frozenset[date],
    at_risk: frozenset[date],
    hard: frozenset[date],
) -> Counted | None:
    """Count one thing; None where there is too little to look at it."""
    others, came = at_risk - days, at_risk & hard
    if min(len(days), len(others), len(came)) < FEWEST:
        return None
    with_it, without = (len(days & hard), len(days)), (len(others & hard), len(others))
    in_order = sorted(at_risk)
    wider = shared_inflation(
        [day in days for day in in_order], [day in hard for day in in_order]
    )
    chance = less_sure(fisher(with_it, without), wider)
    return Counted(thing, with_it, without, chance)


def _parts(begun: Iterable[When], notes: Iterable[When]) -> Iterator[Counted]:
    """Count the parts of the day in which hard moments began, and other notes came.

    Who writes in the evening has few notes in the morning, and who sleeps has few hard
    moments at night. So a part has to stand out beside the other notes, and beside the
    hours alone, and to the same side; the weaker of both counts (own). Of each day one
    moment and one note count, as several of one day are not apart from one another.
    """
    moments, others = _of_each_day(begun), _of_each_day(notes)
    if min(len(moments), len(others)) < FEWEST:
        return
    for part in ("morning", "midday", "evening", "night"):
        with_it = _share(part, moments)
        without = _share(part, others)
        share = with_it[0] / with_it[1]
        beside_notes, beside_hours = share - without[0] / without[1], share - EVEN
        chance = max(fisher(with_it, without), binomial(*with_it, EVEN))
        same_side = beside_notes * beside_hours > 0
        thing = Thing("part", part)
        yield Counted(thing, with_it, without, chance if same_side else 1.0)


def _of_each_day(whens: Iterable[When]) -> tuple[Part, ...]:
    """Give of each day the part in which one thing lay, drawn the same each time."""
    found: dict[date, set[time]] = {}
    for when in whens:
        if when.time is not None:
            found.setdefault(when.date, set()).add(when.time)
    return tuple(part_of(_drawn(day, hours)) for day, hours in found.items())


def _drawn(day: date, hours: Collection[time]) -> time:
    """Draw one hour of a day evenly, by nothing but that day and its hours."""
    ordered = sorted(hours)
    named = f"{day} {' '.join(map(str, ordered))}".encode()
    return ordered[int.from_bytes(sha256(named).digest()[:8]) % len(ordered)]


def _share(part: Part, parts: Sequence[Part]) -> Days:
    return parts.count(part), len(parts)
