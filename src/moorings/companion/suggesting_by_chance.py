"""Suggesting by chance: between two practices somebody takes anyway, where they ask.

It is off until it is switched on, for these two alone. What has to do with danger, with
other people, or with finding one's feet is never left to chance.
"""

from collections.abc import Mapping

from moorings.companion.choosing import choose
from moorings.companion.errors import NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.pausing import is_paused
from moorings.companion.practising import open_practices, reasons, times
from moorings.companion.settling import open_activation
from moorings.companion.weighing import draws, percent
from moorings.errors import MooringsError
from moorings.journey.records import Draw, RecordId, Retraction, When
from moorings.library.practices import Practice, practices
from moorings.library.shelf import Asks

#: The choice that names the two, apart by a space; empty where it is off.
BETWEEN = "chance-between"
#: One may last at most so many times as long as the other (own).
AS_LONG = 2
#: All that a practice may ask of a person to be left to chance.
FIT: frozenset[Asks] = frozenset(
    (
        "breath",
        "inward",
        "imagery",
        "stillness",
        "movement",
        "music",
        "writing",
        "waiting",
        "outward",
    )
)
#: These find one's feet, or belong to a hard moment itself (own).
NEVER = frozenset(
    {"five-senses", "orient-outward", "stop", "quarrel-breath", "when-it-is-real"}
    | {"now-or-familiar", "note-for-a-hard-night"}
)


class NotTwoError(MooringsError):
    """Chance needs two different practices that can be left to it."""

    sentence = "Choose two different ones from the list; then chance can choose."


class UnequalError(MooringsError):
    """One takes much longer than the other."""

    sentence = (
        "One of these takes more than twice as long as the other. Chance is fair only "
        "between two that ask about the same of you. Choose another pair, if you like."
    )


class ChanceRestsError(MooringsError):
    """Nothing is left to chance just now."""

    kind = "busy"
    sentence = "Chance rests just now. You can take either of the two yourself."


def fit_for_chance(opened: Opened) -> Mapping[str, Practice]:
    """Give the practices that were taken before and may be left to chance now."""
    taken = {each.practice for each in times(opened)}
    return {
        name: each
        for name, each in open_practices(opened).items()
        if name in taken and _may_be_drawn(name, each)
    }


def pair(opened: Opened) -> tuple[str, str] | None:
    """Give the two that chance may choose between, where that is switched on."""
    told = opened.journey.choices.get(BETWEEN, "").split()
    known = practices()
    if len(told) != len(("one", "other")) or not all(each in known for each in told):
        return None
    return (told[0], told[1])


def switch_on(opened: Opened, first: str, second: str) -> None:
    """Let chance choose between two. Raises where they are no fair pair."""
    fit = fit_for_chance(opened)
    if first == second or first not in fit or second not in fit:
        raise NotTwoError
    lengths = sorted((fit[first].minutes, fit[second].minutes))
    if lengths[1] > AS_LONG * lengths[0]:
        raise UnequalError
    choose(opened, {BETWEEN: f"{first} {second}"})


def switch_off(opened: Opened) -> None:
    """Leave nothing to chance from now on; what was drawn stays."""
    choose(opened, {BETWEEN: ""})


def may_draw(opened: Opened) -> bool:
    """Say whether chance may choose just now: in calm, and where nothing rests."""
    both = pair(opened)
    if both is None or not opened.writable or is_paused(opened):
        return False
    if reasons(opened) or open_activation(opened) is not None:
        return False
    return {*both} <= fit_for_chance(opened).keys()


def let_chance_choose(opened: Opened, record: RecordId, when: When) -> Draw:
    """Draw one of the two and keep that; the same form again gives the same draw.

    The chance of each goes by what was noted, between 10 and 90 of a hundred. Raises
    `ChanceRestsError` where chance rests.
    """
    known = opened.journey.record(record)
    if isinstance(known, Draw):
        return known
    both = pair(opened)
    if both is None or not may_draw(opened):
        raise ChanceRestsError
    first = percent(opened, both)
    is_first = int(opened.new_id(), 16) % 100 < first
    drawn = Draw(
        id=record,
        written_at=opened.now(),
        when=when,
        options=both,
        drawn=both[0] if is_first else both[1],
        percent=first if is_first else 100 - first,
    )
    opened.keep(drawn)
    return draw_of(opened, record)


def draw_of(opened: Opened, record: RecordId) -> Draw:
    """Give one draw that stands."""
    for each in draws(opened):
        if each.id == record:
            return each
    raise NothingThereError


def take_draw_back(opened: Opened, record: RecordId) -> None:
    """Take one draw out; times of practice stay where they are."""
    draw_of(opened, record)
    opened.keep(Retraction(id=opened.new_id(), written_at=opened.now(), of=record))


def _may_be_drawn(name: str, practice: Practice) -> bool:
    if name in NEVER or practice.outward or practice.rates != "strong":
        return False
    return {*practice.asks} <= FIT
