from datetime import date, timedelta

import pytest

from moorings.insight.returns import A_WHILE, returns

FIRST = date(2026, 3, 1)


def days(*after: int) -> list[date]:
    return [FIRST + timedelta(days=each) for each in after]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ((), ()),
        ((0,), ()),
        ((0, A_WHILE - 1), ()),
        ((0, A_WHILE), (A_WHILE,)),
        ((20, 0, 20, 21, 60), (20, 60)),
    ],
)
def test_a_return_is_a_day_that_comes_a_while_after_the_one_before(
    after: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    assert returns(days(*after)) == frozenset(days(*expected))
