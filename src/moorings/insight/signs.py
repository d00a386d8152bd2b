"""Seven signs over time: what was said of each, and never added up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from moorings.journey.records import RecordId, When, Worksheet

SHEET: Final = "seven-signs"
#: The ids of its questions, in their order.
Sign: TypeAlias = Literal[
    "honest", "near-apart", "repair", "bears", "settle", "both-ways", "a-no"
]
SIGNS: Final[tuple[Sign, ...]] = get_args(Sign)
#: The ids of its answers, from the lowest up: 0 to 4.
LEVELS: Final = ("not-yet", "seldom", "sometimes", "often", "mostly")
UNSURE: Final = "unsure"
#: Fewer sittings than this are not drawn, and of more the latest are (own).
FEWEST: Final = 3
MOST: Final = 12
#: How a sign stands beside how it stood at first.
Way: TypeAlias = Literal["more", "less", "same", "unknown"]


@dataclass(frozen=True, slots=True)
class Sitting:
    """One look: the level of each sign, 0 to 4; and which were hard to tell.

    What was left out is in neither.
    """

    when: When
    levels: Mapping[Sign, int]
    unsure: frozenset[Sign]


def sittings(
    pages: Iterable[Worksheet], person: RecordId | None = None
) -> tuple[Sitting, ...]:
    """Give every look at somebody, or at people in general, the first one first.

    One that says nothing of any sign is left out.
    """
    found = (
        _sitting(each)
        for each in pages
        if each.sheet == SHEET
        and (person in each.people if person else not each.people)
    )
    told = (each for each in found if each.levels or each.unsure)
    return tuple(sorted(told, key=lambda each: each.when.order))


def drawn(found: tuple[Sitting, ...]) -> tuple[Sitting, ...]:
    """Give those that a picture shows: the latest twelve; none of fewer than three."""
    return found[-MOST:] if len(found) >= FEWEST else ()


def moved(found: tuple[Sitting, ...]) -> Mapping[Sign, Way]:
    """Say of each sign whether more or less of it was said at last than at first.

    *First* and *last* are the first and last look of those given. A step of one is
    within what a day's mood can do. Unknown is what was left out or hard to tell in
    either of them.
    """
    if not found:
        return MappingProxyType(dict.fromkeys(SIGNS, "unknown"))
    first, last = found[0].levels, found[-1].levels
    return {sign: _way(first.get(sign), last.get(sign)) for sign in SIGNS}


def _way(first: int | None, last: int | None) -> Way:
    if first is None or last is None:
        return "unknown"
    if first == last:
        return "same"
    return "more" if last > first else "less"


def _sitting(page: Worksheet) -> Sitting:
    told = {sign: "".join(page.chosen.get(sign, ())[:1]) for sign in SIGNS}
    levels = {s: LEVELS.index(said) for s, said in told.items() if said in LEVELS}
    unsure = frozenset(sign for sign, said in told.items() if said == UNSURE)
    return Sitting(page.when, levels, unsure)
