"""Steps that have their time: in words, and in seconds for a script that counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from moorings.library.catalogue import ngettext

MINUTE = 60
#: So many seconds are told one by one.
FEW = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedStep:
    """One step; it can be left out where it `skips`, and has no end of 0 seconds."""

    number: int
    text: str
    more: str = ""
    own: str = ""
    seconds: int = 0
    skips: bool = False
    skipped: bool = False

    @property
    def length(self) -> str:
        """Say for how long."""
        return length_words(self.seconds) if self.seconds else ""


def length_words(seconds: int) -> str:
    """Say a length in seconds up to a minute and a half, else in whole minutes.

    Nobody can tell 23 seconds from 25: beyond ten it is told in steps of five.
    """
    if seconds <= MINUTE * 1.5:
        told = ngettext("about %(count)s second", "about %(count)s seconds", seconds)
        near = seconds if seconds <= FEW else round(seconds / 5) * 5
        return told % {"count": near}
    minutes = round(seconds / MINUTE)
    told = ngettext("about %(count)s minute", "about %(count)s minutes", minutes)
    return told % {"count": minutes}


def spread(weights: Sequence[int], seconds: int) -> tuple[int, ...]:
    """Share seconds out by weight, in whole ones that add up to all of them.

    Each gets the rounded end of its part less that of the one before it.
    """
    whole = sum(weights)
    ends = [round(seconds * end / whole) for end in accumulate(weights)]
    return tuple(end - begin for begin, end in pairwise([0, *ends]))
