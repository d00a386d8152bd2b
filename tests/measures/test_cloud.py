from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from moorings.library.instruments import read_key
from moorings.measures.cloud import Cloud, Leaning, cloud, contradicts, leaning
from moorings.measures.instrument import Key
from moorings.measures.scoring import score

Sheets: TypeAlias = SearchStrategy[dict[str, int]]


def found(key: Key, sheet: dict[str, int], at: int = 0) -> Cloud | None:
    scale = key.scales[at]
    return cloud(key, score(key, sheet)[scale.id])


def sheet_of(key: Key, straight: int, turned: int) -> dict[str, int]:
    reverse = {item for scale in key.scales for item in scale.reverse_keyed}
    return {
        item: turned if item in reverse else straight for item in key.forms["short"]
    }


def test_a_whole_scale_gets_the_assumed_error(key: Key) -> None:
    assert key.assumption is not None
    whole = found(key, dict.fromkeys(key.forms["short"], 4))
    assert whole == Cloud(4, key.assumption.standard_error)


def test_fewer_answers_make_a_wider_cloud(key: Key) -> None:
    sheet = dict.fromkeys(key.forms["short"], 4)
    del sheet["asking"]
    fewer = found(key, sheet)
    assert fewer is not None
    assert fewer.half_width == pytest.approx(0.9487 * (6 / 5) ** 0.5, abs=1e-4)


@pytest.mark.parametrize(
    ("straight", "turned", "expected"),
    [
        (6, 2, Leaning.HIGHER),
        (7, 1, Leaning.HIGHER),
        (2, 6, Leaning.LOWER),
        (1, 7, Leaning.LOWER),
        (4, 4, Leaning.BETWEEN),
        (5, 4, Leaning.BETWEEN),
        (6, 6, Leaning.BETWEEN),
        (7, 7, Leaning.UNCLEAR),
        (1, 1, Leaning.UNCLEAR),
    ],
)
def test_what_may_be_said_of_a_sheet(
    key: Key, straight: int, turned: int, expected: Leaning
) -> None:
    sheet = sheet_of(key, straight, turned)
    for at in (0, 1):
        assert leaning(key, found(key, sheet, at)) is expected


def test_three_times_as_many_answers_make_the_cloud_narrower(key: Key) -> None:
    drawn = found(key, dict.fromkeys(key.order, 4))
    assert drawn is not None
    assert drawn.half_width == pytest.approx(0.9487 / 3**0.5, abs=1e-4)


def test_many_answers_alone_do_not_contradict_one_another(key: Key) -> None:
    # twelve straight and six turned: their own errors would leave room for 2.3 points
    items = key.scales[0]
    sheet = dict.fromkeys(items.straight, 6) | dict.fromkeys(items.reverse_keyed, 4)
    assert found(key, sheet) is not None
    apart = dict.fromkeys(items.straight, 7) | dict.fromkeys(items.reverse_keyed, 6)
    assert contradicts(key, score(key, apart)["anxiety"])


def test_without_an_assumption_there_is_no_cloud() -> None:
    ecr = read_key("ecr")
    with pytest.raises(ValueError, match="ecr"):
        found(ecr, dict.fromkeys(ecr.order, 4))


def test_too_few_answers_are_hard_to_tell(key: Key) -> None:
    assert found(key, {"asking": 7}) is None
    assert leaning(key, None) is Leaning.UNCLEAR


def test_where_only_one_direction_was_asked_nothing_can_contradict(key: Key) -> None:
    scale = key.scales[0]
    sheet = dict.fromkeys(scale.straight, 7)
    assert not contradicts(key, score(key, sheet)["anxiety"])


@given(data=st.data())
def test_a_direction_is_named_only_where_the_whole_cloud_lies_on_one_side(
    key: Key, sheets: Sheets, data: st.DataObject
) -> None:
    drawn = found(key, data.draw(sheets))
    said = leaning(key, drawn)
    if drawn is None:
        assert said is Leaning.UNCLEAR
        return
    away = abs(drawn.centre - key.middle)
    assert (said is Leaning.BETWEEN) == (away <= drawn.half_width)
    assert (said is Leaning.HIGHER) <= (drawn.centre > key.middle)
    assert (said is Leaning.LOWER) <= (drawn.centre < key.middle)
    assert key.assumption is not None
    assert drawn.half_width >= key.assumption.standard_error


@given(data=st.data())
def test_a_sheet_turned_round_leans_the_other_way(
    key: Key, sheets: Sheets, data: st.DataObject
) -> None:
    sheet = data.draw(sheets)
    other = {item: 8 - point for item, point in sheet.items()}
    opposite = {Leaning.HIGHER: Leaning.LOWER, Leaning.LOWER: Leaning.HIGHER}
    for at in (0, 1):
        said = leaning(key, found(key, sheet, at))
        assert leaning(key, found(key, other, at)) is opposite.get(said, said)
