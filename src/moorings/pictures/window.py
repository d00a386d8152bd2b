"""The window of tolerance: marks in their order, and the band most of them keep to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal, TypeAlias

from moorings.pictures.drawing import SMALL, Told, line, listing, number
from moorings.pictures.frame import LEFT, TOP, WIDE, Foot, draw_framed
from moorings.pictures.frame import Mark as Drawn
from moorings.pictures.labels import Point, shortened

#: In units of the drawing: how high its frame is; inside it where the highest and the
#: lowest level stand, and the marks begin.
HIGH = 252
HIGHEST, LOWEST, FIRST = TOP + 36, TOP + HIGH - 36, LEFT + 40
FURTHEST = 5
#: So many marks find room.
MOST = 30

#: Whether it could be borne; nobody said of the last.
Kind: TypeAlias = Literal["borne", "beyond", "unsaid"]
KINDS: tuple[Kind, ...] = ("borne", "beyond", "unsaid")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its level from -5 to 5, and its kind."""

    level: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Words:
    """Words for both ends, the first and last day, each kind of mark, and the band."""

    high: str
    low: str
    first: str
    last: str
    kinds: tuple[str, str, str]
    band: str


def draw_window(
    name: str,
    marks: Sequence[Mark],
    band: tuple[int, int] | None,
    words: Words,
    told: Told,
) -> str:
    """Draw up to thirty marks, the latest last, and the band where there is one.

    Its name makes the ids inside unique: letters, digits and hyphens.
    """
    if not 0 < len(marks) <= MOST:
        raise ValueError(name)
    there = {mark.kind for mark in marks}
    key: list[tuple[Drawn, str]] = [
        (partial(_shape, kind), meaning)
        for kind, meaning in zip(KINDS, words.kinds, strict=True)
        if kind in there
    ]
    inside = [*_scale(words), *_marks(marks)]
    if band:
        inside = [_band(band), *inside]
        key.append((_small_band, words.band))
    foot = Foot((words.first, words.last), key)
    return draw_framed(name, "arousal", HIGH, inside, foot, told)


def _height(level: float) -> float:
    return LOWEST - (LOWEST - HIGHEST) * (level + FURTHEST) / (2 * FURTHEST)


def _band(band: tuple[int, int]) -> str:
    """Draw the band half a level further, so that marks at its edge lie inside."""
    top, low = _height(band[1] + 0.5), _height(band[0] - 0.5)
    return (
        f'<rect class="arousal-band" x="{LEFT + 1}" y="{number(top)}"'
        f' width="{WIDE - 2}" height="{number(low - top)}" fill="currentColor"'
        ' fill-opacity="0.18"/>'
    )


def _scale(words: Words) -> Iterator[str]:
    yield '<g class="arousal-levels" stroke="currentColor" stroke-dasharray="2 4">'
    for level in (-FURTHEST, 0, FURTHEST):
        yield line((FIRST - 10, _height(level)), (LEFT + WIDE - 8, _height(level)))
    yield "</g>"
    for level in (FURTHEST, 0, -FURTHEST):
        signed = str(level).replace("-", "\N{MINUS SIGN}")
        yield listing(LEFT + 8, _height(level) + 4.5, [signed], "arousal-quiet")
    for told, y in ((words.high, HIGHEST - 14), (words.low, LOWEST + 24)):
        yield listing(LEFT + 8, y, [shortened(told, WIDE - 16, SMALL)], "arousal-quiet")


def _marks(marks: Sequence[Mark]) -> Iterator[str]:
    step = (LEFT + WIDE - 18 - FIRST) / max(len(marks) - 1, 1)
    for place, mark in enumerate(marks):
        yield _shape(mark.kind, (FIRST + 6 + step * place, _height(mark.level)))


def _shape(kind: Kind, at: Point) -> str:
    """Draw a mark: a dot, a cross, or a small ring."""
    x, y = map(number, at)
    match kind:
        case "borne":
            return f'<circle class="arousal-borne" cx="{x}" cy="{y}" r="4.5"/>'
        case "beyond":
            look = 'stroke="currentColor" stroke-width="2.5" stroke-linecap="round"'
            strokes = (
                line((at[0] - 4, at[1] + each), (at[0] + 4, at[1] - each))
                for each in (4, -4)
            )
            return f'<g class="arousal-beyond" {look}>{"".join(strokes)}</g>'
        case "unsaid":
            look = 'fill="none" stroke="currentColor" stroke-width="1.5"'
            return f'<circle class="arousal-unsaid" cx="{x}" cy="{y}" r="3.5" {look}/>'


def _small_band(at: Point) -> str:
    return (
        f'<rect class="arousal-band" x="{number(at[0] - 10)}" y="{number(at[1] - 7.5)}"'
        ' width="20" height="15" rx="3" fill="currentColor" fill-opacity="0.18"/>'
    )
