"""The wave: one hard moment, how it rose and settled, and when calm came back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

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
from moorings.pictures.labels import Box, Point, lines_box, shortened

#: Of the drawing, in its own units; under the frame stand hours, then the key.
WIDTH, LEFT, TOP, WIDE, HIGH = 320, 4, 4, 312, 204
#: Where the strongest stands, and the water line; between what the time runs.
HIGHEST, LOWEST = TOP + 34, TOP + HIGH - 50
FIRST, LAST = LEFT + 40, LEFT + WIDE - 24
STRONGEST = 10
#: So far apart are two things at least; so far an open end runs on, and so far off
#: stand its words.
APART, OPEN, UNDER = 15, 30, 26
#: The rows of marks, of the end, and of hours; and how the key stands under them.
MARKS, ENDS, HOURS, HOUR_ROW, LONGEST_HOUR = LOWEST + 16, LOWEST + 37, 4, 18, 120
KEY_ROW, KEY_HIGH, KEY_TEXT = 46, 22, 20


class Kind(StrEnum):
    """What was done meanwhile, told apart without colour."""

    BREATH = "breath"
    """A practice: a ring."""
    WAIT = "wait"
    """Waiting instead of sending: two bars, as of a pause."""


@dataclass(frozen=True, slots=True)
class Felt:
    """How strong it was at some minute, from 0 to 10."""

    minute: float
    intensity: int


@dataclass(frozen=True, slots=True)
class Done:
    """What was done at some minute."""

    minute: float
    kind: Kind


@dataclass(frozen=True, slots=True)
class Wave:
    """One hard moment: ratings in their order; without `calm` its end is open.

    `span` is how many minutes it is wide at least, so that two can be compared.
    """

    felt: tuple[Felt, ...]
    done: tuple[Done, ...] = ()
    calm: float | None = None
    span: float = 0

    @property
    def minutes(self) -> list[float]:
        """Give every minute of which anything is known, in order."""
        known = {felt.minute for felt in self.felt} | {
            done.minute for done in self.done
        }
        return sorted(known if self.calm is None else known | {self.calm})


@dataclass(frozen=True, slots=True)
class Words:
    """What is written on the picture: hours by their minutes, its end, and the key."""

    hours: Mapping[float, str]
    end: str
    key: Mapping[Kind, str]


def draw_wave(name: str, wave: Wave, words: Words, told: Told) -> str:
    """Draw a moment that was rated at least once.

    It takes its colours from the page, and is whole without them. Its name makes the
    ids inside unique: letters, digits and hyphens. What was not rated is dashed.
    """
    if not wave.felt:
        raise ValueError(name)
    last = LAST if wave.calm is not None else LAST - OPEN
    xs = _spread(wave.minutes, last, wave.span)
    points = [(xs[each.minute], _height(each.intensity)) for each in wave.felt]
    kinds = [kind for kind in Kind if any(d.kind is kind for d in wave.done)]
    height = TOP + HIGH + HOUR_ROW + 8 + (KEY_HIGH + 4) * bool(kinds)
    pieces = (
        opening(name, "wave-drawn", (WIDTH, height), told),
        _ground(),
        *_curve(points),
        *_rise(points[0]),
        *_end(points[-1], xs[wave.calm] if wave.calm is not None else None, words.end),
        *_ratings(points, wave.felt),
        *(_mark(each.kind, (xs[each.minute], MARKS)) for each in wave.done),
        *_hours(words.hours, xs),
        *_key(kinds, words.key),
        "</svg>",
    )
    return "".join(pieces)


def _spread(
    minutes: Sequence[float], last: float, span: float = 0
) -> dict[float, float]:
    """Place minutes by time, and where those are too close, side by side."""
    room, many = last - FIRST, len(minutes)
    apart = min(APART, room / many)
    whole = max(minutes[-1] - minutes[0], span) or 1
    xs = [FIRST + room * (minute - minutes[0]) / whole for minute in minutes]
    for at in range(1, many):
        xs[at] = max(xs[at], xs[at - 1] + apart)
    for at in reversed(range(many)):
        xs[at] = min(xs[at], last - apart * (many - 1 - at))
    return dict(zip(minutes, xs, strict=True))


def _height(intensity: int) -> float:
    return LOWEST - (LOWEST - HIGHEST) * intensity / STRONGEST


def _ground() -> str:
    return (
        f'{draw_ground("wave", TOP, HIGH)}<g class="wave-water" stroke="currentColor">'
        f"{line((LEFT + 12, LOWEST), (LEFT + WIDE - 12, LOWEST))}</g>"
    )


def _swell(start: Point, end: Point) -> str:
    """Go on from one point to the next as water does: level at both."""
    middle = number((start[0] + end[0]) / 2)
    return (
        f"C{middle} {number(start[1])} {middle} {number(end[1])}"
        f" {number(end[0])} {number(end[1])}"
    )


def _path(points: Sequence[Point]) -> str:
    x, y = map(number, points[0])
    return f"M{x} {y}" + "".join(_swell(*each) for each in pairwise(points))


def _curve(points: Sequence[Point]) -> Iterator[str]:
    """Draw what was rated, and the water under it."""
    if len(points) > 1:
        along = _path(points)
        last, first, low = map(number, (points[-1][0], points[0][0], LOWEST))
        yield (
            f'<path class="wave-under" d="{along}L{last} {low}H{first}Z"'
            ' fill="currentColor" fill-opacity="0.12"/>'
            f'<path class="wave-line" d="{along}" fill="none" stroke="currentColor"'
            ' stroke-width="2.5"/>'
        )


def _dashed(start: Point, end: Point) -> str:
    return (
        f'<path class="wave-unknown" d="{_path((start, end))}" fill="none"'
        ' stroke="currentColor" stroke-width="1.5" stroke-dasharray="3 4"/>'
    )


def _rise(first: Point) -> Iterator[str]:
    """Draw the rise, of which nothing was rated."""
    yield _dashed((LEFT + 12, LOWEST), first)


def _end(last: Point, calm: float | None, words: str) -> Iterator[str]:
    """Draw how it ended: a ring on the water, or nowhere yet."""
    if calm is None:
        end = (last[0] + OPEN, last[1])
        yield _dashed(last, end)
        over = last[1] > LOWEST - UNDER - 10
        yield _written(end, words, last[1] + (-UNDER if over else UNDER))
        return
    at = (calm, LOWEST)
    if calm > last[0] and last[1] < LOWEST:
        yield _dashed(last, at)
    yield (
        f'<circle class="wave-calm" cx="{number(calm)}" cy="{number(LOWEST)}" r="6"'
        ' fill="none" stroke="currentColor" stroke-width="2.5"/>'
    )
    yield _written(at, words, ENDS)


def _written(at: Point, words: str, baseline: float) -> str:
    """Write words about a point, inside the frame."""
    kept = shortened(words, WIDE / 2, SMALL)
    half = lines_box(0, 0, [kept], SMALL).right
    x = min(max(at[0], LEFT + 10 + half), LEFT + WIDE - 10 - half)
    return writing(x, baseline, [kept], SMALL)


def _ratings(points: Sequence[Point], felt: Sequence[Felt]) -> Iterator[str]:
    """Draw each rating; the first, the strongest and the last have their numbers."""
    yield from (
        f'<circle class="wave-felt" cx="{number(x)}" cy="{number(y)}" r="4"/>'
        for x, y in points
    )
    strongest = max(range(len(felt)), key=lambda at: felt[at].intensity)
    taken: list[Box] = []
    for at in (strongest, 0, len(felt) - 1, *range(len(felt))):
        x, y = points[at]
        words = str(felt[at].intensity)
        box = lines_box(x, y - 10, [words], SMALL)
        if not any(box.meets(other) for other in taken):
            taken.append(box)
            yield writing(x, y - 10, [words], SMALL, "wave-number")


def _mark(kind: Kind, at: Point) -> str:
    x, y = map(number, at)
    look = 'fill="none" stroke="currentColor" stroke-width="2"'
    match kind:
        case Kind.BREATH:
            return f'<circle class="wave-breath" cx="{x}" cy="{y}" r="4.5" {look}/>'
        case Kind.WAIT:
            sides = (at[0] - 2.5, at[0] + 2.5)
            bars = "".join(line((s, at[1] - 5), (s, at[1] + 5)) for s in sides)
            return f'<g class="wave-wait" {look}>{bars}</g>'


def _hours(hours: Mapping[float, str], xs: Mapping[float, float]) -> Iterator[str]:
    """Write the first hour and the last, and between them those that have room."""
    known = [(xs[minute], words) for minute, words in hours.items() if minute in xs]
    taken: list[Box] = []
    for x, told in [*known[:1], *known[-1:], *known[1:-1]]:
        words = shortened(told, LONGEST_HOUR, SMALL)
        half = lines_box(0, 0, [words], SMALL).right
        middle = min(max(x, LEFT + half), LEFT + WIDE - half)
        box = lines_box(middle, TOP + HIGH + HOUR_ROW, [words], SMALL)
        if len(taken) < HOURS and not any(box.meets(other) for other in taken):
            taken.append(box)
            yield writing(middle, TOP + HIGH + HOUR_ROW, [words], SMALL, "wave-quiet")


def _key(kinds: Sequence[Kind], words: Mapping[Kind, str]) -> Iterator[str]:
    """Say what the marks mean; only those that are drawn are explained."""
    y, room = TOP + HIGH + KEY_ROW, WIDE / 2 - KEY_TEXT
    for at, kind in enumerate(kinds):
        x = LEFT + 12 + at * WIDE / 2
        yield _mark(kind, (x, y - 4.5))
        kept = shortened(words[kind], room, SMALL)
        yield listing(x + KEY_TEXT - 8, y, [kept], "wave-quiet")
