from xml.etree import ElementTree as ET

import pytest

from moorings.pictures.drawing import Told
from moorings.pictures.what_helps import MIDDLE, Legend, Row, draw_what_helps

LEGEND = Legend("higher", "lower", "as after waiting", "sure", "not yet")
TOLD = Told("After & before", "Box: 2 lower.")
BOX = Row("Box", 2.0, 1.0, 3.0, sure=True)
WALK = Row("Walk", -0.5, -1.5, 0.5, sure=False)


def drawn(*rows: Row) -> ET.Element:
    return ET.fromstring(draw_what_helps("h", rows, LEGEND, TOLD))  # noqa: S314 - ours


def across(svg: ET.Element, kind: str) -> list[float]:
    found = [e for e in svg.iter() if e.get("class") == f"helps-{kind}"]
    return [float(each.attrib["cx"]) for each in found]


def ranges(svg: ET.Element) -> list[tuple[float, float]]:
    found = [e for e in svg.iter() if e.get("class") == "helps-range"]
    return [(float(e[0].attrib["x1"]), float(e[0].attrib["x2"])) for e in found]


def test_lower_stands_to_the_right_of_waiting_and_higher_to_the_left() -> None:
    svg = drawn(BOX, WALK)
    assert across(svg, "sure")[0] > MIDDLE
    assert across(svg, "open")[0] < MIDDLE


def test_each_mark_lies_on_its_range_and_what_is_sure_is_told_apart_by_shape() -> None:
    svg = drawn(BOX, WALK)
    box, walk = ranges(svg)[:2]
    assert MIDDLE < box[0] < across(svg, "sure")[0] < box[1]
    assert walk[0] < across(svg, "open")[0] < walk[1]
    told = "".join(svg.itertext())
    assert "sure" in told
    assert "not yet" in told


def test_what_does_not_occur_has_no_place_in_the_key() -> None:
    assert "not yet" not in "".join(drawn(BOX).itertext())
    assert "sure" not in "".join(drawn(WALK).itertext())


def test_a_range_beyond_the_edge_ends_there_and_a_long_name_is_shortened() -> None:
    svg = drawn(
        Row("W" * 80, 9.0, -9.0, 12.0, sure=False), Row("سارة", 0, 0, 0, sure=False)
    )
    first, last = ranges(svg)[0]
    assert 0 < first < last < 320
    told = "".join(svg.itertext())
    assert "W…" in told
    assert "سارة" in told


def test_it_has_a_name_and_a_description_and_nothing_is_not_drawn() -> None:
    svg = drawn(BOX)
    assert [svg[0].text, svg[1].text] == [TOLD.title, TOLD.description]
    with pytest.raises(ValueError, match="h"):
        draw_what_helps("h", [], LEGEND, TOLD)
