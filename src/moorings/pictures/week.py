"""The week: seven days on a rope, what is planned on them and where time was given."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi

from moorings.pictures.drawing import SMALL, Told, opening, writing
from moorings.pictures.labels import Point, shortened
from moorings.pictures.rope import Tied, draw_key, draw_knot, draw_rope

#: Of the drawing, in its own units; under the rope stand the days, then the key.
WIDTH, WATER, HIGH = 320, 52, 3.5
FIRST, APART, DAYS = 28, 44, 7
LONGEST = 42


@dataclass(frozen=True, slots=True)
class Day:
    """One day: how it is called, what it is, and a word over it, as for today."""

    words: str
    tied: Tied
    over: str = ""


def draw_week(
    name: str, days: Sequence[Day], key: Sequence[tuple[Tied, str]], told: Told
) -> str:
    """Draw seven days, Monday first.

    It takes its colours from the page, and is whole without them. Its name makes the
    ids inside unique: letters, digits and hyphens.
    """
    if len(days) != DAYS:
        raise ValueError(name)
    drawn_key, high = draw_key(key, (FIRST, WATER + 62), WIDTH - FIRST - 20)
    pieces = (
        opening(name, "week", (WIDTH, WATER + 52 + high), told),
        draw_rope([(float(x), _height(x)) for x in range(8, WIDTH - 6, 4)]),
        *_days(days),
        drawn_key,
        "</svg>",
    )
    return "".join(pieces)


def _height(x: float) -> float:
    """Let the rope lie on a calm swell, a day on each crest or between two."""
    return WATER - HIGH * cos(2 * pi * (x - FIRST) / (2 * APART))


def _days(days: Sequence[Day]) -> Iterator[str]:
    for at, day in enumerate(days):
        x = float(FIRST + APART * at)
        point: Point = (x, _height(x))
        yield draw_knot(point, day.tied)
        kept = shortened(day.words, LONGEST, SMALL)
        yield writing(x, WATER + 36, [kept], SMALL, "rope-quiet")
        if day.over:
            over = shortened(day.over, LONGEST * 2, SMALL)
            yield writing(x, WATER - 26, [over], SMALL, "rope-quiet")
