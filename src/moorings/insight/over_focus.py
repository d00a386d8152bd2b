"""Looking too often: when a rest from pictures is offered, and when nothing is said.

`docs/explanation/over-focus.md` tells the same rules in words. What is counted here are
openings of the notebook, and looks at pictures, scores and people; never help, and
never what somebody writes. Nothing here can call anybody back: it speaks to whoever is
looking, while they look.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

#: From so many openings in a day on, and beyond so many looks in an hour (the numbers
#: of the design; no study sets them).
OPENINGS, LOOKS = 10, 5
#: A tour of many pages is no checking: one page was gone to so often, not counting
#: the way back up to it (own).
AGAIN = 3
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
#: The notebook locks by itself; opened again so soon, it is the same sitting (own).
SAME_SITTING = timedelta(minutes=15)
#: A page that is shown again so soon was gone back to, and is the same look (own).
SAME_LOOK = timedelta(minutes=1)
#: After so long nothing of it is kept.
KEPT = timedelta(days=2)
#: For so long the pictures rest, where that was chosen.
REST = timedelta(days=1)
#: More than these are never needed to decide, however fast somebody clicks.
MOST: Final = 60

#: What it was offered for.
Because: TypeAlias = Literal["openings", "looks"]


@dataclass(frozen=True, slots=True)
class Look:
    """One look: when, and at which page; `back` up to it from one that lies below."""

    at: datetime
    page: str
    back: bool = False


@dataclass(frozen=True, slots=True)
class Attention:
    """When the notebook was opened and pictures were looked at, in UTC, oldest first.

    `offered` is when a rest was offered last, `rests_until` when a rest that was chosen
    ends.
    """

    openings: tuple[datetime, ...] = ()
    looks: tuple[Look, ...] = ()
    offered: datetime | None = None
    rests_until: datetime | None = None

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to be kept of it."""
        return not (self.openings or self.offered or self.rests_until)


@dataclass(frozen=True, slots=True)
class Offer:
    """A rest that may be offered now: for which of the two, and how often it was."""

    because: Because
    count: int


def fresh(attention: Attention, now: datetime) -> Attention:
    """Forget what is over, and what a clock that was put back places in the future."""
    offered, rests = attention.offered, attention.rests_until
    return Attention(
        tuple(at for at in attention.openings if now - KEPT < at <= now)[-MOST:],
        tuple(each for each in attention.looks if now - HOUR < each.at <= now)[-MOST:],
        offered if offered and now - KEPT < offered <= now else None,
        rests if rests and now < rests <= now + REST else None,
    )


def opened_at(attention: Attention, now: datetime) -> Attention:
    """Count an opening, unless it goes on with the sitting before it."""
    known = fresh(attention, now)
    if known.openings and now - known.openings[-1] < SAME_SITTING:
        return known
    return replace(known, openings=(*known.openings, now)[-MOST:])


def taken_back_at(attention: Attention, now: datetime) -> Attention:
    """Take back that the notebook was opened: it was not for looking."""
    known = fresh(attention, now)
    if known.openings and now - known.openings[-1] < SAME_SITTING:
        return replace(known, openings=known.openings[:-1])
    return known


def looked_at(attention: Attention, page: str, now: datetime) -> Attention:
    """Count a look at a page, unless it was counted a moment ago."""
    known = fresh(attention, now)
    if any(e.page == page and now - e.at < SAME_LOOK for e in known.looks):
        return known
    back = bool(known.looks) and known.looks[-1].page.startswith(f"{page}/")
    return replace(known, looks=(*known.looks, Look(now, page, back))[-MOST:])


def offer(attention: Attention, now: datetime) -> Offer | None:
    """Give the rest that may be offered now, or None: mostly it is that.

    Counts are 1 upward. What was offered within a day is not offered again, whatever
    was chosen then, and what lies before that offer counts no more. While the pictures
    rest there is nothing to offer.
    """
    known = fresh(attention, now)
    if known.rests_until or (known.offered and now - known.offered < DAY):
        return None
    since = max(known.offered or now - DAY, now - DAY)
    openings = sum(since < at for at in known.openings)
    if openings >= OPENINGS:
        return Offer("openings", openings)
    looks = len(known.looks)
    again = Counter(each.page for each in known.looks if not each.back)
    often = max(again.values(), default=0)
    return Offer("looks", looks) if looks > LOOKS and often >= AGAIN else None


def offered_at(attention: Attention, now: datetime) -> Attention:
    """Note that it was offered; the looks before it have been spoken of."""
    return replace(attention, looks=(), offered=now)


def resting(attention: Attention, now: datetime) -> Attention:
    """Let the pictures rest until this time tomorrow."""
    return replace(attention, rests_until=now + REST)
