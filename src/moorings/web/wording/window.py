"""The window of tolerance in words and in a picture."""

from collections.abc import Sequence
from typing import assert_never

from markupsafe import Markup

from moorings.insight.window import FEWEST, AllOver, Told, TooFew, Window
from moorings.journey.records import Arousal
from moorings.library.catalogue import gettext, ngettext
from moorings.pictures import window as pictures
from moorings.pictures.drawing import Told as Named
from moorings.web.rendering import hour_words, short_day


def level_words(level: int) -> str:
    """Write a level with the sign that numbers have in print."""
    return str(level).replace("-", "\N{MINUS SIGN}")


def borne_words(bearable: bool | None) -> str:  # noqa: FBT001 - as the record has it
    """Say whether it could be borne, if that was said."""
    if bearable is None:
        return ""
    return gettext("could be borne") if bearable else gettext("was too much")


def mark_words(each: Arousal) -> str:
    """Tell one mark in a line, without its day."""
    told = (level_words(each.level), borne_words(each.bearable))
    return " · ".join(filter(None, told))


def window_sentence(found: Told) -> str:
    """Say where most of what could be borne lies, and of how many marks."""
    counts = {"marks": found.marks, "borne": found.borne, "fewest": FEWEST}
    match found:
        case TooFew():
            told = ngettext(
                "%(marks)s mark so far, %(borne)s of them bearable. Too early to tell: "
                "it takes %(fewest)s that could be borne.",
                "%(marks)s marks so far, %(borne)s of them bearable. Too early to "
                "tell: it takes %(fewest)s that could be borne.",
                found.marks,
            )
            return told % counts
        case AllOver():
            told = gettext(
                "Of %(marks)s marks %(borne)s could be borne, and these lie all over. "
                "There is no band to draw."
            )
            return told % counts
        case Window():
            told = gettext(
                "%(inside)s of the %(borne)s marks that could be borne lie between "
                "%(low)s and %(high)s; there are %(marks)s marks in all."
            )
            return told % (counts | _band(found))
        case never:
            assert_never(never)


def beyond_sentence(found: Window) -> str:
    """Say how it was outside of the band."""
    return ngettext(
        "%(outside)s mark lies outside of it; marked as too much: %(beyond)s.",
        "%(outside)s marks lie outside of it; marked as too much: %(beyond)s.",
        found.outside,
    ) % {"outside": found.outside, "beyond": found.beyond}


def window_picture(found: AllOver | Window, marks: Sequence[Arousal]) -> Markup:
    """Draw the latest marks in their order, and the band where there is one."""
    shown = marks[-pictures.MOST :]
    words = pictures.Words(
        gettext("racing"),
        gettext("numb, shut down"),
        short_day(shown[0].when.date),
        short_day(shown[-1].when.date),
        (
            gettext("it could be borne"),
            gettext("it was too much"),
            gettext("left open"),
        ),
        gettext("most of what could be borne"),
    )
    told = Named(gettext("High, low, in between"), window_sentence(found))
    drawn = pictures.draw_window(
        "window",
        [pictures.Mark(each.level, _kind(each)) for each in shown],
        (found.low, found.high) if isinstance(found, Window) else None,
        words,
        told,
    )
    return Markup(drawn)  # noqa: S704 - every word in it was escaped


def table_rows(marks: Sequence[Arousal]) -> tuple[tuple[str, ...], ...]:
    """Give the rows of the table, the latest first."""
    return tuple(
        (
            f"{short_day(each.when.date)} {hour_words(each.when.time)}".strip(),
            level_words(each.level),
            borne_words(each.bearable),
        )
        for each in reversed(marks[-pictures.MOST :])
    )


def _band(found: Window) -> dict[str, object]:
    low, high = level_words(found.low), level_words(found.high)
    return {"low": low, "high": high, "inside": found.inside}


def _kind(each: Arousal) -> pictures.Kind:
    if each.bearable is None:
        return "unsaid"
    return "borne" if each.bearable else "beyond"
