"""The rope: how it lies, and what is tied into it, told apart without colour."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from math import hypot

from moorings.pictures.drawing import SMALL, listing, number
from moorings.pictures.labels import Point, shortened

#: How thick the rope is, how far apart its strands are, and how far they lean.
THICK, STRANDS, LEAN = 7.0, 6.5, 3.0
#: Half of a knot, and how far each turn of rope lies around it; the same of a float.
HALF, TURN, TURNS = 12.5, 3.5, 3
FLOAT, FLOAT_TURN = 13.5, 2.5
#: Half of a place in which nothing is.
SMALL_HALF = 4.0
#: A row of the key, and from its mark to its words.
ROW, BESIDE = 24, 16


class Tied(StrEnum):
    """What a place on the rope is."""

    FULL = "full"
    """Something was done here: filled."""
    OPEN = "open"
    """Something could be done here: a dashed ring."""
    FREE = "free"
    """Nothing is meant to be here: a small dot."""
    TURNED = "turned"
    """Somebody came back to it: rope lies around it once more. For the key."""


def draw_rope(points: Sequence[Point]) -> str:
    """Draw a rope along points that lie close together."""
    along = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
    strands = "".join(_strands(points))
    return (
        f'<g class="rope" fill="none" stroke="currentColor" stroke-linejoin="round">'
        f'<path class="rope-edge" d="{along}" stroke-width="{number(THICK + 2)}"'
        ' stroke-linecap="round"/>'
        f'<path class="rope-inside" d="{along}" stroke-width="{number(THICK)}"'
        ' stroke-linecap="round"/>'
        f'<path class="rope-strands" d="{strands}"/></g>'
    )


def along(points: Sequence[Point], part: float) -> Point:
    """Give the point after so great a part of a way, from 0 to 1."""
    left = part * length(points)
    for (x1, y1), (x2, y2) in pairwise(points):
        far = hypot(x2 - x1, y2 - y1)
        if left <= far:
            share = left / far if far else 0.0
            return (x1 + share * (x2 - x1), y1 + share * (y2 - y1))
        left -= far
    return points[-1]


def length(points: Sequence[Point]) -> float:
    """Give how long a way along points is."""
    return sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))


def draw_knot(at: Point, tied: Tied, turns: int = 0) -> str:
    """Draw a round knot, and the turns of rope around it."""
    around = _turns(at, min(turns, TURNS), (HALF, TURN))
    return "".join((*around, _round(at, tied)))


def draw_float(at: Point, tied: Tied, turns: int = 0) -> str:
    """Draw a float, which stands on a corner, and the turns of rope around it."""
    x, y = at
    corners = ((x, y - FLOAT), (x + FLOAT, y), (x, y + FLOAT), (x - FLOAT, y))
    told = "L".join(f"{number(a)} {number(b)}" for a, b in corners)
    shape = f'<path {_look(tied)} d="M{told}Z" stroke-linejoin="round"/>'
    around = _turns(at, min(turns, TURNS), (FLOAT, FLOAT_TURN))
    return "".join((*around, shape))


def draw_key(
    words: Sequence[tuple[Tied, str]], at: Point, wide: float
) -> tuple[str, float]:
    """Say what the marks mean, one under another; give also how high that is."""
    x, y = at
    rows = []
    for row, (tied, told) in enumerate(words):
        middle = y + ROW * row
        if tied is Tied.TURNED:
            rows.append("".join(_turns((x, middle), 1, (3.5, TURN))))
            rows.append(_round((x, middle), Tied.FULL, 3.5))
        else:
            rows.append(_round((x, middle), tied, 6.5))
        kept = shortened(told, wide - BESIDE, SMALL)
        rows.append(listing(x + BESIDE, middle + 4.5, [kept], "rope-quiet"))
    return "".join(rows), float(ROW * len(words))


def _strands(points: Sequence[Point]) -> Iterator[str]:
    """Draw short slanting lines across the rope, evenly along it."""
    left = STRANDS / 2
    for (x1, y1), (x2, y2) in pairwise(points):
        far = hypot(x2 - x1, y2 - y1)
        while left <= far and far:
            across, onward = (x2 - x1) / far, (y2 - y1) / far
            x, y = x1 + across * left, y1 + onward * left
            dx = across * LEAN - onward * THICK / 2
            dy = onward * LEAN + across * THICK / 2
            start, end = (x - dx, y - dy), (x + dx, y + dy)
            yield f"M{_told(start)}L{_told(end)}"
            left += STRANDS
        left -= far


def _told(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def _look(tied: Tied) -> str:
    """Give a place its look; without a page's colours, words on a full one show."""
    dashed = ' stroke-dasharray="3.5 3"' if tied is Tied.OPEN else ""
    inside = 'fill="none"'
    if tied is Tied.FULL:
        inside = 'fill="currentColor" fill-opacity="0.2"'
    look = f'{inside} stroke="currentColor" stroke-width="2"{dashed}'
    return f'class="rope-{tied.value}" {look}'


def _round(at: Point, tied: Tied, half: float = HALF) -> str:
    size = min(half, SMALL_HALF) if tied is Tied.FREE else half
    x, y = map(number, at)
    return f'<circle {_look(tied)} cx="{x}" cy="{y}" r="{number(size)}"/>'


def _turns(at: Point, turns: int, sizes: tuple[float, float]) -> Iterator[str]:
    """Draw so many turns of thin rope around a place, the outermost first."""
    half, apart = sizes
    x, y = map(number, at)
    for turn in range(turns, 0, -1):
        radius = number(half + apart * turn)
        yield (
            f'<circle class="rope-turn" cx="{x}" cy="{y}" r="{radius}"'
            ' fill="none" stroke="currentColor" stroke-width="1.5"/>'
        )
