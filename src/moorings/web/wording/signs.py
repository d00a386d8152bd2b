"""Seven signs in words and in a picture: each by itself, and no sum of them."""

from collections.abc import Mapping

from markupsafe import Markup

from moorings.insight.signs import (
    FEWEST,
    LEVELS,
    SHEET,
    SIGNS,
    UNSURE,
    Sign,
    Sitting,
    Way,
    moved,
)
from moorings.library.catalogue import gettext, ngettext
from moorings.library.worksheets import sheets
from moorings.pictures.drawing import Told
from moorings.pictures.signs import Legend, Row, draw_signs
from moorings.web.rendering import short_day


def sign_names() -> Mapping[Sign, str]:
    """Name each sign in a few words."""
    return {
        "honest": gettext("saying what is so"),
        "near-apart": gettext("close, and apart"),
        "repair": gettext("finding the way back"),
        "bears": gettext("lasting through a hard stretch"),
        "settle": gettext("slowing down in time"),
        "both-ways": gettext("help and gladness both ways"),
        "a-no": gettext("a no is heard"),
    }


def too_few_words(count: int) -> str:
    """Say from when on there is a picture."""
    return ngettext(
        "Too early for a picture: it takes %(fewest)s looks, and there is %(count)s.",
        "Too early for a picture: it takes %(fewest)s looks, and there are %(count)s.",
        count,
    ) % {"fewest": FEWEST, "count": count}


def signs_sentence(found: tuple[Sitting, ...]) -> str:
    """Say what the picture shows, with how many looks it rests on."""
    first, last = (short_day(each.when.date) for each in (found[0], found[-1]))
    told = [
        gettext("%(count)s looks from %(first)s to %(last)s.")
        % {"count": len(found), "first": first, "last": last}
    ]
    ways = moved(found)
    for way, words in _ways().items():
        named = [name for sign, name in sign_names().items() if ways[sign] == way]
        if named:
            told.append(words % {"signs": "; ".join(named)})
    return " ".join(told)


def _ways() -> Mapping[Way, str]:
    return {
        "more": gettext("More than at first: %(signs)s."),
        "less": gettext("Less than at first: %(signs)s."),
        "same": gettext("As at first: %(signs)s."),
        "unknown": gettext("Too little said to tell: %(signs)s."),
    }


def signs_picture(name: str, found: tuple[Sitting, ...]) -> Markup:
    """Draw each sign over the looks; the name makes its ids unique on a page."""
    rows = [
        Row(called, tuple(_look(each, sign) for each in found))
        for sign, called in sign_names().items()
    ]
    ends = short_day(found[0].when.date), short_day(found[-1].when.date)
    low, high = level_words(LEVELS[0]), level_words(LEVELS[-1])
    lines = gettext("from “%(low)s”, the lower line, to “%(high)s”, the upper one")
    legend = Legend(ends, lines % {"low": low, "high": high}, level_words(UNSURE))
    told = Told(gettext("Seven signs over time"), signs_sentence(found))
    drawn = draw_signs(name, rows, legend, told)
    return Markup(drawn)  # noqa: S704 - every word in it was escaped


def signs_rows(found: tuple[Sitting, ...]) -> tuple[tuple[str, ...], ...]:
    """Give the same as a table: a line for each look, the latest first."""
    return tuple(
        (short_day(each.when.date), *(_words(each, sign) for sign in SIGNS))
        for each in reversed(found)
    )


def level_words(answer: str) -> str:
    """Say what an answer is called on the page of questions."""
    question = sheets()[SHEET].question(SIGNS[0])
    return question.option(answer) if question else ""


def _look(each: Sitting, sign: Sign) -> int | str | None:
    return "?" if sign in each.unsure else each.levels.get(sign)


def _words(each: Sitting, sign: Sign) -> str:
    look = _look(each, sign)
    if look is None:
        return ""
    return level_words(UNSURE if isinstance(look, str) else LEVELS[look])
