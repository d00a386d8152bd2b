"""Promises of one's own: small, dated, and what became of them."""

from starlette.routing import Route

ROUTES: list[Route] = []
