from datetime import date, timedelta

import msgspec
import pytest

from moorings.insight.sittings import Sitting
from moorings.insight.standing import stood
from moorings.library.instruments import read_key
from moorings.measures.instrument import Key
from moorings.measures.place import place_of_answers
from moorings.measures.scoring import score
from tests.insight.conftest import asked_by, sat

SPRING = date(2026, 3, 2)
LASTING = read_key("ecr-r")
CALIBRATED = read_key("ecr").on_range(1, 5)


def dated(key: Key, *points: int, first: date = SPRING) -> list[tuple[date, Sitting]]:
    """Sit every third day and tick one answer all the way down, the latest first."""
    found = []
    for at, point in enumerate(points):
        responses = dict.fromkeys(key.order, point)
        told = sat(asked_by(key), responses, 3 * at)
        sitting = Sitting(told, key, score(key, responses))
        found.append((first + timedelta(days=3 * at), sitting))
    return found[::-1]


def sheets(key: Key, *points: int) -> list[dict[str, int]]:
    return [dict.fromkeys(key.order, point) for point in points]


def test_the_latest_burst_is_put_together_without_its_first_sitting() -> None:
    before = dated(LASTING, 7, 7, 7)
    found = stood(dated(LASTING, 1, 4, 5, first=date(2026, 6, 1)) + before)
    assert found is not None
    assert found.place == place_of_answers(LASTING, sheets(LASTING, 4, 5))
    assert found.days == (date(2026, 6, 4), date(2026, 6, 7))


@pytest.mark.parametrize("points", [(4,), (1, 4)])
def test_what_counts_less_than_two_is_the_latest_sitting_alone(
    points: tuple[int, ...],
) -> None:
    found = stood(dated(LASTING, *points))
    assert found is not None
    assert found.place == place_of_answers(LASTING, sheets(LASTING, 4))
    assert found.days == (SPRING + timedelta(days=3 * (len(points) - 1)),)


def test_where_nobody_knows_how_days_differ_nothing_is_put_together() -> None:
    found = stood(dated(CALIBRATED, 1, 2, 3))
    assert found is not None
    assert found.place == place_of_answers(CALIBRATED, sheets(CALIBRATED, 3))
    assert len(found.days) == 1


def test_a_calibrated_place_from_too_few_answers_is_none() -> None:
    few = {"1": 3, "2": 3}
    sitting = Sitting(
        sat(asked_by(CALIBRATED), few), CALIBRATED, score(CALIBRATED, few)
    )
    assert place_of_answers(CALIBRATED, [few]) is not None
    assert stood([(SPRING, sitting)]) is None


def test_what_has_no_place_has_none() -> None:
    moment = msgspec.structs.replace(LASTING, state=True)
    assert stood([]) is None
    for key in (moment, read_key("gad-7"), read_key("first-sketch")):
        assert stood(dated(key, 3)) is None
