"""Offers: which sitting may come next, and from when. Nothing is ever overdue."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from moorings.measures.bursts import bursts, next_sitting


@dataclass(frozen=True, slots=True)
class Offered:
    """The next of a few sittings, as a page offers it; how many of them are done."""

    done: int
    from_day: date
    now: bool


def offered(days: Iterable[date], today: date) -> Offered:
    """Say what may come next after sittings on these days."""
    so_far = bursts(days)
    offer = next_sitting(so_far, today)
    done = len(so_far[-1].days) if offer.sitting > 1 else 0
    return Offered(done, offer.from_day, offer.from_day <= today)
