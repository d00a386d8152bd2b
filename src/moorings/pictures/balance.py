"""Mine and ours over weeks: what came about, above and below a line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from moorings.pictures.drawing import SMALL, Told, line, listing, number, writing
from moorings.pictures.frame import LEFT, TOP, WIDE, Foot, Mark, draw_framed
from moorings.pictures.labels import Point, shortened

#: In units of the drawing: how high its frame is, and where its line runs.
HIGH, MIDDLE = 188, TOP + 94
FIRST, LAST = LEFT + 12, LEFT + WIDE - 12
#: From the line to the first mark, from one mark to the next, and how wide each is.
OFF, STEP, SIZE = 13, 15, 10
#: So many marks stand in a week; of more, the last makes room for how many more.
MOST = 4


@dataclass(frozen=True, slots=True)
class Week:
    """One week: on each side how much came about wholly, and how much partly."""

    mine: tuple[int, int]
    ours: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Legend:
    """Words for both ends, for both sides, and for what a hollow mark means."""

    ends: tuple[str, str]
    mine: str
    ours: str
    partly: str


def draw_balance(name: str, weeks: Sequence[Week], legend: Legend, told: Told) -> str:
    """Draw each week: one's own stands above the line as discs, ours below as squares.

    What came about partly is hollow. Its name makes the ids inside unique: letters,
    digits and hyphens.
    """
    if not weeks:
        raise ValueError(name)
    partly = any(week.mine[1] or week.ours[1] for week in weeks)
    foot = Foot(legend.ends, [(_both_hollow, legend.partly)] if partly else [])
    inside = [*_sides(legend), *_line(len(weeks)), *_weeks(weeks)]
    return draw_framed(name, "balance", HIGH, inside, foot, told)


def _sides(legend: Legend) -> Iterator[str]:
    sides = ((_disc, legend.mine, TOP + 17), (_square, legend.ours, TOP + HIGH - 8))
    for mark, words, y in sides:
        yield mark((FIRST, y - 4.5))
        kept = shortened(words, LAST - FIRST - SIZE, SMALL)
        yield listing(FIRST + SIZE, y, [kept], "balance-quiet")


def _line(count: int) -> Iterator[str]:
    """Draw the line, with a small tick for each week, also one that is empty."""
    yield '<g class="balance-line" stroke="currentColor">'
    yield line((FIRST, MIDDLE), (LAST, MIDDLE))
    for at in range(count):
        x = _across(at, count)
        yield line((x, MIDDLE - 3), (x, MIDDLE + 3))
    yield "</g>"


def _weeks(weeks: Sequence[Week]) -> Iterator[str]:
    for at, week in enumerate(weeks):
        x = _across(at, len(weeks))
        yield from _pile(x, week.mine, -1, (_disc, _ring))
        yield from _pile(x, week.ours, 1, (_square, _frame))


def _pile(
    x: float, came: tuple[int, int], way: int, marks: tuple[Mark, Mark]
) -> Iterator[str]:
    """Draw the marks of one side away from the line, the whole ones first."""
    full, hollow = marks
    drawn = [full] * came[0] + [hollow] * came[1]
    kept = drawn if len(drawn) <= MOST else drawn[: MOST - 1]
    for step, mark in enumerate(kept):
        yield mark((x, MIDDLE + way * (OFF + STEP * step)))
    if more := len(drawn) - len(kept):
        y = MIDDLE + way * (OFF + STEP * (MOST - 1))
        yield writing(x, y + 4.5, [f"+{more}"], SMALL, "balance-more")


def _across(at: int, count: int) -> float:
    return FIRST + (LAST - FIRST) / count * (at + 0.5)


def _disc(at: Point) -> str:
    x, y = map(number, at)
    return f'<circle class="balance-mine" cx="{x}" cy="{y}" r="{number(SIZE / 2)}"/>'


def _ring(at: Point) -> str:
    x, y = map(number, at)
    look = 'fill="none" stroke="currentColor" stroke-width="2"'
    radius = number(SIZE / 2 - 1)
    return f'<circle class="balance-mine-part" cx="{x}" cy="{y}" r="{radius}" {look}/>'


def _square(at: Point) -> str:
    x, y = (number(each - SIZE / 2) for each in at)
    return (
        f'<rect class="balance-ours" x="{x}" y="{y}" width="{SIZE}" height="{SIZE}"'
        ' rx="1"/>'
    )


def _frame(at: Point) -> str:
    x, y = (number(each - SIZE / 2 + 1) for each in at)
    look = 'fill="none" stroke="currentColor" stroke-width="2"'
    size = f'width="{SIZE - 2}" height="{SIZE - 2}"'
    return f'<rect class="balance-ours-part" x="{x}" y="{y}" {size} rx="1" {look}/>'


def _both_hollow(at: Point) -> str:
    x, y = at
    return _ring((x - 7, y)) + _frame((x + 7, y))
