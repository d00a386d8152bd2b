"""A belief over time: how true it felt, and the sentence beside it, dot by dot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from moorings.pictures.drawing import Told, line, listing, number
from moorings.pictures.frame import LEFT, TOP, WIDE, Foot, Mark, draw_framed
from moorings.pictures.labels import Point

#: In units of the drawing: how high its frame is; inside it where all and nothing
#: stand, and the first day and the last.
HIGH = 208
HIGHEST, LOWEST, FIRST, LAST = TOP + 20, TOP + HIGH - 20, LEFT + 58, LEFT + WIDE - 18
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

    Its name makes the ids inside unique: letters, digits and hyphens. Nothing joins two
    ratings.
    """
    if not ratings:
        raise ValueError(name)
    key: list[tuple[Mark, str]] = [(_dot, legend.strength)]
    if any(each.alternative is not None for each in ratings):
        key.append((_square, legend.alternative))
    foot = Foot((legend.first, legend.last), key)
    return draw_framed(name, "belief", HIGH, [*_steps(), *_marks(ratings)], foot, told)


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
            yield _square((x, _height(each.alternative)))
    for x, each in placed:
        yield _dot((x, _height(each.strength)))


def _dot(at: Point) -> str:
    x, y = map(number, at)
    return f'<circle class="belief-dot" cx="{x}" cy="{y}" r="{DOT}"/>'


def _square(at: Point) -> str:
    x, y = (number(each - SQUARE / 2) for each in at)
    look = 'fill="none" stroke="currentColor" stroke-width="2"'
    size = f'width="{SQUARE}" height="{SQUARE}"'
    return f'<rect class="belief-square" x="{x}" y="{y}" {size} {look}/>'
