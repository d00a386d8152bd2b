"""What all pictures share: a name and a description, words, lines and numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

#: The letters of the words, and of the quieter ones; in units of the drawing.
SIZE, SMALL = 15, 13
LINE_HEIGHT = 18


@dataclass(frozen=True, slots=True)
class Told:
    """The words a picture is called by, and the one sentence it also stands as."""

    title: str
    description: str


def opening(name: str, kind: str, size: tuple[float, float], told: Told) -> str:
    """Begin a picture that is read out as one image; its name is unique on a page."""
    return (
        f'<svg class="{kind}" viewBox="0 0 {number(size[0])} {number(size[1])}"'
        f' role="img" aria-labelledby="{name}-title {name}-description"'
        ' xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-title">{escape(told.title)}</title>'
        f'<desc id="{name}-description">{escape(told.description)}</desc>'
    )


def number(value: float) -> str:
    """Write a length to a tenth of a unit, which is finer than anybody sees."""
    return f"{round(value, 1):.1f}".removesuffix(".0")


def line(start: tuple[float, float], end: tuple[float, float]) -> str:
    """Draw a straight line in the colour of its group."""
    (x1, y1), (x2, y2) = (map(number, point) for point in (start, end))
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def writing(
    x: float, y: float, lines: Sequence[str], size: int = SIZE, kind: str = ""
) -> str:
    """Write lines around their middle, so that they read both ways; escaped here."""
    return _text(x, y, lines, f'text-anchor="middle" font-size="{size}"', kind)


def listing(x: float, y: float, lines: Sequence[str], kind: str = "") -> str:
    """Write small lines that all begin at the left, whatever way the page runs."""
    look = f'text-anchor="start" direction="ltr" font-size="{SMALL}"'
    return _text(x, y, lines, look, kind)


def _text(x: float, y: float, lines: Sequence[str], look: str, kind: str) -> str:
    of_kind = f'class="{kind}" ' if kind else ""
    spans = "".join(
        f'<tspan x="{number(x)}" y="{number(y + LINE_HEIGHT * row)}">'
        f"{escape(words)}</tspan>"
        for row, words in enumerate(lines)
    )
    return f'<text {of_kind}{look} aria-hidden="true">{spans}</text>'
