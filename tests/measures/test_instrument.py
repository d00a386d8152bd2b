import pytest

from moorings.library.instruments import read_key
from moorings.measures.instrument import Assumption, Key


def test_the_error_follows_from_what_is_assumed() -> None:
    # Jacobson and Truax's worked figures: s 7.5, r .80
    assert Assumption(0.80, 7.5, 1).standard_error == pytest.approx(3.354, abs=5e-4)


def test_the_first_sketch_assumes_an_error_of_about_one_point(key: Key) -> None:
    assert key.assumption is not None
    assert key.assumption.standard_error == pytest.approx(0.949, abs=5e-4)
    assert key.middle == 4
    assert not key.figures


def test_half_the_questions_are_about_each_and_some_are_turned_round(key: Key) -> None:
    assert [scale.id for scale in key.scales] == ["anxiety", "avoidance"]
    for scale in key.scales:
        assert (len(scale.straight), len(scale.reverse_keyed)) == (12, 6)
    owner = {item: scale.id for scale in key.scales for item in scale.items}
    taking_turns = [owner[item] for item in key.order]
    assert taking_turns == ["anxiety", "avoidance"] * 18


def test_on_another_range_other_figures_hold_or_none(key: Key) -> None:
    ecr = read_key("ecr")
    assert ecr.calibrated is None
    five = ecr.on_range(1, 5)
    assert five.calibrated is not None
    assert five.known is not None
    assert five.known.scales["anxiety"].mean == 3.06
    assert ecr.on_range(1, 6).known is None
    assert key.known is None
    assert (ecr.two_dimensional, read_key("who-5").two_dimensional) == (True, False)


def test_an_item_may_have_a_range_of_its_own_and_a_score_has_its_span() -> None:
    csi, who = read_key("csi-4"), read_key("who-5")
    assert (csi.range_of("1"), csi.range_of("2")) == ((0, 6), (0, 5))
    assert csi.span(csi.scales[0]) == (0, 21)
    assert who.span(who.scales[0]) == (0, 100)
    ecr = read_key("ecr")
    assert ecr.span(ecr.scale("anxiety")) == (1, 7)
    with pytest.raises(KeyError):
        ecr.scale("warmth")
