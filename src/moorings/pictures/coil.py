"""The coil: ten steps along a rope that uncoils, and six skills on the water."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, pi, sin

from moorings.pictures.drawing import SIZE, Told, line, opening, writing
from moorings.pictures.labels import Point
from moorings.pictures.rope import (
    Tied,
    along,
    draw_float,
    draw_key,
    draw_knot,
    draw_rope,
)

#: Of the drawing, in its own units; under the water stands the key.
WIDTH, WATER = 320, 300
#: The middle of the coil, where its rope begins and leaves it, and how often it turns.
MIDDLE, INNER, OUTER, COILS = (171.0, 150.0), 20.0, 128.0, 2.25
#: How finely the coil is drawn.
POINTS = 180
#: Where the rope lies on the water; how long its waves are, how high at first and last.
FIRST, LAST, WAVE, HIGH, LOW = 60.0, 314.0, 88.0, 7.0, 3.0
#: Between what the floats lie.
FLOATS = (84.0, 298.0)
STEPS, SKILLS = 10, 6


@dataclass(frozen=True, slots=True)
class Place:
    """A step or a skill: what is written on it, if it is filled, and its turns."""

    label: str
    done: bool
    turns: int = 0


def draw_coil(
    name: str,
    steps: Sequence[Place],
    skills: Sequence[Place],
    key: Sequence[tuple[Tied, str]],
    told: Told,
) -> str:
    """Draw up to ten steps from the middle outward, and up to six skills after them.

    It takes its colours from the page, and is whole without them. Its name makes the
    ids inside unique: letters, digits and hyphens.
    """
    if not (0 < len(steps) <= STEPS and len(skills) <= SKILLS):
        raise ValueError(name)
    drawn_key, high = draw_key(key, (30, WATER + 52), WIDTH - 46)
    pieces = (
        opening(name, "coil", (WIDTH, WATER + 42 + high), told),
        _rope(),
        *_steps(steps),
        *_skills(skills),
        drawn_key,
        "</svg>",
    )
    return "".join(pieces)


@cache
def _rope() -> str:
    """Draw the rope, and the still water under it; it is always the same."""
    water = "".join(
        line((start, WATER + under), (end, WATER + under))
        for start, end, under in ((96, 180, 18), (206, 306, 18), (150, 246, 28))
    )
    lain = draw_rope((*_coil(), *_tail(), *_wave()))
    return f'<g class="coil-water" stroke="currentColor">{water}</g>{lain}'


@cache
def _coil() -> tuple[Point, ...]:
    """Lay the coil: a spiral of Archimedes, that leaves at its left side, downward."""
    x, y = MIDDLE
    found = []
    for at in range(POINTS + 1):
        part = at / POINTS
        angle = pi + 2 * pi * COILS * (1 - part)
        radius = INNER + (OUTER - INNER) * part
        found.append((x + radius * cos(angle), y + radius * sin(angle)))
    return tuple(found)


def _tail() -> Iterator[Point]:
    """Let it run from the coil down onto the water: a cubic curve."""
    start, end = _coil()[-1], (FIRST, float(WATER))
    first, second = (start[0], start[1] + 74), (FIRST - 62, float(WATER))
    for at in range(1, 41):
        part = at / 40
        left = 1 - part
        shares = (left**3, 3 * left**2 * part, 3 * left * part**2, part**3)
        corners = list(zip(shares, (start, first, second, end), strict=True))
        x, y = (sum(share * at[side] for share, at in corners) for side in (0, 1))
        yield x, y


def _wave() -> Iterator[Point]:
    """Let it lie on waves that settle toward the right."""
    for at in range(1, 65):
        x = FIRST + (LAST - FIRST) * at / 64
        yield x, _height(x)


def _height(x: float) -> float:
    part = (x - FIRST) / (LAST - FIRST)
    swell = HIGH + (LOW - HIGH) * part
    return WATER - swell * (1 - cos(2 * pi * (x - FIRST) / WAVE))


def _steps(steps: Sequence[Place]) -> Iterator[str]:
    for at, step in enumerate(steps):
        point = along(_coil(), at / (STEPS - 1))
        yield draw_knot(point, _tied(step), step.turns)
        yield _label(point, step)


def _skills(skills: Sequence[Place]) -> Iterator[str]:
    apart = (FLOATS[1] - FLOATS[0]) / (SKILLS - 1)
    for at, skill in enumerate(skills):
        x = FLOATS[0] + apart * at
        point = (x, _height(x))
        yield draw_float(point, _tied(skill), skill.turns)
        yield _label(point, skill)


def _tied(place: Place) -> Tied:
    return Tied.FULL if place.done else Tied.OPEN


def _label(at: Point, place: Place) -> str:
    kind = "rope-on" if place.done else "rope-beside"
    return writing(at[0], at[1] + 4.8, [place.label], SIZE - 1, kind)
