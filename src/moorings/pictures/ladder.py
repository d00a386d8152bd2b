"""A ladder: its rungs by how hard they look, and which of them were tried.

It says where something is, never how well it went: there is no score on it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from moorings.pictures.drawing import SMALL, Told, line, listing, number, opening
from moorings.pictures.labels import shortened

#: Of the drawing, in its own units: its width, and where the two ropes hang.
WIDTH, LEFT, RIGHT, EDGE = 320, 40, 88, 22
#: Where a rung's words begin, and how much room they have.
WORDS, ROOM = 100, 216
#: So far apart are rungs for each point of hardness, and at least and at most.
SCALE, CLOSEST, CLOSEST_WITH_NOTE, WIDEST = 2.6, 30, 40, 78
#: Fewer rungs draw no ladder, and more do not fit one.
FEWEST, MOST = 3, 16


class State(StrEnum):
    """What is known of a rung, told apart without colour."""

    UNTRIED = "untried"
    """Nobody has stood on it: an empty ring."""
    OPEN = "open"
    """It is being tried: a ring with a dot."""
    TRIED = "tried"
    """It was tried: a full dot."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One rung as it is drawn: how hard, from 0 to 100, its words, and a note on it."""

    hard: int
    words: str
    state: State
    note: str = ""


def draw_ladder(name: str, rungs: Sequence[Drawn], told: Told) -> str:
    """Draw three to sixteen rungs, the hardest on top; the wider apart, the harder.

    It takes its colours from the page, and is whole without them. Its name makes the
    ids inside unique: letters, digits and hyphens.
    """
    if not FEWEST <= len(rungs) <= MOST:
        raise ValueError(name)
    falling = sorted(rungs, key=lambda each: each.hard, reverse=True)
    placed = list(zip(_heights(falling), falling, strict=True))
    bottom = placed[-1][0] + EDGE
    pieces = (
        opening(name, "ladder", (WIDTH, bottom + 12), told),
        *_ropes(bottom),
        *(_rung(y, each) for y, each in placed),
        "</svg>",
    )
    return "".join(pieces)


def _heights(falling: Sequence[Drawn]) -> list[float]:
    """Say how far down each rung hangs: true to the scale where there is room."""
    heights: list[float] = [EDGE]
    for above, below in pairwise(falling):
        least = CLOSEST_WITH_NOTE if above.note else CLOSEST
        apart = min(max(SCALE * (above.hard - below.hard), least), WIDEST)
        heights.append(heights[-1] + apart)
    return heights


def _ropes(bottom: float) -> Iterator[str]:
    yield '<g class="ladder-ropes" stroke="currentColor" stroke-width="2.5">'
    for x in (LEFT, RIGHT):
        yield line((x, 6), (x, bottom))
    yield "</g>"


def _rung(y: float, each: Drawn) -> str:
    """Draw one rung, its mark, how hard it looks, its words and a note."""
    across = line((LEFT, y), (RIGHT, y))
    hard = listing(8, y + 4.5, [str(each.hard)], "ladder-quiet")
    lines = listing(WORDS, y + 4.5, [shortened(each.words, ROOM, SMALL)])
    note = listing(WORDS, y + 20, [shortened(each.note, ROOM, SMALL)], "ladder-quiet")
    return (
        f'<g class="ladder-rung" stroke="currentColor" stroke-width="2">{across}</g>'
        f"{_mark(y, each.state)}{hard}{lines}{note if each.note else ''}"
    )


def _mark(y: float, state: State) -> str:
    """Draw what is known of a rung, in the middle of it."""
    x, at = number((LEFT + RIGHT) / 2), number(y)
    ring = (
        f'<circle class="ladder-ring" cx="{x}" cy="{at}" r="7" fill="none"'
        ' stroke="currentColor" stroke-width="2"/>'
    )
    match state:
        case State.UNTRIED:
            return ring
        case State.OPEN:
            dot = f'<circle class="ladder-dot" cx="{x}" cy="{at}" r="3"/>'
            return ring + dot
        case State.TRIED:
            return f'<circle class="ladder-dot" cx="{x}" cy="{at}" r="7.5"/>'
