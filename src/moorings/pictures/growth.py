"""Two periods, one under the other: a mark for each, and how sure it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from moorings.pictures.drawing import SMALL, Told, line, listing, number
from moorings.pictures.frame import LEFT, TOP, WIDE, Foot, draw_framed
from moorings.pictures.labels import shortened

#: In units of the drawing: each row has its words, and under them its line.
ROW, WORDS, LINE, BELOW = 54, 22, 40, 6
FIRST, LAST = LEFT + 16, LEFT + WIDE - 16
BAND, DOT = 12, 5.5


@dataclass(frozen=True, slots=True)
class Row:
    """One period: its words, where its mark stands, and from where to where its band.

    Places go from 0 to 1. Without a middle nothing is marked.
    """

    words: str
    middle: float | None
    low: float
    high: float
    latest: bool


def draw_growth(
    name: str, rows: Sequence[Row], ends: tuple[str, str], told: Told
) -> str:
    """Draw the periods on one scale, whose ends are named; nothing joins them.

    Its name makes the ids inside unique: letters, digits and hyphens. The latest mark
    is a filled one, an earlier one is hollow.
    """
    if not rows:
        raise ValueError(name)
    inside = (_row(row, TOP + ROW * at) for at, row in enumerate(rows))
    high = ROW * len(rows) + BELOW
    foot = Foot(ends, ())
    return draw_framed(name, "growth", high, chain.from_iterable(inside), foot, told)


def _row(row: Row, top: float) -> Iterator[str]:
    y = top + LINE
    yield listing(FIRST - 4, top + WORDS, [shortened(row.words, LAST - FIRST, SMALL)])
    yield '<g class="growth-line" stroke="currentColor" stroke-dasharray="2 4">'
    yield line((FIRST, y), (LAST, y)) + "</g>"
    if row.middle is None:
        return
    low, high = (_x(each) for each in (row.low, row.high))
    yield (
        f'<rect class="growth-band" x="{number(low)}" y="{number(y - BAND / 2)}"'
        f' width="{number(max(high - low, 1))}" height="{BAND}" rx="6"'
        ' fill="currentColor" fill-opacity="0.18"/>'
    )
    place = f'cx="{number(_x(row.middle))}" cy="{number(y)}" r="{number(DOT)}"'
    if row.latest:
        yield f'<circle class="growth-dot" {place}/>'
    else:
        look = 'fill="none" stroke="currentColor" stroke-width="2"'
        yield f'<circle class="growth-ring" {place} {look}/>'


def _x(place: float) -> float:
    """Give where a place stands; one beyond an end of the scale at that end."""
    return FIRST + (LAST - FIRST) * min(max(place, 0), 1)
