"""What a sketch says, in the words "more this way", "in between", "hard to tell"."""

from collections.abc import Sequence

from moorings.insight.sketch import Drawn, Sketch
from moorings.library.catalogue import gettext
from moorings.measures.cloud import Leaning


def told_of(sketch: Sketch | None) -> str:
    """Say where a sketch lies, as one sentence for each direction."""
    if sketch is None:
        return ""
    told = (_anxiety_sentence(sketch.anxiety), _avoidance_sentence(sketch.avoidance))
    return " ".join(told)


def told_of_buoys(marks: Sequence[tuple[str, Sketch]]) -> list[str]:
    """Say the same of everybody who has a buoy."""
    return [
        gettext("With %(name)s: %(where)s") % {"name": name, "where": told_of(sketch)}
        for name, sketch in marks
    ]


def told_now(sketch: Sketch | None) -> str:
    """Say how it was at one moment."""
    if sketch is None:
        return ""
    anxiety = {
        Leaning.HIGHER: gettext("At that moment, more toward longing to hear."),
        Leaning.LOWER: gettext("At that moment, a word could wait."),
        Leaning.BETWEEN: gettext("At that moment, between waiting and longing."),
        Leaning.UNCLEAR: gettext("How it was with waiting: hard to tell."),
    }
    avoidance = {
        Leaning.HIGHER: gettext("More toward being alone."),
        Leaning.LOWER: gettext("Someone could have come near."),
        Leaning.BETWEEN: gettext("Between company and being alone."),
        Leaning.UNCLEAR: gettext("How it was with company: hard to tell."),
    }
    told = anxiety[sketch.anxiety.leaning], avoidance[sketch.avoidance.leaning]
    return " ".join(told)


def _anxiety_sentence(drawn: Drawn) -> str:
    return {
        Leaning.HIGHER: gettext(
            "When someone might go, most of the cloud lies toward worry."
        ),
        Leaning.LOWER: gettext(
            "When someone might go, most of the cloud lies toward calm."
        ),
        Leaning.BETWEEN: gettext(
            "When someone might go, the cloud lies on both sides of the middle."
        ),
        Leaning.UNCLEAR: gettext("When someone might go: hard to tell."),
    }[drawn.leaning]


def _avoidance_sentence(drawn: Drawn) -> str:
    return {
        Leaning.HIGHER: gettext(
            "When someone comes close, most of it lies toward distance."
        ),
        Leaning.LOWER: gettext(
            "When someone comes close, most of it lies toward letting them near."
        ),
        Leaning.BETWEEN: gettext(
            "When someone comes close, it lies on both sides of the middle."
        ),
        Leaning.UNCLEAR: gettext("When someone comes close: hard to tell."),
    }[drawn.leaning]
