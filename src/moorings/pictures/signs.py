"""Seven signs over time: a row for each, and in it a dot for each look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from moorings.pictures.drawing import SMALL, Told, line, listing, number
from moorings.pictures.frame import LEFT, TOP, WIDE, Foot, Mark, draw_framed
from moorings.pictures.labels import Point, shortened

#: In units of the drawing: each row has a name, and under it two lines, between which
#: its dots stand; what was hard to tell stands below the lower one.
ROW, NAME, UPPER, LOWER, BELOW = 92, 20, 34, 66, 79
FIRST, LAST = LEFT + 14, LEFT + WIDE - 14
#: The highest level.
TOPMOST = 4
DOT, RING = 5, 4


@dataclass(frozen=True, slots=True)
class Row:
    """One sign: its name, and of each look a level from 0 to 4.

    "?" is one that was hard to tell, None one that was left out.
    """

    name: str
    looks: tuple[int | str | None, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """Words for the first look and the last, for both lines, and for a ring."""

    ends: tuple[str, str]
    lines: str
    unsure: str


def draw_signs(name: str, rows: Sequence[Row], legend: Legend, told: Told) -> str:
    """Draw each sign in a row of its own, with every look where it comes in the order.

    Nothing joins two looks. Its name makes the ids inside unique: letters, digits and
    hyphens.
    """
    if not rows or not rows[0].looks:
        raise ValueError(name)
    key: list[tuple[Mark, str]] = [(_dot, legend.lines)]
    if any(look == "?" for row in rows for look in row.looks):
        key.append((_ring, legend.unsure))
    foot = Foot(legend.ends, key)
    inside = (_row(row, TOP + ROW * at) for at, row in enumerate(rows))
    high = ROW * len(rows) + 4
    return draw_framed(name, "signs", high, chain.from_iterable(inside), foot, told)


def _row(row: Row, top: float) -> Iterator[str]:
    kept = shortened(row.name, LAST - FIRST, SMALL)
    yield listing(FIRST - 4, top + NAME, [kept])
    yield '<g class="signs-lines" stroke="currentColor" stroke-dasharray="2 4">'
    for y in (UPPER, LOWER):
        yield line((FIRST - 6, top + y), (LAST + 6, top + y))
    yield "</g>"
    width = (LAST - FIRST) / len(row.looks)
    for at, look in enumerate(row.looks):
        x = FIRST + width * (at + 0.5)
        if isinstance(look, int):
            yield _dot((x, top + LOWER - (LOWER - UPPER) * look / TOPMOST))
        elif look:
            yield _ring((x, top + BELOW))


def _dot(at: Point) -> str:
    x, y = map(number, at)
    return f'<circle class="signs-dot" cx="{x}" cy="{y}" r="{DOT}"/>'


def _ring(at: Point) -> str:
    x, y = map(number, at)
    look = 'fill="none" stroke="currentColor" stroke-width="1.5"'
    return f'<circle class="signs-ring" cx="{x}" cy="{y}" r="{RING}" {look}/>'
