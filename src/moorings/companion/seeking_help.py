"""Seeking help: what the open rules find in a record, told once in each spell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.guarding import standing
from moorings.companion.mapping import counted, patterns
from moorings.companion.opened import Opened
from moorings.companion.practising import reasons
from moorings.companion.settling import open_activation
from moorings.companion.worksheets import worksheets
from moorings.insight.help_triggers import (
    RULES,
    TRIGGERS,
    Sign,
    Trigger,
    days_counted,
    signs,
    spell_began,
)
from moorings.insight.patterns import Counted
from moorings.journey.records import LedgerEntry
from moorings.safety.resting import Reason

#: The choice that names the day on which a reason was told last.
TOLD = "told-help-"
#: Of two that are new, the second is told so much later (own).
LATER = timedelta(weeks=1)
#: What may be no fault of how two people talk: not told while a flag stands.
BETWEEN_TWO: frozenset[Trigger] = frozenset({"cycles", "talking", "trust"})
#: Hours in which other things come first.
_NOT_NOW: frozenset[Reason] = frozenset({"unreal", "help", "heavy", "night"})


@dataclass(frozen=True, slots=True)
class Finding:
    """On how many days it was noted, and since when its rule holds, if it does."""

    days: int
    since: date | None


def findings(opened: Opened) -> Mapping[Trigger, Finding]:
    """Give what each rule finds today."""
    today = moment(opened.now()).date
    slips = (each.when.date for each in worksheets(opened, "slip"))
    ledger = opened.journey.standing(LedgerEntry)
    told = signs(opened.journey.activations(), ledger, slips, _rounds(opened))
    return {
        trigger: Finding(
            days_counted(told[trigger], RULES[trigger], today),
            spell_began(told[trigger], RULES[trigger], today),
        )
        for trigger in TRIGGERS
    }


def help_to_tell(opened: Opened) -> Trigger | None:
    """Give the reason to tell today, if one is new, and keep that it was told.

    What was told today is told all day, so that a page can be loaded anew. Never in a
    hard moment, at night or while answers are heavy; one a week at most.
    """
    if not opened.writable or open_activation(opened) or reasons(opened) & _NOT_NOW:
        return None
    today = moment(opened.now()).date
    resting = standing(opened).rests
    open_ = [t for t in TRIGGERS if not (resting and t in BETWEEN_TWO)]
    told = {trigger: _told_on(opened, trigger) for trigger in TRIGGERS}
    if max(told.values()) > today - LATER:
        return next((t for t in open_ if told[t] == today), None)
    found = findings(opened)
    for trigger in open_:
        since = found[trigger].since
        if since is not None and told[trigger] < since:
            choose(opened, {TOLD + trigger: today.isoformat()})
            return trigger
    return None


def _rounds(opened: Opened) -> Iterator[Sign]:
    """Give the days on which something that is on the pattern map came again."""
    drawn = patterns(opened)
    for pattern, found in zip(drawn, counted(opened, *drawn), strict=True):
        if isinstance(found, Counted):
            for again in found.matched:
                yield Sign(again.began.date, pattern.id)


def _told_on(opened: Opened, trigger: Trigger) -> date:
    try:
        return date.fromisoformat(opened.journey.choices.get(TOLD + trigger, ""))
    except ValueError:
        return date.min
