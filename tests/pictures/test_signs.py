import re

import pytest

from moorings.pictures.drawing import Told
from moorings.pictures.signs import Legend, Row, draw_signs

LEGEND = Legend(("1 Mar", "9 Mar"), "from low to high", "hard to tell")
TOLD = Told("Seven <signs>", "Three looks.")


def drawn(*rows: Row) -> str:
    return draw_signs("here", rows, LEGEND, TOLD)


def heights(picture: str) -> list[float]:
    return [
        float(y) for y in re.findall(r'signs-dot" cx="[\d.]+" cy="([\d.]+)"', picture)
    ]


def test_a_look_is_a_dot_as_high_as_its_level_and_a_ring_where_it_is_hard_to_tell() -> (
    None
):
    picture = drawn(Row("close & apart", (0, 4, "?", None)))
    low, high, _key = heights(picture)
    assert high < low
    assert picture.count('class="signs-ring"') == 2
    assert "close &amp; apart" in picture
    assert "hard to tell" in picture
    assert "Seven &lt;signs&gt;" in picture


def test_levels_lie_evenly_and_a_second_row_stands_below() -> None:
    picture = drawn(Row("one", (0, 1, 2)), Row("two", (2, 2, 2)))
    a, b, c, *second, _key = heights(picture)
    assert a - b == pytest.approx(b - c)
    assert min(second) > a
    assert "signs-ring" not in picture


def test_it_grows_with_its_rows_and_nothing_is_drawn_of_nothing() -> None:
    one, two = (
        float(re.findall(r'viewBox="0 0 320 ([\d.]+)"', picture)[0])
        for picture in (drawn(Row("a", (1,))), drawn(Row("a", (1,)), Row("b", (1,))))
    )
    assert two > one
    for rows in ((), (Row("a", ()),)):
        with pytest.raises(ValueError, match="here"):
            drawn(*rows)
