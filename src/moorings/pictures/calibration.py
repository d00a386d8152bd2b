"""Calibration: how likely what is feared seemed, and how often it then happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from moorings.pictures.drawing import SMALL, Told, line, listing, number
from moorings.pictures.frame import LEFT, TOP, WIDE, Foot, draw_framed
from moorings.pictures.labels import Point, shortened

#: In units of the drawing: each row has its words, and under them its track.
ROW, WORDS, TRACK, HIGH = 52, 23, 41, 16
#: Where a share of nothing and of all lies.
FIRST, LAST = LEFT + 14, LEFT + WIDE - 14
#: So far reaches a shape to either side where it is explained.
REACH = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """The share that happened, and its interval; all from 0 to 1."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """Fears that seemed about as likely: from `first` to `last`, both from 0 to 1.

    `words` say how likely, and of how many how many happened.
    """

    words: str
    first: float
    last: float
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """Words for both ends of the tracks, and for what the shapes mean."""

    none: str
    all_: str
    feared: str
    happened: str


def draw_calibration(name: str, rows: Sequence[Row], legend: Legend, told: Told) -> str:
    """Draw each row: what was feared as a broad part, what happened as a dot.

    Its name makes the ids inside unique: letters, digits and hyphens.
    """
    drawn = (_row(row, TOP + ROW * at) for at, row in enumerate(rows))
    key = ((_small_feared, legend.feared), (_small_happened, legend.happened))
    foot = Foot((legend.none, legend.all_), key)
    high, inside = ROW * len(rows) + 12, chain.from_iterable(drawn)
    return draw_framed(name, "calibration", high, inside, foot, told)


def _along(share: float) -> float:
    return FIRST + (LAST - FIRST) * min(max(share, 0), 1)


def _row(row: Row, top: float) -> Iterator[str]:
    y = top + TRACK
    kept = shortened(row.words, LAST - FIRST, SMALL)
    yield listing(FIRST, top + WORDS, [kept], "" if row.seen else "calibration-quiet")
    yield '<g class="calibration-track" stroke="currentColor">'
    yield line((FIRST, y), (LAST, y)) + "</g>"
    yield _feared((_along(row.first), _along(row.last)), y)
    if row.seen:
        ends = (_along(row.seen.low), _along(row.seen.high))
        yield _happened(_along(row.seen.share), ends, y)


def _feared(ends: tuple[float, float], y: float) -> str:
    """Draw how likely it seemed."""
    return (
        f'<rect class="calibration-feared" x="{number(ends[0])}"'
        f' y="{number(y - HIGH / 2)}" width="{number(ends[1] - ends[0])}"'
        f' height="{HIGH}" rx="4" fill="currentColor" fill-opacity="0.18"/>'
    )


def _happened(x: float, ends: tuple[float, float], y: float) -> str:
    """Draw how often it happened, and how far off that could be."""
    return (
        '<g class="calibration-reach" stroke="currentColor" stroke-width="2">'
        f"{line((ends[0], y), (ends[1], y))}</g>"
        f'<circle class="calibration-dot" cx="{number(x)}" cy="{number(y)}" r="5"/>'
    )


def _small_feared(at: Point) -> str:
    return _feared((at[0] - REACH, at[0] + REACH), at[1])


def _small_happened(at: Point) -> str:
    return _happened(at[0], (at[0] - REACH, at[0] + REACH), at[1])
