"""Nine signs for the page of what moved: those that can be told, and those not yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from moorings.companion.believing import beliefs
from moorings.companion.growing import FELT, Grown, beliefs_rest, felt_signs, grown
from moorings.companion.opened import Opened
from moorings.insight.calibration import Calibration
from moorings.insight.growth import Periods, TooEarly
from moorings.insight.growth_signs import SIGNS, Sign
from moorings.library.catalogue import gettext
from moorings.library.worksheets import sheets
from moorings.web.growths import Figure, figure
from moorings.web.listing import beginning
from moorings.web.rendering import short_day
from moorings.web.wording.alarm import calibration_sentence
from moorings.web.wording.belief import begun, course_sentence
from moorings.web.wording.growth import (
    needs_words,
    none_words,
    sign_words,
    some_words,
)

#: So many of one's own answers stand open, and so many at the most behind a fold.
OPEN, MOST = 4, 60
SHEET = f"/practise/pages/{FELT}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line with a place to go to."""

    path: str
    words: str
    quiet: str = ""


@dataclass(frozen=True, slots=True)
class SignPart:
    """One sign: what is told of it, what stands beside it, and where it comes from."""

    id: Sign
    name: str
    figures: tuple[Figure, ...]
    lines: tuple[Line, ...]
    room: Line


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs that can be told, and the others with what they take; some may rest."""

    told: tuple[SignPart, ...]
    early: tuple[tuple[str, str], ...]
    resting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody wrote about how it feels, under the question, with its day."""

    path: str
    question: str
    words: str
    day: str


@dataclass(frozen=True, slots=True)
class Words:
    """One's own words about how it feels, the latest first; never counted."""

    path: str
    first: tuple[Quote, ...]
    more: tuple[Quote, ...]


def signs_of(opened: Opened, periods: Periods, resting: frozenset[Sign]) -> Signs:
    """Tell each sign, in an order that ranks nothing."""
    found = grown(opened)
    awake = [sign for sign in SIGNS if sign not in resting]
    parts = [_part(opened, sign, found, periods) for sign in awake]
    early = [each.id for each in parts if not (each.figures or each.lines)]
    return Signs(
        tuple(each for each in parts if each.id not in early),
        tuple((sign_words(sign), _early_words(found, sign)) for sign in early),
        tuple(sign_words(sign) for sign in SIGNS if sign in resting),
    )


def words_of(opened: Opened) -> Words:
    """Give what was written about how it feels, as it was written."""
    asked = {each.id: each.ask for each in sheets()[FELT].fields}
    quotes = tuple(
        Quote(
            f"{SHEET}/{each.sheet}",
            asked.get(each.question, ""),
            beginning(each.words),
            short_day(each.day),
        )
        for each in felt_signs(opened)[:MOST]
    )
    return Words(SHEET, quotes[:OPEN], quotes[OPEN:])


def _early_words(found: Grown, sign: Sign) -> str:
    """Say why a sign cannot be told: there is none of it, a little, or nothing yet."""
    told = [found.findings[what] for what in SIGNS[sign]]
    early = [each for each in told if isinstance(each, TooEarly)]
    if not any(each.none for each in early):
        return needs_words(sign)
    some = any(each.before + each.latest for each in early if not each.none)
    return some_words() if some else none_words()


def _part(opened: Opened, sign: Sign, found: Grown, periods: Periods) -> SignPart:
    name = sign_words(sign)
    told = (figure(what, found.findings[what], periods) for what in SIGNS[sign])
    lines = tuple(_lines(opened, sign, found))
    return SignPart(sign, name, tuple(filter(None, told)), lines, _room(sign))


def _lines(opened: Opened, sign: Sign, found: Grown) -> Iterator[Line]:
    """Give what is told beside the figures: fears that were closed, and beliefs."""
    if sign == "uncertainty" and isinstance(found.fears, Calibration):
        yield Line("/way/forecasts", calibration_sentence(found.fears))
    if sign == "at-home" and not beliefs_rest(opened):
        for each in beliefs(opened):
            if course := found.courses.get(each.id):
                path = f"/practise/beliefs/{each.id}"
                yield Line(path, begun(each.words), course_sentence(course))


def _room(sign: Sign) -> Line:
    """Say where the notes behind a sign are."""
    ladders = Line("/practise/ladders", gettext("Ladders"))
    return {
        "space": Line("/way/moments", gettext("Hard moments")),
        "recovery": Line("/way/recovery", gettext("Until calm comes back")),
        "naming": Line("/way/words", gettext("Words of my own")),
        "staying": ladders,
        "asking": ladders,
        "uncertainty": Line("/way/forecasts", gettext("Forecasts")),
        "letting-in": Line("/people/ledger", gettext("What was given, what was taken")),
        "steadier": Line("/people/together/both-and", gettext("Mine and ours")),
        "at-home": Line("/practise/kindness", gettext("Kindness to oneself")),
    }[sign]
