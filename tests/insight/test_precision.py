from datetime import UTC, date, datetime

from moorings.insight.precision import by_month
from moorings.journey.activation import Activation
from moorings.journey.records import Naming, RecordId, When

BROAD = {"sad", "angry"}


def moment(month: int, day: int, *feelings: str) -> Activation:
    name = RecordId(f"{month:02}{day:02}" * 8)
    named = Naming(
        id=name,
        written_at=datetime(2026, 6, 1, tzinfo=UTC),
        activation=name,
        when=When(date(2026, month, day)),
        feelings=feelings,
    )
    return Activation(name, (named,))


def whole(month: int, *feelings: str) -> list[Activation]:
    return [moment(month, day, *feelings) for day in (1, 2, 3)]


def test_broad_and_finer_words_are_counted_by_month() -> None:
    found = by_month([*whole(3, "wistful", "sad"), *whole(1, "sad", "angry")], BROAD)
    assert [each.first.month for each in found] == [1, 3]
    assert [(each.words, each.broad, each.finer) for each in found] == [
        (6, 6, 0),
        (6, 3, 3),
    ]
    assert [each.moments for each in found] == [3, 3]


def test_a_word_counts_once_in_each_moment() -> None:
    found = by_month([*whole(1, "sad", "sad", "shy"), *whole(2, "shy", "wry")], BROAD)
    assert [each.words for each in found] == [6, 6]


def test_too_little_is_left_out_and_so_is_a_single_month() -> None:
    assert by_month([], BROAD) == ()
    assert by_month(whole(1, "sad", "shy"), BROAD) == ()
    assert by_month([*whole(1, "sad", "shy"), *whole(2, "sad")], BROAD) == ()
    few = [*whole(1, "sad", "shy"), moment(2, 1, *"abcdef"), moment(2, 2, *"abc")]
    assert by_month(few, BROAD) == ()
    assert len(by_month([*few, moment(2, 3, "a")], BROAD)) == 2
