from datetime import date, timedelta
from math import sqrt

import pytest

from moorings.companion.opened import new_id
from moorings.insight.sittings import Sitting
from moorings.insight.sketch import Sketch, pooled, sketch
from moorings.journey.records import Administration
from moorings.library.instruments import read_key
from moorings.measures.cloud import Leaning
from moorings.measures.scoring import score
from tests.insight.conftest import NOON

KEY = read_key("first-sketch")
SHORT = KEY.forms["short"]
TURNED = {item for scale in KEY.scales for item in scale.reverse_keyed}
MONDAY = date(2026, 3, 2)
#: The assumed error of six of our own sentences: 1.5 · sqrt(1 - .6).
WIDTH = 0.9486833


def drawn(anxiety: int, avoidance: int | None = None, hour: int = 0) -> Sketch:
    """Sketch from answers that all come to so much on each scale."""
    given = {}
    for scale, point in zip(KEY.scales, (anxiety, avoidance or anxiety), strict=True):
        for item in set(scale.items) & set(SHORT):
            given[item] = 8 - point if item in TURNED else point
    return of(given, hour)


def of(given: dict[str, int], hour: int = 0) -> Sketch:
    ended = NOON + timedelta(hours=hour)
    told = Administration(
        id=new_id(),
        written_at=ended,
        instrument=KEY.id,
        version=KEY.version,
        wording="a1b2",
        language="en",
        shown=SHORT,
        responses=given,
        started=ended,
        ended=ended,
    )
    return sketch(Sitting(told, KEY, score(KEY, given)))


def nothing() -> Sketch:
    """Sketch from answers that contradict one another."""
    return of(dict.fromkeys(SHORT, 7))


def burst(*found: Sketch, first: date = MONDAY) -> list[tuple[date, Sketch]]:
    return [(first + timedelta(days=3 * at), each) for at, each in enumerate(found)]


def centres(found: Sketch | None) -> tuple[float, float]:
    assert found is not None
    assert found.anxiety.cloud is not None
    assert found.avoidance.cloud is not None
    return found.anxiety.cloud.centre, found.avoidance.cloud.centre


def width(found: Sketch | None) -> float:
    assert found is not None
    assert found.anxiety.cloud is not None
    return found.anxiety.cloud.half_width


def test_a_sketch_tells_where_its_answers_lie_and_how_many_there_were() -> None:
    found = drawn(6, 3)
    assert (found.answered, found.asked, found.sittings) == (12, 12, 1)
    assert centres(found) == (6, 3)
    assert width(found) == pytest.approx(WIDTH)
    assert found.anxiety.leaning is Leaning.HIGHER
    assert found.avoidance.leaning is Leaning.LOWER
    assert found.drawn


def test_with_one_direction_alone_nothing_is_drawn() -> None:
    given = {item: 4 for item in KEY.scale("anxiety").items if item in SHORT}
    found = of(given)
    assert found.anxiety.cloud is not None
    assert (found.answered, found.asked) == (6, 12)
    assert not found.drawn
    assert not nothing().drawn


def test_a_burst_is_drawn_as_one_and_its_first_sketch_is_left_out() -> None:
    last = drawn(7, 4)
    found = pooled(burst(drawn(1), drawn(5, 2), drawn(6, 3), last))
    assert centres(found) == (6, 3)
    assert width(found) == pytest.approx(WIDTH / sqrt(3))
    assert found is not None
    assert (found.sittings, found.administration) == (3, last.administration)


def test_several_together_may_lean_where_each_alone_lies_between() -> None:
    alone = of(dict(drawn(5).administration.responses) | {"slow-reply": 3})
    assert alone.anxiety.leaning is Leaning.BETWEEN
    together = pooled(burst(alone, alone, alone, alone))
    assert together is not None
    assert together.anxiety.leaning is Leaning.HIGHER  # 4.67 - 0.55 lies above 4


def test_of_several_on_a_day_the_last_counts() -> None:
    days = burst(drawn(1), drawn(3), drawn(3))
    assert centres(pooled([(days[2][0], drawn(5, hour=1)), *days])) == (4, 4)
    assert centres(pooled([(days[2][0], drawn(5, hour=-1)), *days])) == (3, 3)


def test_a_sketch_that_drew_nothing_is_left_out_of_the_burst() -> None:
    found = pooled(burst(drawn(1), drawn(3), nothing(), drawn(5)))
    assert found is not None
    assert (centres(found), found.sittings) == ((4, 4), 2)


@pytest.mark.parametrize(
    "found",
    [
        [],
        [drawn(3)],
        [drawn(3), drawn(4)],
        [drawn(3), drawn(4), nothing()],
    ],
    ids=["none", "a lone one", "one that counts", "one that counts and drew"],
)
def test_what_does_not_count_two_is_not_pooled(found: list[Sketch]) -> None:
    assert pooled(burst(*found)) is None


def test_only_the_latest_burst_is_drawn() -> None:
    before = burst(drawn(6), drawn(6), drawn(6))
    summer = MONDAY + timedelta(weeks=12)
    assert centres(pooled(before + burst(*[drawn(2)] * 3, first=summer))) == (2, 2)
    assert pooled(before + burst(drawn(2), first=summer)) is None
