"""Measured: one questionnaire that was brought along, and what it came to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.answering import asks_about_one, begin
from moorings.companion.assessing import UNDER_18
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.questionnaires import (
    Brought,
    erase_questionnaire,
    questionnaire,
    sittings_with,
    take_questionnaire_back,
    targets_of,
)
from moorings.companion.taking_back import bring_back
from moorings.insight.sittings import Sitting
from moorings.insight.standing import Stood, stood
from moorings.insight.steadying import raised
from moorings.journey.records import Administration, Questionnaire, RecordId
from moorings.library.catalogue import gettext
from moorings.web.adults import for_adults
from moorings.web.forms import form_of, record_in_path
from moorings.web.maps import MOST_MARKS, place_map
from moorings.web.offers import Offered, offered
from moorings.web.rendering import go_to, render
from moorings.web.routing import page
from moorings.web.scores import Scored, scored
from moorings.web.visitor import tell, unlocked
from moorings.web.wording.place import Said, said_of, told_of, unverified

HERE = "/way/questionnaires"


@dataclass(frozen=True, slots=True)
class Result:
    """One sitting, ready to be shown."""

    id: RecordId
    day: date
    answered: int
    asked: int
    scores: tuple[Scored, ...]
    help_first: bool
    clinician: bool

    @property
    def wide(self) -> bool:
        """Say whether the error of any score is known."""
        return any(each.wide for each in self.scores)


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything the page shows."""

    id: RecordId
    path: str
    title: str
    sentences: int
    version: int
    licence: str
    source: str
    unverified: bool
    adaptive: bool
    about_one: bool
    of_one_person: bool
    name: str
    target: RecordId | None
    people: tuple[tuple[RecordId, str], ...]
    latest: Result | None
    days: tuple[date, ...]
    said: Said | None
    picture: Markup | None
    told: str
    earlier: tuple[Result, ...]
    taken_back: tuple[tuple[RecordId, date], ...]
    offered: Offered | None


async def show(request: Request) -> Response:
    """Show the questionnaire, and what the latest sitting with it came to."""
    opened = unlocked(request)
    brought = questionnaire(opened, record_in_path(request))
    target = (
        record_in_path(request, "person") if "person" in request.path_params else None
    )
    return render(request, "way_measured.html", _measured(opened, brought, target))


async def start(request: Request) -> Response:
    """Begin a sitting, or go on with the one that was begun."""
    opened, record = unlocked(request), record_in_path(request)
    form = await form_of(request)
    target = next(iter(form.records("target")), None)
    if UNDER_18 not in opened.journey.choices:
        back = f"{HERE}/{record}/with/{target}" if target else f"{HERE}/{record}"
        return go_to(f"/way/start?back={back}")
    begun = begin(opened, record, target, adaptive=form.text("adaptive") == "yes")
    return go_to(f"/way/asking/{begun}")


async def put_away(request: Request) -> Response:
    """Put the questionnaire away with what it drew; it can be brought back."""
    opened, record = unlocked(request), record_in_path(request)
    take_questionnaire_back(opened, record)
    tell(request, gettext("Put away."), undo=f"{HERE}/{record}/bring-back")
    return go_to(HERE)


async def undo(request: Request) -> Response:
    """Bring a questionnaire back."""
    opened, record = unlocked(request), record_in_path(request)
    if not isinstance(opened.journey.record(record), Questionnaire):
        raise NothingThereError
    bring_back(opened, record)
    tell(request, gettext("It is back."))
    return go_to(f"{HERE}/{record}")


async def destroy(request: Request) -> Response:
    """Destroy the sentences and the answers for good."""
    opened, record = unlocked(request), record_in_path(request)
    erase_questionnaire(opened, record)
    tell(request, gettext("Erased for good."))
    return go_to(HERE)


def _measured(opened: Opened, brought: Brought, target: RecordId | None) -> Measured:
    known, key = opened.journey.people(), brought.key
    if target is not None and target not in known:
        raise NothingThereError
    found = _dated(opened, brought, target)
    places = dict(_places(opened, brought, target))
    about = {who: said_of(key, each.place) for who, each in places.items()}
    marks = [(_name(opened, who), each.place) for who, each in places.items()]
    all_told = " ".join(f"{_name(opened, who)}: {told_of(about[who])}" for who in about)
    home, said = f"{HERE}/{brought.id}", about.get(target)
    mine = places.get(target)
    return Measured(
        brought.id,
        f"{home}/with/{target}" if target else home,
        brought.instrument.title,
        len(key.order),
        key.version,
        key.licence,
        key.known.source if key.known else "",
        unverified(key),
        key.calibrated is not None,
        asks_about_one(key),
        key.of_one_person,
        known[target].name if target else "",
        target,
        tuple((person, each.name) for person, each in known.items()),
        _result(*found[0]) if found else None,
        mine.days if mine else (),
        said,
        place_map(key, marks, all_told, general=None in places) if marks else None,
        told_of(said),
        tuple(_result(*each) for each in found[1:]),
        tuple(_taken_back(opened, brought, target)),
        _offered(opened, brought, found),
    )


def _dated(
    opened: Opened, brought: Brought, target: RecordId | None
) -> list[tuple[date, Sitting]]:
    found = sittings_with(opened, brought.id, target)
    return [(moment(each.administration.ended).date, each) for each in found]


def _places(
    opened: Opened, brought: Brought, target: RecordId | None
) -> Iterator[tuple[RecordId | None, Stood]]:
    """Give the place of this page first; in general, everybody's buoy as well."""
    others = () if target else targets_of(opened, brought.id)[: MOST_MARKS - 1]
    for who in (target, *others):
        if found := stood(_dated(opened, brought, who)):
            yield who, found


def _name(opened: Opened, who: RecordId | None) -> str:
    return opened.journey.people()[who].name if who else gettext("in general")


def _result(day: date, sitting: Sitting) -> Result:
    concerns = raised(sitting)
    return Result(
        sitting.administration.id,
        day,
        len(sitting.administration.responses),
        len(sitting.administration.shown),
        tuple(scored(sitting)),
        "help" in concerns,
        "clinician" in concerns,
    )


def _taken_back(
    opened: Opened, brought: Brought, target: RecordId | None
) -> Iterator[tuple[RecordId, date]]:
    for each in opened.journey.standing(Administration, taken=True):
        if (each.questionnaire, each.target) == (brought.id, target):
            yield each.id, moment(each.ended).date


def _offered(
    opened: Opened, brought: Brought, found: list[tuple[date, Sitting]]
) -> Offered | None:
    """Offer more sittings, but none of a moment, or of how heavy things are."""
    if not found or brought.key.distress or brought.key.state:
        return None
    return offered((day for day, _ in found), moment(opened.now()).date)


ROUTES = [
    *page(f"{HERE}/{{record}}", for_adults(show)),
    *page(f"{HERE}/{{record}}/with/{{person}}", for_adults(show)),
    *page(f"{HERE}/{{record}}/begin", submit=for_adults(start)),
    *page(f"{HERE}/{{record}}/put-away", submit=put_away),
    *page(f"{HERE}/{{record}}/bring-back", submit=undo),
    *page(f"{HERE}/{{record}}/erase", submit=destroy),
]
