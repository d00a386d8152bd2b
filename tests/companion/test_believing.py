"""Beliefs: which are looked at, what they are called, and which are offered."""

import pytest

from moorings.companion.believing import (
    MOST_OFFERED,
    NAMED,
    Felt,
    begin_belief,
    begin_own,
    belief_of,
    beliefs,
    erase_belief,
    offered,
    rate_belief,
    rating_of,
    ratings,
    say_instead,
)
from moorings.companion.clock import moment
from moorings.companion.errors import EmptyPageError, NothingThereError
from moorings.companion.opened import Opened, new_id
from moorings.companion.settling import note_step
from moorings.companion.wording import add_word, own_words, rename_word
from moorings.journey.records import Naming
from moorings.library.vocabulary import word


def test_the_six_are_words_of_the_vocabulary() -> None:
    assert len(NAMED) == 6
    assert all(word("belief", each) for each in NAMED)


def test_a_belief_is_looked_at_once_and_keeps_its_record(opened: Opened) -> None:
    first = begin_belief(opened, new_id(), "burden")
    assert begin_belief(opened, new_id(), "burden") == first
    say_instead(opened, new_id(), first, "Some ask me themselves.")
    say_instead(opened, new_id(), belief_of(opened, first).version, "Two ask me.")
    [held] = beliefs(opened)
    assert (held.id, held.alternative, held.words) == (
        first,
        "Two ask me.",
        "I am a burden",
    )
    assert belief_of(opened, held.version).id == first


def test_one_in_own_words_is_called_as_the_word_is_called_now(opened: Opened) -> None:
    begin_own(opened, new_id(), " I  come second ")
    [own] = own_words(opened)["belief"]
    rename_word(opened, own.id, "I come last")
    assert [each.words for each in beliefs(opened)] == ["I come last"]


def test_ratings_stay_with_their_belief_through_its_versions(opened: Opened) -> None:
    held = begin_belief(opened, new_id(), "burden")
    other = begin_belief(opened, new_id(), "must-earn")
    now = moment(opened.now())
    rate_belief(opened, new_id(), held, Felt(80), now)
    say_instead(opened, new_id(), held, "Two ask me.")
    version = belief_of(opened, held).version
    rate_belief(opened, new_id(), version, Felt(60, 40), now)
    rate_belief(opened, new_id(), other, Felt(10), now)
    assert [each.strength for each in ratings(opened, held)] == [80, 60]
    kept = ratings(opened, held)[0].id
    erase_belief(opened, held)
    assert ratings(opened, held) == ()
    assert [each.belief for each in beliefs(opened)] == ["must-earn"]
    with pytest.raises(NothingThereError):
        rating_of(opened, kept)


def test_what_is_not_there_is_not_looked_at(opened: Opened) -> None:
    with pytest.raises(EmptyPageError):
        begin_own(opened, new_id(), " ")
    for name in ("no-such-word", new_id(), add_word(opened, "belief", "x")[:-1] + "g"):
        with pytest.raises(NothingThereError):
            begin_belief(opened, new_id(), name)
    with pytest.raises(NothingThereError):
        belief_of(opened, new_id())


def test_offered_are_what_is_looked_at_then_the_six_then_what_was_named_most(
    opened: Opened,
) -> None:
    begin_belief(opened, new_id(), "they-take-over")
    for named in (("had-enough",), ("ruined-it", "burden"), ("ruined-it",)):
        note_step(
            opened, Naming, new_id(), new_id(), moment(opened.now()), beliefs=named
        )
    known = [belief for belief, _ in offered(opened, "too-good", "no-such-word")]
    assert known == ["too-good", "they-take-over", *NAMED, "ruined-it", "had-enough"]


def test_there_are_never_too_many_to_choose_from(opened: Opened) -> None:
    for number in range(40):
        begin_own(opened, new_id(), f"belief {number}")
    assert len(offered(opened)) == MOST_OFFERED
