"""A partner joins: an invitation, a pairing, and a way out."""

from starlette.routing import Route

ROUTES: list[Route] = []
