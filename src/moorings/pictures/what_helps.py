"""How much lower it is after each practice than after waiting, and how sure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil

from moorings.pictures.drawing import SMALL, Told, line, listing, number
from moorings.pictures.frame import LEFT, TOP, WIDE, Foot, draw_framed
from moorings.pictures.labels import Point, shortened

#: In units of the drawing: each row has a name, and under it its range.
ROW, NAME, RANGE = 58, 22, 40
FIRST, LAST = LEFT + 14, LEFT + WIDE - 14
MIDDLE = (FIRST + LAST) / 2
#: The picture reaches so many points of ten to either side at least, and at most.
NARROWEST, WIDEST = 2, 6
RADIUS = 5.0


@dataclass(frozen=True, slots=True)
class Row:
    """One practice: how much lower than after waiting, its range, and if it is sure."""

    name: str
    lower: float
    low: float
    high: float
    sure: bool


@dataclass(frozen=True, slots=True)
class Legend:
    """Words for both directions, for the line of waiting, and for both marks."""

    higher: str
    lower: str
    waiting: str
    sure: str
    open: str


def draw_what_helps(name: str, rows: Sequence[Row], legend: Legend, told: Told) -> str:
    """Draw a mark and a range for each practice, beside the line of waiting.

    What is further to the right is lower. Its name makes the ids inside unique:
    letters, digits and hyphens.
    """
    if not rows:
        raise ValueError(name)
    reach = max(max(abs(row.low), abs(row.high)) for row in rows)
    unit = (LAST - MIDDLE) / min(max(ceil(reach), NARROWEST), WIDEST)
    high = ROW * len(rows) + 8
    drawn = (_row(row, TOP + ROW * at, unit) for at, row in enumerate(rows))
    inside = chain.from_iterable(drawn)
    key = [(_small_waiting, legend.waiting)]
    if any(row.sure for row in rows):
        key.append((_small_sure, legend.sure))
    if not all(row.sure for row in rows):
        key.append((_small_open, legend.open))
    foot = Foot((legend.higher, legend.lower), key)
    return draw_framed(name, "helps", high, inside, foot, told)


def _row(row: Row, top: float, unit: float) -> Iterator[str]:
    yield listing(FIRST, top + NAME, [shortened(row.name, LAST - FIRST, SMALL)])
    y = top + RANGE
    yield _waiting((MIDDLE, y), 13)
    yield _range(_across(row.low, unit), _across(row.high, unit), y)
    at = (_across(row.lower, unit), y)
    yield _sure(at) if row.sure else _open(at)


def _across(lower: float, unit: float) -> float:
    return min(max(MIDDLE + lower * unit, FIRST), LAST)


def _range(first: float, last: float, y: float) -> str:
    look = 'stroke="currentColor" stroke-width="2.5" stroke-linecap="round"'
    return f'<g class="helps-range" {look}>{line((first, y), (last, y))}</g>'


def _sure(at: Point) -> str:
    x, y = map(number, at)
    return f'<circle class="helps-sure" cx="{x}" cy="{y}" r="{number(RADIUS + 1)}"/>'


def _open(at: Point) -> str:
    x, y = map(number, at)
    look = 'fill="none" stroke="currentColor" stroke-width="2"'
    return f'<circle class="helps-open" cx="{x}" cy="{y}" r="{number(RADIUS)}" {look}/>'


def _waiting(at: Point, reach: float) -> str:
    x, y = at
    ends = line((x, y - reach), (x, y + reach))
    return (
        '<g class="helps-waiting" stroke="currentColor" stroke-dasharray="3 4">'
        f"{ends}</g>"
    )


def _small_waiting(at: Point) -> str:
    return _waiting(at, 8)


def _small_sure(at: Point) -> str:
    return _range(at[0] - 14, at[0] + 14, at[1]) + _sure(at)


def _small_open(at: Point) -> str:
    return _range(at[0] - 14, at[0] + 14, at[1]) + _open(at)
