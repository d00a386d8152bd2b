"""Offers: which sitting may come next, and from when. Nothing is ever overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from moorings.measures.bursts import MOST_SITTINGS, Burst, Offer


@dataclass(frozen=True, slots=True)
class Offered:
    """The next sitting of a few, as a page offers it."""

    path: str
    sitting: int
    of: int
    done: int
    begun: bool
    from_day: date
    now: bool


def offered(so_far: Sequence[Burst], offer: Offer, today: date, path: str) -> Offered:
    """Put an offer into what a page needs; `path` is where one sits down."""
    done = len(so_far[-1].days) if so_far and offer.sitting > 1 else 0
    return Offered(
        path,
        offer.sitting,
        MOST_SITTINGS,
        done,
        offer.sitting > 1,
        offer.from_day,
        offer.from_day <= today,
    )
