"""The map: two axes, and a cloud where somebody's answers lie between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import exp
from textwrap import wrap

#: Of the drawing, in its own units; on a page it is as wide as there is room.
WIDTH, HEIGHT = 320, 368
#: The square inside, and the part of it on which the axes run.
LEFT, TOP, SIDE, MARGIN = 4, 28, 312, 14
LINE_HEIGHT = 18
LETTERS = 16
#: The cloud fades out at so many half-widths, in so many steps.
REACH, STEPS, DENSEST = 2.5, 10, 0.5


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction: its lowest and highest point, and words for its two ends."""

    lowest: float
    highest: float
    low: str
    high: str

    def part(self, value: float) -> float:
        """Give how far along a value lies, from 0 to 1."""
        return (value - self.lowest) / (self.highest - self.lowest)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a cloud lies on one axis, and its half-width, in the axis's points."""

    centre: float
    half_width: float


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a picture: what it is, what it shows, what stands at its mark."""

    title: str
    description: str
    label: str


def draw_map(across: tuple[Axis, Spot], upward: tuple[Axis, Spot], told: Told) -> str:
    """Draw the map; it takes its colours from the page, and is whole without them."""
    return "".join(_pieces(across, upward, told))


def _pieces(
    across: tuple[Axis, Spot], upward: tuple[Axis, Spot], told: Told
) -> Iterator[str]:
    run = SIDE - 2 * MARGIN
    x = LEFT + MARGIN + run * across[0].part(across[1].centre)
    y = TOP + SIDE - MARGIN - run * upward[0].part(upward[1].centre)
    middle = (LEFT + SIDE / 2, TOP + SIDE / 2)
    yield (
        f'<svg class="map" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' aria-labelledby="map-title map-description"'
        ' xmlns="http://www.w3.org/2000/svg">'
        f'<title id="map-title">{escape(told.title)}</title>'
        f'<desc id="map-description">{escape(told.description)}</desc>'
    )
    yield f'<defs><radialGradient id="map-fade" class="map-fade">{_fade()}'
    yield f'</radialGradient><clipPath id="map-edge">{_square()}</clipPath></defs>'
    yield _square(' class="map-ground" fill="none" stroke="currentColor"')
    yield '<g class="map-axes" stroke="currentColor">'
    yield _line(LEFT, middle[1], LEFT + SIDE, middle[1])
    yield _line(middle[0], TOP, middle[0], TOP + SIDE) + "</g>"
    yield (
        f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{_radius(run, *across):.1f}"'
        f' ry="{_radius(run, *upward):.1f}" fill="url(#map-fade)"'
        ' clip-path="url(#map-edge)"/>'
    )
    yield _lines(middle[0], TOP - 10, [upward[0].high])
    yield _lines(middle[0], TOP + SIDE + 18, [upward[0].low])
    # The words along the level axis give way to the mark.
    below = y <= middle[1]
    for share, words in ((0.25, across[0].low), (0.75, across[0].high)):
        lines = wrap(words, LETTERS)
        rise = 24 if below else -13 - LINE_HEIGHT * (len(lines) - 1)
        yield _lines(LEFT + SIDE * share, middle[1] + rise, lines)
    yield f'<circle class="map-mark" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
    yield _label(x, y, told.label) + "</svg>"


def _fade() -> str:
    """Let it fade as a normal error does, to nothing at its rim."""
    stops = ((step / STEPS, _density(step / STEPS)) for step in range(STEPS + 1))
    ink = 'stop-color="currentColor"'
    return "".join(
        f'<stop offset="{at:.1f}" {ink} stop-opacity="{dense:.3f}"/>'
        for at, dense in stops
    )


def _density(at: float) -> float:
    rim = exp(-(REACH**2) / 2)
    return DENSEST * (exp(-((REACH * at) ** 2) / 2) - rim) / (1 - rim)


def _radius(run: float, axis: Axis, spot: Spot) -> float:
    return REACH * spot.half_width * run / (axis.highest - axis.lowest)


def _square(more: str = "") -> str:
    return f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" rx="14"{more}/>'


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>'


def _lines(x: float, y: float, lines: list[str]) -> str:
    spans = "".join(
        f'<tspan x="{x:g}" y="{y + LINE_HEIGHT * number:g}">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    return (
        f'<text text-anchor="middle" font-size="15" aria-hidden="true">{spans}</text>'
    )


def _label(x: float, y: float, label: str) -> str:
    """Put the label over the mark or under it, away from the level axis and inside."""
    room = 4.4 * len(label)
    inside = min(max(x, LEFT + room), LEFT + SIDE - room)
    lower = y > TOP + SIDE / 2
    near_rim = y < TOP + 30 or y > TOP + SIDE - 30
    down = lower != near_rim
    return _lines(inside, y + (22 if down else -13), [label])
