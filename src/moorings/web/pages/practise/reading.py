"""Read: lessons of two minutes, with what is not known and what to try."""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.practising import all_resting, reasons
from moorings.library.lessons import Lesson, lessons, reading
from moorings.library.practices import practices
from moorings.web.rendering import render
from moorings.web.routing import page
from moorings.web.visitor import unlocked

HERE = "/practise/read"


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """Every lesson, by section."""

    sections: tuple[tuple[str, Mapping[str, Lesson]], ...]


@dataclass(frozen=True, slots=True)
class LessonPage:
    """One lesson, what to try after it, and what follows."""

    lesson: Lesson
    tries: tuple[tuple[str, str, str], ...]
    following: tuple[str, str] | None


async def show_all(request: Request) -> Response:
    """List what there is to read."""
    unlocked(request)
    known = lessons()
    told = (
        (title, {name: known[name] for name in names}) for title, names in reading()
    )
    return render(request, "lessons.html", ReadingPage(tuple(told)))


async def show(request: Request) -> Response:
    """Show one lesson."""
    opened, known = unlocked(request), lessons()
    lesson = known.get(str(request.path_params["lesson"]))
    if lesson is None:
        raise HTTPException(404)
    resting = all_resting(opened, reasons(opened))
    tries = tuple(
        (f"/practise/{name}", practices()[name].title, practices()[name].short)
        for name in lesson.try_
        if name not in resting
    )
    following = lesson.next
    after = (f"{HERE}/{following}", known[following].title) if following else None
    return render(request, "lesson.html", LessonPage(lesson, tries, after))


ROUTES = [*page(HERE, show_all), *page(HERE + "/{lesson}", show)]
