"""Promises week by week: a mark for each that was told of, standing on its week."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from moorings.pictures.drawing import Told, line, number
from moorings.pictures.frame import LEFT, TOP, WIDE, Foot, draw_framed
from moorings.pictures.labels import Point

#: In units of the drawing: how high marks are piled at most, and the room over and
#: under them.
REACH, OVER, UNDER = 98, 14, 20
FIRST, LAST = LEFT + 10, LEFT + WIDE - 10
#: No mark is larger than this, however few there are; in the key they are as large.
LARGEST = 14.0
_Mark: TypeAlias = Callable[[Point, float], str]


@dataclass(frozen=True, slots=True)
class Week:
    """One week: how many were kept, said in time, missed and mended, and missed."""

    kept: int = 0
    said: int = 0
    mended: int = 0
    missed: int = 0


@dataclass(frozen=True, slots=True)
class Legend:
    """Words for the first week and the last, and for what each shape means."""

    first: str
    last: str
    kept: str
    said: str
    mended: str
    missed: str


def draw_consistency(
    name: str, weeks: Sequence[Week], legend: Legend, told: Told
) -> str:
    """Draw every promise as a mark over its week; nothing joins two weeks.

    Its name makes the ids inside unique: letters, digits and hyphens. The key has only
    what was drawn.
    """
    piles = [_pile(each) for each in weeks]
    if not any(piles):
        raise ValueError(name)
    wide = (LAST - FIRST) / len(weeks)
    size = min(LARGEST, wide, REACH / max(map(len, piles)))
    drawn = {mark for pile in piles for mark in pile}
    words = (legend.kept, legend.said, legend.mended, legend.missed)
    key = [
        (lambda at, mark=mark: mark(at, LARGEST), said)
        for mark, said in zip(_MARKS, words, strict=True)
        if mark in drawn
    ]
    ground = TOP + OVER + size * max(map(len, piles))
    inside = [*_weeks(len(weeks), wide, ground), *_marks(piles, wide, size, ground)]
    foot = Foot((legend.first, legend.last), key)
    high = ground + UNDER - TOP
    return draw_framed(name, "consistency", high, inside, foot, told)


def _pile(week: Week) -> list[_Mark]:
    """Give the marks of a week, from the ground up."""
    counts = (week.kept, week.said, week.mended, week.missed)
    marks = zip(_MARKS, counts, strict=True)
    return [mark for mark, count in marks for _ in range(count)]


def _weeks(count: int, wide: float, ground: float) -> Iterator[str]:
    """Draw a short piece of ground for each week, so that an empty one is seen too."""
    gap = min(2.0, wide / 5)
    yield '<g class="consistency-weeks" stroke="currentColor">'
    for at in range(count):
        x = FIRST + wide * at
        yield line((x + gap, ground), (x + wide - gap, ground))
    yield "</g>"


def _marks(
    piles: Sequence[Sequence[_Mark]], wide: float, size: float, ground: float
) -> Iterator[str]:
    for at, pile in enumerate(piles):
        x = FIRST + wide * (at + 0.5)
        for up, mark in enumerate(pile):
            yield mark((x, ground - 3 - size * (up + 0.5)), size)


def _kept(at: Point, size: float) -> str:
    x, y, r = map(number, (*at, size * 0.4))
    return f'<circle class="consistency-kept" cx="{x}" cy="{y}" r="{r}"/>'


def _said(at: Point, size: float) -> str:
    """Draw a filled mark that stands on its tip."""
    (x, y), half = at, size * 0.48
    way = " ".join(
        f"{number(a)},{number(b)}"
        for a, b in ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    )
    return f'<polygon class="consistency-said" points="{way}"/>'


def _mended(at: Point, size: float) -> str:
    side = size * 0.62
    x, y, wide = map(number, (at[0] - side / 2, at[1] - side / 2, side))
    look = f'fill="none" stroke="currentColor" stroke-width="{_pen(size)}"'
    place = f'x="{x}" y="{y}" width="{wide}" height="{wide}"'
    return f'<rect class="consistency-mended" {place} {look}/>'


def _missed(at: Point, size: float) -> str:
    x, y, r = map(number, (*at, size * 0.34))
    look = f'fill="none" stroke="currentColor" stroke-width="{_pen(size)}"'
    return f'<circle class="consistency-missed" cx="{x}" cy="{y}" r="{r}" {look}/>'


def _pen(size: float) -> str:
    return number(min(2.0, size / 6))


_MARKS: tuple[_Mark, ...] = (_kept, _said, _mended, _missed)
