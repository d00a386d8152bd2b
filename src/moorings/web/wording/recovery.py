"""Recovery in words and in a picture: how long, how sure, from how many, since when."""

from typing import Literal

from babel.units import format_unit

from moorings.insight.recovery import (
    FEWEST,
    AtMost,
    Comparison,
    Group,
    NotSeen,
    Settling,
    Told,
    TooFew,
    TooUnsure,
)
from moorings.library.catalogue import gettext, locale, ngettext
from moorings.measures.survival import Family
from moorings.web.rendering import number_words, short_day

#: From so many minutes on hours are told, and from so many on days.
HOURS, DAYS = 100, 48 * 60
#: Below so many of them a part of one is told, too.
FINE = 10
HOUR, DAY = 60, 24 * 60


def told_sentence(told: Told) -> str:
    """Say when calm is back in half of them, or why that cannot be told."""
    match told:
        case TooFew():
            return ngettext(
                "%(count)s so far. Too few to tell: it takes %(least)s.",
                "%(count)s so far. Too few to tell: it takes %(least)s.",
                told.episodes,
            ) % {"count": told.episodes, "least": FEWEST}
        case NotSeen():
            return gettext(
                "Cannot be told: of %(count)s, none was noted to its end."
            ) % {"count": told.episodes}
        case TooUnsure():
            unsure = gettext(
                "Too unsure to tell: what was noted of these %(count)s fits times that "
                "lie far apart."
            ) % {"count": told.episodes}
            return unsure + _noted_words(told.noted)
        case AtMost():
            return gettext(
                "In half of them calm was back within %(time)s, or sooner; how much "
                "sooner was not noted. In general it may be within %(latest)s."
            ) % {
                "time": minutes_words(told.minutes),
                "latest": minutes_words(told.latest),
            }
        case Settling():
            return _settling_sentence(told)


def _settling_sentence(told: Settling) -> str:
    found = gettext(
        "In half of them calm was back after about %(time)s; likely between %(low)s "
        "and %(high)s."
    ) % {
        "time": minutes_words(told.median.value),
        "low": minutes_words(told.median.low),
        "high": minutes_words(told.median.high),
    }
    return found + _noted_words(told.noted)


def _noted_words(noted: float | None) -> str:
    if noted is None:
        return ""
    told = gettext("Half were noted as calm after %(time)s.")
    return f" {told % {'time': minutes_words(noted)}}"


def group_words(group: Group) -> str:
    """Say from how many, how many of them unfinished, and since when."""
    counted = ngettext(
        "%(count)s hard moment", "%(count)s hard moments", group.episodes
    ) % {"count": group.episodes}
    unfinished = gettext("%(count)s of them not seen to end") % {
        "count": group.unfinished
    }
    days = short_day(group.since)
    if group.until != group.since:
        days = f"{days} \N{EN DASH} {short_day(group.until)}"
    return " · ".join((counted, *([unfinished] if group.unfinished else []), days))


def compared_sentence(comparison: Comparison | None) -> str:
    """Hold the latest three months against those before, both directions alike."""
    if comparison is None:
        return gettext(
            "The latest three months cannot be held against the three before: it takes "
            "%(least)s hard moments in each, and some that came to an end."
        ) % {"least": FEWEST}
    found = comparison.ratio
    return _way(comparison) % {
        "ratio": number_words(found.value),
        "low": number_words(found.low),
        "high": number_words(found.high),
    }


def _way(comparison: Comparison) -> str:
    match comparison.direction:
        case "sooner":
            return gettext(
                "Calm came back sooner in the latest three months than in the three "
                "before: from minute to minute %(ratio)s times as likely, between "
                "%(low)s and %(high)s times."
            )
        case "later":
            return gettext(
                "Calm came back later in the latest three months than in the three "
                "before: from minute to minute %(ratio)s times as likely, between "
                "%(low)s and %(high)s times."
            )
        case "no-clear-difference":
            return gettext(
                "No clear difference between the latest three months and the three "
                "before: anything between %(low)s and %(high)s times as likely, from "
                "minute to minute, fits what was noted."
            )


def shape_words(shape: Family) -> str:
    """Say how times are taken to be spread."""
    match shape:
        case Family.EXPONENTIAL:
            return gettext(
                "as likely from minute to minute, however long it has lasted"
            )
        case Family.WEIBULL:
            return gettext("more likely to end, or less, the longer it lasts")
        case Family.LOG_NORMAL:
            return gettext("most of about one length, some much longer")


def minutes_words(minutes: float) -> str:
    """Write a length of time: 25 minutes, 1.7 hours, 3 days."""
    if minutes < HOURS:
        return time_unit(max(1, round(minutes)), "minute")
    many, unit = (minutes / HOUR, "hour") if minutes < DAYS else (minutes / DAY, "day")
    return time_unit(round(many, 1) if many < FINE else round(many), unit)


def time_unit(many: float, unit: str, length: Literal["long", "short"] = "long") -> str:
    """Write so many of a unit of time."""
    return format_unit(many, f"duration-{unit}", length, locale=locale())
