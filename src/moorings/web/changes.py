"""Change in words and in a picture: both directions told alike, and so is doubt."""

from collections.abc import Iterator

from markupsafe import Markup

from moorings.insight.moving import Course, Movement, Pooled
from moorings.library.catalogue import gettext
from moorings.measures.bursts import Burst as Days
from moorings.measures.instrument import Key
from moorings.measures.reliable_change import Category, Expectation
from moorings.pictures.change import (
    Burst,
    Estimate,
    Legend,
    Scale,
    Sitting,
    draw_change,
)
from moorings.pictures.drawing import Told
from moorings.web.rendering import number_words, short_day
from moorings.web.scores import OF_95
from moorings.web.wording.scale import ends_of, scale_name


def change_sentence(key: Key, movement: Movement) -> str:
    """Say what may be said of one scale, with every number it rests on."""
    change, compared = movement.change, movement.compared
    if change is None or change.difference is None or compared is None:
        return _too_early(movement)
    found = change.difference
    particulars = {
        "first": number_words(compared[0].mean),
        "second": number_words(compared[1].mean),
        "difference": number_words(abs(found.value)),
        "error": number_words(found.sdc95),
    }
    beyond = abs(found.value) >= found.sdc95
    return _said(key, movement.category, beyond=beyond) % particulars


def change_picture(
    name: str, key: Key, movement: Movement, laid_out: Course
) -> Markup | None:
    """Draw one scale over time, and what was to be expected without any change.

    None where no sitting answered enough of it for a score, and where no error is
    known: a point without its doubt would look exact.
    """
    bursts = tuple(_bursts(movement, laid_out))
    if not bursts or any(each.error is None for each in movement.singles):
        return None
    legend = Legend(
        gettext("a sitting, with its error"),
        gettext("not counted, as it was new"),
        gettext("the counted ones together"),
        gettext("expected without any change"),
    )
    scale = Scale(*key.span(movement.scale), *ends_of(key, movement.scale))
    told = Told(scale_name(key, movement.scale), change_sentence(key, movement))
    drawn = draw_change(name, scale, bursts, legend, told)
    return Markup(drawn)  # noqa: S704 - every word in it was escaped


def _said(key: Key, category: Category, *, beyond: bool) -> str:
    attachment = key.two_dimensional
    match category:
        case Category.TOWARD if attachment:
            return gettext(
                "Moved toward security: from %(first)s to %(second)s, which is more "
                "than measuring alone can do (%(error)s)."
            )
        case Category.AWAY if attachment:
            return gettext(
                "Moved away from security: from %(first)s to %(second)s, which is more "
                "than measuring alone can do (%(error)s)."
            )
        case Category.TOWARD:
            return gettext(
                "Moved to the easier side: from %(first)s to %(second)s, which is more "
                "than measuring alone can do (%(error)s)."
            )
        case Category.AWAY:
            return gettext(
                "Moved to the harder side: from %(first)s to %(second)s, which is more "
                "than measuring alone can do (%(error)s)."
            )
        case _ if beyond:
            return gettext(
                "No clear change: from %(first)s to %(second)s. It began far from the "
                "middle, and so much was to be expected though nothing changed."
            )
        case _:
            return gettext(
                "No clear change: from %(first)s to %(second)s. A difference of "
                "%(error)s can come from measuring alone."
            )


def _too_early(movement: Movement) -> str:
    if not movement.can_be_told:
        return gettext(
            "Cannot be told: how far this score differs from one sitting to the next "
            "without any change is not known."
        )
    return gettext(
        "Too early to tell. It takes two rounds of three or four sittings, eight weeks "
        "apart or more."
    )


def _bursts(movement: Movement, laid_out: Course) -> Iterator[Burst]:
    pooled = {each.last: each for each in movement.pooled}
    for days in laid_out.bursts:
        sittings = tuple(_sittings(movement, days))
        if sittings:
            together = next(
                (pooled[d] for d in days.counted[::-1] if d in pooled), None
            )
            yield Burst(
                short_day(days.first),
                sittings,
                _estimate(together),
                _expected(movement, together),
            )


def _sittings(movement: Movement, days: Days) -> Iterator[Sitting]:
    for each in movement.singles:
        if each.day in days.days:
            score = Estimate(each.score, OF_95 * (each.error or 0))
            yield Sitting(each.day.toordinal(), score, each.counted)


def _estimate(together: Pooled | None) -> Estimate | None:
    if together is None:
        return None
    return Estimate(together.mean, OF_95 * (together.error or 0))


def _expected(movement: Movement, together: Pooled | None) -> Estimate | None:
    """Give the ring: only at the burst the first one is compared with."""
    found = movement.change.difference if movement.change else None
    compared = movement.compared
    if found is None or found.expected is None or compared is None:
        return None
    if together is not compared[1]:
        return None
    expected: Expectation = found.expected
    return Estimate(expected.value, OF_95 * expected.standard_error)
