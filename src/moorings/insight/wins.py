"""Small wins: what a person did in a hard moment, read from what was noted of it."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from moorings.insight.episodes import minutes_between
from moorings.journey.activation import Activation, Step
from moorings.journey.records import (
    ActivationEnd,
    Chosen,
    HeldText,
    Naming,
    Rating,
    Response,
)
from moorings.library.wins import Win

#: A wait is told from so many minutes on, and up to so many (own): after hours, much
#: else has happened.
SHORTEST, LONGEST = 2, 180
#: Where it was as strong as this after calm came back, nothing is told (own).
STRONG: Final = 7
#: The rarer before the commoner: one is told, and the others are not.
ORDER: Final[tuple[Win, ...]] = (
    "returned",
    "asked",
    "let-in",
    "stayed",
    "waited",
    "soothed",
    "chose-again",
    "named",
)
_CHOSEN: Final[dict[Chosen, Win]] = {"ask": "asked", "let-in": "let-in"}


class Noticed(NamedTuple):
    """One small win; `minutes` is told of a wait."""

    win: Win
    minutes: int = 0


def noticed(
    activation: Activation, *, held: Iterable[float] = (), back: bool = False
) -> Noticed | None:
    """Give the one thing worth stating of a moment that is over, if there is any.

    `held` gives the minutes that each of its held texts waited, `back` says whether the
    person said to be back from its time-out. A moment that is still open, that was left
    open, or that was strong again after calm, tells nothing.
    """
    end = activation.end
    if end is None or end.how != "calm" or _rose_again(activation, end):
        return None
    found = [*_found(activation, held)]
    if back and any(each.chosen == "time-out" for each in activation.responses):
        found.append(Noticed("returned"))
    ordered = sorted(found, key=lambda each: (ORDER.index(each.win), -each.minutes))
    return ordered[0] if ordered else None


def _rose_again(activation: Activation, end: ActivationEnd) -> bool:
    after = (r for r in activation.ratings if r.when.order > end.when.order)
    return any(rating.intensity >= STRONG for rating in after)


def _found(activation: Activation, held: Iterable[float]) -> Iterator[Noticed]:
    steps = sorted(activation.steps, key=lambda step: step.when.order)
    for number, step in enumerate(steps):
        later = steps[number + 1 :]
        if isinstance(step, Response):
            yield from _chosen(step, later)
        if _steadies(step) and any(map(_answers, later)):
            yield Noticed("soothed")
        if isinstance(step, Naming) and any(
            isinstance(e, ActivationEnd) for e in later
        ):
            yield Noticed("named")
    yield from _waited(held)


def _chosen(made: Response, later: list[Step]) -> Iterator[Noticed]:
    if win := _CHOSEN.get(made.chosen):
        yield Noticed(win)
    if made.chosen == "wait":
        yield from _waited(_until_next(made, later))
    if made.chosen == "stay" and any(map(_is_long, _until_next(made, later))):
        yield Noticed("stayed")


def _waited(waits: Iterable[float]) -> Iterator[Noticed]:
    return (Noticed("waited", int(minutes)) for minutes in waits if _is_long(minutes))


def _until_next(step: Step, later: list[Step]) -> list[float]:
    """Give the minutes until something else was noted, where both have an hour."""
    after = (each for each in later if each.when.order > step.when.order)
    following = next(after, None)
    minutes = minutes_between(step.when, following.when) if following else None
    return [] if minutes is None else [minutes]


def _is_long(minutes: float) -> bool:
    return SHORTEST <= minutes <= LONGEST


def _steadies(step: Step) -> bool:
    soothed = isinstance(step, Response) and step.chosen == "soothe"
    return soothed or (isinstance(step, Rating) and bool(step.practice))


def _answers(step: Step) -> bool:
    told = isinstance(step, Response) and step.chosen in _CHOSEN
    return told or isinstance(step, HeldText)
