"""The shapes that stand for something: on the map, and among scores over time."""

from dataclasses import dataclass
from enum import StrEnum
from math import atan2, cos, degrees, exp, hypot, sin, sqrt
from typing import assert_never

from moorings.pictures.drawing import line, number
from moorings.pictures.labels import Point

#: The cloud fades out at so many half-widths, in so many steps.
REACH, STEPS, DENSEST = 2.5, 10, 0.5
LIGHTEST = 0.15
#: The buoy: a float on the water line at its middle, a mast, a ball on top.
BUOY = (
    "M-6.5 1.5H6.5L4 7H-4Z"
    "M-.9 1.5V-4H.9V1.5Z"
    "M0-9.6A2.9 2.9 0 0 1 0-3.8A2.9 2.9 0 0 1 0-9.6Z"
)


class Shape(StrEnum):
    """What a mark stands for, told apart without colour."""

    DOT = "dot"
    """The person themselves, in general."""
    BUOY = "buoy"
    """One relationship."""
    RING = "ring"
    """The middle of other people, as in published figures."""


@dataclass(frozen=True, slots=True)
class Cloud:
    """How far off by assumption: two half-widths in points; it fades, without a rim."""

    across: float
    upward: float


@dataclass(frozen=True, slots=True)
class Ellipse:
    """A region that holds a stated percentage: it has a rim.

    Its semi-axes are in points of the axes; it is turned by an angle in radians, from
    the direction across toward the one upward.
    """

    longer: float
    shorter: float
    turned: float


def draw_shape(shape: Shape, point: Point) -> str:
    """Draw a mark at its point; each kind reads at the size of a letter."""
    x, y = map(number, point)
    match shape:
        case Shape.DOT:
            return f'<circle class="map-mark" cx="{x}" cy="{y}" r="5"/>'
        case Shape.BUOY:
            return f'<path class="map-mark" transform="translate({x} {y})" d="{BUOY}"/>'
        case Shape.RING:
            look = 'class="map-ring" fill="none" stroke="currentColor" stroke-width="2"'
            return f'<circle {look} cx="{x}" cy="{y}" r="5.5"/>'


def draw_region(
    region: Cloud | Ellipse, centre: Point, units: Point, fade: str, faint: float
) -> str:
    """Draw how sure a place is, from how long a point of each axis is in the drawing.

    A cloud is filled by the gradient of the given id. Among many each is fainter.
    """
    cx, cy = map(number, centre)
    match region:
        case Cloud(across, upward):
            rx, ry = REACH * across * units[0], REACH * upward * units[1]
            look = f'fill="url(#{fade})" opacity="{faint:.2f}"'
        case Ellipse():
            rx, ry, turned = _on_paper(region, units)
            look = (
                f'transform="rotate({turned:.1f} {cx} {cy})" class="map-region"'
                ' fill="currentColor" stroke="currentColor" stroke-dasharray="5 4"'
                f' fill-opacity="{LIGHTEST * faint:.3f}"'
            )
        case _:
            assert_never(region)
    radii = f'rx="{number(rx)}" ry="{number(ry)}"'
    return f'<ellipse cx="{cx}" cy="{cy}" {radii} {look}/>'


def draw_fade(name: str) -> str:
    """Define the gradient of a cloud: it falls as a normal error does, to nothing."""
    stops = ((step / STEPS, _density(step / STEPS)) for step in range(STEPS + 1))
    ink = 'stop-color="currentColor"'
    drawn = "".join(
        f'<stop offset="{at:.1f}" {ink} stop-opacity="{dense:.3f}"/>'
        for at, dense in stops
    )
    return f'<radialGradient id="{name}" class="map-fade">{drawn}</radialGradient>'


def draw_band(ends: tuple[float, float], reach: tuple[float, float]) -> str:
    """Draw the interval of what several sittings make together."""
    x, y = number(ends[0]), number(reach[0])
    wide, high = number(ends[1] - ends[0]), number(reach[1] - reach[0])
    return (
        f'<rect class="change-band" x="{x}" y="{y}" width="{wide}" height="{high}"'
        ' rx="4" fill="currentColor" fill-opacity="0.18"/>'
    )


def draw_mean(ends: tuple[float, float], y: float) -> str:
    """Draw the mean of several sittings, as wide as they lie apart."""
    drawn = line((ends[0], y), (ends[1], y))
    look = 'stroke="currentColor" stroke-width="2.5"'
    return f'<g class="change-mean" {look}>{drawn}</g>'


def draw_whisker(x: float, reach: tuple[float, float]) -> str:
    """Draw how far off one sitting could be."""
    look = 'stroke="currentColor" stroke-width="1.5" stroke-linecap="round"'
    drawn = line((x, reach[0]), (x, reach[1]))
    return f'<g class="change-whisker" {look}>{drawn}</g>'


def draw_dot(at: Point, *, counted: bool) -> str:
    """Draw the score of one sitting; it is hollow where that is not counted."""
    x, y = map(number, at)
    if counted:
        return f'<circle class="change-dot" cx="{x}" cy="{y}" r="4"/>'
    look = 'fill="none" stroke="currentColor" stroke-width="1.5"'
    return f'<circle class="change-hollow" cx="{x}" cy="{y}" r="3.5" {look}/>'


def draw_path(start: Point, end: Point) -> str:
    """Draw the way from a first mean to where a second would be expected."""
    look = 'stroke="currentColor" stroke-dasharray="4 4"'
    return f'<g class="change-expected" {look}>{line(start, end)}</g>'


def draw_ring(at: Point, reach: tuple[float, float]) -> str:
    """Draw where a mean would be expected though nothing had changed."""
    x, y = map(number, at)
    whisker = line((at[0], reach[0]), (at[0], reach[1]))
    return (
        '<g class="change-expected" stroke="currentColor" stroke-width="1.5">'
        f'{whisker}<circle class="change-ring" cx="{x}" cy="{y}" r="6" fill="none"/>'
        "</g>"
    )


def _density(at: float) -> float:
    rim = exp(-(REACH**2) / 2)
    return DENSEST * (exp(-((REACH * at) ** 2) / 2) - rim) / (1 - rim)


def _on_paper(region: Ellipse, units: Point) -> tuple[float, float, float]:
    """Give semi-axes in the drawing, and degrees clockwise, as y runs downward there.

    Where the axes are not of one length per point, an ellipse stays an ellipse, but
    with axes of its own: those of its stretched quadratic form.
    """
    wide, high = units
    along = (wide * cos(region.turned), high * sin(region.turned))
    beside = (-wide * sin(region.turned), high * cos(region.turned))
    a, b = region.longer**2, region.shorter**2
    xx = a * along[0] ** 2 + b * beside[0] ** 2
    yy = a * along[1] ** 2 + b * beside[1] ** 2
    xy = a * along[0] * along[1] + b * beside[0] * beside[1]
    mean, apart = (xx + yy) / 2, hypot((xx - yy) / 2, xy)
    turned = -degrees(atan2(xy, (xx - yy) / 2)) / 2
    return sqrt(mean + apart), sqrt(max(mean - apart, 0)), turned
