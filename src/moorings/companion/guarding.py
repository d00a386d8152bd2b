"""Guarding: the flag that rests some rooms, and the question that stands after import.

Only the person's own Yes or their own switch raises a flag, and only they lift it. It
lies sealed in the vault's file, and in nothing that can be read.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.flagging import flagged
from moorings.companion.laying import stilling
from moorings.companion.opened import Opened
from moorings.journey.records import (
    AnyRecord,
    BondKey,
    Choice,
    PrivateCheck,
    RecordId,
    SafetyFlag,
)
from moorings.safety.gate import Guard

#: The choice that says whether the gate is asked before the rooms for two open.
SETTING = "gate-first"
ASK, ANSWERED = "ask", "answered"


@dataclass(frozen=True, slots=True)
class Standing:
    """Which flags stand (None: for nobody in particular), and what is to be asked."""

    flagged: frozenset[RecordId | None]
    ask_first: bool

    @property
    def rests(self) -> bool:
        """Say whether the rooms for two rest; why is told to nobody."""
        return bool(self.flagged) or self.ask_first

    def guard(self, person: RecordId | None = None) -> Guard:
        """Say what the gate's table is to know, about one person or in general."""
        if person is not None and person in self.flagged:
            return "flagged for this person"
        if self.flagged:
            return "flagged"
        return "ask first" if self.ask_first else "clear"


def standing(opened: Opened) -> Standing:
    """Read which flags stand: of each person the last word counts."""
    asked = opened.journey.choices.get(SETTING, ANSWERED) != ANSWERED
    return Standing(flagged(opened), asked)


def raise_flag(opened: Opened, person: RecordId | None = None) -> None:
    """Let the rooms for two rest, for somebody or for nobody in particular."""
    _turn(opened, person, raised=True)


def lift_flag(opened: Opened, person: RecordId | None = None) -> None:
    """Open the rooms again that this flag let rest."""
    _turn(opened, person, raised=False)


def answer_gate(opened: Opened, *, danger: bool) -> None:
    """Keep the answer to what is asked after an import: the flag, or that it rests."""
    if danger:
        raise_flag(opened)
    choose(opened, {SETTING: ANSWERED})


def put_gate_off(opened: Opened) -> None:
    """Leave it unanswered; today nobody asks again, and the rooms rest on."""
    if standing(opened).ask_first:
        choose(opened, {SETTING: moment(opened.now()).date.isoformat()})


def gate_is_due(opened: Opened, today: date) -> bool:
    """Say whether to ask: it stands open, and was not put off today."""
    return opened.writable and opened.journey.choices.get(SETTING, ANSWERED) not in {
        ANSWERED,
        today.isoformat(),
    }


def ask_first(opened: Opened) -> Choice:
    """Give the word that the gate comes first, to be kept with what is brought in."""
    return Choice(
        id=opened.new_id(), written_at=opened.now(), setting=SETTING, value=ASK
    )


def leaves_out(records: Iterable[AnyRecord]) -> tuple[AnyRecord, ...]:
    """Give what may be read: no flags, what was said about them, or keys of a bond."""
    sealed = SafetyFlag | PrivateCheck | BondKey
    read = [r for r in records if not isinstance(r, sealed)]
    return tuple(r for r in read if not _is_setting(r))


def _is_setting(record: AnyRecord) -> bool:
    return isinstance(record, Choice) and record.setting == SETTING


def _turn(opened: Opened, person: RecordId | None, *, raised: bool) -> None:
    if (person in standing(opened).flagged) == raised:
        return
    now = opened.now()
    flag = SafetyFlag(
        id=opened.new_id(),
        written_at=now,
        when=moment(now),
        raised=raised,
        person=person,
    )
    opened.keep(flag, also=stilling(opened, flag))
