"""What lies ahead, in words: why something is suggested, and what was done before."""

from collections.abc import Sequence
from datetime import date

from babel.lists import format_list

from moorings.companion.stepping import Done, Kind
from moorings.insight.next_step import Because, Next
from moorings.library.catalogue import gettext, locale, ngettext, voiced
from moorings.library.practices import practices
from moorings.library.worksheets import sheets
from moorings.web.rendering import number_words, short_day

#: The names of the six skills on the coil; the steps have numbers.
LETTERS = "ABCDEF"
STEPS = 10


def mark_of(order: int) -> str:
    """Say what stands on the knot of a step, or on the float of a skill."""
    return str(order) if order <= STEPS else LETTERS[order - STEPS - 1]


def listed(words: Sequence[str]) -> str:
    """Write several things as one list."""
    return str(format_list(list(words), locale=locale()))


def why_words(found: Next) -> str:
    """Say why this is suggested, or why nothing is."""
    told: dict[Because, str] = {
        "off": gettext("This week is off."),
        "enough": gettext("Something was done today. Nothing more is suggested."),
        "planned": gettext("From your plan for today."),
        "steady": voiced(
            gettext("Something steadying and small, for an hour like this."),
            gettext("Steadying things only, for now."),
        ),
        "week": gettext("From this week of your programme."),
        "first": gettext("Something small to begin with."),
        "leaning": _leaning(found),
        "untried": gettext("From a step that is still new. Any order is good."),
        "longest": _longest(found.last),
        "nothing": gettext("Nothing is suggested just now."),
    }
    return told[found.because]


def _leaning(found: Next) -> str:
    if found.leaning is None:
        return ""
    kind = {
        "anxious": gettext("reaching"),
        "avoidant": gettext("pulling back"),
        "disorganised": gettext("both at once"),
    }[found.leaning.leaning]
    told = (
        gettext("Your first sketch lies a little toward this: %(kind)s.")
        if found.leaning.source == "sketch"
        else gettext("You said that this fits you: %(kind)s.")
    )
    return told % {"kind": kind}


def _longest(last: date | None) -> str:
    if last is None:
        return gettext("Any order is good.")
    return gettext("You were last at this step on %(day)s.") % {"day": short_day(last)}


def deed_name(done: Done) -> str:
    """Say what was done."""
    known: dict[Kind, str] = {
        "practice": practices()[done.name].title if done.name in practices() else "",
        "worksheet": sheets()[done.name].title if done.name in sheets() else "",
        "rung": gettext("Steps tried on a ladder"),
        "belief": gettext("Beliefs looked at"),
        "moment": gettext("Hard moments named"),
        "kit": gettext("Things in the kit"),
        "window": gettext("Marks of high and low"),
        "ledger": gettext("Moments noted with people"),
        "statement": gettext("Things put into words for somebody"),
        "promise": gettext("Promises of your own"),
        "repair": gettext("Steps of a repair"),
        "rebuild": gettext("Steps of building trust again"),
        "both-and": gettext("Things of your own, and shared ones"),
        "person-note": gettext("What somebody did, noted"),
        "rehearsal": gettext("Scenes rehearsed"),
        "pattern": gettext("Patterns written down"),
    }
    return known[done.kind]


def deed_words(done: Done) -> str:
    """Say how often, when last, and how it was before and after in the middle."""
    told = ngettext(
        "%(count)s time, on %(day)s", "%(count)s times, the last on %(day)s", done.count
    ) % {"count": done.count, "day": short_day(done.last)}
    if done.before is None or done.after is None:
        return told
    rated = gettext(
        "before %(before)s, after %(after)s, the middle of %(count)s rated"
    ) % {
        "before": _short(done.before),
        "after": _short(done.after),
        "count": done.rated,
    }
    return f"{told}; {rated}"


def _short(value: float) -> str:
    return number_words(value, 0 if value == int(value) else 1)
