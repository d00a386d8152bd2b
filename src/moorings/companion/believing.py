"""Beliefs: which are looked at, how true they feel, and what stands beside them."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened
from moorings.companion.taking_back import erase
from moorings.companion.wording import add_word
from moorings.journey.records import (
    Belief,
    BeliefRating,
    RecordId,
    When,
    Word,
    WordId,
)
from moorings.library.vocabulary import word

#: The six that are named: not enough, too much, people leave, closeness is dangerous,
#: needs are a burden, love has to be earned.
NAMED: Final[tuple[WordId, ...]] = (
    "not-enough",
    "too-much",
    "everyone-leaves",
    "close-ends-badly",
    "burden",
    "must-earn",
)
#: So many beliefs are offered at once, and so many hard moments asked for them.
MOST_OFFERED, MOST_ASKED = 16, 100


@dataclass(frozen=True, slots=True)
class Held:
    """A belief that is looked at, by its first record; and its version, and when."""

    id: RecordId
    version: RecordId
    belief: WordId
    words: str
    alternative: str
    changed: datetime


@dataclass(frozen=True, slots=True)
class Felt:
    """How true it feels in percent, and the sentence beside it; where it is felt."""

    strength: int
    alternative: int | None = None
    body: tuple[WordId, ...] = ()


def begin_belief(opened: Opened, record: RecordId, belief: WordId) -> RecordId:
    """Look at a belief from now on, and give its record; one is looked at once."""
    if not belief_words(opened, belief):
        raise NothingThereError
    for held in beliefs(opened):
        if held.belief == belief:
            return held.id
    opened.keep(Belief(id=record, written_at=opened.now(), belief=belief))
    return record


def begin_own(opened: Opened, record: RecordId, text: str) -> RecordId:
    """Look at a belief in one's own words, which are words of one's own from now on."""
    if not text.strip():
        raise EmptyPageError
    return begin_belief(opened, record, add_word(opened, "belief", text))


def beliefs(opened: Opened) -> tuple[Held, ...]:
    """Give every belief that is looked at, the latest begun first."""
    found = [_held(opened, each) for each in opened.journey.standing(Belief)]
    return tuple(reversed(found))


def belief_of(opened: Opened, record: RecordId) -> Held:
    """Give one belief that is looked at, by any of its versions."""
    versions = {version.id for version in opened.journey.versions(record)}
    for each in beliefs(opened):
        if each.id in versions:
            return each
    raise NothingThereError


def belief_words(opened: Opened, belief: WordId) -> str:
    """Say a belief as it stands after “a part of me believes that”, if it is known."""
    known = word("belief", belief)
    return known.word if known else own_text(opened, belief)


def own_text(opened: Opened, name: WordId) -> str:
    """Give the newest text of a word of one's own; of any other word nothing."""
    versions = opened.journey.versions(RecordId(name))
    newest = versions[-1] if versions else None
    return newest.text if isinstance(newest, Word) else ""


def say_instead(
    opened: Opened, record: RecordId, replaces: RecordId, text: str
) -> None:
    """Keep the more accurate sentence beside a belief; none at all is one, too."""
    opened.keep(
        Belief(
            id=record,
            written_at=opened.now(),
            replaces=replaces,
            belief=belief_of(opened, replaces).belief,
            alternative=text.strip(),
        )
    )


def rate_belief(
    opened: Opened, record: RecordId, of: RecordId, felt: Felt, when: When
) -> None:
    """Keep how true a belief feels, and the sentence beside it."""
    opened.keep(
        BeliefRating(
            id=record,
            written_at=opened.now(),
            of=belief_of(opened, of).id,
            when=when,
            strength=felt.strength,
            alternative=felt.alternative,
            body=felt.body,
        )
    )


def ratings(opened: Opened, of: RecordId) -> tuple[BeliefRating, ...]:
    """Give how true one belief felt, the oldest first."""
    found = (each for each in opened.journey.standing(BeliefRating) if each.of == of)
    return tuple(sorted(found, key=lambda each: each.when.order))


def erase_belief(opened: Opened, of: RecordId) -> None:
    """Destroy a belief with every sentence and rating; the word itself stays."""
    held = belief_of(opened, of)
    erase(opened, held.id, *(each.id for each in ratings(opened, held.id)))


def rating_of(opened: Opened, record: RecordId) -> BeliefRating:
    """Give one rating that stands."""
    for each in opened.journey.standing(BeliefRating):
        if each.id == record:
            return each
    raise NothingThereError


def erase_rating(opened: Opened, record: RecordId) -> None:
    """Destroy one rating of a belief."""
    erase(opened, rating_of(opened, record).id)


def offered(opened: Opened, *first: WordId) -> tuple[tuple[WordId, str], ...]:
    """Give beliefs a moment can speak of: looked at, named by us, named oneself."""
    lately = islice(opened.journey.activations(), MOST_ASKED)
    named = Counter(b for each in lately if each.named for b in each.named.beliefs)
    looked_at = (each.belief for each in beliefs(opened))
    often = (belief for belief, _ in named.most_common())
    known = dict.fromkeys((*first, *looked_at, *NAMED, *often))
    called = ((belief, belief_words(opened, belief)) for belief in known)
    return tuple(islice((each for each in called if each[1]), MOST_OFFERED))


def _held(opened: Opened, newest: Belief) -> Held:
    versions = opened.journey.versions(newest.id)
    return Held(
        versions[0].id,
        newest.id,
        newest.belief,
        belief_words(opened, newest.belief),
        newest.alternative,
        newest.written_at,
    )
