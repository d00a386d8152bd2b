"""Nine signs of growth, told from what was noted: moments, tries, practice and words.

Each stands by itself. There is no sum over them, no order among them, and none of them
says that more is better: to leave can be as wise as to stay.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from moorings.insight.episodes import Episode, episode, minutes_between
from moorings.insight.growth import Finding, Part, Periods, rate, share, times
from moorings.insight.steadiness import Spread, spread
from moorings.journey.activation import Activation
from moorings.journey.records import (
    Chosen,
    Direction,
    HeldText,
    LedgerEntry,
    RecordId,
    Response,
    WordId,
)
from moorings.measures.serial import inflation
from moorings.measures.survival import Spell

#: A choice that came later than this was not seen to come; in minutes (own).
LATEST: Final = 180

Sign: TypeAlias = Literal[
    "space",
    "recovery",
    "naming",
    "staying",
    "asking",
    "uncertainty",
    "letting-in",
    "steadier",
    "at-home",
]
What: TypeAlias = Literal[
    "chosen",
    "until-chosen",
    "calm",
    "finer",
    "stayed",
    "closeness",
    "asked",
    "asking",
    "waited",
    "not-knowing",
    "let-in",
    "good",
    "steady",
    "kindness",
]
#: What each sign is told by, in the order in which they stand; an order of no rank.
SIGNS: Final[Mapping[Sign, tuple[What, ...]]] = MappingProxyType(
    {
        "space": ("chosen", "until-chosen"),
        "recovery": ("calm",),
        "naming": ("finer",),
        "staying": ("stayed", "closeness"),
        "asking": ("asked", "asking"),
        "uncertainty": ("waited", "not-knowing"),
        "letting-in": ("let-in", "good"),
        "steadier": ("steady",),
        "at-home": ("kindness",),
    }
)
#: These are about coming nearer to others; they rest where coming nearer rests.
NEARER: Final[frozenset[Sign]] = frozenset(
    {"staying", "asking", "uncertainty", "letting-in", "steadier"}
)


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A held text whose hour is over: on which day, and in which record it stands.

    `waited` says that it was held until its hour or never sent, `chosen` that it was
    not sent as it first stood.
    """

    day: date
    text: RecordId
    waited: bool
    chosen: bool


@dataclass(frozen=True, slots=True)
class Act:
    """Something done with somebody, and with whom."""

    day: date
    people: tuple[RecordId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a journey: raw, and of any time.

    `tries` are days on which a rung was tried and borne at least in part, `asked` those
    on which something was asked for outside of a hard moment, `good` those on which
    something good was let in or noted, `kind` those of practice in kindness; a day may
    stand there several times, and counts once. `noted` are the days that bear a note
    other than one of a hard moment: a bad week makes nothing rarer.
    """

    activations: Collection[Activation] = ()
    broad: Collection[WordId] = ()
    held: Sequence[HeldBack] = ()
    tries: Mapping[Direction, Sequence[date]] = field(default_factory=dict)
    asked: Sequence[date] = ()
    good: Sequence[date] = ()
    acts: Sequence[Act] = ()
    ledger: Sequence[LedgerEntry] = ()
    kind: Sequence[date] = ()
    noted: Collection[date] = ()


def growth(facts: Facts, today: date) -> Mapping[What, Finding]:
    """Tell every sign by the latest three months and the three before."""
    periods = Periods(today)
    before, latest = periods.split(facts.activations, _began)
    moments = _Moments(facts, before, latest)
    of_acts = periods.split(facts.acts, lambda each: each.day)
    of_held = periods.split(facts.held, lambda each: each.day)
    noted = [{*each} for each in periods.split(facts.noted, _itself)]

    def often(found: Iterable[date]) -> Finding:
        done = [{*each} for each in periods.split(found, _itself)]
        earlier, later = (
            Part(len(days), len(days | others))
            for days, others in zip(done, noted, strict=True)
        )
        both = zip(done, (periods.before, periods.latest), strict=True)
        wider = inflation([_each_day(days, *period) for days, period in both])
        return rate(earlier, later, wider)

    steady = [
        [told for each in acts if (told := _is_steady(each, facts.ledger)) is not None]
        for acts in of_acts
    ]
    return {
        "chosen": moments.chosen(),
        "until-chosen": moments.until_chosen(),
        "calm": moments.calm(),
        "finer": moments.finer(),
        "stayed": moments.answered("stay"),
        "closeness": often(facts.tries.get("closeness", ())),
        "asked": moments.answered("ask"),
        "asking": often([*facts.tries.get("asking", ()), *facts.asked]),
        "waited": share(*([each.waited for each in part] for part in of_held)),
        "not-knowing": often(facts.tries.get("uncertainty", ())),
        "let-in": moments.answered("let-in"),
        "good": often(facts.good),
        "steady": share(*steady),
        "kindness": often(facts.kind),
    }


class _Moments:
    """The hard moments of both periods, and what they tell."""

    def __init__(
        self, facts: Facts, before: list[Activation], latest: list[Activation]
    ) -> None:
        self._both = before, latest
        self._broad = facts.broad
        self._chosen = {each.text for each in facts.held if each.chosen}

    def chosen(self) -> Finding:
        """Tell in how many a choice was noted."""
        before, latest = (
            [any(map(self._is_choice, each.steps)) for each in part]
            for part in self._both
        )
        return share(before, latest)

    def until_chosen(self) -> Finding:
        """Tell how long it took from the first note to a choice, if one was noted."""
        before, latest = (
            [spell for each in part if (spell := self._until(each))]
            for part in self._both
        )
        return times(before, latest)

    def calm(self) -> Finding:
        """Tell how long it took until calm came back."""
        before, latest = ([*filter(None, map(episode, part))] for part in self._both)
        return times(before, latest)

    def finer(self) -> Finding:
        """Tell in how many named ones a word stood that is no broad one."""
        before, latest = (
            [
                any(word not in self._broad for word in each.named.feelings)
                for each in part
                if each.named and each.named.feelings
            ]
            for part in self._both
        )
        return share(before, latest)

    def answered(self, chosen: Chosen) -> Finding:
        """Tell in how many this was chosen."""
        before, latest = (
            [any(r.chosen == chosen for r in each.responses) for each in part]
            for part in self._both
        )
        return share(before, latest)

    def _until(self, activation: Activation) -> Episode | None:
        taken = [
            minutes
            for step in activation.steps
            if self._is_choice(step)
            and (minutes := minutes_between(activation.began, step.when)) is not None
        ]
        if not taken:
            return None
        # Clocks on the wall tell whole minutes: it took some part of the next one.
        shortest = min(taken)
        seen = shortest < LATEST
        spell = Spell(shortest, shortest + 1) if seen else Spell(LATEST, None)
        return Episode(activation.id, activation.began.date, spell)

    def _is_choice(self, step: object) -> bool:
        if isinstance(step, HeldText):
            return step.id in self._chosen
        return isinstance(step, Response) and step.chosen != "nothing"


def _is_steady(act: Act, ledger: Sequence[LedgerEntry]) -> bool | None:
    """Say whether an act was with somebody who had given steadily until then.

    That is where the middle half of what was noted with them lay on the giving side.
    None where too little was noted with any of them.
    """
    spreads = [spread(ledger, person, act.day) for person in act.people]
    known = [each for each in spreads if isinstance(each, Spread)]
    return any(each.low > 0 for each in known) if known else None


def _began(activation: Activation) -> date:
    return activation.began.date


def _itself(day: date) -> date:
    return day


def _each_day(days: Collection[date], first: date, last: date) -> list[bool]:
    """Say of each day of a period whether it is among some."""
    count = (last - first).days + 1
    return [first + timedelta(ahead) in days for ahead in range(count)]
