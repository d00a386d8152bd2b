"""Making a ladder: what is wanted, in which direction, and with whom."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.believing import beliefs
from moorings.companion.climbing import Wanted, begin_ladder
from moorings.companion.clock import moment
from moorings.companion.ladders import all_rest, ladder_of
from moorings.companion.opened import Opened, new_id
from moorings.companion.writing import name_person
from moorings.journey.records import Direction, Ladder, RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later
from moorings.web.forms import Form, form_of, record_in_path
from moorings.web.letters import LETTERS
from moorings.web.options import Option, options
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.trying import UnclearFormError
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import tell, unlocked
from moorings.web.wording.ladder import direction_hint, direction_name

HERE = "/practise/ladders"
DIRECTIONS: Mapping[str, Direction] = {each: each for each in get_args(Direction)}


@dataclass(frozen=True, slots=True)
class Tested:
    """A belief that a ladder is to test: its id, and the sentence itself."""

    id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Way:
    """One direction a ladder may have."""

    id: str
    name: str
    hint: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class MakingPage:
    """The form of a ladder, new or as it stands."""

    path: str
    back: str
    new: bool
    resting: bool
    record: RecordId
    ways: tuple[Way, ...]
    wants: str
    people: tuple[Option, ...]
    new_person: str = ""
    problems: Mapping[str, str] | None = None
    test: Tested | None = None


async def show_new(request: Request) -> Response:
    """Ask what is wanted, after what is to be known beforehand."""
    opened = unlocked(request)
    form = unfinished(request, opened)
    record, typed = (form.record(), _typed(form)) if form else (new_id(), {})
    shown = _with_test(_page(request, opened, record, typed), opened, form)
    return render(request, "ladder_making.html", shown)


async def keep_new(request: Request) -> Response:
    """Keep a new ladder; what is missing is said, and what was typed stays."""
    return await _keep(request, None)


async def show_change(request: Request) -> Response:
    """Show the form with what stands in it."""
    opened = unlocked(request)
    before = ladder_of(opened, record_in_path(request)).ladder
    typed = {
        "direction": before.direction,
        "text": before.wants,
        "person": before.person or "",
    }
    shown = _page(request, opened, new_id(), typed, before)
    if form := unfinished(request, opened):
        shown = _page(request, opened, form.record(), _typed(form), before)
        shown = _with_test(shown, opened, form)
    return render(request, "ladder_making.html", shown)


async def keep_change(request: Request) -> Response:
    """Keep a later version of a ladder."""
    return await _keep(request, record_in_path(request))


def tested(request: Request, opened: Opened) -> Tested | None:
    """Give the belief that an address names as the thing to test, if it stands."""
    asked = request.query_params
    return _tested(opened, asked.get("for", "") or asked.get("belief", ""))


def tested_before(opened: Opened, form: Form) -> Tested | None:
    """Give the belief that a form which was not kept yet was to test."""
    return _tested(opened, form.text("for"))


def with_test(path: str, test: Tested | None) -> str:
    """Let an address go on naming the belief that is to be tested."""
    if test is None:
        return path
    return f"{path}{'&' if '?' in path else '?'}for={test.id}"


def _tested(opened: Opened, name: str) -> Tested | None:
    for held in beliefs(opened) if name else ():
        if held.id == name:
            return Tested(held.id, held.words)
    return None


def _with_test(shown: MakingPage, opened: Opened, form: Form | None) -> MakingPage:
    """Let what is typed go on testing the belief it began with."""
    if form is None or shown.test or not (test := tested_before(opened, form)):
        return shown
    return replace(shown, path=with_test(shown.path, test), test=test)


async def _keep(request: Request, replaces: RecordId | None) -> Response:
    form = await form_of(request)
    opened = unlocked(request)
    before = ladder_of(opened, replaces) if replaces else None
    record = form.record()
    try:
        wanted = _wanted(opened, form)
    except UnclearFormError as error:
        standing = before.ladder if before else None
        shown = _page(request, opened, record, _typed(form), standing)
        again = replace(shown, problems=error.problems)
        return render(request, "ladder_making.html", again, STATUS[error.kind])
    begin_ladder(opened, record, wanted, replaces)
    tell(request, gettext("Kept."))
    when = moment(opened.now(), form.line("zone"))
    answer_later(request, opened, wanted.wants, when)
    name = before.id if before else record
    return go_to(with_test(f"{HERE}/{name}", tested(request, opened)))


def _typed(form: Form) -> dict[str, str]:
    return {
        name: form.text(name) for name in ("direction", "text", "person", "new_person")
    }


def _wanted(opened: Opened, form: Form) -> Wanted:
    direction = DIRECTIONS.get(form.text("direction"))
    wants = form.text("text").strip()
    problems = form.too_long(text=LETTERS.wish, new_person=LETTERS.name)
    if direction is None:
        problems["direction"] = gettext("Choose one of the three.")
    if not wants:
        problems["text"] = gettext("Write what you want, in a few words.")
    if problems or direction is None:
        raise UnclearFormError(problems)
    return Wanted(direction, wants, _person(opened, form))


def _person(opened: Opened, form: Form) -> RecordId | None:
    if name := form.line("new_person"):
        return name_person(opened, name)
    picked = form.records("person")
    return next((each for each in picked if each in opened.journey.people()), None)


def _page(
    request: Request,
    opened: Opened,
    record: RecordId,
    typed: Mapping[str, str],
    before: Ladder | None = None,
) -> MakingPage:
    names = {"": gettext("Nobody in particular")}
    names |= {each: known.name for each, known in opened.journey.people().items()}
    test = tested(request, opened)
    here = f"{HERE}/{ladder_of(opened, before.id).id}" if before else HERE
    ways = tuple(
        Way(
            each,
            direction_name(way),
            direction_hint(way),
            each == typed.get("direction"),
        )
        for each, way in DIRECTIONS.items()
    )
    return MakingPage(
        path=with_test(f"{here}/change" if before else f"{HERE}/new", test),
        back=here,
        new=before is None,
        resting=before is None and all_rest(opened),
        record=record,
        ways=ways,
        wants=typed.get("text", ""),
        people=options(names, typed.get("person", "")),
        new_person=typed.get("new_person", ""),
        problems={},
        test=test,
    )


ROUTES = [
    *page(HERE + "/new", show_new, until_kept(keep_new)),
    *page(HERE + "/{record}/change", show_change, until_kept(keep_change)),
]
