"""Recovery: month by month, how long it took until calm was back, and how sure that is.

Times run on a scale of ratios, on which twice as long is everywhere equally far.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from moorings.pictures.drawing import (
    SMALL,
    Told,
    line,
    listing,
    number,
    opening,
    writing,
)
from moorings.pictures.frame import draw_ground
from moorings.pictures.labels import Box, lines_box, shortened

#: Of the drawing, in its own units; under the frame stand counts, then months.
WIDTH, HEIGHT, LEFT, TOP, WIDE, HIGH = 320, 310, 4, 26, 312, 236
#: Inside the frame: where the longest and the shortest stand, and the first month.
HIGHEST, LOWEST, FIRST = TOP + 22, TOP + HIGH - 20, LEFT + 78
COUNTS, MONTHS = TOP + HIGH + 18, TOP + HIGH + 40
#: So many months find room; so wide is a band.
MOST, BAND = 12, 12
LONGEST_TICK, LONGEST_MONTH = 64, 90
#: From so many in a month on, counts are written smaller.
CROWD, SMALLEST = 100, 10


@dataclass(frozen=True, slots=True)
class Span:
    """The time by which half are over, and its interval; above 0, in any unit."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its words, how many there were, and the time where that is known."""

    words: str
    count: int
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on the picture: times on the scale, shortest first, and names."""

    ticks: tuple[tuple[float, str], ...]
    scale: str
    counts: str


def draw_recovery(name: str, months: Sequence[Month], words: Words, told: Told) -> str:
    """Draw up to twelve months, one after another without a gap, the latest last.

    It takes its colours from the page, and is whole without them. Its name makes the
    ids inside unique: letters, digits and hyphens. A month without a time is empty, and
    nothing joins two months.
    """
    if not 0 < len(months) <= MOST:
        raise ValueError(name)
    ticks = _ticks(months, words.ticks)
    width = (LEFT + WIDE - 8 - FIRST) / len(months)
    xs = [FIRST + width * (at + 0.5) for at in range(len(months))]
    placed = list(zip(xs, months, strict=True))
    pieces = (
        opening(name, "recovery", (WIDTH, HEIGHT), told),
        listing(LEFT + 2, TOP - 9, [shortened(words.scale, WIDE, SMALL)]),
        *_frame(ticks),
        *(_band(x, each.span, ticks) for x, each in placed if each.span),
        *_counts(placed, words.counts),
        *_names(placed),
        "</svg>",
    )
    return "".join(pieces)


_Ticks = Sequence[tuple[float, str]]


def _ticks(months: Sequence[Month], ticks: _Ticks) -> _Ticks:
    """Keep the part of the scale that is needed, with a step to either side."""
    spans = [each.span for each in months if each.span]
    low = min((span.low for span in spans), default=ticks[0][0])
    high = max((span.high for span in spans), default=ticks[-1][0])
    first = sum(time <= low for time, _ in ticks[1:-1])
    last = len(ticks) - sum(time >= high for time, _ in ticks[1:-1])
    return ticks[min(first, last - 2) : max(last, first + 2)]


def _height(time: float, ticks: _Ticks) -> float:
    """Give where a time stands; one beyond an end of the scale at that end."""
    low, high = ticks[0][0], ticks[-1][0]
    part = log(min(max(time, low), high) / low) / log(high / low)
    return LOWEST - (LOWEST - HIGHEST) * part


def _frame(ticks: _Ticks) -> Iterator[str]:
    yield draw_ground("recovery", TOP, HIGH)
    yield '<g class="recovery-ticks" stroke="currentColor" stroke-dasharray="2 4">'
    for time, _ in ticks:
        y = _height(time, ticks)
        yield line((FIRST - 6, y), (LEFT + WIDE - 8, y))
    yield "</g>"
    for time, words in ticks:
        kept = shortened(words, LONGEST_TICK, SMALL)
        yield listing(LEFT + 8, _height(time, ticks) + 4.5, [kept], "recovery-quiet")


def _band(x: float, span: Span, ticks: _Ticks) -> str:
    """Draw the interval of a month, and across it the time itself."""
    top, low = _height(span.high, ticks), _height(span.low, ticks)
    y = _height(span.middle, ticks)
    across = line((x - BAND / 2 - 2, y), (x + BAND / 2 + 2, y))
    return (
        f'<rect class="recovery-band" x="{number(x - BAND / 2)}" y="{number(top)}"'
        f' width="{BAND}" height="{number(low - top)}" rx="4" fill="currentColor"'
        ' fill-opacity="0.18"/><g class="recovery-middle" stroke="currentColor"'
        f' stroke-width="2.5">{across}</g>'
    )


_Placed = Sequence[tuple[float, Month]]


def _counts(placed: _Placed, words: str) -> Iterator[str]:
    """Write under each month how many there were."""
    kept = shortened(words, FIRST - LEFT - 12, SMALL)
    yield listing(LEFT + 8, COUNTS, [kept], "recovery-quiet")
    size = SMALL if max(each.count for _, each in placed) < CROWD else SMALLEST
    for x, each in placed:
        kind = "" if each.span else "recovery-quiet"
        yield writing(x, COUNTS, [str(each.count)], size, kind)


def _names(placed: _Placed) -> Iterator[str]:
    """Name the first month and the last, and between them those that have room."""
    taken: list[Box] = []
    for x, each in [*placed[:1], *placed[-1:], *placed[1:-1]]:
        words = shortened(each.words, LONGEST_MONTH, SMALL)
        half = lines_box(0, 0, [words], SMALL).right
        middle = min(max(x, LEFT + half), LEFT + WIDE - half)
        box = lines_box(middle, MONTHS, [words], SMALL)
        if not any(box.meets(other) for other in taken):
            taken.append(box)
            yield writing(middle, MONTHS, [words], SMALL, "recovery-quiet")
