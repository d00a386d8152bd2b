"""Fitting: a person's own mix of leanings, and a week that is drawn from it.

All of it is a choice of ours and nothing that was measured; how it goes is told in
`docs/explanation/suggesting.md`.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, TypeAlias

from moorings.library.practices import Leaning
from moorings.library.strategies import STRATEGIES
from moorings.measures.cloud import Leaning as Lies

#: Whether the person said it themselves, or their sketch lies there.
Source: TypeAlias = Literal["own", "sketch"]
#: How much of the week each comes to, in parts (own).
_PARTS: Mapping[Lies, int] = {Lies.HIGHER: 2, Lies.BETWEEN: 1}
PICKED = 2
#: The days of a main practice, and those of something steadying; the others are free.
MAIN, STEADY, DAYS = (0, 2, 5), (1, 4), 7


#: A practice is short up to so many minutes; so many of these fit beside a main one.
SHORT, BESIDE = 3, 2


@dataclass(frozen=True, slots=True)
class Fit:
    """One leaning in the mix: how many parts of it, and who says so."""

    leaning: Leaning
    parts: int
    source: Source


def mix(
    picked: Collection[Leaning], anxiety: Lies | None, avoidance: Lies | None
) -> tuple[Fit, ...]:
    """Put together what the person picked and where their sketch lies.

    What was picked counts two parts, and so does what lies to one side; what lies in
    between counts one, and what is hard to tell none. The third kind is never told
    from a sketch. Without either there is no mix.
    """
    drawn: Mapping[Leaning, Lies | None] = {"anxious": anxiety, "avoidant": avoidance}
    found: list[Fit] = []
    for leaning in STRATEGIES:
        lies = drawn.get(leaning)
        if leaning in picked:
            found.append(Fit(leaning, PICKED, "own"))
        elif lies is not None and lies in _PARTS:
            found.append(Fit(leaning, _PARTS[lies], "sketch"))
    return tuple(found)


def turns(fits: Sequence[Fit]) -> tuple[Leaning, ...]:
    """Let each leaning have its turns: first all that there are, then the stronger."""
    most = max((fit.parts for fit in fits), default=0)
    return tuple(
        fit.leaning for round_ in range(most) for fit in fits if fit.parts > round_
    )


def is_short(minutes: int) -> bool:
    """Say whether a practice can stand beside the main one of a day."""
    return minutes <= SHORT


def day_holds(minutes: Collection[int]) -> bool:
    """Say whether practices of so many minutes fit on a day: one main, two short (own).

    Where all of them are short, one of these is the main one.
    """
    main = sum(not is_short(each) for each in minutes)
    return main <= 1 and len(minutes) <= 1 + BESIDE


@dataclass(frozen=True, slots=True)
class Shelves:
    """From what a week is drawn, in order; `fits` says whether one may be suggested."""

    general: tuple[str, ...]
    steady: tuple[str, ...]
    fits: Callable[[str], bool]


def fitted_week(
    fits: Sequence[Fit], shelves: Shelves, number: int
) -> tuple[tuple[str, ...], ...]:
    """Draw a week of seven days: at most one practice on each, and free days between.

    `number` counts weeks, so that the next week begins where this one stopped. Nothing
    stands there twice, and a day for which nothing is left stays free.
    """
    order = turns(fits)
    used: set[str] = set()
    days: list[tuple[str, ...]] = [()] * DAYS
    for at, day in enumerate(MAIN):
        turn = number * len(MAIN) + at
        pools = [STRATEGIES[order[turn % len(order)]]] if order else []
        days[day] = _one((*pools, shelves.general), turn, used, shelves.fits)
    for at, day in enumerate(STEADY):
        turn = number * len(STEADY) + at
        days[day] = _one((shelves.steady,), turn, used, shelves.fits)
    return tuple(days)


def _one(
    pools: Sequence[Sequence[str]],
    turn: int,
    used: set[str],
    fits: Callable[[str], bool],
) -> tuple[str, ...]:
    """Take the next of the first pool that has one left."""
    rolled = ((*pool[turn % len(pool) :], *pool[: turn % len(pool)]) for pool in pools)
    for name in chain.from_iterable(rolled):
        if name not in used and fits(name):
            used.add(name)
            return (name,)
    return ()
