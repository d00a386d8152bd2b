"""Calibration: how likely what is feared seemed, and how often it then happened."""

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

#: Of the drawing, in its own units. Each row has its words, and under them its track.
WIDTH, LEFT, TOP, WIDE = 320, 4, 4, 312
ROW, WORDS, TRACK, HIGH = 52, 23, 41, 16
#: Where a share of nothing and of all lies.
FIRST, LAST = LEFT + 14, LEFT + WIDE - 14
ENDS, KEY, KEY_TEXT, KEY_GAP = 20, 48, 42, 6


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

    It takes its colours from the page, and is whole without them. Its name makes the
    ids inside unique: letters, digits and hyphens.
    """
    high = ROW * len(rows) + 12
    texts = [
        broken(each, WIDE - KEY_TEXT - 8, SMALL)
        for each in (legend.feared, legend.happened)
    ]
    y = TOP + high + KEY
    second = y + LINE_HEIGHT * len(texts[0]) + KEY_GAP
    height = second + LINE_HEIGHT * (len(texts[1]) - 1) + 8
    ground = f'x="{LEFT}" y="{TOP}" width="{WIDE}" height="{high}" rx="14" fill="none"'
    pieces = (
        opening(name, "calibration", (WIDTH, height), told),
        f'<rect class="calibration-ground" {ground} stroke="currentColor"/>',
        *(piece for at, row in enumerate(rows) for piece in _row(row, TOP + ROW * at)),
        *_ends(legend, TOP + high + ENDS),
        _feared((LEFT + 12, LEFT + 32), y - 4.5),
        listing(LEFT + KEY_TEXT, y, texts[0], "calibration-quiet"),
        _happened(LEFT + 22, (LEFT + 12, LEFT + 32), second - 4.5),
        listing(LEFT + KEY_TEXT, second, texts[1], "calibration-quiet"),
        "</svg>",
    )
    return "".join(pieces)


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


def _ends(legend: Legend, y: float) -> Iterator[str]:
    """Write the words for both ends under the frame."""
    for words, side in ((legend.none, -1), (legend.all_, 1)):
        kept = shortened(words, WIDE / 2 - 12, SMALL)
        half = lines_box(0, 0, [kept], SMALL).right
        x = LEFT + WIDE / 2 + side * (WIDE / 2 - 4 - half)
        yield writing(x, y, [kept], SMALL, "calibration-quiet")
