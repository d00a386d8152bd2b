"""What was given and what was taken, by person, month by month along a water line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from moorings.pictures.drawing import SIZE, Told, line, number, writing
from moorings.pictures.frame import LEFT, TOP, WIDE, Foot, draw_framed
from moorings.pictures.labels import Point, lines_box, shortened

#: In units of the drawing: each row has a name, and under it its water line.
ROW, NAME, WATER = 104, 20, 63
#: So high is the longest bar, and so wide is each of them.
REACH, BAR = 32, 12
#: A single moment is no higher than this, however few there are.
ONE = 9
FIRST, LAST = LEFT + 12, LEFT + WIDE - 12


@dataclass(frozen=True, slots=True)
class Row:
    """One person: the name, and what was given and taken in each month."""

    name: str
    given: tuple[int, ...]
    taken: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """Words for the first month and the last, and for what both shapes mean."""

    first: str
    last: str
    given: str
    taken: str


def draw_ledger(name: str, rows: Sequence[Row], legend: Legend, told: Told) -> str:
    """Draw each person's months: given stands above the water, taken hangs below it.

    Its name makes the ids inside unique: letters, digits and hyphens. One moment is as
    high in every row.
    """
    if not rows or not rows[0].given:
        raise ValueError(name)
    most = max(max(*row.given, *row.taken) for row in rows)
    unit = min(ONE, REACH / max(most, 1))
    drawn = (_row(row, TOP + ROW * at, unit) for at, row in enumerate(rows))
    key = ((_small_given, legend.given), (_small_taken, legend.taken))
    foot = Foot((legend.first, legend.last), key)
    high = ROW * len(rows) + 8
    return draw_framed(name, "ledger", high, chain.from_iterable(drawn), foot, told)


def _row(row: Row, top: float, unit: float) -> Iterator[str]:
    y = top + WATER
    kept = shortened(row.name, LAST - FIRST)
    half = lines_box(0, 0, [kept], SIZE).right
    yield writing(FIRST + half, top + NAME, [kept])
    yield '<g class="ledger-water" stroke="currentColor">'
    yield line((FIRST, y), (LAST, y)) + "</g>"
    width = (LAST - FIRST) / len(row.given)
    for at, (given, taken) in enumerate(zip(row.given, row.taken, strict=True)):
        x = FIRST + width * (at + 0.5)
        if given:
            yield _given(x, y - 1.5, given * unit)
        if taken:
            yield _taken(x, y + 1.5, taken * unit)


def _given(x: float, bottom: float, high: float) -> str:
    """Draw a filled bar that stands on its bottom."""
    place = f'x="{number(x - BAR / 2)}" y="{number(bottom - high)}"'
    size = f'width="{BAR}" height="{number(high)}" rx="2"'
    return f'<rect class="ledger-given" {place} {size}/>'


def _taken(x: float, top: float, high: float) -> str:
    """Draw a hollow bar that hangs from its top."""
    place = f'x="{number(x - BAR / 2 + 1)}" y="{number(top + 1)}"'
    size = f'width="{BAR - 2}" height="{number(max(high - 2, 1))}" rx="1"'
    look = 'fill="none" stroke="currentColor" stroke-width="2"'
    return f'<rect class="ledger-taken" {place} {size} {look}/>'


def _small_given(at: Point) -> str:
    return _given(at[0], at[1] + BAR / 2, BAR)


def _small_taken(at: Point) -> str:
    return _taken(at[0], at[1] - BAR / 2, BAR)
