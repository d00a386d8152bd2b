from typing import TypeAlias

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from moorings.measures.instrument import Key
from moorings.measures.scoring import ImpossibleResponseError, score

Sheets: TypeAlias = SearchStrategy[dict[str, int]]


def means(key: Key, sheet: dict[str, int]) -> dict[str, float | None]:
    return {scale: found.value for scale, found in score(key, sheet).items()}


@pytest.mark.parametrize(("point", "mean"), [(1, 3.0), (4, 4.0), (7, 5.0)])
def test_the_same_answer_all_the_way_down(key: Key, point: int, mean: float) -> None:
    # four items as they stand, two turned round: (4 · 7 + 2 · 1) / 6 = 5
    sheet = dict.fromkeys(key.forms["short"], point)
    assert means(key, sheet) == {"anxiety": mean, "avoidance": mean}


def test_an_answer_sheet_worked_out_by_hand(key: Key) -> None:
    points = (6, 3, 5, 4, 2, 1, 7, 2, 3, 4, 6, 5)
    sheet = dict(zip(key.forms["short"], points, strict=True))
    found = score(key, sheet)
    assert found["anxiety"].straight == (6, 5, 7, 6)
    assert found["anxiety"].turned == (6, 5)
    assert found["anxiety"].value == pytest.approx(35 / 6)
    assert found["avoidance"].straight == (4, 1, 2, 4)
    assert found["avoidance"].turned == (5, 3)
    assert found["avoidance"].value == pytest.approx(19 / 6)


def test_one_question_of_a_scale_may_be_left_out_and_no_more(key: Key) -> None:
    sheet = dict.fromkeys(key.forms["short"], 4)
    del sheet["asking"]
    assert score(key, sheet)["anxiety"].value == 4
    del sheet["cool-tone"]
    found = score(key, sheet)
    assert (found["anxiety"].value, found["anxiety"].answered) == (None, 4)
    assert found["avoidance"].value == 4


def test_nothing_answered_gives_nothing(key: Key) -> None:
    assert means(key, {}) == {"anxiety": None, "avoidance": None}


@pytest.mark.parametrize("sheet", [{"asking": 0}, {"asking": 8}, {"elsewhere": 4}])
def test_what_cannot_have_been_answered_is_refused(
    key: Key, sheet: dict[str, int]
) -> None:
    with pytest.raises(ImpossibleResponseError):
        score(key, sheet)


@given(data=st.data())
def test_a_mean_stays_within_the_range(
    key: Key, sheets: Sheets, data: st.DataObject
) -> None:
    for mean in means(key, data.draw(sheets)).values():
        assert mean is None or key.lowest <= mean <= key.highest


@given(data=st.data())
def test_a_sheet_turned_round_gives_the_mean_turned_round(
    key: Key, sheets: Sheets, data: st.DataObject
) -> None:
    sheet = data.draw(sheets)
    ends = key.lowest + key.highest
    turned = means(key, {item: ends - point for item, point in sheet.items()})
    for scale, mean in means(key, sheet).items():
        other = turned[scale]
        assert (mean is None) == (other is None)
        if mean is not None and other is not None:
            assert mean + other == pytest.approx(ends)


@given(data=st.data())
def test_one_point_more_moves_the_mean_to_its_own_side(
    key: Key, sheets: Sheets, data: st.DataObject
) -> None:
    sheet = data.draw(sheets)
    assume(sheet)
    item = data.draw(st.sampled_from(sorted(sheet)))
    assume(sheet[item] < key.highest)
    before, after = means(key, sheet), means(key, sheet | {item: sheet[item] + 1})
    for scale in key.scales:
        was, now = before[scale.id], after[scale.id]
        if was is None or now is None or item not in scale.items:
            assert was == now
        else:
            assert (now > was) == (item not in scale.reverse_keyed)


@given(data=st.data())
def test_the_order_of_answering_does_not_matter(
    key: Key, sheets: Sheets, data: st.DataObject
) -> None:
    sheet = data.draw(sheets)
    shuffled = dict(data.draw(st.permutations(list(sheet.items()))))
    assert score(key, shuffled) == score(key, sheet)
