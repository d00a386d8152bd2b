"""Backups: sealed copies that are made by themselves, and proved by opening them."""

from dataclasses import dataclass
from datetime import date

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.backing_up import (
    Backup,
    backup_of,
    backups_in,
    folders_aside,
    let_one_go,
)
from moorings.companion.backing_up_quietly import AUTOMATIC, Backups, is_automatic
from moorings.companion.choosing import choose
from moorings.companion.clock import moment
from moorings.companion.errors import ReadOnlyError
from moorings.companion.opened import Opened
from moorings.companion.restoring import (
    Restored,
    Wish,
    note_rehearsed,
    rehearsal_is_due,
    rehearse,
    restore,
)
from moorings.errors import MooringsError
from moorings.library.catalogue import gettext
from moorings.web.forms import Form, form_of
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import begin_session, has_proof, house, tell, unlocked
from moorings.web.wording.backups import kind_words, last_words, opened_words

HERE = "/settings/backups"


@dataclass(frozen=True, slots=True)
class Line:
    """One copy as it is listed."""

    id: str
    day: date
    told: str


@dataclass(frozen=True, slots=True)
class BackupsPage:
    """Everything the page shows."""

    last: str
    lines: tuple[Line, ...]
    automatic: bool
    where: str
    problem: str
    due: str
    may_bring: bool
    folders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackupPage:
    """One copy, and what came of a try to open it or to go back to it."""

    line: Line
    word: str
    opened: str = ""
    problem: str = ""
    back_problem: str = ""
    typed: str = ""


async def show(request: Request) -> Response:
    """Show the copies there are."""
    return render(request, "backups.html", _page(request, _kept(request)))


async def make(request: Request) -> Response:
    """Make one now; what stands in the way is said calmly."""
    opened = _kept(request)
    try:
        await run_in_threadpool(house(request).backups.make, opened)
    except MooringsError as error:
        shown = _page(request, opened, sentence(error))
        return render(request, "backups.html", shown, STATUS[error.kind])
    told = gettext("A backup was made, and opened to see that it works.")
    if not opened.condition.sound:
        told = gettext(
            "A backup was made. Part of the notebook is damaged, and of this backup, "
            "too, so it stands beside the others."
        )
    tell(request, told)
    return go_to(HERE)


async def choose_automatic(request: Request) -> Response:
    """Keep whether copies are made by themselves."""
    opened, form = _kept(request), await form_of(request)
    choose(opened, {AUTOMATIC: "on" if form.text("automatic") == "on" else "off"})
    tell(request, gettext("Saved."))
    return go_to(HERE)


async def show_one(request: Request) -> Response:
    """Show one copy, and what can be done with it."""
    return render(request, "backup.html", _one(_backup(request)))


async def take(request: Request) -> Response:
    """Hand a copy over, sealed as it is, to be put somewhere else."""
    copy = _backup(request)
    content = await run_in_threadpool(copy.path.read_bytes)
    headers = {"Content-Disposition": f'attachment; filename="{copy.path.name}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)


async def open_once(request: Request) -> Response:
    """Open a copy as on the day it is needed, and say how much is in it."""
    opened, copy, form = _kept(request), _backup(request), await form_of(request)
    try:
        verdict = await run_in_threadpool(rehearse, opened, copy, form.text("secret"))
    except MooringsError as error:
        shown = _one(copy, problem=sentence(error))
        return render(request, "backup.html", shown, STATUS[error.kind])
    if opened.writable:
        note_rehearsed(opened)
    return render(request, "backup.html", _one(copy, opened=opened_words(verdict)))


async def go_back(request: Request) -> Response:
    """Put a copy in the place of the notebook; what stands here is put aside."""
    opened, copy, form = _kept(request), _backup(request), await form_of(request)
    typed = form.line("word")
    if typed.casefold() != replace_word():
        problem = gettext("Nothing was changed. The word is not there yet.")
        shown = _one(copy, back=problem, typed=typed)
        return render(request, "backup.html", shown, 422)
    backups = house(request).backups
    try:
        back = await run_in_threadpool(_restore, backups, opened, copy, form)
    except MooringsError as error:
        shown = _one(copy, back=sentence(error), typed=typed)
        return render(request, "backup.html", shown, STATUS[error.kind])
    return arrived(request, back)


async def let_go(request: Request) -> Response:
    """Remove one copy."""
    opened, copy = _kept(request), _backup(request)
    let_one_go(house(request).backups.place(opened), copy.id)
    tell(request, gettext("That backup is gone."))
    return go_to(HERE)


def arrived(request: Request, back: Restored) -> Response:
    """Go into a notebook that came back, and say what was put aside for it."""
    response = go_to("/")
    begin_session(request, response, back.token)
    told = gettext("The backup is back. %(opened)s")
    if back.aside and back.aside.is_dir():
        told = gettext(
            "The backup is back. %(opened)s What stood here before could not be read. "
            "Its files are put aside, where erasing does not reach them: %(where)s"
        )
    elif back.aside:
        told = gettext(
            "The backup is back. %(opened)s What stood here before is put aside, under "
            "Settings, Backups. It stays until you erase for good something that is in "
            "it as well, or change what opens the notebook."
        )
    words = told % {"opened": opened_words(back.verdict), "where": back.aside}
    tell(request, words, session=back.token)
    return response


def replace_word() -> str:
    """Give the word that says one means it."""
    return gettext("replace")


def _restore(backups: Backups, opened: Opened, copy: Backup, form: Form) -> Restored:
    with backups.kept_still(opened):
        wish = Wish(replace=True)
        secret = form.text("secret")
        return restore(backups.harbour, copy.path, secret, wish, opened)


def _page(request: Request, opened: Opened, problem: str = "") -> BackupsPage:
    backups = house(request).backups
    place = backups.place(opened)
    standing = backups_in(place)
    failed = backups.problem(opened)
    newest = standing[0] if standing else None
    due = newest.id if newest and rehearsal_is_due(opened) else ""
    today = moment(opened.now()).date
    return BackupsPage(
        last_words(newest, today, automatic=is_automatic(opened)),
        tuple(map(_line, standing)),
        is_automatic(opened),
        str(place / "backups"),
        problem or (sentence(failed) if failed else ""),
        due,
        has_proof(request),
        tuple(map(str, folders_aside(place))),
    )


def _one(
    copy: Backup,
    *,
    opened: str = "",
    problem: str = "",
    back: str = "",
    typed: str = "",
) -> BackupPage:
    return BackupPage(_line(copy), replace_word(), opened, problem, back, typed)


def _line(copy: Backup) -> Line:
    return Line(copy.id, copy.day, kind_words(copy))


def _backup(request: Request) -> Backup:
    place = house(request).backups.place(_kept(request))
    return backup_of(place, request.path_params["copy"])


def _kept(request: Request) -> Opened:
    opened = unlocked(request)
    if not opened.kept:
        raise ReadOnlyError
    return opened


ROUTES = [
    *page(HERE, show),
    *page(f"{HERE}/make", submit=make),
    *page(f"{HERE}/automatic", submit=choose_automatic),
    *page(f"{HERE}/{{copy}}", show_one),
    *page(f"{HERE}/{{copy}}/take", submit=take),
    *page(f"{HERE}/{{copy}}/open", submit=open_once),
    *page(f"{HERE}/{{copy}}/back", submit=go_back),
    *page(f"{HERE}/{{copy}}/let-go", submit=let_go),
]
