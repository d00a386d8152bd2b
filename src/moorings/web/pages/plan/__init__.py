"""The plan of a week, loaded when the first of its pages is asked for."""

from starlette.routing import Route

from moorings.web.routing import Later


def _load() -> list[Route]:
    from moorings.web.pages.plan import (  # noqa: PLC0415 - the start would wait for it
        day,
        reminders,
        week,
    )

    return [*week.ROUTES, *day.ROUTES, *reminders.ROUTES]


ROUTES = [Later("/plan", _load)]
