"""A belief over time: how true it felt, and the sentence beside it, dot by dot."""

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

#: Of the drawing, in its own units; under the frame stand two days, then the key.
WIDTH, LEFT, TOP, WIDE, HIGH = 320, 4, 4, 312, 208
#: Inside the frame: where all and nothing stand, and the first day and the last.
HIGHEST, LOWEST, FIRST, LAST = TOP + 20, TOP + HIGH - 20, LEFT + 58, LEFT + WIDE - 18
DAYS, KEY, KEY_TEXT, KEY_GAP = TOP + HIGH + 20, TOP + HIGH + 48, 34, 6
#: On which heights a line runs, in percent.
STEPS = (0, 50, 100)
DOT, SQUARE = 5, 8.5


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating: its day counted from any day, and both sentences from 0 to 100."""

    day: int
    strength: int
    alternative: int | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """Words for the first day and the last, and for what both shapes mean."""

    first: str
    last: str
    strength: str
    alternative: str


def draw_belief(name: str, ratings: Sequence[Rated], legend: Legend, told: Told) -> str:
    """Draw every rating where its day is: the belief as a dot, the other as a square.

    It takes its colours from the page, and is whole without them. Its name makes the
    ids inside unique: letters, digits and hyphens. Nothing joins two ratings.
    """
    if not ratings:
        raise ValueError(name)
    texts = [broken(legend.strength, WIDE - KEY_TEXT - 8, SMALL)]
    if any(each.alternative is not None for each in ratings):
        texts.append(broken(legend.alternative, WIDE - KEY_TEXT - 8, SMALL))
    height = KEY + sum(LINE_HEIGHT * len(each) + KEY_GAP for each in texts) - 6
    ground = f'x="{LEFT}" y="{TOP}" width="{WIDE}" height="{HIGH}" rx="14" fill="none"'
    pieces = (
        opening(name, "belief", (WIDTH, height), told),
        f'<rect class="belief-ground" {ground} stroke="currentColor"/>',
        *_steps(),
        *_marks(ratings),
        *_days(legend),
        *_key(texts),
        "</svg>",
    )
    return "".join(pieces)


def _height(percent: float) -> float:
    return LOWEST - (LOWEST - HIGHEST) * percent / 100


def _steps() -> Iterator[str]:
    yield '<g class="belief-steps" stroke="currentColor" stroke-dasharray="2 4">'
    for each in STEPS:
        yield line((FIRST - 16, _height(each)), (LAST + 10, _height(each)))
    yield "</g>"
    for each in STEPS:
        yield listing(LEFT + 10, _height(each) + 4.5, [str(each)], "belief-quiet")


def _marks(ratings: Sequence[Rated]) -> Iterator[str]:
    """Draw the squares first, so that a dot in the same place stays to be seen."""
    begins, ends = ratings[0].day, ratings[-1].day
    across = (LAST - FIRST) / max(ends - begins, 1)
    placed = [(FIRST + across * (each.day - begins), each) for each in ratings]
    for x, each in placed:
        if each.alternative is not None:
            yield _square(x, _height(each.alternative))
    for x, each in placed:
        yield _dot(x, _height(each.strength))


def _dot(x: float, y: float) -> str:
    return f'<circle class="belief-dot" cx="{number(x)}" cy="{number(y)}" r="{DOT}"/>'


def _square(x: float, y: float) -> str:
    corner = f'x="{number(x - SQUARE / 2)}" y="{number(y - SQUARE / 2)}"'
    look = 'fill="none" stroke="currentColor" stroke-width="2"'
    size = f'width="{SQUARE}" height="{SQUARE}"'
    return f'<rect class="belief-square" {corner} {size} {look}/>'


def _days(legend: Legend) -> Iterator[str]:
    for words, side in ((legend.first, -1), (legend.last, 1)):
        kept = shortened(words, WIDE / 2 - 12, SMALL)
        half = lines_box(0, 0, [kept], SMALL).right
        x = LEFT + WIDE / 2 + side * (WIDE / 2 - 4 - half)
        yield writing(x, DAYS, [kept], SMALL, "belief-quiet")


def _key(texts: Sequence[Sequence[str]]) -> Iterator[str]:
    y: float = KEY
    for draw, lines in zip((_dot, _square), texts, strict=False):
        yield draw(LEFT + 18, y - 4.5)
        yield listing(LEFT + KEY_TEXT, y, lines, "belief-quiet")
        y += LINE_HEIGHT * len(lines) + KEY_GAP
