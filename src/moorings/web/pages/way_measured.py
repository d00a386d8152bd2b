"""Measured: one questionnaire that was brought along, and what it came to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.answering import begin
from moorings.companion.assessing import UNDER_18
from moorings.companion.clock import moment
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.questionnaires import (
    Brought,
    questionnaire,
    sittings_with,
    take_questionnaire_back,
    targets_of,
)
from moorings.companion.taking_back import bring_back, erase
from moorings.insight.moving import measurement_error
from moorings.insight.sittings import Sitting
from moorings.insight.steadying import raised
from moorings.journey.records import Questionnaire, RecordId
from moorings.library.catalogue import gettext
from moorings.measures.bursts import bursts, next_sitting
from moorings.measures.instrument import ANXIETY, AVOIDANCE
from moorings.measures.place import Place, place_of_answers
from moorings.web.forms import form_of, record_in_path
from moorings.web.maps import MOST_MARKS, place_map
from moorings.web.offers import Offered, offered
from moorings.web.place_words import Said, said_of, told_of
from moorings.web.rendering import go_to, number_words, render
from moorings.web.routing import page
from moorings.web.scale_words import scale_name
from moorings.web.visitor import tell, unlocked

HERE = "/way/questionnaires"
#: Standard errors to each side in which 95 of 100 such scores would lie.
OF_95 = 1.96


@dataclass(frozen=True, slots=True)
class Scored:
    """One scale of a sitting: its score and error, ready to be read."""

    name: str
    answered: str
    value: str
    span: str


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


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything the page shows."""

    id: RecordId
    path: str
    title: str
    sentences: int
    licence: str
    source: str
    adaptive: bool
    of_one_person: bool
    name: str
    target: RecordId | None
    people: tuple[tuple[RecordId, str, str], ...]
    version: int
    latest: Result | None
    said: Said | None
    picture: Markup | None
    told: str
    earlier: tuple[Result, ...]
    offered: Offered | None


async def show(request: Request) -> Response:
    """Show the questionnaire, and what the latest sitting with it came to."""
    opened = unlocked(request)
    if opened.journey.choices.get(UNDER_18) == "yes":
        return go_to("/way/start")
    brought = questionnaire(opened, record_in_path(request))
    target = (
        record_in_path(request, "person") if "person" in request.path_params else None
    )
    return render(request, "way_measured.html", _measured(opened, brought, target))


async def start(request: Request) -> Response:
    """Begin a sitting, or go on with the one that was begun."""
    opened, record = unlocked(request), record_in_path(request)
    form = await form_of(request)
    if opened.journey.choices.get(UNDER_18) != "no":
        return go_to("/way/start")
    target = next(iter(form.records("target")), None)
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
    """Destroy the sentences for good."""
    opened, record = unlocked(request), record_in_path(request)
    questionnaire(opened, record)
    erase(opened, record)
    tell(request, gettext("Erased for good."))
    return go_to(HERE)


def _measured(opened: Opened, brought: Brought, target: RecordId | None) -> Measured:
    known, key = opened.journey.people(), brought.key
    if target is not None and target not in known:
        raise NothingThereError
    found = sittings_with(opened, brought.id, target)
    places = dict(_places(opened, brought, target))
    about = {who: said_of(key, place) for who, place in places.items()}
    said = about.get(target)
    marks = [(_name(opened, who), place) for who, place in places.items()]
    all_told = " ".join(f"{_name(opened, who)}: {told_of(about[who])}" for who in about)
    home = f"{HERE}/{brought.id}"
    return Measured(
        brought.id,
        f"{home}/with/{target}" if target else home,
        brought.instrument.title,
        len(key.order),
        key.licence,
        key.known.source if key.known else "",
        key.calibrated is not None,
        key.of_one_person,
        known[target].name if target else "",
        target,
        tuple((p, each.name, told_of(about.get(p))) for p, each in known.items()),
        key.version,
        _result(found[0]) if found else None,
        said,
        place_map(key, marks, all_told, general=None in places) if marks else None,
        told_of(said),
        tuple(map(_result, found[1:])),
        _offered(opened, found, home),
    )


def _places(
    opened: Opened, brought: Brought, target: RecordId | None
) -> Iterator[tuple[RecordId | None, Place]]:
    """Give the place of this page first; in general, everybody's buoy as well."""
    others = () if target else targets_of(opened, brought.id)[: MOST_MARKS - 1]
    for who in (target, *others):
        if place := _place(sittings_with(opened, brought.id, who)):
            yield who, place


def _name(opened: Opened, who: RecordId | None) -> str:
    return opened.journey.people()[who].name if who else gettext("in general")


def _place(found: Sequence[Sitting]) -> Place | None:
    """Give where the latest burst lies, or else the latest sitting.

    Sittings are put together only where it is known how far days differ: without a
    retest, several would look surer than they are.
    """
    if not found or not found[0].key.two_dimensional:
        return None
    key = found[0].key
    by_day = {_day(sitting): sitting for sitting in reversed(found)}
    latest = bursts(by_day)[-1]
    known = key.known.scales if key.known else {}
    lasting = all(name in known and known[name].retest for name in (ANXIETY, AVOIDANCE))
    together = [by_day[day] for day in latest.counted]
    chosen = together if latest.comparable and lasting else [found[0]]
    return place_of_answers(
        key, [sitting.administration.responses for sitting in chosen]
    )


def _result(sitting: Sitting) -> Result:
    concerns = raised(sitting)
    return Result(
        sitting.administration.id,
        _day(sitting),
        len(sitting.administration.responses),
        len(sitting.administration.shown),
        tuple(_scored(sitting)),
        "help" in concerns,
        "clinician" in concerns,
    )


def _scored(sitting: Sitting) -> Iterator[Scored]:
    key = sitting.key
    known = key.known.scales if key.known else {}
    for scale in key.scales:
        found = sitting.scores[scale.id]
        answered = f"{found.answered} / {len(scale.items)}"
        low, high = key.span(scale)
        span = f"{number_words(low, 0)}–{number_words(high, 0)}"  # noqa: RUF001
        value = gettext("too few answers")
        if found.value is not None:
            value = number_words(found.value)
            error = measurement_error(known.get(scale.id))
            if error is not None:
                wide = OF_95 * error * sqrt(len(scale.items) / found.answered)
                value += f" ± {number_words(wide)}"
        yield Scored(scale_name(key, scale), answered, value, span)


def _offered(opened: Opened, found: Sequence[Sitting], path: str) -> Offered | None:
    if not found:
        return None
    so_far = bursts(map(_day, found))
    today = moment(opened.now()).date
    return offered(so_far, next_sitting(so_far, today), today, path)


def _day(sitting: Sitting) -> date:
    return moment(sitting.administration.ended).date


ROUTES = [
    *page(f"{HERE}/{{record}}", show),
    *page(f"{HERE}/{{record}}/with/{{person}}", show),
    *page(f"{HERE}/{{record}}/begin", submit=start),
    *page(f"{HERE}/{{record}}/put-away", submit=put_away),
    *page(f"{HERE}/{{record}}/bring-back", submit=undo),
    *page(f"{HERE}/{{record}}/erase", submit=destroy),
]
