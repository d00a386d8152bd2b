"""Listening turns: two people, one screen passed over or two devices.

Here is the owner's side of it: beginning one, and a note on how it went. The turn
itself needs no notebook and keeps nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import open_unnamed
from moorings.companion.listening import MINUTES, Side, begin_turn
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import RestsError
from moorings.errors import MooringsError
from moorings.journey.records import RecordId
from moorings.library.catalogue import gettext, ngettext
from moorings.web.forms import Form, form_of
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence
from moorings.web.room_links import Links, Pages, links, written
from moorings.web.rooms import TOGETHER
from moorings.web.routing import page
from moorings.web.visitor import end_session, house, unlocked

HERE = f"{TOGETHER}/listening"
SHEET = "listening-turn"
#: What is practised alone beside it.
ALSO = ("everyday-listening", "quarrel-breath")
USUAL = "4"


class NoSuchLengthError(MooringsError):
    """A length that no turn has."""

    sentence = "Choose how long each of you has."


@dataclass(frozen=True, slots=True, kw_only=True)
class ListeningPage:
    """Everything the room shows; where it rests there is no form."""

    resting: bool
    record: RecordId
    minutes: tuple[Option, ...]
    screens: tuple[Option, ...]
    floor: tuple[Option, ...]
    locks: bool
    notes: Pages
    also: Links
    problems: Mapping[str, str]


async def show(request: Request) -> Response:
    """Show what a turn is, a way to begin one, and earlier notes."""
    opened = unlocked(request)
    return render(request, "together_listening.html", _page(opened))


async def start(request: Request) -> Response:
    """Begin a turn; before one screen is passed over, the notebook can lock."""
    opened, form = unlocked(request), await form_of(request)
    try:
        code = _begun(request, opened, form)
    except MooringsError as error:
        shown = _page(opened, form, error)
        status = STATUS[error.kind]
        return render(request, "together_listening.html", shown, status)
    response = go_to(f"/together/turn/{code}")
    if form.text("lock") and form.text("screens") != "two":
        house(request).harbour.lock(opened)
        end_session(request, response)
    return response


def _begun(request: Request, opened: Opened, form: Form) -> str:
    if not open_unnamed(opened, "listening"):
        raise RestsError
    if form.text("minutes") not in map(str, MINUTES):
        raise NoSuchLengthError
    floor: Side = 2 if form.text("floor") == "other" else 1
    state = begin_turn(int(form.text("minutes")), floor, opened.now())
    apart = form.text("screens") == "two"
    return house(request).turns.start(form.record(), state, apart=apart)


def _page(
    opened: Opened, form: Form | None = None, error: MooringsError | None = None
) -> ListeningPage:
    told = form.text if form else lambda _: ""
    return ListeningPage(
        # What was chosen stands there again, also where nothing came of it.
        resting=form is None and not open_unnamed(opened, "listening"),
        record=form.record() if form else new_id(),
        minutes=_minutes(told("minutes") or USUAL),
        screens=options(_screens(), told("screens") or "one"),
        floor=options(_floor(), told("floor") or "me"),
        locks=form is None or bool(told("lock")),
        notes=written(opened, SHEET),
        also=links(opened, ALSO),
        problems=_problems(error),
    )


def _problems(error: MooringsError | None) -> Mapping[str, str]:
    if error is None:
        return {}
    place = "minutes" if isinstance(error, NoSuchLengthError) else "form"
    return {place: sentence(error)}


def _minutes(chosen: str) -> tuple[Option, ...]:
    named = {
        str(n): ngettext("%(count)s minute", "%(count)s minutes", n) % {"count": n}
        for n in MINUTES
    }
    return options(named, chosen)


def _screens() -> Mapping[str, str]:
    return {
        "one": gettext("One screen, passed over"),
        "two": gettext("Two devices"),
    }


def _floor() -> Mapping[str, str]:
    return {"me": gettext("I do"), "other": gettext("The other one")}


ROUTES = page(HERE, show, start)
