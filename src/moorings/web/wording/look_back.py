"""Wording of a look back at a week: each finding with its number and its moments."""

from collections.abc import Iterable
from dataclasses import dataclass

from moorings.companion.opened import Opened
from moorings.companion.wording import word_names
from moorings.insight.look_back import Cost, Fact, Facts, LookBack, Newly, TooFew
from moorings.journey.activation import Activation
from moorings.library.catalogue import gettext, ngettext
from moorings.web.listing import beginning
from moorings.web.rendering import hour_words, number_words, short_day

#: So many moments of one finding are listed; the others stand under Hard moments.
LISTED = 20
#: From so many minutes on, the time is told in hours.
LONG = 120


@dataclass(frozen=True, slots=True)
class Row:
    """One hard moment, or one line, in a list."""

    path: str
    day: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was found: its words, what was counted, and in which moments."""

    words: tuple[str, ...]
    count: tuple[str, ...]
    moments: tuple[Row, ...]
    further: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One question to the week; where nothing was found, `silence` says why."""

    title: str
    told: tuple[Told, ...] = ()
    silence: str = ""


def findings(opened: Opened, found: LookBack) -> tuple[Finding, ...]:
    """Put every question to the week into words, in the order of the page."""
    return (
        _counted(
            opened,
            gettext("What it began with most often"),
            found.triggers,
            gettext("It began with something else each time."),
        ),
        _counted(
            opened,
            gettext("What came first in the body"),
            found.earliest,
            gettext("It was another sign each time."),
        ),
        _cost(opened, found.costliest),
        _newly(opened, found.newly),
    )


def _counted(opened: Opened, title: str, found: Facts, none: str) -> Finding:
    if isinstance(found, TooFew):
        return Finding(title, silence=_too_early(found))
    told = tuple(_told(opened, each, (_of(each),)) for each in found)
    return Finding(title, told, "" if told else none)


def _cost(opened: Opened, found: Cost | TooFew | None) -> Finding:
    title = gettext("The urge that cost most")
    if isinstance(found, TooFew):
        return Finding(title, silence=_too_early(found))
    if found is None:
        return Finding(title, silence=gettext("No urge came twice with a number."))
    count = [
        _of(found.fact),
        gettext("Rose to %(peak)s of 10 (the middle of %(count)s)")
        % {"peak": _short(found.peak), "count": found.rated},
    ]
    if found.minutes is not None:
        took = gettext("Calm after %(time)s (the middle of %(count)s)")
        count.append(took % {"time": _time(found.minutes), "count": found.timed})
    return Finding(title, (_told(opened, found.fact, tuple(count)),))


def _newly(opened: Opened, found: tuple[Newly, ...] | TooFew) -> Finding:
    title = gettext("What shows now and did not before")
    if isinstance(found, TooFew):
        return Finding(title, silence=_too_early(found))
    told = tuple(
        _told(opened, each.fact, (_of(each.fact), _since(each))) for each in found
    )
    none = gettext("No two things came together in three moments for the first time.")
    return Finding(title, told, "" if told else none)


def _since(found: Newly) -> str:
    return ngettext(
        "Counted since %(since)s; before this week %(before)s moment",
        "Counted since %(since)s; before this week %(before)s moments",
        found.before,
    ) % {"since": short_day(found.since), "before": found.before}


def _told(opened: Opened, fact: Fact, count: tuple[str, ...]) -> Told:
    words = (name for part, each in fact.words for name in _names(opened, part, each))
    shown = tuple(map(row_of, fact.moments[:LISTED]))
    return Told(tuple(words), count, shown, max(0, len(fact.moments) - LISTED))


def _names(opened: Opened, part: str, word: str) -> Iterable[str]:
    known = word_names(opened, part, (word,))  # type: ignore[arg-type] # a part
    return known or (gettext("a word you took away"),)


def row_of(found: Activation) -> Row:
    """Show a hard moment in one line: its day and hour, and how its note begins."""
    day = f"{short_day(found.began.date)} {hour_words(found.began.time)}".strip()
    note = beginning(found.notes[0].text) if found.notes else ""
    return Row(f"/way/moments/{found.id}", day, note)


def _of(fact: Fact) -> str:
    return gettext("%(count)s of %(of)s moments") % {
        "count": len(fact.moments),
        "of": fact.of,
    }


def _too_early(found: TooFew) -> str:
    return ngettext(
        "Too early to tell: noted in %(count)s moment. From three on it is said.",
        "Too early to tell: noted in %(count)s moments. From three on it is said.",
        found.of,
    ) % {"count": found.of}


def _time(minutes: float) -> str:
    if minutes < LONG:
        whole = max(1, round(minutes))
        return ngettext("%(count)s minute", "%(count)s minutes", whole) % {
            "count": whole
        }
    return gettext("%(hours)s hours") % {"hours": _short(round(minutes / 30) / 2)}


def _short(value: float) -> str:
    return number_words(value, 0 if value == int(value) else 1)
