"""To be written."""

from starlette.routing import Route

ROUTES: list[Route] = []
