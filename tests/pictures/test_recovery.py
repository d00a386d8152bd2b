from xml.etree import ElementTree as ET

import pytest

from moorings.pictures.drawing import Told
from moorings.pictures.recovery import (
    HIGHEST,
    LOWEST,
    MOST,
    Month,
    Span,
    Words,
    draw_recovery,
)

SVG = "{http://www.w3.org/2000/svg}"
TICKS = ((1, "1 min"), (5, "5 min"), (15, "15 min"), (60, "1 h"), (240, "4 h"))
WORDS = Words(TICKS, "until half are calm", "number")
MONTHS = (
    Month("Mar 2026", 9, Span(30, 15, 60)),
    Month("Apr", 3),
    Month("May", 0),
    Month("Jun 2026", 12, Span(20, 15, 30)),
)


def drawn(*months: Month) -> ET.Element:
    svg = draw_recovery("recovery", months, WORDS, Told("Months", "What they show."))
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def of_kind(svg: ET.Element, kind: str) -> list[ET.Element]:
    return [each for each in svg.iter() if each.get("class") == f"recovery-{kind}"]


def bands(svg: ET.Element) -> list[tuple[float, float]]:
    """Give where each band begins and ends, from above."""
    found = []
    for band in of_kind(svg, "band"):
        top = float(band.attrib["y"])
        found.append((top, top + float(band.attrib["height"])))
    return found


def middles(svg: ET.Element) -> list[float]:
    return [float(each[0].attrib["y1"]) for each in of_kind(svg, "middle")]


def texts(svg: ET.Element) -> list[str]:
    return [str(each.text) for each in svg.iter(f"{SVG}tspan")]


def test_a_month_without_a_time_is_a_gap_with_its_count() -> None:
    svg = drawn(*MONTHS)
    assert len(bands(svg)) == len(middles(svg)) == 2
    for count in ("9", "3", "0", "12"):
        assert count in texts(svg)
    assert "Mar 2026" in texts(svg)
    assert "Jun 2026" in texts(svg)
    assert not list(svg.iter(f"{SVG}path"))  # nothing joins two months


def test_the_band_is_the_interval_and_longer_stands_higher() -> None:
    svg = drawn(*MONTHS)
    (top, low), (second_top, second_low) = bands(svg)
    first, second = middles(svg)
    assert HIGHEST <= top < first < low <= LOWEST
    assert first < second
    assert second_top > top
    assert second_low == pytest.approx(low, abs=0.2)


def test_twice_as_long_is_everywhere_equally_far() -> None:
    svg = drawn(
        Month("Mar", 9, Span(10, 5, 20)),
        Month("Apr", 9, Span(80, 40, 160)),
    )
    heights = [low - top for top, low in bands(svg)]
    assert heights[0] == pytest.approx(heights[1], abs=0.3)
    assert middles(svg)[0] - bands(svg)[0][0] == pytest.approx(heights[0] / 2, abs=0.2)


def test_only_the_part_of_the_scale_that_is_needed_is_drawn() -> None:
    svg = drawn(Month("Mar", 9, Span(30, 16, 55)))
    assert {"15 min", "1 h"} <= set(texts(svg))
    assert "1 min" not in texts(svg)
    assert "4 h" not in texts(svg)


def test_a_time_beyond_the_scale_stands_at_its_end() -> None:
    svg = drawn(Month("Mar", 9, Span(900, 0.1, 90_000)))
    [(top, low)] = bands(svg)
    assert (top, low) == pytest.approx((HIGHEST, LOWEST))


def test_counts_of_many_are_written_smaller_so_that_they_do_not_meet() -> None:
    svg = drawn(*(Month("Mar", 120, Span(30, 15, 60)) for _ in range(MOST)))
    counts = [each for each in svg.iter(f"{SVG}text") if each[0].text == "120"]
    assert {each.attrib["font-size"] for each in counts} == {"10"}


@pytest.mark.parametrize("count", [0, MOST + 1])
def test_none_and_more_than_find_room_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="recovery"):
        drawn(*[MONTHS[0]] * count)
