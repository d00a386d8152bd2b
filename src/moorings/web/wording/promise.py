"""One's own promises in words and in a picture: what was told, and no streak of it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from moorings.insight.consistency import FEWEST_TOLD, FEWEST_WEEKS, TooFew, Weeks
from moorings.insight.promises import Counts
from moorings.journey.records import Keeping, TrustWay
from moorings.library.catalogue import gettext, ngettext
from moorings.pictures.consistency import Legend, Week, draw_consistency
from moorings.pictures.drawing import Told
from moorings.web.rendering import short_day, weekday

#: For so many days a day is called by its name in the week.
_NEAR: Final = timedelta(days=6)


def how_choices(*, early: bool) -> Mapping[str, str]:
    """Name what can be told of a promise; before its day a miss is none yet."""
    told = {
        "kept": gettext("I did it"),
        "said-in-time": gettext("I said in time that it would not work"),
        "mended": gettext("I missed it, and mended it"),
        "missed": gettext("I missed it"),
    }
    return {how: told[how] for how in list(told)[: 2 if early else None]}


def how_words(how: Keeping) -> str:
    """Say in a word or two what became of a promise."""
    return {
        "kept": gettext("kept"),
        "said-in-time": gettext("said in time"),
        "mended": gettext("mended"),
        "missed": gettext("missed"),
    }[how]


def outcome_words(how: Keeping) -> str:
    """Say what became of a promise in a sentence; a fact, and no praise."""
    return {
        "kept": gettext("You did what you said."),
        "said-in-time": gettext("You said in time that it would not work."),
        "mended": gettext("It was missed, and you mended it."),
        "missed": gettext("It was missed."),
    }[how]


def way_words(way: TrustWay) -> str:
    """Name one of the five ways of building trust, as something one does."""
    return {
        "follow-through": gettext("Doing what I said"),
        "honest-mistakes": gettext("Telling a mistake before it is found"),
        "ordinary-days": gettext("Being there on a plain day"),
        "limits": gettext("Leaving what is private closed, taking a no"),
        "admitting": gettext("Saying that I was wrong"),
    }[way]


def by_words(due: date) -> str:
    """Say by when."""
    return gettext("by %(day)s") % {"day": short_day(due)}


def near_words(due: date, today: date) -> str:
    """Name a day that has come as one would say it; nothing for today."""
    if due >= today:
        return ""
    return weekday(due) if today - due <= _NEAR else short_day(due)


def counts_words(counts: Counts) -> str:
    """Say what promises came to, as far as they came to it."""
    told = (
        (counts.kept, gettext("%(count)s kept")),
        (counts.said_in_time, gettext("%(count)s said in time")),
        (counts.mended, gettext("%(count)s mended")),
        (counts.missed, gettext("%(count)s missed")),
    )
    return ", ".join(words % {"count": count} for count, words in told if count)


def way_counts(counts: Counts) -> str:
    """Say what was seen of one way, with how many it is of."""
    seen = counts_words(Counts(counts.kept, counts.said_in_time, counts.mended))
    of = ngettext("of %(count)s noted", "of %(count)s noted", counts.told)
    return f"{seen or 0} · {of % {'count': counts.told}}"


def week_words(counts: Counts, still_open: int) -> str:
    """Say how this week stands, with every count."""
    told = gettext("Nothing is noted for this week yet.")
    if counts.told:
        said = gettext("This week: %(held)s of %(told)s kept, or said in time.")
        told = said % {"held": counts.held, "told": counts.told}
    if not still_open:
        return told
    left = ngettext("%(count)s is open.", "%(count)s are open.", still_open)
    return f"{told} {left % {'count': still_open}}"


def weeks_sentence(found: Weeks | TooFew) -> str:
    """Say what the picture shows, or how far it is from one."""
    if isinstance(found, TooFew):
        return ngettext(
            "%(count)s noted so far. Too early to tell: a picture takes %(least)s, "
            "in %(weeks)s different weeks.",
            "%(count)s noted so far. Too early to tell: a picture takes %(least)s, "
            "in %(weeks)s different weeks.",
            found.told,
        ) % {"count": found.told, "least": FEWEST_TOLD, "weeks": FEWEST_WEEKS}
    return gettext("%(count)s noted since %(day)s: %(counts)s.") % {
        "count": found.whole.told,
        "day": short_day(found.mondays[0]),
        "counts": counts_words(found.whole),
    }


def weeks_picture(found: Weeks) -> Markup:
    """Draw every promise that was told of over its week."""
    weeks = [
        Week(each.kept, each.said_in_time, each.mended, each.missed)
        for each in found.counts
    ]
    legend = Legend(
        short_day(found.mondays[0]),
        gettext("this week"),
        gettext("kept"),
        gettext("said in time that it would not work"),
        gettext("missed, then mended"),
        gettext("missed"),
    )
    told = Told(gettext("Promises week by week"), weeks_sentence(found))
    drawn = draw_consistency("consistency", weeks, legend, told)
    return Markup(drawn)  # noqa: S704 - every word in it was escaped


def weeks_rows(found: Weeks) -> tuple[tuple[str, ...], ...]:
    """Give the same as a table: a line for each week with any, the latest first."""
    told = zip(found.mondays, found.counts, strict=True)
    rows = [
        (
            short_day(monday),
            *map(str, (each.kept, each.said_in_time, each.mended, each.missed)),
        )
        for monday, each in told
        if each.told
    ]
    return tuple(reversed(rows))
