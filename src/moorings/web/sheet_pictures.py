"""The pictures that may stand on a sheet: one wave, recovery, the coil."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from moorings.companion.clock import moment
from moorings.companion.opened import Opened
from moorings.companion.stepping import visits
from moorings.insight.recovery import recovery
from moorings.journey.activation import Activation
from moorings.library.catalogue import gettext
from moorings.web.coils import coil_of
from moorings.web.recovery_calendar import calendar_picture, calendar_sentence
from moorings.web.rendering import short_day
from moorings.web.reports import Period
from moorings.web.waves import wave_picture, wave_sentence
from moorings.web.wording.ended import ended_words


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that may be ticked: what it is, and the sentence it also stands as."""

    id: str
    name: str
    told: str
    picture: Markup


def pictures_of(opened: Opened, period: Period) -> tuple[Drawn, ...]:
    """Give the pictures there is enough for."""
    return tuple(_pictures(opened, period))


def _pictures(opened: Opened, period: Period) -> Iterator[Drawn]:
    strongest = max(
        (a for a in opened.journey.activations() if period.holds(a.began.date)),
        key=_peak,
        default=None,
    )
    if strongest and (drawn := wave_picture(strongest, ended_words(strongest))):
        told = wave_sentence(strongest, ended_words(strongest))
        day = short_day(strongest.began.date)
        yield Drawn("wave", gettext("One wave"), f"{day}: {told}", drawn)
    today = moment(opened.now()).date
    found = recovery(opened.journey.activations(), today)
    if found.whole and (drawn := calendar_picture(found.calendar)):
        name = gettext("Until calm comes back")
        yield Drawn("recovery", name, calendar_sentence(found.calendar), drawn)
    coil = coil_of(visits(opened))
    if any(knot.done for knot in (*coil.steps, *coil.skills)):
        yield Drawn("coil", gettext("The coil"), coil.sentence, coil.picture)


def _peak(moment: Activation) -> tuple[int, object]:
    peak = max((rating.intensity for rating in moment.ratings), default=-1)
    return peak, moment.began.order
