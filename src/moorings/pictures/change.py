"""Change: scores on one scale over time, and what was to be expected without any."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import TypeAlias

from moorings.pictures.drawing import (
    LINE_HEIGHT,
    SMALL,
    Told,
    line,
    listing,
    opening,
    writing,
)
from moorings.pictures.frame import draw_ground
from moorings.pictures.labels import (
    Box,
    Point,
    broken,
    lines_box,
    shortened,
)
from moorings.pictures.shapes import (
    draw_band,
    draw_dot,
    draw_mean,
    draw_path,
    draw_ring,
    draw_whisker,
)

#: Of the drawing, in its own units; below the frame stand dates, then the key.
WIDTH, LEFT, TOP, WIDE, HIGH = 320, 4, 4, 312, 272
#: Inside the frame, the part on which the scale runs, and the part for the days.
HIGHEST, LOWEST = TOP + 38, TOP + HIGH - 38
FIRST, LAST = LEFT + 22, LEFT + WIDE - 22
MIDDLE = LEFT + WIDE / 2
#: At least so far apart stand two sittings, and two bursts, for each to be seen.
APART, ASUNDER = 13, 30
AROUND = 6
#: Fewer days than these do not fill the frame: ten days must not look like a year.
SHORTEST = 84
#: Dates, in their row under the frame, and under them the legend.
DATES, LONGEST_DATE, DATE_ROW = 4, 130, 18
LEGEND_ROW, LEGEND_GAP, LEGEND_TEXT = 50, 6, 42


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale: its lowest and highest score, and words for both ends."""

    lowest: float
    highest: float
    low: str
    high: str

    def height(self, value: float) -> float:
        """Give where a score stands; one beyond an end of the scale at that end."""
        part = (value - self.lowest) / (self.highest - self.lowest)
        return LOWEST - (LOWEST - HIGHEST) * min(max(part, 0), 1)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score, and how far its interval reaches to each side."""

    value: float
    half_width: float

    def reach(self, scale: Scale) -> tuple[float, float]:
        """Give where its interval ends, above and below, inside the scale."""
        high, low = self.value + self.half_width, self.value - self.half_width
        return scale.height(high), scale.height(low)


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting: a day, as a number of days since any other, and its score."""

    day: int
    score: Estimate
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Burst:
    """Sittings close together, or a lone one, and the words of their date.

    What the counted ones make together is `pooled`; `expected` is where they would be
    expected though nothing had changed since the first burst.
    """

    date: str
    sittings: tuple[Sitting, ...]
    pooled: Estimate | None = None
    expected: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """What the shapes mean; only those that are drawn are explained."""

    counted: str
    uncounted: str
    pooled: str
    expected: str


_Row: TypeAlias = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A burst, where its sittings stand, and the ring before them if it has one."""

    burst: Burst
    xs: tuple[float, ...]
    ring: float | None

    @property
    def band(self) -> tuple[float, float] | None:
        """Where the band of its counted sittings begins and ends."""
        pairs = zip(self.xs, self.burst.sittings, strict=True)
        counted = [x for x, sitting in pairs if sitting.counted]
        if not (counted and self.burst.pooled):
            return None
        return counted[0] - AROUND, counted[-1] + AROUND


def draw_change(
    name: str, scale: Scale, bursts: Sequence[Burst], legend: Legend, told: Told
) -> str:
    """Draw the scores of at least one burst, in the order of their days.

    It takes its colours from the page, and is whole without them. Its name makes the
    ids inside unique: letters, digits and hyphens. Nothing joins two bursts but the
    dashed line from the first one's mean to where the other would be expected.
    """
    if not bursts:
        raise ValueError(name)
    placed = _placed(bursts)
    rows = _rows(legend, placed)
    height = LEGEND_ROW + sum(map(_row_height, rows)) + TOP + HIGH - LINE_HEIGHT
    pieces = (
        opening(name, "change", (WIDTH, height), told),
        *_frame(scale, placed),
        *(piece for each in placed for piece in _burst(scale, each)),
        *_expectations(scale, placed),
        *_dates(placed),
        *_legend(rows),
        "</svg>",
    )
    return "".join(pieces)


def _placed(bursts: Sequence[Burst]) -> list[_Placed]:
    """Place sittings by their days, and where those are too close, side by side."""
    slots = [_slots(bursts[0], burst) for burst in bursts]
    gaps = [APART if place else ASUNDER for days in slots for place in range(len(days))]
    xs = iter(_spread([day for days in slots for day in days], [0, *gaps[1:]]))
    placed = []
    for burst, days in zip(bursts, slots, strict=True):
        ring = next(xs) if len(days) > len(burst.sittings) else None
        placed.append(_Placed(burst, tuple(islice(xs, len(burst.sittings))), ring))
    return placed


def _slots(first: Burst, burst: Burst) -> list[int]:
    """Give the days to find places for; the ring stands before the first of them.

    There is one only where a line can come to it from a mean before it.
    """
    days = [sitting.day for sitting in burst.sittings]
    counts = first.pooled and any(sitting.counted for sitting in first.sittings)
    ringed = burst is not first and burst.expected and counts
    return days[:1] + days if ringed else days


def _spread(days: Sequence[int], gaps: Sequence[float]) -> list[float]:
    """Give places by day that keep their gaps, moved by least squares where need be.

    Pool adjacent violators, on places from which the gaps before them are taken.
    """
    room = LAST - FIRST
    per_day = room / max(days[-1] - days[0], SHORTEST)
    start = FIRST + (room - per_day * (days[-1] - days[0])) / 2
    narrower = min(1, room / (sum(gaps) or 1))
    before = [narrower * gap for gap in accumulate(gaps)]
    pools: list[tuple[float, int]] = []
    for day, gap in zip(days, before, strict=True):
        pools.append((start + per_day * (day - days[0]) - gap, 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (second, more), (first, count) = pools.pop(), pools.pop()
            mean = (first * count + second * more) / (count + more)
            pools.append((mean, count + more))
    places = (mean for mean, count in pools for _ in range(count))
    return [
        min(max(place, FIRST), LAST - before[-1]) + gap
        for place, gap in zip(places, before, strict=True)
    ]


def _frame(scale: Scale, placed: Sequence[_Placed]) -> Iterator[str]:
    """Draw the frame, words at both ends, and the level axis where there are days."""
    yield draw_ground("change", TOP, HIGH)
    yield '<g class="change-ends" stroke="currentColor" stroke-dasharray="2 4">'
    yield line((LEFT + 12, HIGHEST - 6), (LEFT + WIDE - 12, HIGHEST - 6))
    yield line((LEFT + 12, LOWEST + 6), (LEFT + WIDE - 12, LOWEST + 6)) + "</g>"
    yield writing(MIDDLE, TOP + 21, [scale.high])
    yield writing(MIDDLE, TOP + HIGH - 11, [scale.low])
    yield '<g class="change-days" stroke="currentColor" stroke-width="2">'
    for each in placed:
        start, end = each.xs[0] - AROUND, each.xs[-1] + AROUND
        yield line((start, LOWEST + 6), (end, LOWEST + 6))
    yield "</g>"


def _burst(scale: Scale, placed: _Placed) -> Iterator[str]:
    pooled = placed.burst.pooled
    if pooled and placed.band:
        yield draw_band(placed.band, pooled.reach(scale))
        yield draw_mean(placed.band, scale.height(pooled.value))
    for x, sitting in zip(placed.xs, placed.burst.sittings, strict=True):
        yield draw_whisker(x, sitting.score.reach(scale))
        yield draw_dot((x, scale.height(sitting.score.value)), counted=sitting.counted)


def _expectations(scale: Scale, placed: Sequence[_Placed]) -> Iterator[str]:
    """Draw each ring, its interval, and the dashed line to it from the first mean."""
    pooled, band = placed[0].burst.pooled, placed[0].band
    for each in placed:
        expected = each.burst.expected
        if pooled and band and expected and each.ring:
            end = (each.ring, scale.height(expected.value))
            yield draw_path((band[1] + 3, scale.height(pooled.value)), end)
            yield draw_ring(end, expected.reach(scale))


def _dates(placed: Sequence[_Placed]) -> Iterator[str]:
    """Write the first date and the last, and between them those that have room."""
    taken: list[Box] = []
    for each in [placed[0], placed[-1], *placed[1:-1]]:
        words = shortened(each.burst.date, LONGEST_DATE, SMALL)
        baseline = TOP + HIGH + DATE_ROW
        half = lines_box(0, 0, [words], SMALL).right
        x = min(max((each.xs[0] + each.xs[-1]) / 2, LEFT + half), LEFT + WIDE - half)
        box = lines_box(x, baseline, [words], SMALL)
        if len(taken) < DATES and not any(box.meets(other) for other in taken):
            taken.append(box)
            yield writing(x, baseline, [words], SMALL)


def _rows(legend: Legend, placed: Sequence[_Placed]) -> list[_Row]:
    """Give what has to be explained: a shape, and its words in lines."""
    kinds = {s.counted for each in placed for s in each.burst.sittings}
    rows = (
        ("counted", legend.counted, True in kinds),
        ("uncounted", legend.uncounted, False in kinds),
        ("pooled", legend.pooled, any(each.band for each in placed)),
        ("expected", legend.expected, any(each.ring for each in placed)),
    )
    room = WIDE - LEGEND_TEXT
    return [
        (shape, broken(words, room, SMALL)) for shape, words, drawn in rows if drawn
    ]


def _row_height(row: _Row) -> float:
    return LINE_HEIGHT * len(row[1]) + LEGEND_GAP


def _legend(rows: Sequence[_Row]) -> Iterator[str]:
    y: float = TOP + HIGH + LEGEND_ROW
    for row in rows:
        shape, words = row
        yield _explained(shape, (FIRST, y - 4.5))
        yield listing(LEFT + LEGEND_TEXT, y, words, "change-quiet")
        y += _row_height(row)


def _explained(shape: str, at: Point) -> str:
    """Draw a shape once more, small, before its words."""
    x, y = at
    reach = (y - 8, y + 8)
    match shape:
        case "pooled":
            ends = (x - 9, x + 9)
            return draw_band(ends, reach) + draw_mean(ends, y)
        case "expected":
            return draw_ring(at, (y - 10, y + 10))
        case _:
            return draw_whisker(x, reach) + draw_dot(at, counted=shape == "counted")
