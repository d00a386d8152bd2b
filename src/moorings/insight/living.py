"""Time on what hurts, and time on living: counted from what was noted, and no more.

Most of living leaves no line, so that neither number says how a life is. There is no
right share of one to the other, and none is worked out.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

#: What looks at what hurts, and what has to do with living, as far as anything tells.
Hurt: TypeAlias = Literal["moments", "pages", "beliefs", "strains", "inward"]
Lived: TypeAlias = Literal["acts", "given", "moving"]
HURTS: Final[tuple[Hurt, ...]] = get_args(Hurt)
LIVED: Final[tuple[Lived, ...]] = get_args(Lived)
#: Of fewer things together nothing is told (own); nor of fewer with minutes.
FEWEST, TIMED = 10, 5


@dataclass(frozen=True, slots=True)
class Noted:
    """One thing that was noted: of which kind, and for how many minutes, if told."""

    kind: Hurt | Lived
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Living:
    """How often each kind was noted, and the minutes of those that have any.

    `timed` says of how many things the minutes are; under five of them both are None.
    """

    hurt: Mapping[Hurt, int]
    lived: Mapping[Lived, int]
    timed: int = 0
    hurt_minutes: int | None = None
    lived_minutes: int | None = None

    @property
    def on_hurt(self) -> int:
        """Give how many things were about what hurts; 0 upward."""
        return sum(self.hurt.values())

    @property
    def on_living(self) -> int:
        """Give how many things were about living; 0 upward."""
        return sum(self.lived.values())

    @property
    def enough(self) -> bool:
        """Say whether there are enough to tell them side by side."""
        return self.on_hurt + self.on_living >= FEWEST


def counted(noted: Iterable[Noted]) -> Living:
    """Count what was noted, each kind by itself. Plain sums; minutes in minutes.

    Raises nothing. Without minutes a thing counts as a thing, and adds no time.
    """
    told = tuple(noted)
    often = Counter(each.kind for each in told)
    timed = [(each.kind, each.minutes) for each in told if each.minutes is not None]
    known = len(timed) >= TIMED
    return Living(
        {kind: often[kind] for kind in HURTS if often[kind]},
        {kind: often[kind] for kind in LIVED if often[kind]},
        len(timed),
        sum(m for kind, m in timed if kind in HURTS) if known else None,
        sum(m for kind, m in timed if kind in LIVED) if known else None,
    )
