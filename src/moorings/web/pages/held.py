"""Held texts: what waits instead of being sent, and what became of it."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.guarding import standing
from moorings.companion.holding import (
    Held,
    change_held,
    end_held,
    held_text,
    held_texts,
    hold_longer,
)
from moorings.companion.opened import Opened, new_id
from moorings.errors import MooringsError
from moorings.journey.records import HowItEnded, RecordId
from moorings.library.airlock import LIMITS, Mark, Need, marks
from moorings.library.catalogue import gettext, language, ngettext
from moorings.safety.gate import Situation, may_be_offered
from moorings.web.danger import answer_later, heard_in, take_heard
from moorings.web.forms import Form, TooLongError, form_of, record_in_path, when_from
from moorings.web.lengths import MORNING, Length, lengths, span_of
from moorings.web.letters import LETTERS
from moorings.web.listing import beginning
from moorings.web.needs import need_from, text_with_need
from moorings.web.pages.now.holding import tables_url
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, hour_words, render, sentence, short_day
from moorings.web.routing import page
from moorings.web.steps import MINUTES
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked

HERE = "/write/held"
ENDINGS: dict[str, HowItEnded] = {
    "sent": "sent",
    "changed": "changed",
    "not-sent": "not-sent",
}


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One held text in a list, and how it stands."""

    path: str
    words: str
    stands: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPage:
    """One held text: its words, how it stands, and what may be looked at in it."""

    id: RecordId
    path: str
    record: RecordId
    state: str
    stands: str
    text: str
    to: str
    span: str
    offers: bool
    marks: tuple[Mark, ...]
    tables: str
    more: tuple[Length, ...]
    heard: Heard | None = None
    problem: str = ""
    to_problem: str = ""
    need: Need = field(default_factory=Need)
    limits: tuple[int, ...] = LIMITS


async def show_all(request: Request) -> Response:
    """List every held text, those first whose hour has come."""
    order = ("ready", "waiting", "kept", "ended")
    held = held_texts(unlocked(request))
    lines = (_line(each) for state in order for each in held if each.state == state)
    return render(request, "held_texts.html", tuple(lines))


async def show(request: Request) -> Response:
    """Show one held text."""
    opened = unlocked(request)
    held = held_text(opened, record_in_path(request))
    shown = _shown(opened, held, take_heard(request))
    if form := unfinished(request, opened):
        shown = _with(shown, form)
    return render(request, "held.html", shown)


async def change(request: Request) -> Response:
    """Keep other words in its place."""
    opened, form = unlocked(request), await form_of(request)
    held, text = held_text(opened, record_in_path(request)), text_with_need(form)
    try:
        form.fit(to=LETTERS.name)
        change_held(opened, held, form.record(), text, form.line("to"))
    except MooringsError as error:
        again = _with(_shown(opened, held, None), form)
        told, at_to = sentence(error), isinstance(error, TooLongError)
        again = replace(
            again, problem="" if at_to else told, to_problem=told if at_to else ""
        )
        return render(request, "held.html", again, STATUS[error.kind])
    tell(request, gettext("Saved. The earlier version is kept as well."))
    answer_later(request, opened, text, moment(opened.now()))
    return go_to(_path(held))


async def wait_on(request: Request) -> Response:
    """Let it wait on, from now."""
    opened, form = unlocked(request), await form_of(request)
    held = held_text(opened, record_in_path(request))
    minutes = MINUTES.get(form.text("minutes"))
    if minutes is None or not _may_wait(opened):
        raise HTTPException(400)
    hold_longer(opened, held, form.record(), timedelta(minutes=minutes))
    tell(request, gettext("It waits on."))
    return go_to(_path(held))


async def end(request: Request) -> Response:
    """Keep what became of it."""
    opened, form = unlocked(request), await form_of(request)
    held = held_text(opened, record_in_path(request))
    how = ENDINGS.get(form.text("how"))
    if how is None:
        raise HTTPException(400)
    try:
        end_held(opened, held, form.record(), how, when_from(form, opened))
    except MooringsError as error:
        again = _shown(opened, held, None, sentence(error))
        return render(request, "held.html", again, STATUS[error.kind])
    tell(request, _waited(held_text(opened, held.id)))
    return go_to(_path(held))


def _shown(
    opened: Opened, held: Held, heard: Heard | None, problem: str = ""
) -> HeldPage:
    text = held.text.text
    found = heard_in(text)
    grave = found is not None and found.outcome == "crisis"
    over = held.state in {"kept", "ended"}
    offers = _may_wait(opened) and not (over or grave)
    return HeldPage(
        id=held.id,
        path=_path(held),
        record=new_id(),
        state=held.state,
        stands=_stands(held),
        text=text,
        to=held.text.to,
        span=span_of(held.began, held.due) if held.state == "waiting" else "",
        offers=offers,
        marks=marks(text, language()) if offers else (),
        tables=tables_url(),
        more=lengths(10, 60, MORNING, 1440),
        heard=heard or (found if grave and held.state != "ended" else None),
        problem=problem,
    )


def _with(shown: HeldPage, form: Form) -> HeldPage:
    """Let what was typed stand in it."""
    text, to = form.text("text"), form.line("to")
    return replace(shown, record=form.record(), text=text, to=to, need=need_from(form))


def _may_wait(opened: Opened) -> bool:
    """Say whether waiting and rewording may be offered just now."""
    known = Situation(gate="no", guard=standing(opened).guard())
    return "wait" in may_be_offered(known)


def _line(held: Held) -> HeldLine:
    told = (held.text.to, _stands(held))
    return HeldLine(
        _path(held), beginning(held.text.text), " · ".join(filter(None, told))
    )


def _stands(held: Held) -> str:
    due = moment(held.due)
    told = {"day": short_day(due.date), "hour": hour_words(due.time)}
    match held.state:
        case "waiting":
            told["left"] = _long(held.left)
            return gettext("Waits until %(hour)s, %(day)s: %(left)s left.") % told
        case "ready":
            return gettext("Its time came at %(hour)s, %(day)s.") % told
        case "kept":
            return gettext("They asked you not to write. It stays here, unsent.")
        case "ended":
            return f"{_became(held)} {_waited(held)}"


def _became(held: Held) -> str:
    how = held.end.how if held.end else "not-sent"
    return {
        "sent": gettext("Sent as it stood."),
        "changed": gettext("Sent in other words."),
        "not-sent": gettext("Not sent."),
    }[how]


def _waited(held: Held) -> str:
    told = {"time": _long(held.waited)}
    if held.whole:
        return gettext("You waited until its time: %(time)s.") % told
    return gettext("You waited %(time)s.") % told


def _long(time: timedelta) -> str:
    """Write a length of time in whole minutes; less than one is one."""
    minutes = max(round(time / timedelta(minutes=1)), 1)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return ngettext("%(count)s minute", "%(count)s minutes", rest) % {"count": rest}
    told = {"hours": hours, "minutes": rest}
    return (
        gettext("%(hours)s h %(minutes)s min") if rest else gettext("%(hours)s h")
    ) % told


def _path(held: Held) -> str:
    return f"{HERE}/{held.id}"


ROUTES = [
    *page(HERE, show_all),
    *page(HERE + "/{record}", show, until_kept(change)),
    *page(HERE + "/{record}/longer", submit=wait_on),
    *page(HERE + "/{record}/end", submit=end),
]
