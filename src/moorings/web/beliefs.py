"""What the page of a belief shows: how true it feels, and both sides of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from moorings.companion.believing import Held, ratings
from moorings.companion.depositing import moments
from moorings.companion.opened import Opened, new_id
from moorings.companion.practising import all_resting, reasons
from moorings.insight.beliefs import TooFew, asks_for_less, course_of, sweeping
from moorings.insight.evidence import speaking_against, speaking_for
from moorings.journey.records import BeliefRating, LedgerEntry, RecordId
from moorings.library.catalogue import gettext
from moorings.library.practices import practices
from moorings.library.vocabulary import vocabulary, word
from moorings.safety.resting import rests
from moorings.web.ledgers import Line, line_of
from moorings.web.options import Option
from moorings.web.visitor import Heard
from moorings.web.wording.belief import (
    begun,
    belief_picture,
    course_sentence,
    rated_words,
    rating_rows,
    sweeping_words,
)

HERE = "/practise/beliefs"
#: How true something feels is said in steps of ten.
PERCENTS = {str(percent): percent for percent in range(0, 101, 10)}
#: So many moments stand on either side; the earlier ones are folded behind them.
SHOWN, LISTED = 4, 100
#: So many of the latest ratings are drawn and listed.
RATED = 100
#: What else can be done with a belief.
PRACTICES = ("a-part-believes", "belief-in-the-body")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent and could not be kept; `about` says which form it was."""

    record: RecordId
    problem: str
    strength: str = ""
    alternative: str = ""
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """The moments that speak one way: how many, and the latest of them."""

    count: int
    lines: tuple[Line, ...]
    earlier: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RatingForm:
    """How true it feels, and the sentence beside it; where it is felt."""

    record: RecordId
    strength: tuple[Option, ...]
    alternative: tuple[Option, ...]
    body: tuple[Option, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class OverTime:
    """Every rating: as a sentence, a picture and a table, and where each is erased."""

    sentence: str
    picture: Markup | None
    rows: tuple[tuple[str, ...], ...]
    ratings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Something else to do with a belief."""

    path: str
    name: str
    short: str


@dataclass(frozen=True, slots=True)
class BeliefPage:
    """Everything the page of a belief shows."""

    id: RecordId
    version: RecordId
    record: RecordId
    words: str
    alternative: str
    form: RatingForm
    latest: str
    body: str
    too_far: int | None
    sweeping: tuple[str, ...]
    against: Side
    supports: Side
    ways: tuple[Way, ...]
    over_time: OverTime | None
    heard: Heard | None = None
    sentence: str = ""
    too_long: str = ""


def belief_page(
    opened: Opened,
    held: Held,
    typed: Typed | None = None,
    heard: Heard | None = None,
) -> BeliefPage:
    """Gather what is known of one belief, from the whole notebook."""
    rated, noted = ratings(opened, held.id), moments(opened)
    latest = rated[-1] if rated else None
    felt = (word("body", each) for each in (latest.body if latest else ()))
    return BeliefPage(
        held.id,
        held.version,
        new_id(),
        begun(held.words),
        held.alternative,
        _form(held, typed),
        rated_words(latest) if latest else "",
        ", ".join(place.word for place in felt if place),
        _too_far(held, latest),
        sweeping(held.alternative, sweeping_words()),
        _side(opened, speaking_against(noted, {held.belief})),
        _side(opened, speaking_for(noted, {held.belief})),
        _ways(opened, held),
        _over_time(rated[-RATED:]),
        heard,
        held.alternative,
    )


def _form(held: Held, typed: Typed | None) -> RatingForm:
    known = typed or Typed(new_id(), "")
    return RatingForm(
        known.record,
        _percents(known.strength),
        _percents(known.alternative) if held.alternative else (),
        tuple(
            Option(term.id, term.word, term.id in known.body)
            for term in vocabulary()["body"].words()
        ),
        known.problem,
    )


def _percents(chosen: str) -> tuple[Option, ...]:
    return tuple(Option(percent, percent, percent == chosen) for percent in PERCENTS)


def _too_far(held: Held, latest: BeliefRating | None) -> int | None:
    """Give how true the sentence felt, where it stands and was hard to believe."""
    if latest is None or latest.written_at < held.changed:
        return None
    return latest.alternative if asks_for_less(latest.alternative) else None


def _side(opened: Opened, found: Sequence[LedgerEntry]) -> Side:
    lines = tuple(line_of(opened, each) for each in found[:LISTED])
    return Side(len(found), lines[:SHOWN], lines[SHOWN:])


def _ways(opened: Opened, held: Held) -> tuple[Way, ...]:
    """Give what goes on from here, as far as it does not rest."""
    known, shelf = reasons(opened), practices()
    resting = all_resting(opened, known)
    ways = [
        Way(f"/practise/{name}", shelf[name].title, shelf[name].short)
        for name in PRACTICES
        if name not in resting
    ]
    if not rests(("closeness", "asking"), known):
        test = Way(
            f"/practise/ladders?for={held.id}",
            gettext("Test it in small steps"),
            gettext("A ladder: what you fear, said beforehand, and what then came"),
        )
        ways.append(test)
    return tuple(ways)


def _over_time(rated: tuple[BeliefRating, ...]) -> OverTime | None:
    if not rated:
        return None
    found = course_of(rated)
    return OverTime(
        course_sentence(found),
        None if isinstance(found, TooFew) else belief_picture(rated, found),
        rating_rows(rated),
        tuple(
            (f"{HERE}/rating/{each.id}/erase", rated_words(each))
            for each in reversed(rated)
        ),
    )
