"""What has grown: counts of what was done, which nothing that happens can lower."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from moorings.journey.activation import Activation
from moorings.journey.records import When


@dataclass(frozen=True, slots=True)
class Grown:
    """How often something was done, counted since the first of anything.

    `returns` are slips that were looked at, `practised` times of practice; `noticed`,
    `named` and `chosen` are hard moments in which as much was done, whatever came of
    it.
    """

    returns: int
    practised: int
    noticed: int
    named: int
    chosen: int
    since: When | None


def grown(
    activations: Iterable[Activation],
    practised: Sequence[When] = (),
    returns: Sequence[When] = (),
) -> Grown:
    """Count what was done, each from 0 upward.

    A hard moment counts as noticed because it was noted. One that went badly adds to
    these counts what was done in it, or nothing; it takes nothing off.
    """
    moments = [*activations]
    began = [each.began for each in moments]
    first = min((*practised, *returns, *began), key=lambda w: w.order, default=None)
    return Grown(
        returns=len(returns),
        practised=len(practised),
        noticed=len(moments),
        named=sum(each.named is not None for each in moments),
        chosen=sum(bool(each.responses) for each in moments),
        since=first,
    )
