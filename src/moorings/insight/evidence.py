"""Evidence that speaks: when one's own moments stand beside a belief, and which ones.

`docs/explanation/safety.md` tells the same table in words, and a test holds the two
equal. A moment is somebody's own words about what was done; nothing is made up here,
and none is left out of the record because it is not chosen.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from moorings.journey.records import LedgerEntry, RecordId, WordId
from moorings.safety.gate import Guard, Pause, Unreal, Words
from moorings.safety.resting import Reason

#: The latest strength that was noted; above 7 of 10 nothing argues (own).
Strength: TypeAlias = Literal["not rated", "up to 7", "8 or more"]
LOUDEST: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a hard moment, and of the notebook it belongs to.

    Where the pause question was answered, the gate before it was: with a no.
    """

    guard: Guard = "locked"
    pause: Pause = "not asked"
    strength: Strength = "not rated"
    unreal: Unreal = "below 7"
    words: Words = "nothing"
    reasons: frozenset[Reason] = frozenset()


#: What has to be known, and where it leaves room for a moment of one's own.
SPEAKS: Final[Mapping[str, Mapping[str, bool]]] = MappingProxyType(
    {
        "guard": {
            "clear": True,
            "flagged": False,
            "flagged for this person": False,
            "ask first": False,
            "locked": False,
        },
        "pause": {
            "not asked": False,
            "now": False,
            "familiar": True,
            "both": True,
            "unsure": False,
        },
        "strength": {"not rated": False, "up to 7": True, "8 or more": False},
        "unreal": {"below 7": True, "7 or more": False},
        "words": {"nothing": True, "note": False, "crisis": False},
        "reason": {
            "flagged": False,
            "flagged for this person": False,
            "flagged therapist": False,
            "unreal": False,
            "help": False,
            "heavy": False,
            "night": True,
            "simple": False,
            "under 18": True,
        },
    }
)


def may_speak(known: Known) -> bool:
    """Say whether a moment of one's own may be offered: every row has to leave room."""
    answers = (
        ("guard", known.guard),
        ("pause", known.pause),
        ("strength", known.strength),
        ("unreal", known.unreal),
        ("words", known.words),
        *(("reason", reason) for reason in known.reasons),
    )
    return all(SPEAKS[row][answer] for row, answer in answers)


def strength_of(intensity: int | None) -> Strength:
    """Name how strong it is, from 0 to 10, as the table does."""
    if intensity is None:
        return "not rated"
    return "up to 7" if intensity <= LOUDEST else "8 or more"


def to_be_shown(
    entries: Iterable[LedgerEntry],
    beliefs: Container[WordId],
    left_out: Container[RecordId] = frozenset(),
) -> tuple[LedgerEntry, ...]:
    """Give the moments that may speak against a belief, in the order of speaking.

    The latest comes first; then the latest with somebody else, and only then a second
    one with anybody. Left out is what speaks for it as well, and whatever is about
    somebody who is left out.
    """
    found = [
        each
        for each in speaking_against(entries, beliefs)
        if not _names(each.supports, beliefs) and not _names(each.people, left_out)
    ]
    met = Counter[tuple[RecordId, ...]]()
    turns: list[tuple[int, int]] = []
    for place, each in enumerate(found):
        turns.append((met[each.people], place))
        met[each.people] += 1
    return tuple(found[place] for _, place in sorted(turns))


def speaking_against(
    entries: Iterable[LedgerEntry], beliefs: Container[WordId]
) -> tuple[LedgerEntry, ...]:
    """Give every moment that speaks against a belief, the latest first."""
    return _latest_first(each for each in entries if _names(each.against, beliefs))


def speaking_for(
    entries: Iterable[LedgerEntry], beliefs: Container[WordId]
) -> tuple[LedgerEntry, ...]:
    """Give every moment that speaks for a belief, the latest first."""
    return _latest_first(each for each in entries if _names(each.supports, beliefs))


def _latest_first(found: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    return tuple(sorted(found, key=lambda each: each.when.order)[::-1])


def _names(told: Iterable[str], some: Container[str]) -> bool:
    return any(each in some for each in told)
