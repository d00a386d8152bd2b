"""Rebuilding trust after a break, over months."""

from starlette.routing import Route

ROUTES: list[Route] = []
