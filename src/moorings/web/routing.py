"""From a path to a page: one wrapper in which every error becomes a sentence."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from functools import cached_property
from typing import TypeAlias, cast

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from moorings.companion.errors import LockedError
from moorings.errors import MooringsError
from moorings.library import catalogue
from moorings.web.locked import ask_to_unlock
from moorings.web.over_focus import looked_at
from moorings.web.problems import show_error, show_fault, show_status
from moorings.web.sealed_rooms import outside
from moorings.web.security import REFUSED, TooLargeError
from moorings.web.visitor import carry_session, device, remember_mark

Handler: TypeAlias = Callable[[Request], Awaitable[Response]]

LOG = logging.getLogger("moorings")
#: Under which name a page that was loaded later stands in the scope of a request.
FOUND = "moorings.found"


def page(
    path: str, show: Handler | None = None, submit: Handler | None = None
) -> list[Route]:
    """Say what a path shows, and what it accepts."""
    routes = []
    if show:
        told = _told_kindly(outside(path, looked_at(path, show)))
        routes.append(Route(path, told, methods=["GET"]))
    if submit:
        routes.append(Route(path, _told_kindly(submit), methods=["POST"]))
    return routes


class Later(BaseRoute):
    """Pages under one address that are loaded when the first of them is asked for.

    The start of the program does not wait for what most starts never show.
    """

    def __init__(self, prefix: str, load: Callable[[], list[Route]]) -> None:
        self.prefix = prefix
        self._load = load

    @cached_property
    def routes(self) -> list[Route]:
        """Give the pages; whoever asks first loads them."""
        return self._load()

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Look among the pages, if the address may be one of theirs."""
        if not f"{scope.get('path', '')}/".startswith(f"{self.prefix}/"):
            return Match.NONE, {}
        found = [(*route.matches(scope), route) for route in self.routes]
        for wanted in (Match.FULL, Match.PARTIAL):
            for match, child, route in found:
                if match is wanted:
                    return match, {**child, FOUND: route}
        return Match.NONE, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the page answer that was found."""
        await cast("Route", scope[FOUND]).handle(scope, receive, send)


async def show_refused(request: Request, error: Exception) -> Response:
    """Answer what no page answers: unknown paths, methods, refused requests."""
    known = error.status_code if isinstance(error, HTTPException) else 400
    status = request.scope.get(REFUSED, known)
    with _speaking(request):
        response = show_status(request, status)
    if status == 405:  # noqa: PLR2004 - the one that has to say what is possible
        response.headers["Allow"] = ", ".join(sorted(_methods(request)))
    return response


async def show_unforeseen(request: Request, error: Exception) -> Response:
    """Answer a fault that happened outside of every page."""
    with _speaking(request):
        return _explained(show_unforeseen.__module__, request, error)


def _methods(request: Request) -> set[str]:
    routes: list[Route] = []
    for route in request.app.routes:
        routes += route.routes if isinstance(route, Later) else [route]
    here = (route for route in routes if route.path_regex.match(request.url.path))
    return {method for route in here for method in route.methods or ()}


def _told_kindly(handler: Handler) -> Handler:
    async def told(request: Request) -> Response:
        with _speaking(request):
            response = await _answer(handler, request)
        remember_mark(request, response)
        carry_session(request, response)
        return response

    told.__name__ = handler.__name__
    told.__module__ = handler.__module__
    return told


def _speaking(request: Request) -> AbstractContextManager[None]:
    here = device(request)
    return catalogue.speaking(here.language, here.voice)


async def _answer(handler: Handler, request: Request) -> Response:
    try:
        return await handler(request)
    except ClientDisconnect:
        return Response(status_code=400)
    except Exception as error:  # noqa: BLE001 - the log and the page must stay private
        return _explained(handler.__module__, request, error)
    finally:
        await request.close()


def _explained(module: str, request: Request, error: Exception) -> Response:
    match error:
        case LockedError():
            return ask_to_unlock(request)
        case MooringsError():
            return show_error(request, error)
        case TooLargeError():
            return show_status(request, 413)
        case HTTPException():
            return show_status(request, error.status_code)
        case _:
            name = secrets.token_hex(4)
            kind = type(error).__name__
            LOG.error("%s %s %s", module, kind, name)
            return show_fault(request, name)
