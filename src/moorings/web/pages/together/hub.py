"""Together: the rooms for what is between people, and the private check before them.

Whoever looks over a shoulder learns nothing: the page is the same where the check was
never answered, where it was put off, and whatever it led to.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.checking import Told, take_check
from moorings.companion.opened import Opened, new_id
from moorings.companion.together import age_of, is_open
from moorings.companion.visiting import rooms_used
from moorings.journey.records import CheckAnswer, RecordId
from moorings.library.catalogue import gettext
from moorings.library.shelf import Room
from moorings.web.forms import Form, form_of
from moorings.web.options import Option
from moorings.web.pages.crisis import ShownCountry, crisis_page
from moorings.web.rendering import go_to, render
from moorings.web.room_links import Link
from moorings.web.rooms import TOGETHER, rooms
from moorings.web.routing import page
from moorings.web.visitor import device, house, tell, unlocked

CHECK = f"{TOGETHER}/check"
ALONE = f"{CHECK}/alone"
#: Help for whoever used force; the address says nothing of it.
HELP = f"{TOGETHER}/help"
#: Where each answer leads.
LEADS: Mapping[CheckAnswer, str] = {
    "clear": TOGETHER,
    "afraid": "/safety",
    "force": HELP,
}
#: The rooms in their order; those that never rest for want of an answer are `ALWAYS`.
ALWAYS: tuple[Room, ...] = ("both-and", "check-up")
FOR_TWO: tuple[Room, ...] = (
    *("statement", "listening", "time-out"),
    *("promises", "repair", "rebuild", "sharing"),
)
ALSO: tuple[Room, ...] = ("ledger", "rehearsal")
#: What stands first while nothing was used yet.
SUGGESTED: frozenset[Room] = frozenset({"statement", "listening", "both-and"})
#: Not for whoever is under 18.
FOR_ADULTS: frozenset[Room] = frozenset({"rebuild", "sharing"})


@dataclass(frozen=True, slots=True)
class HubPage:
    """The rooms that stand first, the others, and whether some of them rest."""

    first_rows: tuple[Link, ...]
    other_rows: tuple[Link, ...]
    alone: tuple[Link, ...]
    rests: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPage:
    """The questions, with what was ticked; or the one about age before them."""

    age_first: bool
    young: bool
    path: str = ALONE
    record: RecordId
    other: RecordId
    afraid: str = ""
    force: str = ""
    afraid_of: tuple[Option, ...] = ()
    force_with: tuple[Option, ...] = ()
    problems: Mapping[str, str]


async def show(request: Request) -> Response:
    """Show the rooms."""
    return render(request, "together.html", _hub(unlocked(request)))


async def show_check(request: Request) -> Response:
    """Say when the questions are best answered, and that they need not be."""
    unlocked(request)
    return render(request, "together_check.html", None, calm=True)


async def show_questions(request: Request) -> Response:
    """Ask the questions; before them, once, the one about age."""
    shown = _questions(unlocked(request))
    return render(request, "together_questions.html", shown, calm=True)


async def take_answers(request: Request) -> Response:
    """Keep where the answers lead, and lead there."""
    opened, form = unlocked(request), await form_of(request)
    missing = {
        name: gettext("Choose one of the two, or “Not now” below.")
        for name in ("afraid", "force")
        if form.text(name) not in {"yes", "no"}
    }
    if missing:
        shown = _questions(opened, form, missing)
        return render(request, "together_questions.html", shown, 422, calm=True)
    told = Told(
        afraid=form.text("afraid") == "yes",
        force=form.text("force") == "yes",
        afraid_of=_whom(opened, form, "afraid_of"),
        force_with=_whom(opened, form, "force_with"),
    )
    led = take_check(opened, form.record(), form.record("other"), told)
    if led == "clear":
        tell(request, gettext("Kept."))
    return go_to(LEADS[led])


async def show_help(request: Request) -> Response:
    """Show what helps whoever used force, and whom to tell."""
    unlocked(request)
    return render(request, "together_help.html", _here(request), calm=True)


def _hub(opened: Opened) -> HubPage:
    rests = not is_open(opened, "statement")
    used = rooms_used(opened) | SUGGESTED
    known = _rows()
    young = age_of(opened) == "under 18"
    listed = [
        room
        for room in (*FOR_TWO, *ALWAYS, *ALSO)
        if not (young and room in FOR_ADULTS)
    ]
    first = [r for r in listed if (r in ALWAYS if rests else r in used)]
    others = [r for r in listed if r not in first]
    return HubPage(
        tuple(known[room] for room in first),
        tuple(known[room] for room in others),
        (*(known[room] for room in ALWAYS), _unsent()),
        rests,
    )


def _rows() -> Mapping[Room, Link]:
    places = rooms()
    return {
        room: Link(places[room].path, places[room].name, words)
        for room, words in _short().items()
    }


def _unsent() -> Link:
    return Link(
        "/write/unsent",
        gettext("A page that is not sent"),
        gettext("to anybody, living or not"),
    )


def _short() -> Mapping[Room, str]:
    return {
        "statement": gettext(
            "one thing from your side, with a wish that may be refused"
        ),
        "listening": gettext("one speaks, one says it back; on one screen or on two"),
        "time-out": gettext("a pause and its return, agreed on a calm day"),
        "promises": gettext("small, with a day, and only your own"),
        "repair": gettext("after a quarrel or a hurt: six steps, one after the other"),
        "rebuild": gettext("after something large: slowly, over months, or not"),
        "sharing": gettext("two notebooks, one page at a time; each keeps its own key"),
        "both-and": gettext("what is yours and what is shared, with room for both"),
        "check-up": gettext("seven things one may look for, a few times a year"),
        "ledger": gettext("moments, as you noted them"),
        "rehearsal": gettext("a scene to try out alone, where no slip hurts anybody"),
    }


def _questions(
    opened: Opened, form: Form | None = None, problems: Mapping[str, str] | None = None
) -> QuestionsPage:
    told = form.text if form else lambda _: ""
    return QuestionsPage(
        age_first=age_of(opened) == "not asked",
        young=age_of(opened) == "under 18",
        record=form.record() if form else new_id(),
        other=form.record("other") if form else new_id(),
        afraid=told("afraid"),
        force=told("force"),
        afraid_of=_people(opened, told("afraid_of")),
        force_with=_people(opened, told("force_with")),
        problems=problems or {},
    )


def _people(opened: Opened, chosen: str) -> tuple[Option, ...]:
    """Offer everybody who was named, and first nobody in particular."""
    nobody = Option("", gettext("Nobody in particular"), not chosen)
    named = opened.journey.people().items()
    return (nobody, *(Option(p, each.name, p == chosen) for p, each in named))


def _whom(opened: Opened, form: Form, name: str) -> RecordId | None:
    if not form.text(name):
        return None
    person = RecordId(form.text(name))
    if person not in opened.journey.people():
        raise HTTPException(400)
    return person


def _here(request: Request) -> ShownCountry | None:
    """Give the lines of the chosen country for this need, where there are some."""
    today = house(request).harbour.clock.now().date()
    return crisis_page(device(request).country, today).here


ROUTES = [
    *page(TOGETHER, show),
    *page(CHECK, show_check),
    *page(ALONE, show_questions, take_answers),
    *page(HELP, show_help),
]
