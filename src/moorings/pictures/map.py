"""The map: two axes, marks on it, and how far off each of them could be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from moorings.pictures.drawing import (
    LINE_HEIGHT,
    SIZE,
    SMALL,
    Told,
    line,
    opening,
    writing,
)
from moorings.pictures.labels import (
    Box,
    Label,
    Point,
    Wanted,
    around,
    broken,
    lines_box,
    settled,
    shortened,
)
from moorings.pictures.shapes import (
    Cloud,
    Ellipse,
    Shape,
    draw_fade,
    draw_region,
    draw_shape,
)

#: Of the drawing, in its own units; on a page it is as wide as there is room.
WIDTH, HEIGHT = 320, 368
#: The square inside, and the part of it on which the axes run.
LEFT, TOP, SIDE, MARGIN = 4, 28, 312, 14
RUN = SIDE - 2 * MARGIN
SQUARE = Box(LEFT, TOP, LEFT + SIDE, TOP + SIDE)
#: A label is at most so wide, which is some 24 letters; around a mark so much is free.
LONGEST, FREE = 190, 9
LONGEST_CUT = 70
#: How quickly each of many becomes fainter.
FAINTER = 0.65
#: The words on the level axis: how wide their lines may be, how far they stand from it,
#: and how far they may give way to a mark; what is nicest comes first.
LINES, UNDER, OVER, SHIFTS = (150, 100), (24, 34), (-8, -13, -18), (0, -12, 12, -36, 36)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where an axis is divided, instead of at its middle, and what that is called."""

    at: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction: its lowest and highest point, words for both ends, its cut."""

    lowest: float
    highest: float
    low: str
    high: str
    cut: Cut | None = None

    @property
    def unit(self) -> float:
        """Give how long one point of the axis is in the drawing."""
        return RUN / (self.highest - self.lowest)

    @property
    def middle(self) -> float:
        """Give where its two directions part: at the cut, or else half way."""
        return self.cut.at if self.cut else (self.lowest + self.highest) / 2

    def along(self, value: float) -> float:
        """Give how far along a value lies; one beyond an end stands at that end."""
        return self.unit * (min(max(value, self.lowest), self.highest) - self.lowest)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that has a place on the map, and how sure that place is."""

    label: str
    across: float
    upward: float
    shape: Shape
    region: Cloud | Ellipse | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """Words in the square: where they stand, and how large."""

    x: float
    baseline: float
    lines: tuple[str, ...]
    size: int

    @property
    def box(self) -> Box:
        return lines_box(self.x, self.baseline, self.lines, self.size)


def draw_map(
    name: str, axes: tuple[Axis, Axis], marks: Sequence[Mark], told: Told
) -> str:
    """Draw the map; it takes its colours from the page, and is whole without them.

    Its name makes the ids inside unique: letters, digits and hyphens. The first axis
    runs across, the second upward. Labels find their places for up to eight marks.
    """
    return "".join(_pieces(name, axes, marks, told))


def _pieces(
    name: str, axes: tuple[Axis, Axis], marks: Sequence[Mark], told: Told
) -> Iterator[str]:
    middle = _point(axes, axes[0].middle, axes[1].middle)
    points = [_point(axes, mark.across, mark.upward) for mark in marks]
    yield opening(name, "map", (WIDTH, HEIGHT), told)
    yield f"<defs>{draw_fade(f'{name}-fade')}"
    yield f'<clipPath id="{name}-edge">{_square()}</clipPath></defs>'
    yield _square(' class="map-ground" fill="none" stroke="currentColor"')
    yield '<g class="map-axes" stroke="currentColor" stroke-dasharray="2 4">'
    yield line((LEFT, middle[1]), (LEFT + SIDE, middle[1]))
    yield line((middle[0], TOP), (middle[0], TOP + SIDE)) + "</g>"
    yield f'<g clip-path="url(#{name}-edge)">'
    yield from _regions(name, axes, marks)
    yield "</g>"
    yield writing(LEFT + SIDE / 2, TOP - 10, [axes[1].high])
    yield writing(LEFT + SIDE / 2, TOP + SIDE + 18, [axes[1].low])
    cuts = list(_cuts(axes, middle))
    ends = _ends(axes[0], middle, points, [cut.box for cut in cuts])
    for words in ends:
        yield writing(words.x, words.baseline, words.lines)
    for words in cuts:
        yield writing(words.x, words.baseline, words.lines, SMALL, "map-quiet")
    for mark, point in zip(marks, points, strict=True):
        yield draw_shape(mark.shape, point)
    taken = [words.box for words in (*ends, *cuts)]
    yield from map(_label, _labels(marks, points, taken, middle))
    yield "</svg>"


def _point(axes: tuple[Axis, Axis], across: float, upward: float) -> Point:
    x = LEFT + MARGIN + axes[0].along(across)
    return x, TOP + SIDE - MARGIN - axes[1].along(upward)


def _square(more: str = "") -> str:
    return f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" rx="14"{more}/>'


def _regions(
    name: str, axes: tuple[Axis, Axis], marks: Sequence[Mark]
) -> Iterator[str]:
    """Draw clouds and ellipses; the more there are, the fainter is each."""
    sure = [(mark, mark.region) for mark in marks if mark.region]
    units = (axes[0].unit, axes[1].unit)
    for mark, region in sure:
        centre = _point(axes, mark.across, mark.upward)
        faint = len(sure) ** -FAINTER
        yield draw_region(region, centre, units, f"{name}-fade", faint)


def _ends(
    axis: Axis, middle: Point, points: Sequence[Point], cuts: Sequence[Box]
) -> list[_Words]:
    """Put the words along the level axis under it or over it, off what stands there."""
    under = sum(y for _, y in points) <= middle[1] * len(points)
    marks = [around(point, FREE) for point in points]
    low, high = (2 * _half(broken(words, LINES[0])) for words in (axis.low, axis.high))
    part = min(max(middle[0], LEFT + low), LEFT + SIDE - high)
    return [
        min(
            _tries(words, left, right, middle[1], under=under),
            key=lambda words: _trouble(words.box, marks, cuts),
        )
        for words, left, right in (
            (axis.low, LEFT, part),
            (axis.high, part, LEFT + SIDE),
        )
    ]


def _tries(
    words: str, left: float, right: float, y: float, *, under: bool
) -> Iterator[_Words]:
    """Give where words may stand in their part of the square, the best place first."""
    for room in LINES:
        lines = broken(words, room)
        half = _half(lines)
        over = tuple(rise - LINE_HEIGHT * (len(lines) - 1) for rise in OVER)
        for rise in UNDER + over if under else over + UNDER:
            for shift in SHIFTS:
                x = min(max((left + right) / 2 + shift, left + half), right - half)
                yield _Words(x, y + rise, lines, SIZE)


def _half(lines: Sequence[str]) -> float:
    """Give half of the room that lines take across."""
    return lines_box(0, 0, lines, SIZE).right + 1


def _trouble(box: Box, marks: Sequence[Box], cuts: Sequence[Box]) -> float:
    """Give how much of the marks lies under words; other words never may."""
    never = not SQUARE.holds(box) or any(box.meets(cut) for cut in cuts)
    return SIDE**2 * never + sum(box.shared(mark) for mark in marks)


def _cuts(axes: tuple[Axis, Axis], middle: Point) -> Iterator[_Words]:
    """Write what a cut is called onto its line, at an end where no other words are."""
    across, upward = (
        shortened(axis.cut.label, LONGEST_CUT, SMALL) if axis.cut else ""
        for axis in axes
    )
    if across:
        upper = middle[1] > TOP + SIDE / 2
        y = TOP + 18 if upper else TOP + SIDE - 10
        yield _Words(middle[0], y, (across,), SMALL)
    if upward:
        away = 8 + lines_box(0, 0, [upward], SMALL).right
        left = middle[0] > LEFT + SIDE / 2
        x = LEFT + away if left else LEFT + SIDE - away
        yield _Words(x, middle[1] + 4.5, (upward,), SMALL)


def _labels(
    marks: Sequence[Mark], points: Sequence[Point], taken: Sequence[Box], middle: Point
) -> tuple[Label, ...]:
    size = SIZE if len(marks) == 1 else SMALL
    wanted = [
        Wanted(shortened(mark.label, LONGEST, size), point, under=point[1] > middle[1])
        for mark, point in zip(marks, points, strict=True)
        if mark.label
    ]
    full = [*taken, *(around(point, FREE) for point in points)]
    return settled(wanted, full, SQUARE, size)


def _label(label: Label) -> str:
    leader = line(*label.leader) if label.leader else ""
    drawn = f'<g class="map-leader" stroke="currentColor">{leader}</g>'
    words = writing(label.x, label.baseline, [label.words], label.size)
    return (drawn if leader else "") + words
