"""Where words may stand: boxes of words, guessed generously, that never meet.

Nobody knows here in which typeface a picture will be shown, so that the width of words
is a guess on the wide side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, product
from math import hypot
from typing import TypeAlias
from unicodedata import category, east_asian_width

from moorings.pictures.drawing import LINE_HEIGHT, SIZE

Point: TypeAlias = tuple[float, float]
Line: TypeAlias = tuple[Point, Point]

#: How far letters reach above and below their line, as parts of their size.
ABOVE, BELOW = 0.9, 0.35
#: Letters that are much narrower or wider than most, in the widest sans we name.
NARROW, BROAD = frozenset(" .,:;'!|()[]-Iijlftr"), frozenset("mwMW@%—…")
#: From a mark's middle to a label next to it, and to one it takes a line to see.
BESIDE, FAR = 10, 20
#: How finely the whole room is searched, across and downward.
ACROSS, DOWN = 10, 6


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in which something stands."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Say whether the two have room in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def shared(self, other: "Box") -> float:
        """Give how much room the two have in common."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0) * max(high, 0)

    def holds(self, other: "Box") -> bool:
        """Say whether the other lies inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def crossed(self, way: Line) -> bool:
        """Say whether a straight line runs through it (Liang and Barsky's clipping)."""
        (x1, y1), (x2, y2) = way
        enters, leaves = 0.0, 1.0
        for start, run, low, high in (
            (x1, x2 - x1, self.left, self.right),
            (y1, y2 - y1, self.top, self.bottom),
        ):
            if run:
                first, last = sorted(((low - start) / run, (high - start) / run))
                enters, leaves = max(enters, first), min(leaves, last)
            elif not low < start < high:
                return False
        return enters < leaves

    def nearest(self, point: Point) -> Point:
        """Give its point that is nearest to another."""
        return (
            min(max(point[0], self.left), self.right),
            min(max(point[1], self.top), self.bottom),
        )


@dataclass(frozen=True, slots=True)
class Label:
    """Words that have found their place, and the line to their mark if far from it."""

    words: str
    x: float
    baseline: float
    size: int
    box: Box
    leader: Line | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words for the mark at a point, which stand under it or else over it if told."""

    words: str
    at: Point
    under: bool


def around(point: Point, half: float) -> Box:
    """Give the square around a point."""
    x, y = point
    return Box(x - half, y - half, x + half, y + half)


def width(words: str, size: float = SIZE) -> float:
    """Guess how wide words are, generously, in the units of their size."""
    return size * sum(map(_part_of_size, words))


def shortened(words: str, room: float, size: float = SIZE) -> str:
    """Shorten words that are too wide for their room, and show that they were."""
    if width(words, size) <= room:
        return words
    kept = ""
    for letter in words:
        if width(f"{kept}{letter}…", size) > room:
            break
        kept += letter
    return f"{kept.rstrip()}…"


def broken(words: str, room: float, size: float = SIZE) -> tuple[str, ...]:
    """Break words into lines of at most so much room; one long word is cut."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size) <= room:
            lines[-1] = longer
            continue
        lines += [""] if lines[-1] else []
        for letter in word:
            if lines[-1] and width(lines[-1] + letter, size) > room:
                lines.append("")
            lines[-1] += letter
    return tuple(lines)


def lines_box(x: float, baseline: float, lines: Sequence[str], size: float) -> Box:
    """Give the box of lines written around their middle, the first on its baseline."""
    half = max(width(words, size) for words in lines) / 2
    last = baseline + LINE_HEIGHT * (len(lines) - 1)
    return Box(x - half, baseline - ABOVE * size, x + half, last + BELOW * size)


def settled(
    wanted: Sequence[Wanted], taken: Sequence[Box], room: Box, size: int
) -> tuple[Label, ...]:
    """Find a place for each label: near its mark, inside, and on nothing else.

    Marks that stand closest together choose first. Words that find no room are tried
    once more, shortened; those that still find none, as with many more marks than a
    picture should have, are left out.
    """
    brief = (room.right - room.left) / 4
    found: list[Label] = []
    for each in sorted(wanted, key=lambda each: _loneliness(each, wanted)):
        shorter = replace(each, words=shortened(each.words, brief, size))
        tries = (_free(words, taken, found, room, size) for words in (each, shorter))
        found += list(islice(chain.from_iterable(tries), 1))
    return tuple(found)


def _part_of_size(letter: str) -> float:
    if category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    if east_asian_width(letter) in {"W", "F"}:
        return 1.4 if category(letter) == "So" else 1.02
    if letter in NARROW:
        return 0.42
    if letter in BROAD:
        return 1.0
    return 0.8 if letter.isupper() else 0.64


def _loneliness(mark: Wanted, wanted: Sequence[Wanted]) -> float:
    """Give how far away the two nearest others are."""
    x, y = mark.at
    return sum(sorted(hypot(o.at[0] - x, o.at[1] - y) for o in wanted)[:3])


def _free(
    mark: Wanted, taken: Sequence[Box], found: Sequence[Label], room: Box, size: int
) -> Iterator[Label]:
    """Give free places, best first, and last those whose line crosses something."""
    half, high = width(mark.words, size) / 2, (ABOVE + BELOW) * size
    full = [*taken, *(label.box for label in found)]
    lines = [label.leader for label in found if label.leader]
    others = [box for box in full if box.nearest(mark.at) != mark.at]
    crossing = []
    for x, top in _places(mark, half, high, room):
        box = Box(x - half, top, x + half, top + high)
        if _is_free(box, full, lines, room):
            leader = _leader(mark.at, box)
            label = Label(mark.words, x, top + ABOVE * size, size, box, leader)
            if leader and any(other.crossed(leader) for other in others):
                crossing.append(label)
            else:
                yield label
    yield from crossing


def _is_free(box: Box, full: Sequence[Box], lines: Sequence[Line], room: Box) -> bool:
    return (
        room.holds(box)
        and not any(box.meets(other) for other in full)
        and not any(box.crossed(line) for line in lines)
    )


def _places(mark: Wanted, half: float, high: float, room: Box) -> Iterator[Point]:
    """Give middles and tops to try: right beside the mark, then ever farther away."""
    x, y = mark.at
    inside = min(max(x, room.left + half), room.right - half)
    tops = (y + BESIDE, y - BESIDE - high)
    sides = (x + BESIDE + half, x - BESIDE - half)
    yield from product([inside], tops if mark.under else reversed(tops))
    yield from product(sides, [y - high / 2])
    grid = product(
        _steps(room.left + half, room.right - half, ACROSS),
        _steps(room.top, room.bottom - high, DOWN),
    )
    yield from sorted(grid, key=lambda at: _distance(mark.at, at, half, high))


def _steps(first: float, last: float, step: float) -> list[float]:
    return [first + step * count for count in range(int((last - first) / step) + 1)]


def _distance(mark: Point, at: Point, half: float, high: float) -> float:
    """Give how far a label is from its mark; its middle counts a little, too."""
    x, top = at
    near = Box(x - half, top, x + half, top + high).nearest(mark)
    edge = hypot(near[0] - mark[0], near[1] - mark[1])
    return edge + hypot(x - mark[0], top + high / 2 - mark[1]) / 4


def _leader(mark: Point, box: Box) -> Line | None:
    end = box.nearest(mark)
    away = hypot(end[0] - mark[0], end[1] - mark[1])
    if away < FAR:
        return None
    share = BESIDE / away
    start = (mark[0] + share * (end[0] - mark[0]), mark[1] + share * (end[1] - mark[1]))
    return start, end
