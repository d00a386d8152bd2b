"""Pages for when something did not work: a sentence, and a way on."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.errors import Kind, MooringsError
from moorings.library.catalogue import gettext
from moorings.web.rendering import render, sentence

STATUS: dict[Kind, int] = {
    "invalid": 422,
    "locked": 401,
    "refused": 403,
    "missing": 404,
    "early": 429,
    "busy": 409,
    "failed": 503,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the page shows."""

    title: str
    words: str


def show_error(request: Request, error: MooringsError) -> Response:
    """Show an error that can be explained."""
    problem = Problem(gettext("That did not work"), sentence(error))
    return render(request, "problem.html", problem, STATUS[error.kind], calm=True)


def show_status(request: Request, status: int) -> Response:
    """Show what a bare status means to a person."""
    title, words = _told(status)
    return render(request, "problem.html", Problem(title, words), status, calm=True)


def show_fault(request: Request, name: str) -> Response:
    """Show that the mistake is ours, and the id under which it was noted."""
    words = gettext(
        "Something in the program went wrong; it is not your doing. What you saved "
        "before is not touched. Go back and try once more. If it happens again, this "
        "name helps to find the fault: %(name)s"
    ) % {"name": name}
    problem = Problem(gettext("A fault of ours"), words)
    return render(request, "problem.html", problem, 500, calm=True)


def _told(status: int) -> tuple[str, str]:
    nothing_lost = gettext("Nothing you kept is touched.")
    told = {
        400: (
            gettext("That could not be read"),
            gettext("The form arrived broken. Go back and send it once more."),
        ),
        403: (
            gettext("Not from here"),
            gettext("This was asked for by another site or page, so it was not done."),
        ),
        404: (
            gettext("There is nothing here"),
            gettext("The link is old, or has a slip in it."),
        ),
        405: (
            gettext("Not this way"),
            gettext("This page cannot do what was asked of it."),
        ),
        413: (
            gettext("Too much at once"),
            gettext(
                "That is more than can be taken in one go. Divide it, or use the "
                "command line for a large import."
            ),
        ),
        421: (
            gettext("Not this address"),
            gettext(
                "Moorings answers only at the address it printed when it started, "
                "which begins with http://localhost, and at each https:// address it "
                "was started with (--origin). On the machine where it runs, open that "
                "first address. From a phone it takes https and a name; the guide “How "
                "to use it on a phone” says how."
            ),
        ),
    }
    title, words = told.get(status, told[400])
    return title, f"{words} {nothing_lost}"
