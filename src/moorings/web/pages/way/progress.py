"""What moved: nine signs, then questionnaires, and what cannot be told yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from moorings.companion.assessing import UNDER_18
from moorings.companion.clock import moment
from moorings.companion.growing import anything_moved, resting_signs
from moorings.companion.opened import Opened
from moorings.companion.practising import is_night
from moorings.companion.questionnaires import (
    Brought,
    questionnaires,
    sittings_with,
    targets_of,
)
from moorings.companion.resting import resting
from moorings.insight.growth import Periods
from moorings.insight.moving import Movement, course
from moorings.journey.records import RecordId
from moorings.measures.reliable_change import PRACTICE
from moorings.web.changes import change_picture, change_sentence
from moorings.web.growths import period_words
from moorings.web.offers import Offered, offered
from moorings.web.pages.way.signs import Signs, Words, signs_of, words_of
from moorings.web.rendering import render
from moorings.web.routing import page
from moorings.web.visitor import unlocked
from moorings.web.wording.growth import early_words
from moorings.web.wording.place import unverified
from moorings.web.wording.scale import scale_name

HERE = "/way/progress"
#: So many scales of a questionnaire stand open.
OPEN = 3


@dataclass(frozen=True, slots=True)
class Moved:
    """One scale over time: its picture, its sentence, and the figures behind them."""

    name: str
    sentence: str
    picture: Markup | None
    movement: Movement

    @property
    def practice(self) -> float:
        """Give how many points repeating alone may have brought about."""
        known = self.movement.figures
        return PRACTICE * (known.standard_deviation or 0) if known else 0


@dataclass(frozen=True, slots=True)
class Measured:
    """One questionnaire about somebody, or in general, over time."""

    path: str
    title: str
    version: int
    about: str
    attachment: bool
    sittings: int
    first: date
    last: date
    scales: tuple[Moved, ...]
    unverified: bool
    offered: Offered | None

    @property
    def first_scales(self) -> tuple[Moved, ...]:
        """Give the scales that stand open."""
        return self.scales[:OPEN]

    @property
    def more_scales(self) -> tuple[Moved, ...]:
        """Give those that are folded away."""
        return self.scales[OPEN:]


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything the page shows; `heavy` if steadying things come first.

    Questionnaires are for adults: whoever is under 18 has none here.
    """

    signs: Signs
    words: Words
    latest: str
    before: str
    counted: str
    moved: bool
    measured: tuple[Measured, ...]
    adult: bool
    heavy: bool
    night: bool


async def show(request: Request) -> Response:
    """Show the signs, and every row of sittings that may be compared."""
    opened = unlocked(request)
    periods = Periods(moment(opened.now()).date)
    adult = opened.journey.choices.get(UNDER_18) != "yes"
    shown = Progress(
        signs_of(opened, periods, resting_signs(opened)),
        words_of(opened),
        period_words(periods.latest),
        period_words(periods.before),
        early_words(),
        anything_moved(opened),
        tuple(_all(opened)) if adult else (),
        adult,
        resting(opened) is not None,
        is_night(opened),
    )
    return render(request, "way_progress.html", shown)


def _all(opened: Opened) -> Iterator[Measured]:
    for brought in questionnaires(opened):
        if brought.key.state:
            continue
        for target in (None, *targets_of(opened, brought.id)):
            if found := _measured(opened, brought, target):
                yield found


def _measured(
    opened: Opened, brought: Brought, target: RecordId | None
) -> Measured | None:
    today = moment(opened.now()).date
    dated = [
        (moment(each.administration.ended).date, each)
        for each in sittings_with(opened, brought.id, target)
        if any(score.value is not None for score in each.scores.values())
    ]
    laid_out = course(dated, today)
    if laid_out is None:
        return None
    home, key = f"/way/questionnaires/{brought.id}", brought.key
    name = f"change-{brought.id[:8]}-{(target or 'general')[:8]}"
    names = {person: each.name for person, each in opened.journey.people().items()}
    scales = tuple(
        Moved(
            scale_name(key, movement.scale),
            change_sentence(key, movement),
            change_picture(f"{name}-{at}", key, movement, laid_out),
            movement,
        )
        for at, movement in enumerate(laid_out.movements)
    )
    return Measured(
        f"{home}/with/{target}" if target else home,
        brought.instrument.title,
        key.version,
        names[target] if target else "",
        key.two_dimensional,
        len(dated),
        dated[-1][0],
        dated[0][0],
        scales,
        unverified(key),
        None if key.distress else offered((day for day, _ in dated), today),
    )


ROUTES = page(HERE, show)
