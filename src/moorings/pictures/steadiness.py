"""How steady it was: every moment at its day and height, its band, and the gaps.

A rope hangs from each day with something given to the next: it sags more the longer
that took. Steady warmth is a narrow band over even, shallow sags.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from moorings.pictures.drawing import SMALL, Told, line, listing, number
from moorings.pictures.frame import LEFT, TOP, WIDE, Foot, draw_framed
from moorings.pictures.labels import Point, shortened

#: In units of the drawing: from one height to the next, and where the middle line is.
STEP, MIDDLE = 21, TOP + 80
#: Where the rope hangs, how deep it may sag, and how high the frame is.
ROPE, SAG, HIGH = TOP + 168, 34, 214
FIRST, LAST = LEFT + 76, LEFT + WIDE - 14
#: How large a mark is; from so many on, smaller.
MARK, MANY, SMALLER = 4.0, 60, 2.8
#: A band is at least so high, also where all of it lies at one height.
THINNEST = 8.0
#: So deep it sags for each unit between two days.
_DEEP: Final = 0.42
_LABEL: Final = FIRST - LEFT - 14


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment: its day as a number, and its height from -3 to 3, without 0."""

    day: int
    height: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """The band between two days, from its lower end to its upper one."""

    first: int
    last: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Legend:
    """Words for both ends, for the heights by their numbers, and for each shape."""

    first: str
    last: str
    heights: Mapping[int, str]
    gave: str
    took: str
    band: str
    rope: str


def draw_steadiness(
    name: str,
    marks: Sequence[Mark],
    bands: Sequence[Stretch],
    legend: Legend,
    told: Told,
) -> str:
    """Draw moments over time, the band behind them, and under them the rope.

    Its name makes the ids inside unique: letters, digits and hyphens. Raises
    `ValueError` where all of it is one day, or nothing.
    """
    days = [each.day for each in marks]
    if not days or min(days) == max(days):
        raise ValueError(name)
    across = _Across(min(days), max(days))
    size = MARK if len(marks) < MANY else SMALLER
    given = sorted({each.day for each in marks if each.height > 0})
    pieces = [
        *_lines(legend.heights),
        *(_band(each, across) for each in bands),
        *_marks(marks, across, size),
        *_rope(given, across),
    ]
    key = (
        (_small_gave, legend.gave, bool(given)),
        (_small_took, legend.took, any(each.height < 0 for each in marks)),
        (_small_band, legend.band, True),
        (_small_rope, legend.rope, len(given) > 1),
    )
    shown = [(mark, words) for mark, words, is_drawn in key if is_drawn]
    foot = Foot((legend.first, legend.last), shown)
    return draw_framed(name, "steadiness", HIGH, pieces, foot, told)


@dataclass(frozen=True, slots=True)
class _Across:
    """Where a day stands."""

    first: int
    last: int

    def at(self, day: int) -> float:
        part = (day - self.first) / (self.last - self.first)
        return FIRST + (LAST - FIRST) * part


def _height(height: float) -> float:
    return MIDDLE - STEP * height


def _lines(heights: Mapping[int, str]) -> Iterator[str]:
    """Draw the line between given and taken, and say what each height is."""
    yield '<g class="steadiness-middle" stroke="currentColor" stroke-dasharray="2 4">'
    yield line((FIRST - 8, MIDDLE), (LAST + 6, MIDDLE)) + "</g>"
    for height, words in heights.items():
        kept = shortened(words, _LABEL, SMALL)
        y = _height(height) + 4.5
        yield listing(LEFT + 8, y, [kept], "steadiness-quiet")


def _band(band: Stretch, across: _Across) -> str:
    x, right = across.at(band.first), across.at(band.last)
    top, low = _height(band.high), _height(band.low)
    more = max(THINNEST - (low - top), 0) / 2
    return _area((x, top - more), (right, low + more))


def _area(start: Point, end: Point) -> str:
    x, y = map(number, start)
    wide, high = number(end[0] - start[0]), number(end[1] - start[1])
    return (
        f'<rect class="steadiness-band" x="{x}" y="{y}" width="{wide}" height="{high}"'
        ' fill="currentColor" fill-opacity="0.18"/>'
    )


def _marks(marks: Sequence[Mark], across: _Across, size: float) -> Iterator[str]:
    """Draw every moment; several of one day and height stand beside one another."""
    ordered = sorted(marks, key=lambda each: (each.day, each.height))
    for (day, height), alike in groupby(ordered, key=lambda e: (e.day, e.height)):
        count = len(list(alike))
        for at in range(count):
            x = across.at(day) + size * (2 * at - count + 1)
            draw = _gave if height > 0 else _took
            yield draw((x, _height(height)), size)


def _gave(at: Point, size: float = MARK) -> str:
    x, y, r = map(number, (*at, size))
    return f'<circle class="steadiness-gave" cx="{x}" cy="{y}" r="{r}"/>'


def _took(at: Point, size: float = MARK) -> str:
    """Draw a hollow square."""
    half = size * 0.85
    x, y, side = map(number, (at[0] - half, at[1] - half, 2 * half))
    look = 'fill="none" stroke="currentColor" stroke-width="2"'
    place = f'x="{x}" y="{y}" width="{side}" height="{side}"'
    return f'<rect class="steadiness-took" {place} {look}/>'


def _rope(given: Sequence[int], across: _Across) -> Iterator[str]:
    """Hang a rope from each day with something given to the next one."""
    for one, other in pairwise(given):
        yield _sag((across.at(one), ROPE), (across.at(other), ROPE))
    for day in given:
        x = across.at(day)
        yield '<g class="steadiness-post" stroke="currentColor" stroke-width="2">'
        yield line((x, ROPE - 5), (x, ROPE + 3)) + "</g>"


def _sag(start: Point, end: Point) -> str:
    """Draw one length of rope; its middle hangs half as deep as its handle is."""
    deep = min((end[0] - start[0]) * _DEEP, SAG)
    x, y, middle, handle, right = map(
        number,
        (start[0], start[1], (start[0] + end[0]) / 2, start[1] + 2 * deep, end[0]),
    )
    look = 'fill="none" stroke="currentColor" stroke-width="1.5"'
    return (
        f'<path class="steadiness-rope" d="M{x} {y}Q{middle} {handle} {right} {y}"'
        f" {look}/>"
    )


def _small_gave(at: Point) -> str:
    return _gave(at)


def _small_took(at: Point) -> str:
    return _took(at)


def _small_band(at: Point) -> str:
    return _area((at[0] - 11, at[1] - 5), (at[0] + 11, at[1] + 5))


def _small_rope(at: Point) -> str:
    return _sag((at[0] - 12, at[1] - 4), (at[0] + 12, at[1] - 4))
