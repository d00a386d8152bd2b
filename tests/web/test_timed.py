import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.web.timed import length_words, spread


@given(st.lists(st.integers(1, 600), min_size=1, max_size=20), st.integers(0, 3600))
def test_seconds_are_shared_out_whole_and_none_is_lost(
    weights: list[int], seconds: int
) -> None:
    parts = spread(weights, seconds)
    assert (len(parts), sum(parts)) == (len(weights), seconds)
    exact = [seconds * weight / sum(weights) for weight in weights]
    assert all(abs(p - e) <= 1 for p, e in zip(parts, exact, strict=True))
    assert all(part >= 0 for part in parts)


def test_its_own_times_stay_where_the_length_is_their_own() -> None:
    assert spread((80, 90, 80), 250) == (80, 90, 80)
    assert spread((20, 20, 60), 50) == (10, 10, 30)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "about 1 second"),
        (9, "about 9 seconds"),
        (23, "about 25 seconds"),
        (69, "about 70 seconds"),
        (45, "about 45 seconds"),
        (90, "about 90 seconds"),
        (91, "about 2 minutes"),
        (277, "about 5 minutes"),
    ],
)
def test_a_length_is_told_as_nearly_as_anybody_counts(seconds: int, words: str) -> None:
    assert length_words(seconds) == words
