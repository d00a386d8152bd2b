"""Episodes: what a hard moment tells of how long it took until calm came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from operator import itemgetter

from moorings.journey.activation import Activation
from moorings.journey.records import RecordId, When, WordId
from moorings.measures.survival import Spell

#: Calm is half of the strongest, or this and less.
CALM = 1


@dataclass(frozen=True, slots=True)
class Episode:
    """One hard moment: how strong it was, and what is known of when calm came back."""

    activation: RecordId
    day: date
    spell: Spell
    peak: int | None = None
    trigger: WordId = ""
    people: tuple[RecordId, ...] = ()


def episode(activation: Activation) -> Episode | None:
    """Read what a hard moment tells of the time to calm; None where it tells nothing.

    Calm is back between the last rating that was still high and the first thing noted
    after it: a rating of half the strongest or of `CALM`, or the word that calm came
    back. Until then it goes on, as far as is known up to the last rating. A moment
    without hours, or never rated and never closed, tells nothing.
    """
    rated = [
        (minutes, rating.intensity)
        for rating in activation.ratings
        if (minutes := _since(activation, rating.when)) is not None
    ]
    end = activation.end
    calm = _since(activation, end.when) if end and end.how == "calm" else None
    if calm is not None:
        rated = [(minutes, strong) for minutes, strong in rated if minutes <= calm]
    spell = _spell(sorted(rated, key=itemgetter(0)), calm)
    if spell is None:
        return None
    peak = max((strong for _, strong in rated), default=None)
    return Episode(
        activation.id,
        activation.began.date,
        spell,
        peak,
        activation.trigger,
        activation.people,
    )


def minutes_between(first: When, last: When) -> float | None:
    """Measure between two moments on the wall, where both have an hour."""
    if first.time is None or last.time is None:
        return None
    took = datetime.combine(last.date, last.time) - datetime.combine(
        first.date, first.time
    )
    if first.offset is not None and last.offset is not None:
        took -= timedelta(seconds=last.offset - first.offset)
    minutes = took / timedelta(minutes=1)
    return minutes if minutes >= 0 else None


def _spell(rated: Sequence[tuple[float, int]], calm: float | None) -> Spell | None:
    """Say between which two minutes calm came back."""
    low, ends = 0.0, [] if calm is None else [calm]
    if rated:
        peak = max(strong for _, strong in rated)
        if peak <= CALM:  # never seen high, so there is nothing to come back from
            return None
        line = max(CALM, peak / 2)
        last = max(at for at, (_, strong) in enumerate(rated) if strong > line)
        low = rated[last][0]
        ends += [minutes for minutes, _ in rated[last + 1 :]]
    if not low and not (ends if rated else any(ends)):
        return None
    if not ends:
        return Spell(low, None)
    # Clocks on the wall tell whole minutes: within one, it took some part of it.
    return Spell(low, max(min(ends), low + 1))


def _since(activation: Activation, when: When) -> float | None:
    return minutes_between(activation.began, when)
