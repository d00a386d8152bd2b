"""When help may be worth looking for: open rules over what a person noted.

A rule counts different days, and says nothing of how bad anything is. Every number in
it is our own; the page tells each rule in words, with these numbers.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, Literal, NamedTuple, TypeAlias, get_args

from moorings.journey.activation import Activation
from moorings.journey.records import LedgerEntry, Naming

#: What can be seen in a record; wanting a guide is chosen, and never looked for.
Trigger: TypeAlias = Literal["too-much", "past", "trust", "talking", "cycles"]
TRIGGERS: Final[tuple[Trigger, ...]] = get_args(Trigger)


class Sign(NamedTuple):
    """A day on which something was noted; signs of the same thing count together."""

    day: date
    same: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """On so many different days `within` a time, the first and last so far `apart`."""

    days: int
    within: timedelta
    apart: timedelta = timedelta()


#: All of them are our own judgement; nothing stands behind them but care.
RULES: Final[Mapping[Trigger, Rule]] = MappingProxyType(
    {
        "too-much": Rule(5, timedelta(weeks=4)),
        "past": Rule(3, timedelta(weeks=8)),
        "trust": Rule(3, timedelta(weeks=8), apart=timedelta(weeks=2)),
        "talking": Rule(4, timedelta(weeks=8)),
        "cycles": Rule(4, timedelta(weeks=8)),
    }
)
#: A spell is over when its rule has not held for so long; then it is told anew (own).
OVER: Final = timedelta(weeks=4)
#: From here a moment counts as strong, and as unreal or far away (own).
STRONG, UNREAL = 8, 7
_MEMORY: Final = "a-memory"
_BROKEN: Final = "word-not-kept"
_DECEIVED: Final = "being-deceived"
_SILENCE: Final = "silence-at-home"
_QUARRELS: Final = frozenset({"quarrel", "raised-voice"})
_AWAY: Final = frozenset({"go-silent", "leave-the-room", "say-nothing", "disappear"})
_UNFINISHED: Final = frozenset({"unheard", "unrepaired"})


def signs(
    activations: Iterable[Activation],
    ledger: Iterable[LedgerEntry],
    slips: Iterable[date] = (),
    rounds: Iterable[Sign] = (),
) -> Mapping[Trigger, tuple[Sign, ...]]:
    """Give the days that count for each rule.

    `slips` are days on which one was looked at; `rounds` are days on which something
    happened that the person has drawn on their own map.
    """
    found: dict[Trigger, list[Sign]] = {trigger: [] for trigger in TRIGGERS}
    found["cycles"] += [Sign(day, "slip") for day in slips]
    found["cycles"] += rounds
    for activation in activations:
        for trigger, sign in _of_moment(activation):
            found[trigger].append(sign)
    for entry in ledger:
        for trigger, sign in _of_strain(entry):
            found[trigger].append(sign)
    return {trigger: tuple(told) for trigger, told in found.items()}


def days_counted(told: Iterable[Sign], rule: Rule, today: date) -> int:
    """Count the days, of the same thing, in the time that the rule looks at."""
    since = today - rule.within
    alike = _alike(told, today).values()
    return max((sum(day > since for day in days) for days in alike), default=0)


def spell_began(told: Iterable[Sign], rule: Rule, today: date) -> date | None:
    """Say since when the rule holds without a long break; None where it does not."""
    held = sorted(s for days in _alike(told, today).values() for s in _held(days, rule))
    if not held or max(end for _, end in held) < today:
        return None
    began, until = held[0]
    for start, end in held[1:]:
        if start - until > OVER:
            began = start
        until = max(until, end)
    return began


def _held(days: list[date], rule: Rule) -> Iterator[tuple[date, date]]:
    """Give from when to when the rule holds, for every day that brings it about."""
    for number, day in enumerate(days):
        latest = bisect_right(days, day - rule.apart) - 1
        oldest = min(number - rule.days + 1, latest)
        if oldest >= 0 and day - days[oldest] < rule.within:
            yield day, days[oldest] + rule.within - timedelta(days=1)


def _alike(told: Iterable[Sign], today: date) -> dict[str, list[date]]:
    days: dict[str, set[date]] = {}
    for sign in told:
        if sign.day <= today:
            days.setdefault(sign.same, set()).add(sign.day)
    return {same: sorted(some) for same, some in days.items()}


def _of_moment(activation: Activation) -> Iterator[tuple[Trigger, Sign]]:
    day = activation.began.date
    if any(each.intensity >= STRONG for each in activation.ratings):
        yield "too-much", Sign(day)
    unreal = any(each.intensity >= UNREAL for each in activation.unreal)
    if unreal or activation.trigger == _MEMORY:
        yield "past", Sign(day)
    if activation.named is not None:
        yield from _of_naming(day, activation.named)


def _of_naming(day: date, named: Naming) -> Iterator[tuple[Trigger, Sign]]:
    if named.trigger:
        for person in named.people:
            yield "cycles", Sign(day, f"{named.trigger} {person}")
    if named.trigger == _BROKEN or _DECEIVED in named.fears:
        for whom in named.people or ("",):
            yield "trust", Sign(day, whom)
    left = named.trigger in _QUARRELS and _AWAY & {*named.urges}
    if left or named.trigger == _SILENCE:
        yield "talking", Sign(day)


def _of_strain(entry: LedgerEntry) -> Iterator[tuple[Trigger, Sign]]:
    if entry.side != "strain":
        return
    day = entry.when.date
    if entry.sort in _UNFINISHED:
        yield "talking", Sign(day)
    if entry.sort == "let-down":
        for whom in entry.people or ("",):
            yield "trust", Sign(day, whom)
    if entry.sort != "other":
        for whom in entry.people:
            yield "cycles", Sign(day, f"{entry.sort} {whom}")
