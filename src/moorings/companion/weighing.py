"""Weighing: what helps, as far as all that was noted tells it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from moorings.companion.clock import moment
from moorings.companion.deriving import derived
from moorings.companion.errors import NothingThereError
from moorings.companion.kitting import KIT, first_of, item
from moorings.companion.opened import Opened
from moorings.companion.practising import times
from moorings.insight.chance import Tally, percent_of_first, tally
from moorings.insight.sooner import Sooner, sooner
from moorings.insight.uses import Use, uses
from moorings.insight.what_helps import Helps, what_helps
from moorings.journey.records import Draw, PracticeTime, RecordId
from moorings.library.practices import practices

#: Levels after practices, and the time to calm: they share what may be said by luck.
ALWAYS = 2
#: So many minutes a thing of the kit is taken to last, where nobody noted it (own).
OF_THE_KIT = 5


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is found: levels, times to calm, and what chance was asked to choose."""

    helps: Helps
    sooner: tuple[Sooner, ...]
    tally: Tally | None
    pair: tuple[str, str] | None


def weighed(opened: Opened) -> Weighed:
    """Hold what was done against waiting, each from as strong a start."""
    today = moment(opened.now()).date
    return derived(opened, ("what helps", today), lambda: _weighed(opened))


def draws(opened: Opened) -> tuple[Draw, ...]:
    """Give every time chance chose, the latest first."""
    found = opened.journey.standing(Draw)
    return tuple(sorted(found, key=lambda each: each.when.order, reverse=True))


def percent(opened: Opened, options: tuple[str, str]) -> int:
    """Give how often in a hundred the first of two is to come up just now."""
    return percent_of_first(options, _uses(opened), moment(opened.now()).date)


def _weighed(opened: Opened) -> Weighed:
    today, drawn = moment(opened.now()).date, draws(opened)
    pair = drawn[0].options if drawn else None
    shared = ALWAYS + bool(pair)
    return Weighed(
        what_helps(_uses(opened), today, shared),
        tuple(
            each
            for each in sooner(opened.journey.activations(), today, shared)
            if each.tool.practice in practices()
        ),
        tally(pair, drawn, times(opened), shared) if pair else None,
        pair,
    )


def _uses(opened: Opened) -> tuple[Use, ...]:
    today = moment(opened.now()).date
    told = uses(_strong(opened), opened.journey.activations(), today)
    known = practices()
    return tuple(each for each in told if each.tool.practice in {KIT, *known})


def _strong(opened: Opened) -> Iterator[PracticeTime]:
    """Give the times before and after which it was asked how strong it is.

    A thing of the kit goes by its first version; what a practice was done with is no
    thing apart. What nobody timed is taken to have lasted as long as it usually does.
    """
    known = practices()
    for each in times(opened):
        if each.practice == KIT:
            about = _first(opened, each.about) if each.about else None
            minutes = each.minutes or OF_THE_KIT
        elif each.practice in known and known[each.practice].rates == "strong":
            about, minutes = None, each.minutes or known[each.practice].minutes
        else:
            continue
        yield msgspec.structs.replace(each, about=about, minutes=minutes)


def _first(opened: Opened, record: RecordId) -> RecordId | None:
    with suppress(NothingThereError):
        return first_of(opened, item(opened, record))
    return None
