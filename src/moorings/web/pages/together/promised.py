"""One promise: what became of it, said early or late; taken back, or erased."""

from dataclasses import dataclass, replace
from typing import Final, get_args

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.opened import Opened, new_id
from moorings.companion.promising import (
    Kept,
    bring_promise_back,
    erase_promise,
    is_open_in,
    is_taken_back,
    keep_outcome,
    promise_anywhere,
    promise_of,
    take_promise_back,
)
from moorings.companion.together import RestsError
from moorings.errors import MooringsError
from moorings.journey.records import Keeping, RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, record_in_path, when_from
from moorings.web.letters import LETTERS
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.promises import (
    ALL,
    WAYS,
    name_of,
    path_of,
    stays_typed,
    thread_path,
)
from moorings.web.rendering import day_words, go_to, render, sentence, short_day
from moorings.web.routing import page
from moorings.web.trying import UnclearFormError
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.promise import (
    how_choices,
    near_words,
    outcome_words,
    way_words,
)

HOWS: Final[dict[str, Keeping]] = {each: each for each in get_args(Keeping)}


@dataclass(frozen=True, slots=True)
class Telling:
    """The form in which it is told what became of a promise."""

    record: RecordId
    hows: tuple[Option, ...]
    ways: tuple[Option, ...]
    text: str = ""
    problem: str = ""
    too_long: str = ""


@dataclass(frozen=True, slots=True)
class PromisePage:
    """Everything the page of one promise shows."""

    path: str
    text: str
    facts: tuple[tuple[str, str], ...]
    resting: bool
    gone: bool
    let_go: bool
    day: str
    come: bool
    how: str
    outcome: str
    said: str
    told: tuple[tuple[str, str], ...]
    to: str
    thread: str
    form: Telling
    heard: Heard | None = None


async def show_one(request: Request) -> Response:
    """Show one promise, and ask how it went or take a word in time."""
    opened = unlocked(request)
    kept = promise_anywhere(opened, record_in_path(request))
    typed = unfinished(request, opened)
    form = _typed_again(opened, kept, typed) if typed else _telling(opened, kept)
    shown = replace(_page(opened, kept, form), heard=take_heard(request))
    return render(request, "together_promise.html", shown)


async def tell_one(request: Request) -> Response:
    """Keep what became of it; a later word counts in place of an earlier one."""
    opened, form = unlocked(request), await form_of(request)
    kept = promise_of(opened, record_in_path(request))
    when, text = when_from(form, opened), form.text("text").strip()
    try:
        how = _how(opened, kept, form)
        ways = tuple(WAYS[each] for each in form.lines("ways") if each in WAYS)
        outcome = kept.promise.id, how, text, ways
        keep_outcome(opened, form.record(), outcome, when)
    except MooringsError as error:
        if isinstance(error, RestsError):
            stays_typed(opened, form)
        again = _typed_again(opened, kept, form, error)
        shown = _page(opened, kept, again)
        # What was typed is to be seen, also where the room rests.
        shown = replace(shown, resting=False)
        return render(request, "together_promise.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    answer_later(request, opened, text, when)
    return go_to(path_of(kept.promise))


async def take_back(request: Request) -> Response:
    """Take a promise back; it can be brought back."""
    opened, record = unlocked(request), record_in_path(request)
    take_promise_back(opened, record)
    tell(request, gettext("Taken back."), undo=f"{ALL}/{record}/bring-back")
    return go_to(ALL)


async def bring_back(request: Request) -> Response:
    """Let a promise stand again."""
    opened, record = unlocked(request), record_in_path(request)
    bring_promise_back(opened, record)
    tell(request, gettext("It stands again."))
    return go_to(f"{ALL}/{record}")


async def erase_one(request: Request) -> Response:
    """Destroy a promise, with what was told of it."""
    erase_promise(unlocked(request), record_in_path(request))
    tell(request, gettext("Erased for good."))
    return go_to(ALL)


def _how(opened: Opened, kept: Kept, form: Form) -> Keeping:
    problems = form.too_long(text=LETTERS.happened)
    how = HOWS.get(form.text("how"))
    if how not in how_choices(early=_is_early(opened, kept)):
        problems["how"] = gettext("Choose one of these. None of them is a mark.")
    if problems or how is None:
        raise UnclearFormError(problems)
    return how


def _telling(
    opened: Opened, kept: Kept, form: Form | None = None, record: RecordId | None = None
) -> Telling:
    """Lay the form out, with what was chosen and typed."""
    chosen = form.lines("ways") if form else ()
    ways = tuple(
        Option(each, way_words(way), each in chosen) for each, way in WAYS.items()
    )
    how, text = (form.text("how"), form.text("text")) if form else ("", "")
    hows = options(how_choices(early=_is_early(opened, kept)), how)
    return Telling(record or new_id(), hows, ways, text)


def _is_early(opened: Opened, kept: Kept) -> bool:
    """Say whether its day is still to come, so that nothing can be missed yet."""
    return kept.promise.due > moment(opened.now()).date


def _typed_again(
    opened: Opened, kept: Kept, form: Form, error: MooringsError | None = None
) -> Telling:
    shown = _telling(opened, kept, form, form.record())
    if isinstance(error, UnclearFormError):
        problem = error.problems.get("how", "")
        return replace(shown, problem=problem, too_long=error.problems.get("text", ""))
    return replace(shown, problem=sentence(error)) if error else shown


def _page(opened: Opened, kept: Kept, form: Telling) -> PromisePage:
    promise, today = kept.promise, moment(opened.now()).date
    outcome, to = kept.outcome, name_of(opened, promise)
    way = way_words(promise.way) if promise.way else ""
    facts = (
        (gettext("By"), day_words(promise.due)),
        (gettext("To"), to),
        (gettext("How anybody could see it"), promise.know),
        (gettext("Of the five ways"), way),
    )
    return PromisePage(
        path=path_of(promise),
        text=promise.text,
        facts=tuple((name, value) for name, value in facts if value),
        resting=not is_open_in(opened, kept.rooms),
        gone=is_taken_back(opened, promise),
        let_go=kept.let_go,
        day=near_words(promise.due, today),
        come=promise.due <= today,
        how=outcome.how if outcome else "",
        outcome=outcome_words(outcome.how) if outcome else "",
        said=outcome.text if outcome else "",
        told=_told(kept),
        to=to,
        thread=thread_path(opened, promise.mending),
        form=form,
    )


def _told(kept: Kept) -> tuple[tuple[str, str], ...]:
    """Say when it was told, and what was seen in it."""
    if kept.outcome is None:
        return ()
    seen = ", ".join(map(way_words, kept.outcome.ways))
    facts = (
        (gettext("Noted on"), short_day(kept.outcome.when.date)),
        (gettext("Seen in it"), seen),
    )
    return tuple((name, value) for name, value in facts if value)


ROUTES = [
    *page(f"{ALL}/{{record}}", show_one, until_kept(tell_one)),
    *page(f"{ALL}/{{record}}/take-back", submit=take_back),
    *page(f"{ALL}/{{record}}/bring-back", submit=bring_back),
    *page(f"{ALL}/{{record}}/erase", submit=erase_one),
]
