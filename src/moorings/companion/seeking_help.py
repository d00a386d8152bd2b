"""Seeking help: what the open rules find in a record, told in each spell."""

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

#: The choice that names the day on which a reason was put by last.
PUT_BY = "put-by-help-"
#: Of two that are new, the second is told so long after the first was put by (own).
LATER = timedelta(weeks=1)
#: A reason that nobody puts by is told for so long (own).
TOLD = timedelta(weeks=4)
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
    """Give the reason to tell today: a new one, until it is put by.

    Never in a hard moment, at night or while answers are heavy; one a week at most.
    """
    if not opened.writable or open_activation(opened) or reasons(opened) & _NOT_NOW:
        return None
    today = moment(opened.now()).date
    read = {trigger: _put_by_on(opened, trigger) for trigger in TRIGGERS}
    if max(read.values()) > today - LATER:
        return None
    resting, found = standing(opened).rests, findings(opened)
    for trigger in TRIGGERS:
        since = found[trigger].since
        new = since is not None and read[trigger] < since > today - TOLD
        if new and not (resting and trigger in BETWEEN_TWO):
            return trigger
    return None


def put_by(opened: Opened, trigger: Trigger) -> None:
    """Keep that a reason was read: in this spell it is not told again."""
    choose(opened, {PUT_BY + trigger: moment(opened.now()).date.isoformat()})


def _rounds(opened: Opened) -> Iterator[Sign]:
    """Give the days on which something that is on the pattern map came again."""
    drawn = patterns(opened)
    for pattern, found in zip(drawn, counted(opened, *drawn), strict=True):
        if isinstance(found, Counted):
            for again in found.matched:
                yield Sign(again.began.date, pattern.id)


def _put_by_on(opened: Opened, trigger: Trigger) -> date:
    try:
        return date.fromisoformat(opened.journey.choices.get(PUT_BY + trigger, ""))
    except ValueError:
        return date.min
