"""The check-up: seven signs, once a month at most."""

from starlette.routing import Route

ROUTES: list[Route] = []
