"""The rehearsal room: short scenes with branches."""

from starlette.routing import Route

ROUTES: list[Route] = []
