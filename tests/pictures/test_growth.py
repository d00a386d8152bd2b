import re

import pytest

from moorings.pictures.drawing import Told
from moorings.pictures.growth import FIRST, LAST, Row, draw_growth

TOLD = Told("Asking <plainly>", "Two periods.")
ENDS = ("in none", "in all")


def drawn(*rows: Row) -> str:
    return draw_growth("here", rows, ENDS, TOLD)


def marks(picture: str) -> list[float]:
    return [float(x) for x in re.findall(r'<circle[^>]* cx="([\d.]+)"', picture)]


def test_the_latest_is_filled_and_the_one_before_is_hollow_on_one_scale() -> None:
    before = Row("before: 3 of 12", 0.25, 0.1, 0.5, latest=False)
    latest = Row("the latest: 9 & of 12", 0.75, 0.5, 0.9, latest=True)
    picture = drawn(before, latest)
    assert picture.index("growth-ring") < picture.index("growth-dot")
    one, other = marks(picture)
    assert (one - FIRST) / (LAST - FIRST) == pytest.approx(0.25, abs=1e-3)
    assert (other - FIRST) / (LAST - FIRST) == pytest.approx(0.75, abs=1e-3)
    assert "the latest: 9 &amp; of 12" in picture
    assert "Asking &lt;plainly&gt;" in picture
    for end in ENDS:
        assert end in picture


def test_a_band_is_as_wide_as_it_is_unsure_and_stays_inside() -> None:
    picture = drawn(
        Row("one", 0.5, 0.4, 0.6, latest=False), Row("two", 1, 0.5, 1.7, latest=True)
    )
    narrow, wide = (
        float(w) for w in re.findall(r'growth-band"[^>]* width="([\d.]+)"', picture)
    )
    assert wide > narrow
    assert max(marks(picture)) <= LAST


def test_without_a_middle_nothing_is_marked_and_without_rows_nothing_drawn() -> None:
    picture = drawn(Row("too unsure", None, 0, 0, latest=True))
    assert "too unsure" in picture
    assert not marks(picture)
    with pytest.raises(ValueError, match="here"):
        drawn()
