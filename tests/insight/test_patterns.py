from datetime import UTC, date, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.companion.opened import new_id
from moorings.insight.patterns import (
    FEWEST,
    Counted,
    TooFew,
    can_be_counted,
    count,
    matches,
)
from moorings.journey.activation import Activation
from moorings.journey.records import Naming, Pattern, Rating, RecordId, When

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANNA, SAM = RecordId("a" * 32), RecordId("b" * 32)
PATTERN = Pattern(
    id=RecordId("c" * 32),
    written_at=NOON,
    title="No answer, and I write again",
    trigger="no-answer",
    body=("jaw-clenched",),
    feelings=("anxious", "hurt"),
    beliefs=("they-are-leaving",),
    urges=("write-again",),
    people=(ANNA,),
)
WORDS = ("anxious", "hurt", "jaw-clenched", "write-again", "own", "numb")


def naming(**parts: object) -> Naming:
    made = Naming(id=new_id(), written_at=NOON, activation=SAM, when=When(NOON.date()))
    return msgspec.structs.replace(made, **parts)


def moment(day: int, **parts: object) -> Activation:
    when, activation = When(date(2026, 5, day)), new_id()
    step = naming(when=when, activation=activation, **parts)
    return Activation(activation, (step,))


@pytest.mark.parametrize(
    ("parts", "same"),
    [
        ({"trigger": "no-answer", "feelings": ("anxious",)}, True),
        ({"trigger": "no-answer", "body": ("jaw-clenched", "face-hot")}, True),
        ({"trigger": "no-answer", "beliefs": ("they-are-leaving",)}, True),
        ({"people": (SAM, ANNA), "urges": ("write-again",)}, True),
        ({"trigger": "no-answer"}, False),
        ({"people": (ANNA,)}, False),
        ({"trigger": "no-answer", "people": (ANNA,)}, False),
        ({"trigger": "no-answer", "feelings": ("numb",)}, False),
        ({"trigger": "no-answer", "fears": ("anxious",)}, False),
        ({"trigger": "no-answer", "body": ("anxious",)}, False),
        ({"trigger": "quarrel", "feelings": ("anxious",)}, False),
        ({"people": (SAM,), "feelings": ("anxious",)}, False),
        ({"feelings": ("anxious",), "urges": ("write-again",)}, False),
        ({}, False),
    ],
)
def test_a_moment_matches_by_its_beginning_or_a_person_and_a_word_besides(
    parts: dict[str, object], *, same: bool
) -> None:
    assert matches(PATTERN, naming(**parts)) is same


def test_what_begins_with_nothing_named_is_not_the_same_as_another_such() -> None:
    bare = msgspec.structs.replace(PATTERN, trigger="", people=())
    assert not matches(bare, naming(feelings=("anxious",)))
    assert not can_be_counted(bare)
    assert can_be_counted(PATTERN)


def test_a_word_of_ones_own_said_twice_is_one() -> None:
    pattern = msgspec.structs.replace(PATTERN, feelings=("later",))
    told = naming(trigger="no-answer", feelings=("first",))
    assert not matches(pattern, told)
    assert matches(pattern, told, {"later": "first", "first": "first"})


def test_of_eleven_named_moments_three_match_the_latest_first() -> None:
    same = {"trigger": "no-answer", "feelings": ("hurt",)}
    others = [moment(day, feelings=("numb",)) for day in range(4, 12)]
    matching = (moment(day, **same) for day in (20, 9, 14))
    [found] = count([PATTERN], [*others, *matching])
    assert isinstance(found, Counted)
    assert [each.began.date.day for each in found.matched] == [20, 14, 9]
    assert (found.of, found.since) == (11, date(2026, 5, 4))


def test_under_three_named_moments_it_is_too_early_to_tell() -> None:
    same = {"trigger": "no-answer", "feelings": ("hurt",)}
    named = [moment(day, **same) for day in range(1, FEWEST)]
    bare = [moment(day, people=(ANNA,)) for day in range(10, 20)]
    rated = Rating(
        id=new_id(),
        written_at=NOON,
        activation=SAM,
        when=When(NOON.date()),
        intensity=9,
    )
    [found] = count([PATTERN], [*named, *bare, Activation(SAM, (rated,))])
    assert found == TooFew(FEWEST - 1)
    [now] = count([PATTERN], [*named, moment(3, fears=("left",))])
    assert isinstance(now, Counted)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(WORDS)), max_size=8))
def test_never_more_match_than_were_named(told: list[tuple[bool, str]]) -> None:
    moments = [
        moment(1 + n, trigger="no-answer" if same else "", feelings=(word,))
        for n, (same, word) in enumerate(told)
    ]
    [found] = count([PATTERN], moments)
    expected = [same and word in PATTERN.feelings for same, word in told]
    if len(told) < FEWEST:
        assert found == TooFew(len(told))
    else:
        assert isinstance(found, Counted)
        assert (len(found.matched), found.of) == (sum(expected), len(told))
