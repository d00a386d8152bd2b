"""A repair: in a list, its beginning as a form, and each of its steps as it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from moorings.companion.clock import moment
from moorings.companion.mending import Thread
from moorings.companion.opened import Opened
from moorings.companion.promising import Kept
from moorings.companion.rebuilding import promised_in
from moorings.companion.repairing import as_repair
from moorings.insight.repairs import STEPS, Repair, StepName, ask_day, was_told
from moorings.journey.records import HurtBy, MendingStep
from moorings.library.catalogue import gettext
from moorings.library.repair_steps import Step
from moorings.web.listing import beginning
from moorings.web.mending import AT, path_of
from moorings.web.rendering import short_day
from moorings.web.wording.repair import said_words, step_words

ALL: Final = AT["repair"]
NEW: Final = f"{ALL}/new"
PAUSE: Final = f"{ALL}/pause"
BEGIN: Final = f"{ALL}/begin"


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was written at a step, when, and what was answered."""

    text: str
    about: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step in a list: its words, since when something stands there, and what."""

    name: StepName
    path: str
    title: str
    short: str
    state: str
    said: tuple[Said, ...]


def steps_of(opened: Opened, thread: Thread) -> tuple[StepRow, ...]:
    """List the steps of a repair, with what stands at each of them."""
    repair = as_repair(opened, thread)
    planned = promised_in(opened, thread)
    today = moment(opened.now()).date
    return tuple(
        StepRow(
            name,
            f"{path_of(thread.mending)}/{name}",
            words.title,
            _shortly(repair, name, planned) or words.short,
            _since(repair, name, today),
            said_at(repair, name) if name != "plan" else (),
        )
        for name, words in _named(repair.by)
    )


def beside(
    thread: Thread, step: StepName
) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """Give the way to the step before and to the one after, where there is one."""
    by, here = thread.mending.by, path_of(thread.mending)
    ways = [(f"{here}/{name}", words.title) for name, words in _named(by)]
    at = STEPS[by].index(step)
    return ways[at - 1] if at else None, ways[at + 1] if at + 1 < len(ways) else None


def said_at(repair: Repair, step: StepName) -> tuple[Said, ...]:
    """Give what was written at a step, the latest first."""
    told = (_said(each, step, repair.by) for each in repair.taken(step))
    return tuple(told)


def _said(step: MendingStep, name: StepName, by: HurtBy) -> Said:
    return Said(step.text, said_words(name, by, step.answer, step.when.date))


def _named(by: HurtBy) -> Iterator[tuple[StepName, Step]]:
    return ((name, step_words(name, by)) for name in STEPS[by])


def _shortly(repair: Repair, name: StepName, planned: tuple[Kept, ...]) -> str:
    """Give the first words of what stands at a step."""
    if name == "plan":
        return beginning(planned[-1].promise.text) if planned else ""
    texts = (each.text for each in repair.taken(name) if each.text)
    return beginning(next(texts, ""))


def _since(repair: Repair, name: StepName, today: date) -> str:
    """Say since when something stands at a step, or from when it is asked about."""
    if name == "plan":
        days = [promise.when.date for promise, _ in repair.promises]
        return short_day(min(days)) if days else ""
    taken = repair.taken(name)
    if taken or name != "follow-through":
        return short_day(taken[0].when.date) if taken else ""
    left = (ask_day(each[0]) for each in repair.promises if not was_told(each))
    day = min(left, default=today)
    return gettext("from %(day)s") % {"day": short_day(day)} if day > today else ""
