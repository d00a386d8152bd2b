"""The rehearsal room: short scenes that go on as one chooses, and end kindly.

How far somebody is lies sealed beside their other unfinished pages, and not in an
address: a history tells the scene at most, and a notebook that locks loses nothing.
"""

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.companion.rehearsing import (
    Rehearsed,
    UnderWay,
    begin_scene,
    change_rehearsal,
    drop_typed,
    erase_rehearsal,
    keep_rehearsal,
    leave_scene,
    pass_over,
    rehearsal_of,
    scene_rests,
    take_turns,
    under_way,
)
from moorings.companion.together import RestsError
from moorings.errors import MooringsError
from moorings.library.catalogue import gettext
from moorings.library.scenes import scenes
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, TooLongError, form_of, record_in_path, when_from
from moorings.web.letters import LETTERS
from moorings.web.problems import STATUS
from moorings.web.rated import Rated
from moorings.web.rehearsals import (
    HERE,
    end_again,
    end_page,
    path_of,
    place_page,
    room_page,
    scene_page,
    told_again,
    told_page,
    told_path,
)
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import open_vault_of, tell, unlocked


async def show_all(request: Request) -> Response:
    """Show every scene."""
    return render(request, "rehearsal.html", room_page(unlocked(request)))


async def show(request: Request) -> Response:
    """Show a scene before it begins, or where somebody is in it."""
    opened, name = unlocked(request), _named(request)
    now = None if scene_rests(opened, name) else under_way(opened, name)
    if now is None:
        shown = replace(scene_page(opened, name), heard=take_heard(request))
        return render(request, "rehearsal_scene.html", shown)
    if not now.way.ended:
        return render(
            request, "rehearsal_place.html", place_page(opened, now), calm=True
        )
    typed = unfinished(request, opened)
    same = typed is not None and typed.lines("turn") == now.turns
    ended = (
        end_again(opened, name, typed, {}) if typed and same else end_page(opened, now)
    )
    return render(request, "rehearsal_end.html", ended)


async def go_on(request: Request) -> Response:
    """Begin a scene, or go on in it, and show where that leads.

    What reaches a locked notebook is asked for once more after unlocking.
    """
    opened, name = open_vault_of(request), _named(request)
    if opened is None:
        return go_to(path_of(name))
    form = await form_of(request)
    try:
        _go(opened, name, form)
    except RestsError as error:
        status = STATUS[error.kind]
        ended = scenes()[name].way(form.lines("turn")).ended
        if ended and form.text("text"):  # on the way back, with a line typed at the end
            again = end_again(opened, name, form, _problem(error))
            return render(request, "rehearsal_end.html", again, status)
        shown = replace(scene_page(opened, name), problem=sentence(error))
        return render(request, "rehearsal_scene.html", shown, status)
    return go_to(path_of(name))


async def leave(request: Request) -> Response:
    """Leave a scene at any place; nothing of it is kept."""
    opened, name = unlocked(request), _named(request)
    leave_scene(opened, name, path_of(name))
    tell(request, gettext("Left. Nothing of it was kept."))
    return go_to(HERE)


async def keep(request: Request) -> Response:
    """Keep that a scene was gone through to an end, with what was said of it."""
    opened, form, name = unlocked(request), await form_of(request), _named(request)
    turns, rated = form.lines("turn"), Rated.of(form)
    if not scenes()[name].way(turns).ended:
        raise HTTPException(400)
    ready, text = rated.practised(), form.text("text").rstrip()
    told = Rehearsed(name, turns, ready.before, ready.after, text)
    try:
        form.fit(text=LETTERS.thing)
        when = when_from(form, opened)
        keep_rehearsal(opened, form.record(), told, when)
    except MooringsError as error:
        again = end_again(opened, name, form, _problem(error))
        return render(request, "rehearsal_end.html", again, STATUS[error.kind])
    leave_scene(opened, name, path_of(name))
    tell(request, gettext("Kept."))
    answer_later(request, opened, text, when)
    return go_to(path_of(name))


async def show_told(request: Request) -> Response:
    """Show one time it was rehearsed."""
    opened = unlocked(request)
    kept = rehearsal_of(opened, record_in_path(request))
    typed = unfinished(request, opened)
    shown = told_again(opened, kept, typed, {}) if typed else told_page(opened, kept)
    shown = replace(shown, heard=take_heard(request))
    return render(request, "rehearsal_told.html", shown)


async def change(request: Request) -> Response:
    """Keep other numbers, or another line."""
    opened, form = unlocked(request), await form_of(request)
    kept = rehearsal_of(opened, record_in_path(request))
    ready, text = Rated.of(form).practised(), form.text("text").rstrip()
    try:
        form.fit(text=LETTERS.thing)
        rated = (ready.before, ready.after)
        change_rehearsal(opened, form.record(), kept.id, rated, text)
    except MooringsError as error:
        again = told_again(opened, kept, form, _problem(error))
        return render(request, "rehearsal_told.html", again, STATUS[error.kind])
    tell(request, gettext("Kept."))
    answer_later(request, opened, text, moment(opened.now()))
    return go_to(told_path(rehearsal_of(opened, kept.id).id))


async def erase(request: Request) -> Response:
    """Destroy one time for good."""
    opened = unlocked(request)
    kept = rehearsal_of(opened, record_in_path(request))
    erase_rehearsal(opened, kept.id)
    tell(request, gettext("Erased for good."))
    return go_to(path_of(kept.scene) if kept.scene in scenes() else HERE)


def _named(request: Request) -> str:
    name = str(request.path_params["scene"])
    if name not in scenes():
        raise HTTPException(404)
    return name


def _go(opened: Opened, name: str, form: Form) -> None:
    now = under_way(opened, name)
    if now is None:
        if form.text("begin"):
            begin_scene(opened, name, Rated.of(form).practised().before)
        return
    if form.text("skip"):
        pass_over(opened, name)
    elif form.text("turn") or form.text("to"):
        take_turns(opened, name, _turns(now, form), form.text("text"))
        drop_typed(opened, path_of(name))


def _turns(now: UnderWay, form: Form) -> tuple[str, ...]:
    """Read to where a form leads: on from the place it was shown at, or back."""
    if form.text("to"):
        return now.turns[: _count(form.text("to"))]
    return (*now.turns[: _count(form.text("at"))], form.text("turn"))


def _count(typed: str) -> int:
    """Read how many turns there were; no scene has a hundred of them."""
    return int(typed) if typed.isdecimal() and len(typed) <= 2 else 0  # noqa: PLR2004


def _problem(error: MooringsError) -> dict[str, str]:
    return {"text" if isinstance(error, TooLongError) else "": sentence(error)}


_ONE = HERE + "/{scene}"
_TOLD = HERE + "/told/{record}"
ROUTES = [
    *page(HERE, show_all),
    *page(_TOLD, show_told, until_kept(change)),
    *page(_TOLD + "/erase", submit=erase),
    *page(_ONE, show, go_on),
    *page(_ONE + "/leave", submit=leave),
    *page(_ONE + "/keep", submit=until_kept(keep)),
]
