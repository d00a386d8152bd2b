"""Deleting a whole notebook, for good."""

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.backing_up import backups_in
from moorings.companion.deleting import delete_vault
from moorings.companion.errors import ReadOnlyError
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.library.catalogue import gettext
from moorings.web.forms import form_of
from moorings.web.pages.leave import AWAY
from moorings.web.problems import STATUS
from moorings.web.proving import prove_here
from moorings.web.rendering import go_to, render, sentence
from moorings.web.routing import page
from moorings.web.visitor import forget_visitor, house, take_notice, unlocked


@dataclass(frozen=True, slots=True)
class EraseAllPage:
    """Everything the page shows."""

    pages: int
    backups: int
    word: str
    others: bool
    typed: str = ""
    word_problem: str = ""
    problem: str = ""


async def show(request: Request) -> Response:
    """Say what goes and what cannot, before anything is asked."""
    return render(request, "erase_all.html", _page(request, _kept(request)))


async def submit(request: Request) -> Response:
    """Delete it, for whoever knows the passphrase and typed the word."""
    opened, form = _kept(request), await form_of(request)
    typed = form.line("word")
    if typed.casefold() != delete_word():
        problem = gettext("Nothing was deleted. The word is not there yet.")
        shown = _page(request, opened, typed, word_problem=problem)
        return render(request, "erase_all.html", shown, 422)
    backups = house(request).backups
    try:
        await prove_here(request, opened, form.text("passphrase"))
        await run_in_threadpool(delete_vault, backups, opened)
    except MooringsError as error:
        shown = _page(request, opened, typed, problem=sentence(error))
        return render(request, "erase_all.html", shown, STATUS[error.kind])
    take_notice(request)
    response = go_to(AWAY)
    forget_visitor(request, response)
    # What waits in this browser for another notebook here must not go along.
    others = backups.harbour.vaults()
    response.headers["Clear-Site-Data"] = '"cache"' if others else '"cache", "storage"'
    return response


def delete_word() -> str:
    """Give the word that says one means it."""
    return gettext("delete")


def _page(
    request: Request,
    opened: Opened,
    typed: str = "",
    *,
    word_problem: str = "",
    problem: str = "",
) -> EraseAllPage:
    backups = house(request).backups
    return EraseAllPage(
        pages=opened.journey.count(),
        backups=len(backups_in(backups.place(opened))),
        word=delete_word(),
        others=len(backups.harbour.vaults()) > 1,
        typed=typed,
        word_problem=word_problem,
        problem=problem,
    )


def _kept(request: Request) -> Opened:
    opened = unlocked(request)
    if not opened.kept:
        raise ReadOnlyError
    return opened


ROUTES = page("/settings/erase", show, submit)
