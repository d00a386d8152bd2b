import re
from dataclasses import replace
from itertools import combinations
from math import cos, pi, sin
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moorings.pictures.drawing import Told
from moorings.pictures.labels import Box, around, lines_box
from moorings.pictures.map import (
    HEIGHT,
    RUN,
    SQUARE,
    WIDTH,
    Axis,
    Cut,
    Mark,
    draw_map,
)
from moorings.pictures.shapes import Cloud, Ellipse, Shape

SVG = "{http://www.w3.org/2000/svg}"
LONG = "a very long way of saying something that is short in English"
ACROSS = Axis(1, 7, "left", "right")
UPWARD = Axis(1, 7, "bottom", "top")
SKETCH = Mark("3 Mar 2026", 4, 4, Shape.DOT, Cloud(1, 1))
NAMES = ("in general", "Jo", "Great-aunt Konstantinova", "محمد عبد الرحمن", "山田 太郎")
UNIT = RUN / 6
PLACES = st.tuples(st.floats(1, 7), st.floats(1, 7))


def drawn(
    *marks: Mark, across: Axis = ACROSS, upward: Axis = UPWARD, name: str = "map"
) -> ET.Element:
    svg = draw_map(name, (across, upward), marks, Told("A map", "Where it lies."))
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def at(across: float, upward: float) -> Mark:
    return replace(SKETCH, across=across, upward=upward)


def mark(svg: ET.Element) -> tuple[float, float]:
    [circle] = svg.iter(f"{SVG}circle")
    return float(circle.attrib["cx"]), float(circle.attrib["cy"])


def texts(svg: ET.Element) -> dict[str, tuple[float, float]]:
    return {
        str(span.text): (float(span.attrib["x"]), float(span.attrib["y"]))
        for span in svg.iter(f"{SVG}tspan")
    }


def boxes(svg: ET.Element) -> list[Box]:
    """Give the box of every text inside the square."""
    found = []
    for text in svg.iter(f"{SVG}text"):
        lines = [str(span.text) for span in text]
        x, y = (float(text[0].attrib[name]) for name in "xy")
        found.append(lines_box(x, y, lines, float(text.attrib["font-size"])))
    # What is written is rounded to a tenth.
    inside = [box for box in found if 28 < box.bottom < 345]
    return [
        Box(b.left + 0.1, b.top + 0.1, b.right - 0.1, b.bottom - 0.1) for b in inside
    ]


def region(svg: ET.Element) -> dict[str, str]:
    [ellipse] = svg.iter(f"{SVG}ellipse")
    return ellipse.attrib


def axis_lines(svg: ET.Element) -> tuple[float, float]:
    """Give where the upright line stands, and where the level one does."""
    [group] = [g for g in svg.iter(f"{SVG}g") if g.get("class") == "map-axes"]
    level, upright = group
    assert upright.attrib["x1"] == upright.attrib["x2"]
    assert level.attrib["y1"] == level.attrib["y2"]
    return float(upright.attrib["x1"]), float(level.attrib["y1"])


def test_it_is_one_image_with_a_name_and_a_description() -> None:
    svg = drawn(SKETCH)
    assert svg.attrib["role"] == "img"
    named = svg.attrib["aria-labelledby"].split()
    told = {each.attrib.get("id"): each.text for each in svg.iter()}
    assert [told[name] for name in named] == ["A map", "Where it lies."]


def test_two_maps_on_one_page_share_no_id_and_use_their_own() -> None:
    ids = []
    for name in ("one", "two"):
        svg = drawn(SKETCH, name=name)
        own = {each.attrib["id"] for each in svg.iter() if "id" in each.attrib}
        whole = ET.tostring(svg, encoding="unicode")
        assert set(re.findall(r"url\(#([^)]+)\)", whole)) <= own
        ids.append(own)
    assert not ids[0] & ids[1]


def test_it_needs_no_style_and_no_script_of_its_own() -> None:
    for each in drawn(SKETCH).iter():
        assert each.tag not in {f"{SVG}style", f"{SVG}script"}
        assert not [name for name in each.attrib if name.startswith(("style", "on"))]


def test_whatever_it_says_is_escaped() -> None:
    words = '<b>&"'
    axis = Axis(1, 7, words, words, Cut(3, words))
    told = Told(words, words)
    svg = draw_map("m", (axis, axis), [replace(SKETCH, label=words)], told)
    assert "<b>" not in svg
    found = "".join(ET.fromstring(svg).itertext())  # noqa: S314 - our own drawing
    assert found.count(words) == 9


def test_the_words_stand_at_the_ends_and_the_label_at_the_mark() -> None:
    svg = drawn(at(6, 6))
    x, y = mark(svg)
    found = texts(svg)
    assert found["left"][0] < WIDTH / 2 < found["right"][0]
    assert found["top"][1] < y < found["bottom"][1]
    assert abs(found["3 Mar 2026"][0] - x) < 30
    assert abs(found["3 Mar 2026"][1] - y) < 30


def test_every_text_stands_around_its_middle_so_that_it_reads_both_ways() -> None:
    anchors = {each.attrib["text-anchor"] for each in drawn(SKETCH).iter(f"{SVG}text")}
    assert anchors == {"middle"}


def test_long_words_are_broken_into_lines() -> None:
    svg = drawn(SKETCH, across=replace(ACROSS, low=LONG))
    lines = [line for line in texts(svg) if line in LONG]
    assert len(lines) > 2
    assert " ".join(lines) == LONG


def test_more_lies_farther_right_and_higher_up() -> None:
    x, y = mark(drawn(at(2, 2)))
    right, higher = mark(drawn(at(3, 3)))
    assert right - x == pytest.approx(UNIT, abs=0.1)
    assert y - higher == pytest.approx(UNIT, abs=0.1)


def test_a_score_beyond_the_end_of_an_axis_stands_at_its_end() -> None:
    assert mark(drawn(at(9, -3))) == mark(drawn(at(7, 1)))


def test_without_marks_it_is_an_empty_map() -> None:
    svg = drawn()
    assert not list(svg.iter(f"{SVG}circle"))
    assert set(texts(svg)) == {"left", "right", "top", "bottom"}


def test_the_cloud_is_as_wide_as_it_is_told_and_fades_to_nothing() -> None:
    svg = drawn(replace(SKETCH, region=Cloud(0.5, 1)))
    assert float(region(svg)["rx"]) == pytest.approx(2.5 * 0.5 * UNIT, abs=0.1)
    assert float(region(svg)["ry"]) == pytest.approx(2.5 * UNIT, abs=0.1)
    assert "stroke" not in region(svg)
    stops = [float(s.attrib["stop-opacity"]) for s in svg.iter(f"{SVG}stop")]
    assert stops == sorted(stops, reverse=True)
    assert stops[-1] == 0


def test_among_many_each_cloud_is_fainter() -> None:
    each = [
        float(ellipse.attrib["opacity"])
        for count in (1, 3, 8)
        for ellipse in list(drawn(*[SKETCH] * count).iter(f"{SVG}ellipse"))[:1]
    ]
    assert each == sorted(each, reverse=True)
    assert each[0] == 1
    assert 0.2 < each[-1] < 0.4


def test_an_ellipse_has_a_dashed_rim_and_is_turned_against_the_clock() -> None:
    svg = drawn(replace(SKETCH, region=Ellipse(1.5, 0.5, pi / 6)))
    found = region(svg)
    assert "stroke-dasharray" in found
    assert float(found["rx"]) == pytest.approx(1.5 * UNIT, abs=0.1)
    assert float(found["ry"]) == pytest.approx(0.5 * UNIT, abs=0.1)
    assert found["transform"].startswith("rotate(-30.0 ")


@pytest.mark.parametrize("turned", [0, 0.4, pi / 2, 2.5, -1])
def test_an_ellipse_on_unequal_axes_passes_through_its_own_points(
    turned: float,
) -> None:
    svg = drawn(
        replace(SKETCH, region=Ellipse(1.2, 0.6, turned)), upward=Axis(1, 9, "", "")
    )
    found = region(svg)
    rx, ry = float(found["rx"]), float(found["ry"])
    turn = re.match(r"rotate\((\S+) ", found["transform"])
    assert turn
    angle = float(turn[1]) * pi / 180
    for step in range(12):
        long, short = 1.2 * cos(step * pi / 6), 0.6 * sin(step * pi / 6)
        x = UNIT * (long * cos(turned) - short * sin(turned))
        y = -RUN / 8 * (long * sin(turned) + short * cos(turned))
        along = (x * cos(angle) + y * sin(angle)) / rx
        beside = (y * cos(angle) - x * sin(angle)) / ry
        assert along**2 + beside**2 == pytest.approx(1, abs=0.03)


def test_regions_end_at_the_edge_of_the_square_also_when_huge() -> None:
    svg = drawn(
        replace(SKETCH, region=Ellipse(400, 9, 1)),
        replace(SKETCH, region=Cloud(400, 400)),
        name="m",
    )
    [clipped] = [g for g in svg.iter(f"{SVG}g") if "clip-path" in g.attrib]
    assert clipped.attrib["clip-path"] == "url(#m-edge)"
    assert len(list(clipped)) == len(list(svg.iter(f"{SVG}ellipse"))) == 2


def test_kinds_of_marks_have_shapes_of_their_own() -> None:
    svg = drawn(*(replace(SKETCH, shape=shape, region=None) for shape in Shape))
    [dot, ring] = svg.iter(f"{SVG}circle")
    [buoy] = svg.iter(f"{SVG}path")
    assert dot.get("fill") is None
    assert ring.get("fill") == "none"
    assert buoy.attrib["transform"] == f"translate({dot.get('cx')} {dot.get('cy')})"


def test_a_cut_takes_the_place_of_the_middle_lines_and_is_named_if_told() -> None:
    assert axis_lines(drawn(SKETCH)) == (160, 184)
    svg = drawn(
        SKETCH,
        across=replace(ACROSS, cut=Cut(3.5, "cut")),
        upward=replace(UPWARD, cut=Cut(3)),
    )
    x, y = axis_lines(svg)
    assert (x, y) == mark(drawn(at(3.5, 3)))
    assert texts(svg)["cut"][0] == x
    assert len(list(svg.iter(f"{SVG}text"))) == 6


@settings(max_examples=25, deadline=None)
@given(
    st.lists(PLACES, min_size=1, max_size=8),
    st.none() | PLACES,
    st.sampled_from(["worry that someone may go", "山田太郎と花子と次郎と三郎と四郎"]),
)
def test_no_words_overlap_or_leave_the_square(
    places: list[tuple[float, float]], cut: tuple[float, float] | None, end: str
) -> None:
    across, upward = Axis(1, 7, end, end), UPWARD
    if cut:
        across = replace(across, cut=Cut(cut[0], "cut"))
        upward = replace(upward, cut=Cut(cut[1], "cut"))
    marks = [
        Mark(NAMES[number % 5], *place, Shape.BUOY, Cloud(1, 1))
        for number, place in enumerate(places)
    ]
    svg = drawn(*marks, across=across, upward=upward)
    found = boxes(svg)
    assert len(found) == len(marks) + 2 + 2 * bool(cut)
    assert all(SQUARE.holds(box) for box in found)
    assert not any(one.meets(other) for one, other in combinations(found, 2))


@given(PLACES)
def test_a_single_label_stands_beside_its_mark_and_never_on_it(
    place: tuple[float, float],
) -> None:
    svg = drawn(at(*place))
    x, y = mark(svg)
    assert 0 <= x <= WIDTH
    assert 0 <= y <= HEIGHT
    [label] = [box for box in boxes(svg) if box.meets(around((x, y), 24))][-1:]
    assert not label.meets(around((x, y), 5))


def test_no_number_is_longer_than_a_tenth_of_a_unit() -> None:
    svg = ET.tostring(drawn(at(3.1415926, 2.7182818)), encoding="unicode")
    assert not re.search(r'"[0-9]+\.[0-9]{4,}"', svg)
