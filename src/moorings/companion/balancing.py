"""Balancing: one act of one's own and one shared act a week, and how they went."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.planning_weeks import monday
from moorings.companion.resending import new_in
from moorings.companion.taking_back import bring_back, erase
from moorings.companion.together import require_open
from moorings.companion.valuing import require_shared
from moorings.journey.records import (
    Belongs,
    Done,
    RecordId,
    Retraction,
    WeeklyAct,
    When,
)


@dataclass(frozen=True, slots=True)
class Planned:
    """One act of a week, with whom, and for which of the things that matter."""

    belongs: Belongs
    text: str
    week: date
    people: tuple[RecordId, ...] = ()
    value: RecordId | None = None


def keep_act(
    opened: Opened,
    record: RecordId,
    planned: Planned,
    replaces: RecordId | None = None,
) -> None:
    """Keep an act of a week, or another version of one; how it went stays with it.

    Raises `EmptyPageError` where it has no words, `RestsError` where sharing rests.
    """
    before = act_of(opened, replaces) if replaces else _known(opened, record)
    belongs = before.belongs if before else planned.belongs
    _require(opened, belongs, planned.people)
    if before:
        _require(opened, belongs, before.people)
    if not planned.text.strip():
        raise EmptyPageError
    kept = WeeklyAct(
        id=record,
        written_at=opened.now(),
        replaces=before.id if before else None,
        when=When(monday(planned.week)),
        belongs=belongs,
        text=planned.text.strip(),
        done=before.done if before else "",
        people=planned.people if belongs == "ours" else (),
        value=planned.value,
    )
    opened.keep(*new_in(opened, kept))


def acts(opened: Opened, belongs: Belongs | None = None) -> tuple[WeeklyAct, ...]:
    """Give every act, or those of one side, the latest week first."""
    found = opened.journey.standing(WeeklyAct)
    wanted = (each for each in found if belongs in {None, each.belongs})
    return tuple(sorted(wanted, key=lambda each: each.when.order, reverse=True))


def act_of(opened: Opened, record: RecordId) -> WeeklyAct:
    """Give one act in its newest version. Raises `NothingThereError`."""
    versions = {each.id for each in opened.journey.versions(record)}
    for act in acts(opened):
        if act.id in versions:
            return act
    raise NothingThereError


def say_done(opened: Opened, record: RecordId, of: RecordId, done: Done) -> None:
    """Keep whether an act came about; said again, the later word counts."""
    before = act_of(opened, of)
    _require(opened, before.belongs, before.people)
    if before.done != done:
        opened.keep(*new_in(opened, opened.later(before, record, done=done)))


def let_go(opened: Opened, record: RecordId) -> None:
    """Let an act go without a word; it can be taken up again."""
    act = act_of(opened, record)
    gone = Retraction(id=opened.new_id(), written_at=opened.now(), of=act.id)
    opened.keep(gone)


def take_up(opened: Opened, record: RecordId) -> None:
    """Undo the letting go of an act."""
    versions = opened.journey.versions(record)
    if not versions or not isinstance(versions[-1], WeeklyAct):
        raise NothingThereError
    bring_back(opened, record)


def erase_act(opened: Opened, record: RecordId) -> None:
    """Destroy an act with all its versions."""
    erase(opened, act_of(opened, record).id)


def _known(opened: Opened, record: RecordId) -> WeeklyAct | None:
    """Give the act that a form made before, as it stands now."""
    with suppress(NothingThereError):
        return act_of(opened, record)
    return None


def _require(
    opened: Opened, belongs: Belongs, people: tuple[RecordId, ...] = ()
) -> None:
    """Raise `RestsError` where its side of the room rests."""
    if belongs == "ours":
        require_shared(opened, *people)
    else:
        require_open(opened, "both-and")
