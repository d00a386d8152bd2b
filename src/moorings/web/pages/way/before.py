"""What tends to come before hard moments, counted against the days without any."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.noting_days import (
    SHEET,
    Before,
    before,
    bring_to_light,
    put_aside,
)
from moorings.companion.opened import Opened
from moorings.companion.practising import reasons
from moorings.insight.antecedents import Counted, Thing
from moorings.journey.records import Person, RecordId
from moorings.library.catalogue import gettext
from moorings.safety.resting import Reason
from moorings.web.forms import form_of
from moorings.web.rendering import go_to, render, short_day
from moorings.web.routing import page
from moorings.web.visitor import tell, unlocked
from moorings.web.wording.antecedents import (
    apart_words,
    counts_words,
    early_words,
    from_words,
    looked_words,
    thing_words,
)

HERE = "/way/before"
#: So many findings stand open (own).
OPEN = 3
#: In an hour like this no finding is put before one's eyes; it is folded away.
FOLDED: frozenset[Reason] = frozenset(("unreal", "help", "heavy", "night", "simple"))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that stands out: both counts, how far they lie apart, and its key."""

    key: str
    name: str
    counts: str
    apart: str


@dataclass(frozen=True, slots=True)
class Aside:
    """One thing that was put aside, and when."""

    key: str
    name: str
    day: str


@dataclass(frozen=True, slots=True)
class BeforePage:
    """Everything the page shows; `early` says what it takes, where that is not there.

    A few findings stand open, those least likely by luck; the rest are behind a fold.
    """

    note: str
    early: str
    first: tuple[Finding, ...]
    rest: tuple[Finding, ...]
    folded: bool
    told_from: str
    looked_at: str
    names: tuple[str, ...]
    aside: tuple[Aside, ...]


async def show(request: Request) -> Response:
    """Show what stands out, as far as it can be told."""
    opened = unlocked(request)
    return render(request, "way_before.html", _page(opened))


async def take_aside(request: Request) -> Response:
    """Show one finding no more; what it was stays out of the address."""
    opened = unlocked(request)
    put_aside(opened, (await form_of(request)).line("what"))
    tell(request, gettext("Put aside. It stays so until you bring it back."))
    return go_to(HERE)


async def bring_back(request: Request) -> Response:
    """Show a finding again, where it still stands out."""
    opened = unlocked(request)
    bring_to_light(opened, (await form_of(request)).line("what"))
    tell(request, gettext("Back. It is shown where it still stands out."))
    return go_to(HERE)


def _page(opened: Opened) -> BeforePage:
    found, people = before(opened), opened.journey.people()
    told = found.all
    names = filter(None, (thing_words(each, people) for each in told.looked_at))
    findings = tuple(_finding(each, people) for each in found.found)
    return BeforePage(
        note=f"/practise/pages/{SHEET}",
        early="" if told.looked_at else early_words(told),
        first=findings[:OPEN],
        rest=findings[OPEN:],
        folded=bool(reasons(opened) & FOLDED),
        told_from=from_words(told),
        looked_at=looked_words(len(told.looked_at)),
        names=tuple(names),
        aside=tuple(_asides(found, people)),
    )


def _finding(told: Counted, people: Mapping[RecordId, Person]) -> Finding:
    return Finding(
        told.thing.key,
        thing_words(told.thing, people),
        counts_words(told, people),
        apart_words(told),
    )


def _asides(found: Before, people: Mapping[RecordId, Person]) -> Iterator[Aside]:
    """Give what was put aside, where it has a name; what does not is passed over."""
    for key, day in found.aside.items():
        kind, _, name = key.partition(":")
        words = thing_words(Thing(kind, name), people)  # type: ignore[arg-type]
        since = ""
        with suppress(ValueError):
            since = short_day(date.fromisoformat(day))
        if words:
            yield Aside(key, words, since)


ROUTES = [
    *page(HERE, show),
    *page(f"{HERE}/aside", submit=take_aside),
    *page(f"{HERE}/back", submit=bring_back),
]
