"""What was given and what was taken, by person, month by month along a water line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from moorings.pictures.drawing import (
    LINE_HEIGHT,
    SMALL,
    Told,
    line,
    listing,
    number,
    opening,
    writing,
)
from moorings.pictures.labels import broken, lines_box, shortened

#: Of the drawing, in its own units. Each row has a name, and under it its water line.
WIDTH, LEFT, TOP, WIDE = 320, 4, 4, 312
ROW, NAME, WATER = 104, 20, 63
#: So high is the longest bar, and so wide is each of them.
REACH, BAR = 32, 12
#: A single moment is no higher than this, however few there are.
ONE = 9
FIRST, LAST = LEFT + 12, LEFT + WIDE - 12
MONTHS, KEY, KEY_TEXT, KEY_GAP = 20, 48, 34, 6


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

    It takes its colours from the page, and is whole without them. Its name makes the
    ids inside unique: letters, digits and hyphens. One moment is as high in every row.
    """
    if not rows or not rows[0].given:
        raise ValueError(name)
    high = ROW * len(rows) + 8
    texts = [
        broken(each, WIDE - KEY_TEXT - 8, SMALL)
        for each in (legend.given, legend.taken)
    ]
    bottom = TOP + high
    height = bottom + KEY + sum(LINE_HEIGHT * len(each) + KEY_GAP for each in texts) - 8
    most = max(max(*row.given, *row.taken) for row in rows)
    unit = min(ONE, REACH / max(most, 1))
    ground = f'x="{LEFT}" y="{TOP}" width="{WIDE}" height="{high}" rx="14" fill="none"'
    pieces = (
        opening(name, "ledger", (WIDTH, height), told),
        f'<rect class="ledger-ground" {ground} stroke="currentColor"/>',
        *(
            piece
            for at, row in enumerate(rows)
            for piece in _row(row, TOP + ROW * at, unit)
        ),
        *_months(legend, bottom + MONTHS),
        *_key(texts, bottom + KEY),
        "</svg>",
    )
    return "".join(pieces)


def _row(row: Row, top: float, unit: float) -> Iterator[str]:
    y = top + WATER
    kept = shortened(row.name, LAST - FIRST)
    half = lines_box(0, 0, [kept], 15).right
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


def _months(legend: Legend, y: float) -> Iterator[str]:
    """Write the first month and the last under the frame."""
    for words, side in ((legend.first, -1), (legend.last, 1)):
        kept = shortened(words, WIDE / 2 - 12, SMALL)
        half = lines_box(0, 0, [kept], SMALL).right
        x = LEFT + WIDE / 2 + side * (WIDE / 2 - 4 - half)
        yield writing(x, y, [kept], SMALL, "ledger-quiet")


def _key(texts: Sequence[Sequence[str]], y: float) -> Iterator[str]:
    given, taken = texts
    yield _given(LEFT + 18, y + 1, BAR)
    yield listing(LEFT + KEY_TEXT, y, given, "ledger-quiet")
    y += LINE_HEIGHT * len(given) + KEY_GAP
    yield _taken(LEFT + 18, y - BAR + 1, BAR)
    yield listing(LEFT + KEY_TEXT, y, taken, "ledger-quiet")
