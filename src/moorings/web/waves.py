"""One hard moment as a wave: what was noted of it, in a picture and in one sentence."""

from collections.abc import Iterator

from markupsafe import Markup

from moorings.insight.episodes import minutes_between
from moorings.journey.activation import Activation, Step
from moorings.journey.records import HeldText, Rating, Response, When
from moorings.library.catalogue import gettext
from moorings.pictures.drawing import Told
from moorings.pictures.wave import Done, Felt, Kind, Wave, Words, draw_wave
from moorings.web.rendering import hour_words, short_day

#: From so many minutes on an hour needs its day.
A_DAY = 24 * 60


def wave_sentence(found: Activation, ended: str) -> str:
    """Say how strong it was, and how it ended; nothing where it was never rated."""
    strengths = [rating.intensity for rating in found.ratings]
    if not strengths:
        return ""
    if len(strengths) == 1:
        told = gettext("%(first)s of 10, noted once; %(ended)s.")
    elif max(strengths) in {strengths[0], strengths[-1]}:
        told = gettext("%(first)s of 10 at first, %(last)s when last noted; %(ended)s.")
    else:
        told = gettext(
            "%(first)s of 10 at first, %(strongest)s at its strongest, %(last)s when "
            "last noted; %(ended)s."
        )
    return told % {
        "first": strengths[0],
        "strongest": max(strengths),
        "last": strengths[-1],
        "ended": ended,
    }


def wave_span(found: Activation) -> float:
    """Give how many minutes the picture of a moment is wide."""
    minutes = _wave(found).minutes
    return minutes[-1] - minutes[0] if minutes else 0


def wave_picture(found: Activation, ended: str, span: float = 0) -> Markup | None:
    """Draw the wave, `span` minutes wide at least; None where no rating has an hour."""
    wave = _wave(found, span)
    if not wave.felt:
        return None
    key = {Kind.BREATH: gettext("a practice"), Kind.WAIT: gettext("a wait")}
    words = Words(_hours(found), _end(found, wave.calm), key)
    told = Told(gettext("One wave"), wave_sentence(found, ended))
    drawn = draw_wave(f"wave-{found.id[:8]}", wave, words, told)
    return Markup(drawn)  # noqa: S704 - every word in it was escaped


def _wave(found: Activation, span: float = 0) -> Wave:
    return Wave(tuple(_felt(found)), tuple(_done(found)), _calm(found), span)


def _felt(found: Activation) -> Iterator[Felt]:
    for each in found.ratings:
        minute = minutes_between(found.began, each.when)
        if minute is not None:
            yield Felt(minute, each.intensity)


def _done(found: Activation) -> Iterator[Done]:
    for step in found.steps:
        kind, minute = _kind(step), minutes_between(found.began, step.when)
        if kind and minute is not None:
            yield Done(minute, kind)


def _kind(step: Step) -> Kind | None:
    match step:
        case Rating() if step.practice and step.scale == "intensity":
            return Kind.BREATH
        case HeldText() | Response(chosen="wait" | "time-out"):
            return Kind.WAIT
        case _:
            return None


def _calm(found: Activation) -> float | None:
    if found.end is None or found.end.how != "calm":
        return None
    return minutes_between(found.began, found.end.when)


def _end(found: Activation, calm: float | None) -> str:
    if found.end is None:
        return gettext("still open")
    if found.end.how == "left-open":
        return gettext("left open")
    if calm is None:
        return gettext("calm, hour not known")
    return gettext("calm came back")


def _hours(found: Activation) -> dict[float, str]:
    """Write each minute as an hour; from a whole day on, with its day."""
    hours = {
        minute: _hour(step.when, minute)
        for step in found.steps
        if (minute := minutes_between(found.began, step.when)) is not None
    }
    return dict(sorted(hours.items()))


def _hour(when: When, minute: float) -> str:
    hour = hour_words(when.time)
    return hour if minute < A_DAY else f"{short_day(when.date)}, {hour}"
