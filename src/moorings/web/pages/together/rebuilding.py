"""One rebuilding: what it cost, what was promised, what is asked for, and its end."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import open_with
from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.mending import (
    Thread,
    end_thread,
    erase_thread,
    go_on_with,
)
from moorings.companion.opened import Opened, new_id
from moorings.companion.rebuilding import (
    ASKED,
    Answered,
    Question,
    answer,
    promised_in,
    rebuilding_of,
    said_to,
)
from moorings.companion.together import RestsError
from moorings.errors import MooringsError
from moorings.journey.records import MendingAnswer, RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, TooLongError, form_of, record_in_path, when_from
from moorings.web.letters import LETTERS
from moorings.web.mending import AT, ENDINGS, ended_meanwhile, name_of, path_of
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.promises import Line, Picture, line_of, stays_typed, weeks_of
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.mending import (
    by_choices,
    ended_words,
    ending_choices,
    enough_choice,
)
from moorings.web.wording.rebuild import (
    answer_choices,
    hint_words,
    said_words,
    title_words,
)

ALL: Final = AT["rebuild"]
#: So many promises stand on the page, and at most so many with those folded away.
SHOWN, LISTED = 5, 200
QUESTIONS: Final[Mapping[str, Question]] = {q: q for q in get_args(Question)}
ANSWERS: Final[Mapping[str, MendingAnswer]] = {a: a for a in get_args(MendingAnswer)}


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said to a question, and when."""

    text: str
    about: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a rebuilding, and the latest answer to it."""

    path: str
    title: str
    hint: str
    latest: Said | None
    earlier: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """Everything the page of one rebuilding shows."""

    id: RecordId
    path: str
    text: str
    whose: str
    name: str
    resting: bool
    ended: str
    can_go_on: bool
    mine: bool
    hurt: bool
    asked: tuple[Asked, ...]
    promises: tuple[Line, ...]
    earlier: tuple[Line, ...]
    weeks: Picture | None
    endings: tuple[tuple[str, str, str], ...]
    record: RecordId
    heard: Heard | None = None


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """One question with room for its answer."""

    asked: Asked
    back: str
    record: RecordId
    text: str
    answers: tuple[Option, ...]
    resting: bool
    problem: str = ""


async def show_one(request: Request) -> Response:
    """Show one rebuilding."""
    opened = unlocked(request)
    thread = rebuilding_of(opened, record_in_path(request))
    shown = replace(_page(opened, thread), heard=take_heard(request))
    return render(request, "together_rebuild_thread.html", shown)


async def show_question(request: Request) -> Response:
    """Show one question, with what was said to it last."""
    opened = unlocked(request)
    thread, question = _asked(request, opened)
    if thread.end is not None:
        raise NothingThereError
    latest = next(iter(said_to(thread, question)), None)
    typed = unfinished(request, opened)
    text, chosen = (latest.text, latest.answer) if latest else ("", "")
    if typed:
        text, chosen = typed.text("text"), ANSWERS.get(typed.text("answer"), "")
    record = typed.record() if typed else new_id()
    shown = _question(opened, thread, question, text, chosen)
    return render(
        request, "together_rebuild_answer.html", replace(shown, record=record)
    )


async def take_answer(request: Request) -> Response:
    """Keep an answer; the earlier ones stay beside it."""
    opened, form = unlocked(request), await form_of(request)
    thread, question = _asked(request, opened)
    when, chosen = when_from(form, opened), ANSWERS.get(form.text("answer"), "")
    said = Answered(question, form.text("text"), chosen)
    try:
        _check(form)
        answer(opened, form.record(), thread.mending.id, said, when)
    except NothingThereError:
        return ended_meanwhile(request, opened, form, thread)
    except (RestsError, EmptyPageError, TooLongError) as error:
        return _again(request, opened, form, error)
    tell(request, gettext("Kept."))
    answer_later(request, opened, said.text, when)
    return go_to(path_of(thread.mending))


async def end_one(request: Request) -> Response:
    """Keep how it ended, which is possible at any time and can be undone."""
    opened, form = unlocked(request), await form_of(request)
    mending = rebuilding_of(opened, record_in_path(request)).mending
    how = ENDINGS.get(form.text("how"))
    if how is None:
        raise HTTPException(400)
    end_thread(opened, form.record(), mending.id, how, when_from(form, opened))
    path = path_of(mending)
    open_ = open_with(opened, "rebuild", mending.person)
    tell(request, gettext("Noted."), undo=f"{path}/go-on" if open_ else None)
    return go_to(path)


async def go_on_one(request: Request) -> Response:
    """Let it go on after all."""
    opened = unlocked(request)
    mending = rebuilding_of(opened, record_in_path(request)).mending
    go_on_with(opened, mending.id)
    tell(request, gettext("It goes on."))
    return go_to(path_of(mending))


async def erase_one(request: Request) -> Response:
    """Destroy a rebuilding; promises made in it stay."""
    opened = unlocked(request)
    erase_thread(opened, rebuilding_of(opened, record_in_path(request)).mending.id)
    tell(request, gettext("Erased for good."))
    return go_to(ALL)


def _asked(request: Request, opened: Opened) -> tuple[Thread, Question]:
    """Give the question that an address names, if it is one of this thread."""
    thread = rebuilding_of(opened, record_in_path(request))
    question = QUESTIONS.get(request.path_params["question"])
    if question is None or question not in ASKED[thread.mending.by]:
        raise HTTPException(404)
    return thread, question


def _check(form: Form) -> None:
    form.fit(text=LETTERS.happened)
    if not form.text("text").strip():
        raise EmptyPageError


def _again(
    request: Request, opened: Opened, form: Form, error: MooringsError
) -> Response:
    if isinstance(error, RestsError):
        stays_typed(opened, form)
    thread, question = _asked(request, opened)
    chosen = ANSWERS.get(form.text("answer"), "")
    shown = _question(opened, thread, question, form.text("text"), chosen)
    # What was typed is to be seen, also where the room rests.
    shown = replace(shown, record=form.record(), resting=False, problem=sentence(error))
    return render(request, "together_rebuild_answer.html", shown, STATUS[error.kind])


def _question(
    opened: Opened, thread: Thread, question: Question, text: str, chosen: str
) -> AnswerPage:
    mending = thread.mending
    return AnswerPage(
        _told(thread, question),
        path_of(mending),
        new_id(),
        text,
        options(answer_choices(question, mending.by), chosen),
        not open_with(opened, "rebuild", mending.person),
    )


def _told(thread: Thread, question: Question) -> Asked:
    by = thread.mending.by
    said = tuple(
        Said(each.text, said_words(question, by, each.answer, each.when.date))
        for each in said_to(thread, question)
    )
    return Asked(
        f"{path_of(thread.mending)}/{question}",
        title_words(question, by),
        hint_words(question, by),
        said[0] if said else None,
        said[1:],
    )


def _page(opened: Opened, thread: Thread) -> ThreadPage:
    mending, end = thread.mending, thread.end
    promised = promised_in(opened, thread)
    lines = tuple(line_of(opened, each) for each in promised[:LISTED])
    resting = not open_with(opened, "rebuild", mending.person)
    drawn = promised and not resting and end is None
    today = moment(opened.now()).date
    return ThreadPage(
        id=mending.id,
        path=path_of(mending),
        text=mending.text,
        whose=by_choices()[mending.by],
        name=name_of(opened, mending),
        resting=resting,
        ended=ended_words("rebuild", end.how, end.when.date) if end else "",
        can_go_on=end is not None and end.how != "no-contact",
        mine=mending.by != "them",
        hurt=mending.by != "me",
        asked=tuple(_told(thread, question) for question in ASKED[mending.by]),
        promises=lines[:SHOWN],
        earlier=lines[SHOWN:],
        weeks=weeks_of(promised, today) if drawn else None,
        endings=(*ending_choices(), enough_choice()),
        record=new_id(),
    )


_ONE = f"{ALL}/{{record}}"
ROUTES = [
    *page(_ONE, show_one),
    *page(f"{_ONE}/end", submit=end_one),
    *page(f"{_ONE}/go-on", submit=go_on_one),
    *page(f"{_ONE}/erase", submit=erase_one),
    *page(f"{_ONE}/{{question}}", show_question, until_kept(take_answer)),
]
