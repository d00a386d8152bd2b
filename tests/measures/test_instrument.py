import pytest

from moorings.measures.instrument import Assumption, Key


def test_the_error_follows_from_what_is_assumed() -> None:
    # Jacobson and Truax's worked figures: s 7.5, r .80
    assert Assumption(0.80, 7.5).standard_error == pytest.approx(3.354, abs=5e-4)


def test_the_first_sketch_assumes_an_error_of_about_one_point(key: Key) -> None:
    assert key.assumption.standard_error == pytest.approx(0.949, abs=5e-4)
    assert key.middle == 4
    assert key.norms == "none"


def test_half_the_questions_are_about_each_and_some_are_turned_round(key: Key) -> None:
    assert [scale.id for scale in key.scales] == ["anxiety", "avoidance"]
    for scale in key.scales:
        assert (len(scale.straight), len(scale.reverse_keyed)) == (4, 2)
    owner = {item: scale.id for scale in key.scales for item in scale.items}
    taking_turns = [owner[item] for item in key.order]
    assert taking_turns == ["anxiety", "avoidance"] * 6
