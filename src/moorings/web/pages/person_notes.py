"""What somebody did, noted by the person, and how steady it was."""

from starlette.routing import Route

ROUTES: list[Route] = []
