"""The ledger: what somebody gave and what they took, as the person noted it.

Nobody is weighed here, and nothing asks for another moment.
"""

from dataclasses import dataclass, replace

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.believing import belief_of
from moorings.companion.clock import moment
from moorings.companion.depositing import (
    erase_moment,
    keep_moment,
    moment_of,
    moments,
)
from moorings.companion.errors import NothingThereError
from moorings.companion.guarding import standing
from moorings.companion.opened import Opened
from moorings.errors import MooringsError
from moorings.insight.ledger import by_month
from moorings.journey.records import LedgerEntry, RecordId
from moorings.library.catalogue import gettext
from moorings.web.danger import answer_later, take_heard
from moorings.web.forms import Form, form_of, record_in_path, when_from
from moorings.web.ledgers import (
    ALL,
    Chosen,
    Line,
    MomentForm,
    chosen_of,
    done_in,
    laid_out,
    line_of,
    typed_again,
)
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import Heard, tell, unlocked
from moorings.web.wording.ledger import (
    counts_words,
    ledger_picture,
    ledger_rows,
    ledger_sentence,
    too_few_words,
)

#: So many moments stand on the page; the earlier ones are folded behind them.
SHOWN = 20
#: Beyond these, moments are kept and counted, and not listed.
LISTED = 200


@dataclass(frozen=True, slots=True)
class Theirs:
    """Somebody of whom there are moments."""

    path: str
    name: str
    counts: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Months as a picture, as a sentence and as a table; or why there is none."""

    sentence: str
    drawn: Markup | None = None
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Everything a page of the ledger shows; where the picture rests there is none."""

    add: str
    lines: tuple[Line, ...]
    earlier: tuple[Line, ...]
    unlisted: int
    picture: Picture | None
    name: str = ""
    person: RecordId | None = None
    people: tuple[Theirs, ...] = ()
    heard: Heard | None = None


@dataclass(frozen=True, slots=True)
class MomentPage:
    """One moment: its form, and where one comes from."""

    form: MomentForm
    action: str
    place: str
    back: str
    id: RecordId | None = None


async def show_all(request: Request) -> Response:
    """Show everybody of whom there are moments, and all of these."""
    opened = unlocked(request)
    noted, people = moments(opened), opened.journey.people()
    counted = {person: _counts(noted, person) for person in people}
    theirs = tuple(
        Theirs(f"/people/{person}/ledger", known.name, counts_words(*counted[person]))
        for person, known in people.items()
        if any(counted[person])
    )
    shown = replace(_ledger(opened, noted), people=theirs)
    return render(request, "ledger.html", replace(shown, heard=take_heard(request)))


async def show_person(request: Request) -> Response:
    """Show the moments with one person."""
    opened, person = unlocked(request), record_in_path(request, "person")
    known = opened.journey.people().get(person)
    if known is None:
        raise NothingThereError
    noted = moments(opened, person)
    shown = _ledger(opened, noted, person)
    shown = replace(shown, name=known.name, heard=take_heard(request))
    return render(request, "ledger_person.html", shown)


async def show_form(request: Request) -> Response:
    """Show an empty form."""
    return _show_adding(request, unlocked(request), Chosen())


async def show_form_with(request: Request) -> Response:
    """Show a form in which somebody is named already."""
    opened, person = unlocked(request), record_in_path(request, "person")
    if person not in opened.journey.people():
        raise NothingThereError
    return _show_adding(request, opened, Chosen(fields={"people": person}), person)


async def show_form_about(request: Request) -> Response:
    """Show a form in which a belief stands first; the address names its record."""
    opened = unlocked(request)
    held = belief_of(opened, record_in_path(request))
    return _show_adding(request, opened, Chosen(first=(held.belief,)))


async def add(request: Request) -> Response:
    """Keep a moment, or say what is missing; what was typed stays."""
    return _keep(request, unlocked(request), await form_of(request))


async def show_one(request: Request) -> Response:
    """Show one moment, to be changed."""
    opened = unlocked(request)
    entry = moment_of(opened, record_in_path(request))
    typed = unfinished(request, opened)
    form = typed_again(opened, typed) if typed else laid_out(opened, chosen_of(entry))
    shown = _changing(entry, form)
    return render(request, "ledger_moment.html", shown)


async def change(request: Request) -> Response:
    """Keep another version of a moment."""
    opened, form = unlocked(request), await form_of(request)
    return _keep(request, opened, form, moment_of(opened, record_in_path(request)))


async def ask_to_erase(request: Request) -> Response:
    """Ask once more before a moment is destroyed."""
    opened = unlocked(request)
    entry = moment_of(opened, record_in_path(request))
    return render(request, "ledger_erase.html", line_of(opened, entry))


async def erase_one(request: Request) -> Response:
    """Destroy a moment."""
    opened = unlocked(request)
    entry = moment_of(opened, record_in_path(request))
    erase_moment(opened, entry.id)
    tell(request, gettext("Erased for good."))
    return go_to(_home(entry))


def _keep(
    request: Request, opened: Opened, form: Form, before: LedgerEntry | None = None
) -> Response:
    record = form.record()
    replaces = form.record("replaces") if before else None
    try:
        when = when_from(form, opened)
        done = done_in(form, opened)
        keep_moment(opened, record, done, when, replaces)
    except MooringsError as error:
        again = typed_again(opened, form, error)
        place = form.text("place")
        shown = _changing(before, again) if before else _adding(again, place)
        return render(request, "ledger_moment.html", shown, STATUS[error.kind])
    tell(request, gettext("Kept."))
    answer_later(request, opened, done.text, when)
    return go_to(_home(moment_of(opened, record)))


def _show_adding(
    request: Request, opened: Opened, chosen: Chosen, person: RecordId | None = None
) -> Response:
    """Show the form of a new moment, as it begins here or as it was left."""
    typed = unfinished(request, opened)
    form = typed_again(opened, typed) if typed else laid_out(opened, chosen)
    shown = _adding(form, request.url.path, person)
    return render(request, "ledger_moment.html", shown)


def _adding(form: MomentForm, place: str, person: RecordId | None = None) -> MomentPage:
    back = f"/people/{person}/ledger" if person else ALL
    return MomentPage(form, f"{ALL}/add", place, back)


def _changing(entry: LedgerEntry, form: MomentForm) -> MomentPage:
    here = f"{ALL}/{entry.id}"
    return MomentPage(form, here, here, _home(entry), entry.id)


def _home(entry: LedgerEntry) -> str:
    """Say where a moment is listed: with its person, where it has a single one."""
    return f"/people/{entry.people[0]}/ledger" if len(entry.people) == 1 else ALL


def _ledger(
    opened: Opened, noted: tuple[LedgerEntry, ...], person: RecordId | None = None
) -> LedgerPage:
    lines = tuple(line_of(opened, each, person) for each in noted[:LISTED])
    add = f"/people/{person}/ledger/add" if person else f"{ALL}/add"
    rests = standing(opened).rests
    return LedgerPage(
        add,
        lines[:SHOWN],
        lines[SHOWN:],
        max(0, len(noted) - LISTED),
        None if rests or not noted else _picture(opened, noted, person),
        person=person,
    )


def _picture(
    opened: Opened, noted: tuple[LedgerEntry, ...], person: RecordId | None
) -> Picture:
    some = (person,) if person else ()
    found = by_month(noted, *some, last=moment(opened.now()).date)
    if found is None:
        return Picture(too_few_words())
    people = opened.journey.people()
    return Picture(
        ledger_sentence(found, people),
        ledger_picture(found, people),
        ledger_rows(found, people),
    )


def _counts(noted: tuple[LedgerEntry, ...], person: RecordId) -> tuple[int, int]:
    sides = [each.side for each in noted if person in each.people]
    return sides.count("deposit"), sides.count("strain")


ROUTES = [
    *page(ALL, show_all),
    *page(f"{ALL}/add", show_form, until_kept(add)),
    *page(f"{ALL}/{{record}}", show_one, until_kept(change)),
    *page(f"{ALL}/{{record}}/erase", ask_to_erase, erase_one),
    *page(f"{ALL}/about/{{record}}", show_form_about),
    *page("/people/{person}/ledger", show_person),
    *page("/people/{person}/ledger/add", show_form_with),
]
