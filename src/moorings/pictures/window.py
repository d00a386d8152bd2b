"""The window of tolerance: marks in their order, and the band most of them keep to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from moorings.pictures.drawing import (
    LINE_HEIGHT,
    SMALL,
    Told,
    line,
    listing,
    number,
    opening,
    writing,
)
from moorings.pictures.labels import Point, broken, lines_box, shortened

#: Of the drawing, in its own units.
WIDTH, LEFT, TOP, WIDE, HIGH = 320, 4, 4, 312, 252
#: Inside the frame: where the highest and the lowest level stand, and the marks begin.
HIGHEST, LOWEST, FIRST = TOP + 36, TOP + HIGH - 36, LEFT + 40
FURTHEST = 5
#: So many marks find room.
MOST = 30
DAYS, KEY, KEY_TEXT, KEY_GAP = 20, 48, 42, 6

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

    It takes its colours from the page, and is whole without them. Its name makes the
    ids inside unique: letters, digits and hyphens.
    """
    if not 0 < len(marks) <= MOST:
        raise ValueError(name)
    key = [*zip(KINDS, words.kinds, strict=True)]
    shown = [each for each in key if each[0] in {mark.kind for mark in marks}]
    texts = [broken(each, WIDE - KEY_TEXT - 8, SMALL) for _, each in shown]
    explained = broken(words.band, WIDE - KEY_TEXT - 8, SMALL) if band else []
    rows = [*texts, *([explained] if band else [])]
    height = TOP + HIGH + KEY + sum(len(r) * LINE_HEIGHT + KEY_GAP for r in rows)
    ground = f'x="{LEFT}" y="{TOP}" width="{WIDE}" height="{HIGH}" rx="14" fill="none"'
    pieces = (
        opening(name, "arousal", (WIDTH, height - LINE_HEIGHT), told),
        f'<rect class="arousal-ground" {ground} stroke="currentColor"/>',
        *(_band(band) if band else ()),
        *_scale(words),
        *_marks(marks),
        *_days(words),
        *_key([kind for kind, _ in shown], rows),
        "</svg>",
    )
    return "".join(pieces)


def _height(level: float) -> float:
    return LOWEST - (LOWEST - HIGHEST) * (level + FURTHEST) / (2 * FURTHEST)


def _band(band: tuple[int, int]) -> Iterator[str]:
    """Draw the band half a level further, so that marks at its edge lie inside."""
    top, low = _height(band[1] + 0.5), _height(band[0] - 0.5)
    yield (
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


def _days(words: Words) -> Iterator[str]:
    """Write the first and the last day under the frame."""
    for told, side in ((words.first, -1), (words.last, 1)):
        kept = shortened(told, WIDE / 2 - 12, SMALL)
        half = lines_box(0, 0, [kept], SMALL).right
        x = LEFT + WIDE / 2 + side * (WIDE / 2 - 4 - half)
        yield writing(x, TOP + HIGH + DAYS, [kept], SMALL, "arousal-quiet")


def _key(kinds: Sequence[Kind], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Explain each kind of mark that there is, and then the band."""
    y: float = TOP + HIGH + KEY
    for place, row in enumerate(rows):
        if place < len(kinds):
            yield _shape(kinds[place], (LEFT + 22, y - 4.5))
        else:
            yield (
                f'<rect class="arousal-band" x="{LEFT + 12}" y="{number(y - 12)}"'
                ' width="20" height="15" rx="3" fill="currentColor"'
                ' fill-opacity="0.18"/>'
            )
        yield listing(LEFT + KEY_TEXT, y, row, "arousal-quiet")
        y += LINE_HEIGHT * len(row) + KEY_GAP
