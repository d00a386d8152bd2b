"""From a path to a page: one wrapper in which every error becomes a sentence."""

import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import TypeAlias

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from moorings.companion.errors import LockedError
from moorings.errors import MooringsError
from moorings.library import catalogue
from moorings.web.locked import ask_to_unlock
from moorings.web.problems import show_error, show_fault, show_status
from moorings.web.security import REFUSED, TooLargeError
from moorings.web.visitor import device, remember_mark

Handler: TypeAlias = Callable[[Request], Awaitable[Response]]

LOG = logging.getLogger("moorings")


def page(
    path: str, show: Handler | None = None, submit: Handler | None = None
) -> list[Route]:
    """Say what a path shows, and what it accepts."""
    routes = []
    if show:
        routes.append(Route(path, _told_kindly(show), methods=["GET"]))
    if submit:
        routes.append(Route(path, _told_kindly(submit), methods=["POST"]))
    return routes


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
    routes = (route for route in request.app.routes if isinstance(route, Route))
    here = (route for route in routes if route.path_regex.match(request.url.path))
    return {method for route in here for method in route.methods or ()}


def _told_kindly(handler: Handler) -> Handler:
    async def told(request: Request) -> Response:
        with _speaking(request):
            response = await _answer(handler, request)
        remember_mark(request, response)
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
