"""Maps with their words: sketches with clouds, and places with a measured error."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from moorings.insight.sketch import Sketch
from moorings.library.catalogue import gettext
from moorings.measures.instrument import ANXIETY, AVOIDANCE, Key
from moorings.measures.place import Place, ellipse
from moorings.pictures.drawing import Told
from moorings.pictures.map import Axis, Cut, Mark, draw_map
from moorings.pictures.shapes import Cloud, Ellipse, Shape

#: Of the region drawn around a place that was measured.
SHARE = 0.90
#: So far a map in standard deviations reaches to each side.
DEVIATIONS = 3.0
#: Labels find their places for so many marks.
MOST_MARKS = 8


def sketch_map(
    marks: Sequence[tuple[str, Sketch]], told: str, *, general: bool = True
) -> Markup | None:
    """Draw sketches as clouds: the first as oneself in general, others as buoys."""
    drawn = tuple(_sketch_marks(marks, general=general))
    if not drawn:
        return None
    key = marks[0][1].key
    axes = _axes(*_attachment_words(), (key.lowest, key.highest))
    return _map("sketch", axes, drawn, Told(gettext("A first sketch"), told))


def moment_map(label: str, sketch: Sketch, told: str) -> Markup | None:
    """Draw what is asked about right now, on axes of its own."""
    drawn = tuple(_sketch_marks([(label, sketch)], general=True))
    if not drawn:
        return None
    words = (
        (gettext("can wait for word"), gettext("longing to hear")),
        (gettext("could let someone in"), gettext("would rather be alone")),
    )
    ends = (sketch.key.lowest, sketch.key.highest)
    axes = _axes(*words, ends)
    return _map("moment", axes, drawn, Told(gettext("Right now"), told))


def place_map(
    key: Key, marks: Sequence[tuple[str, Place]], told: str, *, general: bool
) -> Markup:
    """Draw places with the region in which 90 of 100 such places would lie."""
    first = marks[0][1]
    ends = (-DEVIATIONS, DEVIATIONS)
    spans = (ends, ends)
    if first.units == "points":
        spans = (key.span(key.scale(ANXIETY)), key.span(key.scale(AVOIDANCE)))
    words = _attachment_words()
    cut = gettext("the cut")
    axes = (
        Axis(*spans[0], *words[0], Cut(first.cut[0], cut)),
        Axis(*spans[1], *words[1], Cut(first.cut[1])),
    )
    drawn = [
        _place_mark(*mark, buoy=bool(at) or not general)
        for at, mark in enumerate(marks)
    ]
    return _map("place", axes, drawn, Told(gettext("The map"), told))


def _sketch_marks(
    marks: Iterable[tuple[str, Sketch]], *, general: bool
) -> Iterable[Mark]:
    for number, (label, sketch) in enumerate(marks):
        anxiety, avoidance = sketch.anxiety.cloud, sketch.avoidance.cloud
        if anxiety is None or avoidance is None:
            continue
        shape = Shape.DOT if general and not number else Shape.BUOY
        region = Cloud(anxiety.half_width, avoidance.half_width)
        yield Mark(label, anxiety.centre, avoidance.centre, shape, region)


def _place_mark(label: str, place: Place, *, buoy: bool) -> Mark:
    outline = ellipse(place, SHARE)
    region = Ellipse(*outline.half_axes, outline.angle)
    return Mark(label, *place.centre, Shape.BUOY if buoy else Shape.DOT, region)


def _attachment_words() -> tuple[tuple[str, str], tuple[str, str]]:
    return (
        (gettext("calm when someone is away"), gettext("worry that someone may go")),
        (gettext("letting people near"), gettext("keeping some distance")),
    )


def _axes(
    across: tuple[str, str], upward: tuple[str, str], ends: tuple[float, float]
) -> tuple[Axis, Axis]:
    return Axis(*ends, *across), Axis(*ends, *upward)


def _map(
    name: str, axes: tuple[Axis, Axis], marks: Sequence[Mark], told: Told
) -> Markup:
    drawn = draw_map(name, axes, marks[:MOST_MARKS], told)
    return Markup(drawn)  # noqa: S704 - every word in it was escaped
