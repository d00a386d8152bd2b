"""Listening turns: two people, one screen passed over or two devices."""

from starlette.routing import Route

ROUTES: list[Route] = []
