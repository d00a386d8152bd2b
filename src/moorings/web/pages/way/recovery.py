"""Until calm comes back: how long it took, in all, and by what it was about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.insight.recovery import (
    Comparison,
    Recovery,
    Settling,
    Told,
    TooFew,
    recovery,
)
from moorings.journey.records import RecordId, WordId
from moorings.library.catalogue import gettext
from moorings.web.recovery_calendar import (
    calendar_picture,
    calendar_rows,
    calendar_sentence,
)
from moorings.web.rendering import render
from moorings.web.routing import page
from moorings.web.visitor import unlocked
from moorings.web.wording.recovery import (
    compared_sentence,
    group_words,
    shape_words,
    told_sentence,
)
from moorings.web.wording.step import trigger_words

HERE = "/way/recovery"
#: So many of a kind stand open; the others are folded away.
OPEN = 5


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of some hard moments, and from how many."""

    name: str
    sentence: str
    group: str


@dataclass(frozen=True, slots=True)
class Lines:
    """What is said of each of a kind, those with most behind them first.

    Of some there are too `few` to say anything; they are only named and counted.
    """

    told: tuple[Line, ...]
    few: str

    @property
    def first(self) -> tuple[Line, ...]:
        """Give the lines that stand open."""
        return self.told[:OPEN]

    @property
    def more(self) -> tuple[Line, ...]:
        """Give those that are folded away."""
        return self.told[OPEN:]


@dataclass(frozen=True, slots=True)
class RecoveryPage:
    """Everything the page shows; without a `whole` nothing is known of any time."""

    whole: Line | None
    shape: str
    compared: str
    periods: tuple[str, ...]
    triggers: Lines
    people: Lines
    picture: Markup | None
    sentence: str
    months: tuple[tuple[str, ...], ...]
    uncounted: int


async def show(request: Request) -> Response:
    """Show how long it took until calm was back."""
    opened = unlocked(request)
    found = recovery(opened.journey.activations(), moment(opened.now()).date)
    return render(request, "way_recovery.html", _page(opened, found))


def _page(opened: Opened, found: Recovery) -> RecoveryPage:
    whole = found.whole
    return RecoveryPage(
        _line("", whole) if whole else None,
        shape_words(whole.shape) if isinstance(whole, Settling) else "",
        compared_sentence(found.comparison),
        _periods(found.comparison),
        _triggers(opened, found.triggers),
        _people(opened, found.people),
        calendar_picture(found.calendar) if whole else None,
        calendar_sentence(found.calendar) if whole else "",
        calendar_rows(found.calendar),
        found.uncounted,
    )


def _periods(comparison: Comparison | None) -> tuple[str, ...]:
    """Say of what the comparison speaks, and what it allows for."""
    if comparison is None:
        return ()
    told = (
        gettext("The three months before: %(group)s")
        % {"group": group_words(comparison.before)},
        gettext("The latest: %(group)s") % {"group": group_words(comparison.latest)},
    )
    allowed = gettext("How strong they were is allowed for.")
    return (*told, allowed) if comparison.peaks else told


def _line(name: str, told: Told) -> Line:
    return Line(name, told_sentence(told), group_words(told))


def _triggers(opened: Opened, told: Mapping[WordId, Told]) -> Lines:
    return _lines((trigger_words(opened, word), each) for word, each in told.items())


def _people(opened: Opened, told: Mapping[RecordId, Told]) -> Lines:
    people = opened.journey.people()
    return _lines((people[p].name, each) for p, each in told.items() if p in people)


def _lines(told: Iterable[tuple[str, Told]]) -> Lines:
    most_first = sorted(told, key=lambda each: -each[1].episodes)
    few = (each for each in most_first if isinstance(each[1], TooFew))
    return Lines(
        tuple(_line(*each) for each in most_first if not isinstance(each[1], TooFew)),
        ", ".join(f"{name} ({each.episodes})" for name, each in few),
    )


ROUTES = page(HERE, show)
