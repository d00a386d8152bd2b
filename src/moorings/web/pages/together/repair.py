"""Repair in six steps, as one thread."""

from starlette.routing import Route

ROUTES: list[Route] = []
