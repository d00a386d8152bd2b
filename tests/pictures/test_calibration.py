from xml.etree import ElementTree as ET

import pytest

from moorings.pictures.calibration import (
    FIRST,
    LAST,
    Legend,
    Row,
    Seen,
    draw_calibration,
)
from moorings.pictures.drawing import Told

SVG = "{http://www.w3.org/2000/svg}"
LEGEND = Legend("never", "always", "how likely it seemed", "how often it happened")
ROWS = (
    Row("0 to 19 %: none yet", 0, 0.2),
    Row("70 to 89 %: 3 of 41", 0.7, 0.9, Seen(3 / 41, 0.03, 0.17)),
)


def drawn(*rows: Row) -> ET.Element:
    told = Told("Feared, and happened", "Of 41 alarms 3 came true.")
    return ET.fromstring(  # noqa: S314 - our own drawing
        draw_calibration("alarms", rows, LEGEND, told)
    )


def of_kind(svg: ET.Element, kind: str) -> list[ET.Element]:
    """Give the shapes of a kind; the last of them explains it."""
    return [each for each in svg.iter() if each.get("class") == f"calibration-{kind}"]


def texts(svg: ET.Element) -> list[str]:
    return [str(each.text) for each in svg.iter(f"{SVG}tspan")]


def test_what_was_feared_and_what_happened_stand_on_one_line() -> None:
    svg = drawn(*ROWS)
    wide = LAST - FIRST
    _, feared, _ = of_kind(svg, "feared")
    assert float(feared.attrib["x"]) == pytest.approx(FIRST + 0.7 * wide, abs=0.1)
    assert float(feared.attrib["width"]) == pytest.approx(0.2 * wide, abs=0.1)
    dot, _ = of_kind(svg, "dot")
    assert float(dot.attrib["cx"]) == pytest.approx(FIRST + 3 / 41 * wide, abs=0.1)
    reach = of_kind(svg, "reach")[0][0]
    ends = (float(reach.attrib["x1"]), float(reach.attrib["x2"]))
    assert ends == pytest.approx((FIRST + 0.03 * wide, FIRST + 0.17 * wide), abs=0.1)


def test_a_row_without_any_has_words_and_no_dot() -> None:
    svg = drawn(ROWS[0])
    assert "0 to 19 %: none yet" in texts(svg)
    assert len(of_kind(svg, "dot")) == 1  # the one that explains
    assert len(of_kind(svg, "feared")) == 2


def test_counts_ends_and_the_key_are_written_on_it() -> None:
    svg = drawn(*ROWS)
    told = " ".join(texts(svg))
    for words in ("70 to 89 %: 3 of 41", "never", "always", "how likely it seemed"):
        assert words in told
    height = float(svg.attrib["viewBox"].split()[3])
    assert max(float(each.attrib["y"]) for each in svg.iter(f"{SVG}tspan")) < height


def test_words_are_escaped() -> None:
    assert "<b> & so on" in texts(drawn(Row("<b> & so on", 0, 0.2)))
