import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.pictures.map import HEIGHT, WIDTH, Axis, Spot, Told, draw_map

SVG = "{http://www.w3.org/2000/svg}"
LONG = "a very long way of saying something that is short in English"


def drawn(
    across: float = 4, upward: float = 4, width: float = 1, words: str = "low"
) -> ET.Element:
    svg = draw_map(
        (Axis(1, 7, words, "right"), Spot(across, width)),
        (Axis(1, 7, "bottom", "top"), Spot(upward, width)),
        Told("A map", "Where it lies.", "3 Mar 2026"),
    )
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def mark(svg: ET.Element) -> tuple[float, float]:
    [circle] = svg.iter(f"{SVG}circle")
    return float(circle.attrib["cx"]), float(circle.attrib["cy"])


def texts(svg: ET.Element) -> dict[str, tuple[float, float]]:
    return {
        str(span.text): (float(span.attrib["x"]), float(span.attrib["y"]))
        for span in svg.iter(f"{SVG}tspan")
    }


def test_it_is_one_image_with_a_name_and_a_description() -> None:
    svg = drawn()
    assert svg.attrib["role"] == "img"
    named = svg.attrib["aria-labelledby"].split()
    told = {each.attrib.get("id"): each.text for each in svg.iter()}
    assert [told[name] for name in named] == ["A map", "Where it lies."]


def test_it_needs_no_style_and_no_script_of_its_own() -> None:
    for each in drawn().iter():
        assert each.tag not in {f"{SVG}style", f"{SVG}script"}
        assert not [name for name in each.attrib if name.startswith(("style", "on"))]


def test_whatever_it_says_is_escaped() -> None:
    assert "<b>&" in "".join(texts(drawn(words="<b>&")))


def test_the_words_stand_at_the_ends_and_the_label_at_the_mark() -> None:
    svg = drawn(6, 6)
    x, y = mark(svg)
    at = texts(svg)
    assert at["low"][0] < WIDTH / 2 < at["right"][0]
    assert at["top"][1] < y < at["bottom"][1]
    assert abs(at["3 Mar 2026"][0] - x) < 30
    assert abs(at["3 Mar 2026"][1] - y) < 30


def test_every_text_stands_around_its_middle_so_that_it_reads_both_ways() -> None:
    anchors = {each.attrib["text-anchor"] for each in drawn().iter(f"{SVG}text")}
    assert anchors == {"middle"}


def test_long_words_are_broken_into_lines() -> None:
    svg = drawn(words=LONG)
    lines = [line for line in texts(svg) if line in LONG]
    assert len(lines) > 2
    assert " ".join(lines) == LONG


def test_more_lies_farther_right_and_higher_up() -> None:
    x, y = mark(drawn(2, 2))
    right, higher = mark(drawn(3, 3))
    assert right > x
    assert higher < y
    assert right - x == pytest.approx(y - higher)


def test_the_cloud_is_as_wide_as_it_is_told_and_fades_to_nothing() -> None:
    [narrow] = drawn(width=0.5).iter(f"{SVG}ellipse")
    [wide] = drawn(width=1).iter(f"{SVG}ellipse")
    twice = 2 * float(narrow.attrib["rx"])
    assert float(wide.attrib["rx"]) == pytest.approx(twice, abs=0.2)
    stops = [float(s.attrib["stop-opacity"]) for s in drawn().iter(f"{SVG}stop")]
    assert stops == sorted(stops, reverse=True)
    assert stops[-1] == 0


@given(st.floats(1, 7), st.floats(1, 7))
def test_mark_and_words_never_leave_the_drawing(across: float, upward: float) -> None:
    svg = drawn(across, upward)
    for x, y in (mark(svg), *texts(svg).values()):
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT
    label = texts(svg)["3 Mar 2026"]
    assert abs(label[1] - mark(svg)[1]) > 10


def test_no_number_is_longer_than_a_tenth_of_a_unit() -> None:
    svg = ET.tostring(drawn(3.1415926, 2.7182818), encoding="unicode")
    assert not re.search(r'"[0-9]+\.[0-9]{4,}"', svg)
