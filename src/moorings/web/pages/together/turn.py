"""A guest in a listening turn: no notebook is needed, and nothing is kept."""

from starlette.routing import Route

ROUTES: list[Route] = []
