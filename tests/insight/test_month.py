from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.insight.month import (
    KINDS,
    LETTERS,
    Kind,
    Sentence,
    counted,
    first_words,
    month_of,
    sentences,
)
from moorings.journey.activation import Activation
from moorings.journey.records import Chosen, Naming, RecordId, Response, When

NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
DAY = date(2026, 3, 20)


def moment(number: int, trigger: str, *chosen: Chosen, day: date = DAY) -> Activation:
    of = RecordId(f"{number:032x}")

    def given_as(at: int) -> Mapping[str, object]:
        record = RecordId(f"{number:016x}{at:016x}")
        return {"id": record, "written_at": NOW, "activation": of, "when": When(day)}

    named = Naming(trigger=trigger, **given_as(0))  # type: ignore[arg-type]
    choices = [
        Response(chosen=each, **given_as(at))  # type: ignore[arg-type]
        for at, each in enumerate(chosen, start=1)
    ]
    return Activation(of, (named, *choices))


def told(kind: Kind, words: str = "words", ago: int = 0) -> Sentence:
    return Sentence(kind, words, DAY - timedelta(days=ago))


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 2, 14), date(2026, 2, 1), date(2026, 2, 28)),
        (date(2028, 2, 29), date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_a_month_goes_from_its_first_day_to_its_last(
    day: date, first: date, last: date
) -> None:
    assert month_of(day) == (first, last)


def test_of_each_kind_the_latest_is_read_again() -> None:
    found = [told("page", "later"), told("page", "earlier", ago=3)]
    assert [each.words for each in sentences(found)] == ["later"]


def test_own_words_come_before_counts_and_stand_in_the_order_of_reading() -> None:
    every = [told(kind) for kind in KINDS]
    assert [e.kind for e in sentences(every)] == ["learned", "given", "page", "line"]
    two = [told("trigger"), told("chose")]
    assert [each.kind for each in sentences(two)] == ["trigger", "chose"]
    assert sentences([]) == ()


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 30)), max_size=40))
def test_there_are_never_more_than_four_and_no_kind_comes_twice(
    given_: list[tuple[Kind, int]],
) -> None:
    found = sentences(told(kind, ago=ago) for kind, ago in given_)
    kinds = [each.kind for each in found]
    assert len(kinds) <= 4
    assert len(set(kinds)) == len(kinds)
    assert bool(kinds) == bool(given_)


def test_what_came_most_often_is_told_with_how_often_and_of_how_many() -> None:
    moments = [
        moment(1, "silence", "wait"),
        moment(2, "silence", "soothe", "wait"),
        moment(3, "tone", "ask"),
    ]
    trigger, chose = counted(moments, {})
    assert (trigger.words, trigger.count, trigger.of) == ("silence", 2, 3)
    assert (chose.words, chose.count, chose.of) == ("wait", 2, 3)


def test_words_that_say_the_same_are_counted_as_one() -> None:
    moments = [moment(1, "one"), moment(2, "other"), moment(3, "third")]
    assert counted(moments, {}) == ()
    (trigger,) = counted(moments, {"other": "one"})
    assert (trigger.words, trigger.count) == ("one", 2)


def test_of_too_few_moments_nothing_is_told() -> None:
    assert counted([], {}) == ()
    assert (
        counted([moment(1, "silence", "wait"), moment(2, "silence", "wait")], {}) == ()
    )


def test_to_have_done_nothing_is_not_told_as_a_choice() -> None:
    moments = [moment(number, "", "nothing") for number in range(5)]
    assert counted(moments, {}) == ()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("We walked home. Nobody said much.", "We walked home."),
        ("  one line\nand another", "one line"),
        ("Why not? Well.", "Why not?"),
        ("3.5 hours of it", "3.5 hours of it"),
        ("", ""),
    ],
)
def test_the_first_sentence_of_a_text_is_read(text: str, first: str) -> None:
    assert first_words(text) == first


def test_a_long_sentence_ends_between_words() -> None:
    cut = first_words("word " * 100)
    assert len(cut) <= LETTERS + 1
    assert cut.endswith("word…")
