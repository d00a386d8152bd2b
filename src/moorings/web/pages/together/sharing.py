"""What is shared with somebody, item by item."""

from starlette.routing import Route

ROUTES: list[Route] = []
