"""A repair: in a list, its beginning as a form, and each of its steps as it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, get_args

from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError
from moorings.companion.mending import Happened, Thread
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import Kept
from moorings.companion.rebuilding import promised_in
from moorings.companion.repairing import as_repair
from moorings.errors import MooringsError
from moorings.insight.repairs import STEPS, Repair, StepName, ask_day, was_told
from moorings.journey.records import HurtBy, Mending, MendingStep, RecordId
from moorings.library.catalogue import gettext
from moorings.library.repair_steps import Step
from moorings.web.forms import Form
from moorings.web.letters import LETTERS
from moorings.web.listing import beginning
from moorings.web.options import Option, options
from moorings.web.promises import person_in
from moorings.web.rendering import sentence, short_day
from moorings.web.rooms import TOGETHER
from moorings.web.trying import UnclearFormError
from moorings.web.whom import whom
from moorings.web.wording.rebuild import by_choices
from moorings.web.wording.repair import said_words, step_words

ALL: Final = f"{TOGETHER}/repair"
NEW: Final = f"{ALL}/new"
PAUSE: Final = f"{ALL}/pause"
BEGIN: Final = f"{ALL}/begin"
BY: Final[Mapping[str, HurtBy]] = {each: each for each in get_args(HurtBy)}


@dataclass(frozen=True, slots=True)
class Row:
    """One repair in a list."""

    path: str
    text: str
    about: str
    state: str


@dataclass(frozen=True, slots=True)
class BeginForm:
    """The form in which one begins, or is told otherwise."""

    record: RecordId
    fields: Mapping[str, str]
    by: tuple[Option, ...]
    people: tuple[Option, ...]
    problems: Mapping[str, str]


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


def row_of(opened: Opened, thread: Thread) -> Row:
    """Show one repair in a list."""
    mending = thread.mending
    since = gettext("since %(day)s") % {"day": short_day(mending.when.date)}
    about = " · ".join(filter(None, (since, name_of(opened, mending))))
    state = ""
    if thread.end:
        whole = thread.end.how == "complete"
        state = gettext("complete") if whole else gettext("ended")
    return Row(path_of(mending), beginning(mending.text), about, state)


def path_of(mending: Mending) -> str:
    """Say where a repair stands."""
    return f"{ALL}/{mending.id}"


def name_of(opened: Opened, mending: Mending) -> str:
    """Name whom it is about, where it is about anybody named."""
    known = opened.journey.people().get(mending.person) if mending.person else None
    return known.name if known else ""


def laid_out(
    opened: Opened, fields: Mapping[str, str], record: RecordId | None = None
) -> BeginForm:
    """Lay the form out, with what was chosen and typed."""
    return BeginForm(
        record or new_id(),
        fields,
        options(by_choices(), fields.get("who", "")),
        whom(opened, "repair", fields.get("person", "")),
        {},
    )


def typed_again(
    opened: Opened, form: Form, error: MooringsError | None = None
) -> BeginForm:
    """Lay the form out as it was typed; whoever it named may be known by now."""
    fields, people = form.fields(), opened.journey.people()
    named = form.line("new_person").casefold()
    known = [p for p, each in people.items() if named and each.name.casefold() == named]
    if known:
        fields |= {"person": known[0], "new_person": ""}
    shown = laid_out(opened, fields, form.record())
    if isinstance(error, UnclearFormError):
        return replace(shown, problems=error.problems)
    return replace(shown, problems={"": sentence(error)} if error else {})


def happened_in(form: Form, opened: Opened) -> Happened:
    """Read the form. Raises `UnclearFormError`."""
    problems = form.too_long(text=LETTERS.happened, new_person=LETTERS.name)
    by = BY.get(form.text("who"))
    if not form.text("text").strip():
        problems["text"] = sentence(EmptyPageError())
    if by is None:
        problems["who"] = gettext("Choose the one that comes nearest.")
    if problems or by is None:
        raise UnclearFormError(problems)
    return Happened("repair", by, form.text("text"), person_in(form, opened))


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
