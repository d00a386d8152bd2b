"""What an instrument is made of, without a single word of it."""

from math import sqrt
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

#: Names an item, a scale or an instrument, also in records: it never changes.
Id: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
_Count: TypeAlias = Annotated[int, Meta(ge=1)]


class Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The items that measure one construct.

    A response to an item in `reverse_keyed` counts from the other end. With fewer than
    `fewest_answers` responses the scale has no score.
    """

    id: Id
    items: Annotated[tuple[Id, ...], Meta(min_length=1)]
    fewest_answers: _Count
    reverse_keyed: tuple[Id, ...] = ()

    @property
    def straight(self) -> tuple[Id, ...]:
        """Give the items that count as they stand."""
        return tuple(item for item in self.items if item not in self.reverse_keyed)


class Assumption(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is taken for granted where nobody has measured the error yet.

    `reliability` (0 to below 1) is that of a whole scale, `standard_deviation` that of
    its score between people, in points of the response range.
    """

    reliability: Annotated[float, Meta(ge=0, lt=1)]
    standard_deviation: Annotated[float, Meta(gt=0)]

    @property
    def standard_error(self) -> float:
        r"""Give the standard error of measurement that follows, in points.

        .. math:: s_E = s \sqrt{1 - r}

        Source: classical test theory; Jacobson & Truax 1991 use the same.
        """
        return self.standard_deviation * sqrt(1 - self.reliability)


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an instrument is given and scored.

    `order` lists the items as they are shown; every response is a whole number from
    `lowest` to `highest`. `norms` says aloud that there are none.
    """

    id: Id
    version: _Count
    lowest: int
    highest: int
    norms: Literal["none"]
    order: Annotated[tuple[Id, ...], Meta(min_length=1)]
    scales: Annotated[tuple[Scale, ...], Meta(min_length=1)]
    assumption: Assumption

    @property
    def middle(self) -> float:
        """Give the midpoint of the response range."""
        return (self.lowest + self.highest) / 2
