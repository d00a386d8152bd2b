"""What a measured place says: a quarter or between two, by a cut that is named."""

from dataclasses import dataclass

from babel.numbers import format_decimal

from moorings.library.catalogue import gettext, locale
from moorings.measures.instrument import Key
from moorings.measures.place import Place, Saying, Wording, in_a_hundred, saying
from moorings.web.wording.scale import style_name

#: Of a hundred people, so many are told as "almost all".
ALMOST_ALL = 99


@dataclass(frozen=True, slots=True)
class Said:
    """What may be said of a place: in words, in a hundred people, and by which cut."""

    wording: Wording
    styles: tuple[str, ...]
    hundred: tuple[tuple[str, str], ...]
    cut: str
    people: str
    from_retest: bool


def said_of(key: Key, place: Place) -> Said:
    """Gather what may be said of a place, and on what it rests."""
    chances = place.chances
    words: Saying = saying(chances)
    hundred = in_a_hundred(chances)
    return Said(
        words.wording,
        tuple(map(style_name, words.styles)),
        tuple((style_name(style), _of_100(count)) for style, count in hundred.items()),
        place.cut_kind,
        _people(key),
        "consistency" not in place.error_from,
    )


def unverified(key: Key) -> bool:
    """Say whether some of the figures of a key could not be checked."""
    found = key.known
    if found is None:
        return False
    return bool(found.unverified) or any(
        each.unverified for each in found.scales.values()
    )


def _people(key: Key) -> str:
    """Say how many people the means are of, where that is known."""
    found = key.known
    if found is None or found.people is None:
        return ""
    if any("mean" in each.unverified for each in found.scales.values()):
        return ""
    return str(format_decimal(found.people, locale=locale()))


def _of_100(count: int) -> str:
    """Give a count that claims neither nobody nor everybody."""
    if not count:
        return gettext("hardly any")
    return str(count) if count < ALMOST_ALL else gettext("almost all")


def told_of(said: Said | None) -> str:
    """Say where a place lies: one quarter, a leaning, or between two."""
    if said is None:
        return ""
    match said.wording:
        case Wording.MOSTLY:
            told = gettext("Your answers lie mostly in the quarter called %(first)s.")
        case Wording.LEANING:
            told = gettext("Your answers lean toward the quarter called %(first)s.")
        case Wording.BETWEEN:
            told = gettext("Your answers lie between %(first)s and %(second)s.")
    first, second = (*said.styles, "")[:2]
    return told % {"first": first, "second": second}
