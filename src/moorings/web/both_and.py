"""Mine and ours: what its pages list, and the forms of values, acts and requests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import get_args

from moorings.companion.balancing import Planned
from moorings.companion.opened import Opened, new_id
from moorings.companion.planning_weeks import monday, today
from moorings.companion.requesting import Asked
from moorings.companion.valuing import Valued, shared_is_open, values
from moorings.errors import MooringsError
from moorings.journey.records import (
    Belongs,
    HelpAnswer,
    HelpRequest,
    PersonalValue,
    RecordId,
    WeeklyAct,
)
from moorings.journey.records.both_and import LARGEST_HELP
from moorings.library.catalogue import gettext
from moorings.web.forms import Form
from moorings.web.letters import LETTERS
from moorings.web.options import Option, options
from moorings.web.rendering import sentence
from moorings.web.rooms import TOGETHER
from moorings.web.trying import TEN, UnclearFormError, number_in
from moorings.web.wording.balance import (
    answers,
    asked_words,
    done_words,
    sizes,
    stands_words,
    week_words,
)
from moorings.web.wording.belief import begun
from moorings.web.wording.ledger import NAMED

HERE = f"{TOGETHER}/both-and"
VALUES, ACTS, ASKS = (f"{HERE}/{name}" for name in ("values", "acts", "asks"))
ANSWERS: Mapping[str, HelpAnswer] = {each: each for each in get_args(HelpAnswer)}
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing in a list: its words, what is told of it, and how it stands."""

    path: str
    text: str
    about: str = ""
    stands: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in a form, what can be chosen in it, and what was wrong with it."""

    record: RecordId
    fields: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)
    weeks: tuple[Option, ...] = ()
    values: tuple[Option, ...] = ()
    people: tuple[Option, ...] = ()
    sizes: tuple[Option, ...] = ()
    answers: tuple[Option, ...] = ()


def value_line(value: PersonalValue) -> Line:
    """Show something that matters in a list."""
    return Line(f"{VALUES}/{value.id}", value.text, stands_words(value))


def act_line(opened: Opened, act: WeeklyAct, *, whole: bool = True) -> Line:
    """Show an act in a list: its week, with whom, what for, and how it went."""
    told = [week_words(act.when.date, monday(today(opened)))] if whole else []
    about = (*told, names(opened, act.people), value_words(opened, act))
    path = f"{ACTS}/{act.id}"
    return Line(path, act.text, " · ".join(filter(None, about)), done_words(act.done))


def request_line(opened: Opened, request: HelpRequest) -> Line:
    """Show a request in a list: what it was, and what was said to it."""
    about = asked_words(request.answer, name_of(opened, request.person))
    return Line(f"{ASKS}/{request.id}", request.text, about)


def names(opened: Opened, people: tuple[RecordId, ...]) -> str:
    """Name a few of those an act is shared with."""
    known = opened.journey.people()
    told = [known[each].name for each in people if each in known]
    return ", ".join([*told[:NAMED], *(["…"] if told[NAMED:] else [])])


def name_of(opened: Opened, person: RecordId | None) -> str:
    """Name whoever was asked, if it is said who."""
    known = opened.journey.people().get(person) if person else None
    return known.name if known else ""


def value_words(opened: Opened, act: WeeklyAct) -> str:
    """Say what an act is for, where that stands."""
    value = value_of_act(opened, act)
    return value.text if value else ""


def value_of_act(opened: Opened, act: WeeklyAct) -> PersonalValue | None:
    """Give what an act is for, in its newest version, where that stands."""
    return next((each for each in values(opened) if is_for(opened, act, each)), None)


def is_for(opened: Opened, act: WeeklyAct, value: PersonalValue) -> bool:
    """Say whether an act is for this value, in whatever version."""
    first_of = opened.journey.first_of
    return act.value is not None and first_of(act.value) == first_of(value.id)


# --- the form of a value --------------------------------------------------------------


def value_form(form: Form, problems: Mapping[str, str] | None = None) -> Typed:
    """Lay the form of a value out with what was typed."""
    return Typed(form.record(), form.fields(), problems or {})


def value_stands(value: PersonalValue) -> Typed:
    """Lay it out with its words, and the numbers to be chosen anew or left."""
    fields = {
        "text": value.text,
        "importance": str(value.importance),
        "lived": str(value.lived),
    }
    return Typed(new_id(), fields)


def valued_in(form: Form) -> Valued:
    """Read the form of a value. Raises `UnclearFormError`."""
    text = form.line("text")
    importance, lived = (number_in(form.text(n), TEN) for n in ("importance", "lived"))
    problems = form.too_long(text=LETTERS.own)
    if not text:
        problems["text"] = gettext("Write it in your own words. One word is enough.")
    if importance is None:
        problems["importance"] = gettext("Choose a number from 0 to 10.")
    if lived is None:
        problems["lived"] = gettext("Choose a number from 0 to 10.")
    if problems or importance is None or lived is None:
        raise UnclearFormError(problems)
    return Valued(text, importance, lived)


# --- the form of an act ---------------------------------------------------------------


def act_form(
    opened: Opened,
    fields: Mapping[str, str],
    record: RecordId | None = None,
    problems: Mapping[str, str] | None = None,
) -> Typed:
    """Lay the form of an act out; where nothing is chosen it is for this week."""
    now = monday(today(opened))
    chosen = _week(fields.get("week", ""), now)
    near = sorted({now - _WEEK, now, now + _WEEK, chosen})
    weeks = {each.isoformat(): begun(week_words(each, now)) for each in near}
    kept = {"": gettext("Nothing in particular")}
    kept |= {each.id: each.text for each in values(opened)}
    whom = fields.get("people", "").split()
    return Typed(
        record or new_id(),
        fields,
        problems or {},
        weeks=options(weeks, chosen.isoformat()),
        values=options(kept, fields.get("value", "")) if len(kept) > 1 else (),
        people=tuple(
            Option(each, known.name, each in whom)
            for each, known in opened.journey.people().items()
            if each in whom or shared_is_open(opened, each)
        ),
    )


def act_fields(opened: Opened, act: WeeklyAct) -> dict[str, str]:
    """Give what stands in an act, to be changed."""
    value = value_of_act(opened, act)
    return {
        "text": act.text,
        "week": act.when.date.isoformat(),
        "people": "\n".join(act.people),
        "value": value.id if value else "",
    }


def planned_in(form: Form, opened: Opened, belongs: Belongs) -> Planned:
    """Read the form of an act. Raises `UnclearFormError`."""
    problems = form.too_long(text=LETTERS.wish)
    if not form.text("text").strip():
        problems["text"] = gettext("Write what it is, in a few words.")
    if problems:
        raise UnclearFormError(problems)
    known = {each.id for each in values(opened)}
    people = opened.journey.people()
    return Planned(
        belongs,
        form.text("text"),
        _week(form.text("week"), monday(today(opened))),
        tuple(each for each in form.records("people") if each in people),
        next((each for each in form.records("value") if each in known), None),
    )


def _week(typed: str, otherwise: date) -> date:
    try:
        return monday(date.fromisoformat(typed))
    except ValueError:
        return otherwise


# --- the form of a request ------------------------------------------------------------


def request_form(
    opened: Opened,
    fields: Mapping[str, str],
    record: RecordId | None = None,
    problems: Mapping[str, str] | None = None,
) -> Typed:
    """Lay the form of a request out; whom it goes to is left out where that rests."""
    whom: dict[str, str] = {}
    if shared_is_open(opened):
        whom = {"": gettext("Nobody in particular")}
        whom |= {
            each: known.name
            for each, known in opened.journey.people().items()
            if each == fields.get("person") or shared_is_open(opened, each)
        }
    return Typed(
        record or new_id(),
        fields,
        problems or {},
        people=options(whom, fields.get("person", "")) if len(whom) > 1 else (),
        sizes=options(sizes(), fields.get("size", "")),
        answers=options(answers(), fields.get("answer", "")),
    )


def request_fields(request: HelpRequest) -> dict[str, str]:
    """Give what stands in a request, to be changed or gone on with."""
    return {
        "text": request.text,
        "size": str(request.size),
        "person": request.person or "",
        "answer": request.answer,
        "line": request.after,
    }


def asked_in(form: Form, opened: Opened) -> Asked:
    """Read the form of a request. Raises `UnclearFormError`."""
    size = number_in(form.text("size"), LARGEST_HELP)
    problems = form.too_long(text=LETTERS.wish, line=LETTERS.answer)
    if not form.text("text").strip():
        problems["text"] = gettext("Write what you ask for, in a few words.")
    if not size:
        problems["size"] = gettext("Choose how large it is.")
    if problems or not size:
        raise UnclearFormError(problems)
    people = opened.journey.people()
    return Asked(
        form.text("text"),
        size,
        next((each for each in form.records("person") if each in people), None),
        ANSWERS.get(form.text("answer"), ""),
        form.text("line"),
    )


def problems_of(error: MooringsError) -> Mapping[str, str]:
    """Say at which fields something is wrong; what concerns all of it stands on top."""
    if isinstance(error, UnclearFormError):
        return error.problems
    return {"": sentence(error)}
