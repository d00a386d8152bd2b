"""The frame of a picture: under it words for both its ends, and what its marks mean."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from moorings.pictures.drawing import (
    LINE_HEIGHT,
    SMALL,
    Told,
    listing,
    opening,
    writing,
)
from moorings.pictures.labels import Point, broken, lines_box, shortened

#: Of the drawing, in its own units.
WIDTH, LEFT, TOP, WIDE = 320, 4, 4, 312
#: Under the frame: where its ends and the key stand, and the ground below them.
ENDS, KEY, BELOW = 20, 48, 8
#: In the key: the middle of a mark, from where its words run, and between two of them.
MARK, TEXT, GAP = (22, -4.5), 42, 6
#: Draws a mark, small, around a point.
Mark: TypeAlias = Callable[[Point], str]
_Key: TypeAlias = Sequence[tuple[Mark, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands under a frame: words for both ends, and each mark with its words."""

    ends: tuple[str, str]
    key: Sequence[tuple[Mark, str]]


def draw_framed(
    name: str, kind: str, high: float, inside: Iterable[str], foot: Foot, told: Told
) -> str:
    """Draw a whole picture: what is inside a frame of some height, and its foot.

    It takes its colours from the page, and is whole without them. Its name makes the
    ids inside unique, and its kind the classes: letters, digits and hyphens.
    """
    key = [(mark, broken(w, WIDE - TEXT - 8, SMALL)) for mark, w in foot.key]
    rows = sum(LINE_HEIGHT * len(lines) + GAP for _, lines in key)
    height = TOP + high + KEY + rows - GAP - LINE_HEIGHT + BELOW
    pieces = (
        opening(name, kind, (WIDTH, height), told),
        draw_ground(kind, TOP, high),
        *inside,
        *_ends(kind, TOP + high + ENDS, foot.ends),
        *_key(kind, TOP + high + KEY, key),
        "</svg>",
    )
    return "".join(pieces)


def draw_ground(kind: str, top: float, high: float) -> str:
    """Draw the frame itself, as wide as every frame, with the page's ground in it."""
    return (
        f'<rect class="{kind}-ground" x="{LEFT}" y="{top}" width="{WIDE}"'
        f' height="{high}" rx="14" fill="none" stroke="currentColor"/>'
    )


def _ends(kind: str, y: float, ends: tuple[str, str]) -> Iterator[str]:
    for words, side in zip(ends, (-1, 1), strict=True):
        kept = shortened(words, WIDE / 2 - 12, SMALL)
        half = lines_box(0, 0, [kept], SMALL).right
        x = LEFT + WIDE / 2 + side * (WIDE / 2 - 4 - half)
        yield writing(x, y, [kept], SMALL, f"{kind}-quiet")


def _key(kind: str, y: float, key: _Key) -> Iterator[str]:
    for mark, lines in key:
        yield mark((LEFT + MARK[0], y + MARK[1]))
        yield listing(LEFT + TEXT, y, lines, f"{kind}-quiet")
        y += LINE_HEIGHT * len(lines) + GAP
