"""Signs of growth as a page shows them: a picture, a sentence, and the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import TypeVar

from markupsafe import Markup

from moorings.insight.growth import (
    Finding,
    Part,
    Periods,
    Rate,
    Share,
    Times,
    TooEarly,
)
from moorings.insight.growth_signs import What
from moorings.insight.recovery import Settling, Told
from moorings.library.catalogue import gettext
from moorings.pictures.drawing import Told as ToldPicture
from moorings.pictures.growth import Row, draw_growth
from moorings.web.rendering import number_words, short_day
from moorings.web.wording.growth import (
    TEN,
    hundredth,
    per_ten,
    rate_sentence,
    ratio_words,
    share_sentence,
    what_words,
)
from moorings.web.wording.growth_times import (
    calm_times_sentence,
    choice_times_sentence,
    compared_ratio,
)
from moorings.web.wording.recovery import group_words, minutes_words

#: The minutes at which a scale of times may begin and end.
STEPS = (1, 5, 15, 60, 240, 1440, 10080, 43200)

_Each = TypeVar("_Each")


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that is told of a sign, and the table behind it."""

    name: str
    sentence: str
    about: str
    picture: Markup | None
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def figure(what: What, found: Finding, periods: Periods) -> Figure | None:
    """Draw and say what was found; nothing of too little."""
    match found:
        case Share():
            return _of_share(what, found, periods)
        case Rate():
            return _of_rate(what, found, periods)
        case Times():
            return _of_times(what, found)
        case TooEarly():
            return None


def period_words(days: tuple[date, date]) -> str:
    """Write from which day to which a period runs."""
    first, last = map(short_day, days)
    return f"{first} \N{EN DASH} {last}"


def _of_share(what: What, found: Share, periods: Periods) -> Figure:
    sentence = share_sentence(what, found)
    ends = (gettext("in none"), gettext("in all"))
    both = _both(found.before, found.latest)
    rows = [_share_row(each, latest=latest) for each, latest in both]
    heads = (
        gettext("When"),
        gettext("So many"),
        gettext("Of"),
        gettext("Of a hundred"),
        gettext("Likely between"),
    )
    told = tuple(
        (
            _period_name(latest=latest),
            str(each.many),
            str(each.of),
            str(hundredth(each.share)),
            _between(*(str(hundredth(end)) for end in each.interval)),
        )
        for each, latest in both
    )
    return Figure(
        what_words(what),
        sentence,
        _about(periods),
        _drawn(what, rows, ends, sentence),
        heads,
        told,
        _apart(found),
    )


def _of_rate(what: What, found: Rate, periods: Periods) -> Figure:
    sentence, both = rate_sentence(what, found), _both(found.before, found.latest)
    most = max(each.interval[1] for each, _ in both)
    high = gettext("%(number)s in ten days")
    ends = (gettext("none"), high % {"number": number_words(most * TEN)})
    rows = [_rate_row(each, most, latest=latest) for each, latest in both]
    heads = (
        gettext("When"),
        gettext("Days on which it was"),
        gettext("Days with notes"),
        gettext("In ten such days"),
        gettext("Likely between"),
    )
    told = tuple(
        (
            _period_name(latest=latest),
            str(each.many),
            str(each.of),
            per_ten(each),
            _between(*(number_words(end * TEN) for end in each.interval)),
        )
        for each, latest in both
    )
    note = ""
    if found.ratio:
        note = gettext("The latest beside the earlier one: %(range)s as often.") % {
            "range": ratio_words(found.ratio)
        }
    return Figure(
        what_words(what),
        sentence,
        _about(periods),
        _drawn(what, rows, ends, sentence),
        heads,
        told,
        note,
    )


def _of_times(what: What, found: Times) -> Figure:
    calm = what == "calm"
    sentence = calm_times_sentence(found) if calm else choice_times_sentence(found)
    both = _both(found.before, found.latest)
    seen = [each for each, _ in both if isinstance(each, Settling)]
    low, high = _scale(seen)
    rows = [_time_row(each, (low, high), latest=latest) for each, latest in both]
    ends = (minutes_words(low), minutes_words(high))
    heads = (
        gettext("When"),
        gettext("Hard moments"),
        gettext("In half of them after"),
        gettext("Likely between"),
    )
    told = tuple(
        (_period_name(latest=latest), group_words(each), *_cells(each))
        for each, latest in both
    )
    note = compared_ratio(found.comparison) if found.comparison else ""
    return Figure(
        what_words(what),
        sentence,
        group_words(found.latest),
        _drawn(what, rows, ends, sentence),
        heads,
        told,
        note,
    )


def _drawn(
    what: What, rows: Sequence[Row], ends: tuple[str, str], sentence: str
) -> Markup | None:
    """Draw the rows; nothing where none of them has a mark."""
    if all(row.middle is None for row in rows):
        return None
    told = ToldPicture(what_words(what), sentence)
    drawn = draw_growth(f"growth-{what}", rows, ends, told)
    return Markup(drawn)  # noqa: S704 - every word in it was escaped


def _both(before: _Each | None, latest: _Each) -> list[tuple[_Each, bool]]:
    """Give the earlier one, if it is known, and the latest; and which of them it is."""
    known = [(latest, True)]
    return known if before is None else [(before, False), *known]


def _about(periods: Periods) -> str:
    """Write of which days a figure speaks, and how wide its ranges are."""
    return gettext("%(latest)s, beside %(before)s. Ranges of 95 of 100.") % {
        "latest": period_words(periods.latest),
        "before": period_words(periods.before),
    }


def _period_name(*, latest: bool) -> str:
    return gettext("the latest") if latest else gettext("before")


def _share_row(part: Part, *, latest: bool) -> Row:
    words = gettext("%(period)s: %(many)s of %(of)s") % {
        "period": _period_name(latest=latest),
        "many": part.many,
        "of": part.of,
    }
    return Row(words, part.share, *part.interval, latest=latest)


def _rate_row(part: Part, most: float, *, latest: bool) -> Row:
    words = gettext("%(period)s: %(many)s of %(of)s days") % {
        "period": _period_name(latest=latest),
        "many": part.many,
        "of": part.of,
    }
    low, high = part.interval
    return Row(words, part.share / most, low / most, high / most, latest=latest)


def _time_row(told: Told, scale: tuple[int, int], *, latest: bool) -> Row:
    name = _period_name(latest=latest)
    if not isinstance(told, Settling):
        unsure = gettext("%(period)s: too unsure to draw") % {"period": name}
        return Row(unsure, None, 0, 0, latest=latest)
    words = gettext("%(period)s: about %(time)s") % {
        "period": name,
        "time": minutes_words(told.median.value),
    }
    found = told.median
    low, high = (log(each) for each in scale)
    middle, least, most = (
        (log(max(each, scale[0])) - low) / (high - low)
        for each in (found.value, found.low, found.high)
    )
    return Row(words, middle, least, most, latest=latest)


def _scale(seen: Sequence[Settling]) -> tuple[int, int]:
    """Give the two steps between which all that was seen lies."""
    lowest = min((each.median.low for each in seen), default=STEPS[0])
    highest = max((each.median.high for each in seen), default=STEPS[1])
    first = max((each for each in STEPS[:-1] if each <= lowest), default=STEPS[0])
    last = min((s for s in STEPS[1:] if s >= highest and s > first), default=STEPS[-1])
    return first, last


def _cells(told: Told) -> tuple[str, str]:
    if not isinstance(told, Settling):
        return gettext("too unsure to tell"), ""
    found = told.median
    ends = (minutes_words(found.low), minutes_words(found.high))
    return minutes_words(found.value), _between(*ends)


def _between(low: str, high: str) -> str:
    return gettext("%(low)s and %(high)s") % {"low": low, "high": high}


def _apart(found: Share) -> str:
    """Write how far apart two shares are, in so many of a hundred."""
    if found.difference is None:
        return ""
    numbers = (found.difference.value, found.difference.low, found.difference.high)
    told = gettext("Difference: %(value)s of a hundred (%(low)s to %(high)s).")
    value, low, high = (number_words(each * 100, 0) for each in numbers)
    return told % {"value": value, "low": low, "high": high}
