"""A belief over time, in words and in a picture: each rating, which says little."""

from collections.abc import Sequence

from markupsafe import Markup

from moorings.insight.beliefs import FEWEST, Course, TooFew
from moorings.journey.records import BeliefRating
from moorings.library.catalogue import gettext, ngettext
from moorings.pictures.belief import Legend, Rated, draw_belief
from moorings.pictures.drawing import Told
from moorings.web.rendering import short_day


def begun(words: str) -> str:
    """Write a belief as a line of its own, also one whose words were erased."""
    if not words:
        return gettext("A belief whose words are gone")
    return f"{words[:1].upper()}{words[1:]}"


def course_sentence(found: Course | TooFew) -> str:
    """Say how true it felt at first and at last, and between what; never which way."""
    match found:
        case TooFew():
            return ngettext(
                "%(count)s rating so far. Too early to tell: it takes %(least)s.",
                "%(count)s ratings so far. Too early to tell: it takes %(least)s.",
                found.count,
            ) % {"count": found.count, "least": FEWEST}
        case Course():
            return gettext(
                "%(first)s of 100 at first and %(last)s at last, between %(lowest)s "
                "and %(highest)s; %(count)s ratings since %(day)s."
            ) % {
                "first": found.first,
                "last": found.last,
                "lowest": found.lowest,
                "highest": found.highest,
                "count": found.count,
                "day": short_day(found.since),
            }


def belief_picture(ratings: Sequence[BeliefRating], found: Course) -> Markup:
    """Draw every rating where its day is."""
    drawn = [
        Rated(each.when.date.toordinal(), each.strength, each.alternative)
        for each in ratings
    ]
    legend = Legend(
        short_day(found.since),
        short_day(found.until),
        gettext("how true the belief felt"),
        gettext("how true the other sentence felt"),
    )
    told = Told(gettext("A belief over time"), course_sentence(found))
    picture = draw_belief("belief", drawn, legend, told)
    return Markup(picture)  # noqa: S704 - every word in it was escaped


def rated_words(rating: BeliefRating) -> str:
    """Say how true it felt on one day."""
    told = gettext("%(strength)s of 100, on %(day)s")
    return told % {"strength": rating.strength, "day": short_day(rating.when.date)}


def rating_rows(ratings: Sequence[BeliefRating]) -> tuple[tuple[str, ...], ...]:
    """Give the ratings as a table, the latest first."""
    return tuple(
        (
            short_day(each.when.date),
            str(each.strength),
            "" if each.alternative is None else str(each.alternative),
        )
        for each in reversed(ratings)
    )


def sweeping_words() -> tuple[str, ...]:
    """Give the words that leave no exception, in the language spoken just now."""
    told = gettext(
        "always never ever everyone everybody anyone nobody everything nothing "
        "completely perfectly totally enough"
    )
    return tuple(told.split())
