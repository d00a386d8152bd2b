"""Therapy: what it can give, looking for somebody, and the hours themselves."""

from dataclasses import dataclass, replace
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.accompanying import (
    SESSION,
    choose_nobody,
    choose_therapist,
    therapist,
)
from moorings.companion.appointing import next_session
from moorings.companion.opened import Opened, new_id
from moorings.companion.worksheets import worksheets
from moorings.errors import MooringsError
from moorings.journey.records import RecordId, Worksheet
from moorings.library.catalogue import gettext
from moorings.library.therapies import Gift, Start, Therapies, therapies
from moorings.web.forms import Form, form_of
from moorings.web.letters import LETTERS
from moorings.web.problems import STATUS
from moorings.web.rendering import go_to, render, sentence, short_day
from moorings.web.room_links import Link, Links, Pages, links, written
from moorings.web.routing import page
from moorings.web.unfinished import unfinished, until_kept
from moorings.web.visitor import tell, unlocked

HERE = "/practise/therapy"
KINDS = HERE + "/kinds"
WHO = HERE + "/who"
CHECK = "therapy-check"
#: Pages round the hours, ways to go about them, and what helps in looking for somebody.
HOURS = (SESSION, CHECK, "therapy-rupture", "pacing-words")
WAYS = ("around-a-session", "three-session-check", "mending-with-a-therapist")
LOOKING = ("finding-help", "twelve-questions", "therapy-questions")
#: The marks of one look, in the order of their columns.
MARKS = ("heard", "aims", "way", "whole")
#: After so many sessions without a look at them, one is offered (own).
SESSIONS = 3
#: So many looks stand in the table.
LOOKS = 12


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who may be the therapist."""

    id: RecordId
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Looks:
    """Own marks over time, and how many session notes are newer than the last."""

    rows: tuple[tuple[str, ...], ...]
    count: int
    due: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TherapyPage:
    """Everything the room shows."""

    going: bool
    next: date | None
    who: str
    people: tuple[Who, ...]
    hours: Links
    ways: Links
    looking: Links
    gives: tuple[tuple[str, str], ...]
    low_cost: tuple[str, ...]
    read: tuple[Link, ...]
    looks: Looks
    sessions: Pages
    questions: Pages
    ruptures: Pages
    record: RecordId
    typed: str = ""
    problem: str = ""

    @property
    def rests(self) -> bool:
        """Say whether some of it rests."""
        return self.hours.rests or self.ways.rests or self.looking.rests

    @property
    def kept(self) -> int:
        """Count what was written here."""
        return sum(e.count for e in (self.sessions, self.questions, self.ruptures))


async def show(request: Request) -> Response:
    """Show the room; what is under way stands first."""
    opened = unlocked(request)
    shown = _page(opened)
    if form := unfinished(request, opened):
        shown = _with(shown, form)
    return render(request, "therapy.html", shown)


async def show_kinds(request: Request) -> Response:
    """Show four approaches, as they are and no larger."""
    unlocked(request)
    told: Therapies = therapies()
    return render(request, "therapy_kinds.html", told.approaches)


async def take_who(request: Request) -> Response:
    """Keep who the therapist is, or that it is nobody in particular."""
    opened, form = unlocked(request), await form_of(request)
    if form.text("how") == "nobody":
        choose_nobody(opened)
        tell(request, gettext("Kept."))
        return go_to(HERE)
    name = form.line("name")
    picked = form.records("person")
    try:
        form.fit(name=LETTERS.name)
        choose_therapist(opened, picked[0] if picked else None, name)
    except MooringsError as error:
        again = replace(_with(_page(opened), form), problem=sentence(error))
        return render(request, "therapy.html", again, STATUS[error.kind])
    tell(request, gettext("Kept."))
    return go_to(HERE)


def _with(shown: TherapyPage, form: Form) -> TherapyPage:
    """Let what was typed and chosen stand in it."""
    picked = form.text("person")
    people = tuple(replace(who, chosen=who.id == picked) for who in shown.people)
    name = form.line("name")
    return replace(shown, record=form.record(), people=people, typed=name)


def _page(opened: Opened) -> TherapyPage:
    whom, told = therapist(opened), therapies()
    known = opened.journey.people()
    sessions, hours = written(opened, SESSION), links(opened, HOURS, whom)
    return TherapyPage(
        going=bool(sessions.count or whom),
        next=None if hours.rests else next_session(opened),
        who=known[whom].name if whom else "",
        people=tuple(Who(p, known[p].name, p == whom) for p in known),
        hours=hours,
        ways=links(opened, WAYS, whom),
        looking=links(opened, LOOKING, whom),
        gives=tuple((_start(each), each.text) for each in told.leaning),
        low_cost=told.low_cost.text,
        read=_to_read(),
        looks=_looks(opened),
        sessions=sessions,
        questions=written(opened, "therapy-questions"),
        ruptures=written(opened, "therapy-rupture"),
        record=new_id(),
    )


def _start(gift: Gift) -> str:
    names: dict[Start, str] = {
        "reaching": gettext("When you mostly reach out"),
        "pulling-back": gettext("When you mostly step back"),
        "both": gettext("When both pull at you"),
    }
    return names[gift.id]


def _to_read() -> tuple[Link, ...]:
    return (
        Link(KINDS, gettext("Four kinds, and what each is for"), ""),
        Link("/practise/read/without-therapy", gettext("And without therapy?"), ""),
        Link("/way/help", gettext("When help may be good"), ""),
    )


def _looks(opened: Opened) -> Looks:
    looks, sessions = worksheets(opened, CHECK), worksheets(opened, SESSION)
    since = looks[0].when.order if looks else None
    newer = [e for e in sessions if since is None or e.when.order > since]
    return Looks(
        tuple(_row(each) for each in looks[:LOOKS]),
        len(looks),
        len(newer) if len(newer) >= SESSIONS else 0,
    )


def _row(look: Worksheet) -> tuple[str, ...]:
    marks = (look.numbers.get(each) for each in MARKS)
    told = ("" if mark is None else str(mark) for mark in marks)
    day = short_day(look.when.date).replace(" ", "\N{NO-BREAK SPACE}")
    return (day, *told)


ROUTES = [
    *page(HERE, show),
    *page(KINDS, show_kinds),
    *page(WHO, submit=until_kept(take_who)),
]
