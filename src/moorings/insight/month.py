"""A month in five sentences: which of a person's own words are read again.

Nothing is added up to a mark here. What was written is chosen by kind, not by weight,
and the fifth sentence is always that there is nothing to do.
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias, get_args

from moorings.journey.activation import Activation
from moorings.journey.records import Chosen, RecordId, WordId

#: What it began with, what was chosen, what was learned on a ladder, what somebody
#: gave, a word that was found, a page, and a line about a week: as they are read.
Kind: TypeAlias = Literal[
    "trigger", "chose", "learned", "given", "word", "page", "line"
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
#: Where there is more than fits: the person's own words before counts (own).
_FIRST: Final[tuple[Kind, ...]] = (
    "line",
    "given",
    "learned",
    "page",
    "chose",
    "word",
    "trigger",
)
#: So many, and then the last one.
MOST: Final = 4
#: What was chosen or what it began with is told from so many moments on (own).
FEWEST: Final = 3
#: So much of a text is read again, and where its first sentence ends.
LETTERS: Final = 160
_END = re.compile(r"(?<=[.!?…])\s|\n")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing of a month: own words, the id of a word, or what was chosen.

    `count` of `of` moments are told only for what is counted; `of` is 0 elsewhere.
    """

    kind: Kind
    words: str
    day: date
    record: RecordId | None = None
    count: int = 0
    of: int = 0


def month_of(day: date) -> tuple[date, date]:
    """Give the first and the last day of the month a day lies in."""
    _, last = monthrange(day.year, day.month)
    return day.replace(day=1), day.replace(day=last)


def month_number(day: date) -> str:
    """Write a month as in 2026-02, whichever year it is."""
    return day.isoformat()[: len("2026-02")]


def sentences(found: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Choose at most four, one of each kind: the latest of it, as they are read."""
    latest: dict[Kind, Sentence] = {}
    for each in sorted(found, key=lambda each: each.day):
        latest[each.kind] = each
    chosen = [kind for kind in _FIRST if kind in latest][:MOST]
    return tuple(latest[kind] for kind in KINDS if kind in chosen)


def counted(
    activations: Iterable[Activation],
    same: Mapping[WordId, WordId],
) -> tuple[Sentence, ...]:
    """Tell what most moments began with, and what was chosen most often.

    Counts: 1 upward, each of the moments in which any was named. Of fewer than three
    moments nothing is told, nor of what came once, or as often as something else.
    """
    here = sorted(activations, key=lambda each: each.began.order)
    triggers = [same.get(a.trigger, a.trigger) for a in here if a.trigger]
    chosen: list[str] = [told for a in here if (told := _chosen(a))]
    if not here:
        return ()
    day = here[-1].began.date
    found = (_commonest("trigger", triggers, day), _commonest("chose", chosen, day))
    return tuple(filter(None, found))


def first_words(text: str) -> str:
    """Give the first sentence of a text, or as much of it as is read again."""
    first = " ".join(_END.split(text.strip(), maxsplit=1)[0].split())
    if len(first) <= LETTERS:
        return first
    return f"{first[:LETTERS].rsplit(' ', 1)[0]}…"


def _chosen(activation: Activation) -> Chosen | None:
    """Give the last thing that was chosen, unless it was to do nothing."""
    chosen = [e.chosen for e in activation.responses if e.chosen != "nothing"]
    return chosen[-1] if chosen else None


def _commonest(kind: Kind, told: list[str], day: date) -> Sentence | None:
    if len(told) < FEWEST:
        return None
    (words, count), *others = Counter(told).most_common(2)
    if count == 1 or (others and others[0][1] == count):
        return None
    return Sentence(kind, words, day, count=count, of=len(told))
