"""Mine and ours: values, one act of each a week, and help that was asked for."""

from starlette.routing import Route

ROUTES: list[Route] = []
