"""What lies ahead, ready to be shown: the next step under Way, and a line on Today."""

from dataclasses import dataclass
from datetime import date

from moorings.companion.opened import Opened
from moorings.companion.practising import reasons
from moorings.companion.reviewing_months import offered_month
from moorings.companion.stepping import next_for
from moorings.insight.month import month_number
from moorings.insight.next_step import Next
from moorings.library.catalogue import gettext
from moorings.library.practices import practices
from moorings.library.roadmap import stages
from moorings.safety.resting import Reason
from moorings.web.rendering import month_words
from moorings.web.wording.ahead import why_words

#: With one of these nothing stands on Today that could be done (own).
QUIET: frozenset[Reason] = frozenset({"unreal", "help", "heavy"})


@dataclass(frozen=True, slots=True)
class Ahead:
    """What may come next, and why; without a name nothing is suggested."""

    why: str
    path: str = ""
    name: str = ""
    short: str = ""
    stage: tuple[str, str] | None = None


def ahead_of(found: Next) -> Ahead:
    """Put a suggestion into words."""
    if not found.practice:
        return Ahead(why_words(found))
    practice, stage = practices()[found.practice], stages()[found.stage]
    return Ahead(
        why_words(found),
        f"/practise/{found.practice}",
        practice.title,
        practice.short,
        (f"/way/steps/{found.stage}", stage.title),
    )


def on_today(opened: Opened) -> Ahead | None:
    """Give the one quiet line of Today: a month that is over, or the next step."""
    known = reasons(opened)
    if known & QUIET:
        return None
    if (month := offered_month(opened)) and "night" not in known:
        return _month_over(month)
    found = next_for(opened)
    return ahead_of(found) if found.practice else None


def _month_over(first: date) -> Ahead:
    name = gettext("%(month)s, in five sentences") % {"month": month_words(first)}
    why = gettext("In your own words. Nothing to do.")
    return Ahead(why, f"/way/month/{month_number(first)}", name)
