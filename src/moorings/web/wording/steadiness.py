"""How steady it was, in words and in a picture: what was noted, and no verdict."""

from markupsafe import Markup

from moorings.insight.steadiness import (
    AROUND,
    FEWEST,
    FEWEST_DEPOSITS,
    Lately,
    Moment,
    Spread,
    TooFew,
    quartiles,
)
from moorings.library.catalogue import gettext, ngettext
from moorings.pictures.drawing import Told
from moorings.pictures.steadiness import Legend, Mark, Stretch, draw_steadiness
from moorings.web.rendering import short_day
from moorings.web.wording.ledger import much_words, side_words


def too_few_words(found: TooFew) -> str:
    """Say from when on there is a picture, and what there is so far."""
    told = gettext(
        "Too early for a picture: it takes %(fewest)s moments of which you said how "
        "much they gave or took, over four weeks."
    ) % {"fewest": FEWEST}
    so_far = ngettext(
        "There is %(count)s in the last year.",
        "There are %(count)s in the last year.",
        found.rated,
    ) % {"count": found.rated}
    return f"{told} {so_far}"


def spread_sentence(found: Spread) -> str:
    """Say what the picture shows, with its count and since when."""
    count, day = len(found.moments), short_day(found.moments[0].day)
    about = {"count": count, "day": day, "half": _half(found.low, found.high)}
    told = [gettext("Of %(count)s moments since %(day)s, %(half)s.") % about]
    if gaps := _gaps(found.gaps):
        told.append(gaps)
    return " ".join(told)


def change_sentence(found: Spread) -> str:
    """Say where the first eight lay and where the latest do; nothing where it is one.

    Fewer than sixteen say nothing of it: some would stand on both sides.
    """
    heights = [each.height for each in found.moments]
    if len(heights) < 2 * AROUND:
        return ""
    first, _, first_high = quartiles(heights[:AROUND])
    latest, _, latest_high = quartiles(heights[-AROUND:])
    before, now = _half(first, first_high), _half(latest, latest_high)
    words = gettext("Of the first eight, %(first)s; of the latest eight, %(latest)s.")
    return "" if before == now else words % {"first": before, "latest": now}


def spread_picture(found: Spread) -> Markup:
    """Draw the moments, the band behind them, and the gaps."""
    moments = found.moments
    told = f"{spread_sentence(found)} {change_sentence(found)}"
    legend = Legend(
        short_day(moments[0].day),
        short_day(moments[-1].day),
        _heights(),
        gettext("a moment that gave something"),
        gettext("a moment that took something"),
        gettext("where the middle half of the eight moments around each time lay"),
        gettext("from one that gave to the next: the longer, the deeper it hangs"),
    )
    drawn = draw_steadiness(
        "steadiness",
        [Mark(each.day.toordinal(), each.height) for each in moments],
        [
            Stretch(b.first.toordinal(), b.last.toordinal(), b.low, b.high)
            for b in found.bands
        ],
        legend,
        Told(gettext("What was given and taken, over time"), told.strip()),
    )
    return Markup(drawn)  # noqa: S704 - every word in it was escaped


def spread_rows(found: Spread) -> tuple[tuple[str, ...], ...]:
    """Give the same as a table, a line for each moment, the latest first."""
    much = much_words()
    return tuple(
        (short_day(each.day), _side(each), much[str(abs(each.height))])
        for each in reversed(found.moments)
    )


def lately_sentence(found: Lately) -> str:
    """State plain counts of the last twelve weeks."""
    told = gettext(
        "In the last 12 weeks you noted %(noted)s moments: %(gave)s that gave "
        "something and %(took)s that took something."
    ) % {"noted": found.noted, "gave": found.gave, "took": found.took}
    if not found.hard:
        return told
    hard = ngettext(
        "%(count)s hard moment named them.",
        "%(count)s hard moments named them.",
        found.hard,
    ) % {"count": found.hard}
    return f"{told} {hard}"


def _side(moment: Moment) -> str:
    return side_words("deposit" if moment.height > 0 else "strain")


def _heights() -> dict[int, str]:
    """Name every height but the middle one, the highest first."""
    much = much_words()
    return {each: much[str(abs(each))] for each in (3, 2, 1, -1, -2, -3)}


def _half(low: float, high: float) -> str:
    """Say between which heights the middle half lay, or close to which one."""
    one, other = (_place(each) for each in (low, high))
    if one == other:
        return gettext("half or more lay close to %(place)s") % {"place": one}
    between = gettext("half lay between %(low)s and %(high)s")
    return between % {"low": one, "high": other}


def _place(height: float) -> str:
    """Name the height that is nearest; halfway between two, the one farther out."""
    nearest = int(abs(height) + 0.5) * (1 if height > 0 else -1)
    return {
        -3: gettext("a lot taken"),
        -2: gettext("some taken"),
        -1: gettext("a little taken"),
        0: gettext("the line in the middle"),
        1: gettext("a little given"),
        2: gettext("some given"),
        3: gettext("a lot given"),
    }[nearest]


def _gaps(gaps: tuple[int, ...]) -> str:
    """Say how far apart those that gave were; nothing of too few."""
    if len(gaps) + 1 < FEWEST_DEPOSITS:
        return ""
    fewest, most = min(gaps), max(gaps)
    if fewest == most:
        words = ngettext(
            "Those that gave came a day apart.",
            "Those that gave came %(count)s days apart.",
            most,
        )
        return words % {"count": most}
    words = gettext("Those that gave came %(fewest)s to %(most)s days apart.")
    return words % {"fewest": fewest, "most": most}
