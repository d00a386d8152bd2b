"""Statements: what I feel, when, because of what, and what I ask for."""

from starlette.routing import Route

ROUTES: list[Route] = []
