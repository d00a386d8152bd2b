"""What rests, and what is not suggested: one table over what a practice asks.

`docs/explanation/resting.md` tells the same table in words, and a test holds the two
equal. Apart from it, a practice rests where it was stronger after it three times.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from moorings.journey.activation import Activation
from moorings.journey.records import PracticeTime
from moorings.journey.stretches import stretches
from moorings.library.shelf import Asks

#: Why something rests, or is not suggested: a flag stands, in general, for whom it is
#: about, or for the therapist; it felt unreal or far away; answers bring people first
#: for a day, or were heavy; it is night by the hours the person set; they asked to keep
#: it simple, or said that they are under 18.
Reason: TypeAlias = Literal[
    "flagged",
    "flagged for this person",
    "flagged therapist",
    "unreal",
    "help",
    "heavy",
    "night",
    "simple",
    "under 18",
]
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)

_NEARER: Final[frozenset[Asks]] = frozenset({"closeness", "asking", "waiting"})
_DEEPER: Final[frozenset[Asks]] = frozenset({"belief", "past", "letter"})
_INWARD: Final[frozenset[Asks]] = frozenset(
    {"breath", "inward", "imagery", "stillness"}
)
_NOTHING: Final[frozenset[Asks]] = frozenset()

#: What must not be asked of a person for each reason: a practice that asks it rests.
RESTS: Final[Mapping[Reason, frozenset[Asks]]] = MappingProxyType(
    {
        "flagged": _NEARER | {"talk"},
        "flagged for this person": _NEARER | {"talk", "therapist"},
        "flagged therapist": frozenset({"therapist"}),
        "unreal": _NEARER | _DEEPER | _INWARD,
        "help": _NEARER,
        "heavy": _NEARER | _DEEPER,
        "night": _NOTHING,
        "simple": _NOTHING,
        "under 18": _NOTHING,
    }
)
#: What is there to be chosen, and is not suggested.
UNSUGGESTED: Final[Mapping[Reason, frozenset[Asks]]] = MappingProxyType(
    {
        "flagged": _NOTHING,
        "flagged for this person": _NOTHING,
        "flagged therapist": _NOTHING,
        "unreal": frozenset({"talk", "planning"}),
        "help": frozenset({"talk", *_DEEPER}),
        "heavy": frozenset({"talk", "imagery"}),
        "night": frozenset({"imagery", "talk", *_NEARER, *_DEEPER}),
        "simple": frozenset({"talk", "imagery", "planning", *_NEARER, *_DEEPER}),
        "under 18": frozenset({"closeness"}),
    }
)


def rests(asks: Iterable[Asks], reasons: Iterable[Reason]) -> bool:
    """Say whether something that asks this of a person rests just now."""
    asked = frozenset(asks)
    return any(asked & RESTS[reason] for reason in reasons)


def may_be_suggested(asks: Iterable[Asks], reasons: Iterable[Reason]) -> bool:
    """Say whether it may be suggested: it does not rest, and fits the hour."""
    asked, known = frozenset(asks), frozenset(reasons)
    return not rests(asked, known) and not any(
        asked & UNSUGGESTED[reason] for reason in known
    )


#: So many times in a row, as it was handed to us.
IN_A_ROW = 3


def resting_practices(
    activations: Iterable[Activation], times: Iterable[PracticeTime] = ()
) -> frozenset[str]:
    """Give the practices after which it was higher the last three times.

    That is so for those of the moment, and apart from them for `times` of practice.

    One time is a stretch of ratings with the same practice in one hard moment. Before
    it counts the rating that came just before, or else the first of the stretch; after
    it the one that came just after, or else the last of the stretch. A stretch that is
    all there is, and one rating long, tells nothing. The first time it was not higher
    ends the rest.
    """
    told = [
        (stretch.began.order, stretch.practice, stretch.after > stretch.before)
        for activation in activations
        for stretch in stretches(activation.ratings)
        if stretch.practice
    ]
    told += [
        (each.when.order, each.practice, each.after > each.before)
        for each in times
        if each.before is not None and each.after is not None
    ]
    risen: dict[str, list[bool]] = {}
    for _, practice, higher in sorted(told, key=lambda each: each[0]):
        risen.setdefault(practice, []).append(higher)
    return frozenset(
        practice
        for practice, rises in risen.items()
        if len(rises) >= IN_A_ROW and all(rises[-IN_A_ROW:])
    )
