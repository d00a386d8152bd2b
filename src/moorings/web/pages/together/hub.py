"""Together: what there is between people, and the private check before it."""

from starlette.routing import Route

ROUTES: list[Route] = []
