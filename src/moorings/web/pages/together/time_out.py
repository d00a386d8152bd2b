"""The agreement about time-outs, made on a calm day."""

from starlette.routing import Route

ROUTES: list[Route] = []
