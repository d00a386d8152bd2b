from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.pictures.drawing import Told
from moorings.pictures.labels import width
from moorings.pictures.ladder import (
    CLOSEST,
    FEWEST,
    MOST,
    ROOM,
    WIDEST,
    Drawn,
    State,
    draw_ladder,
)

SVG = "{http://www.w3.org/2000/svg}"
RUNGS = (
    Drawn(30, "Tea in the kitchen", State.TRIED, "tried 3 times"),
    Drawn(40, "Stay <five> minutes", State.OPEN, "being tried"),
    Drawn(90, "Stay for the weekend", State.UNTRIED),
)


def drawn(*rungs: Drawn) -> ET.Element:
    svg = draw_ladder("ladder", rungs, Told("The ladder", "3 rungs, from 30 to 90."))
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def of_kind(svg: ET.Element, kind: str) -> list[ET.Element]:
    return [each for each in svg.iter() if each.get("class") == f"ladder-{kind}"]


def texts(svg: ET.Element) -> list[str]:
    return [str(each.text) for each in svg.iter(f"{SVG}tspan")]


def heights(svg: ET.Element) -> list[float]:
    return [float(each[0].attrib["y1"]) for each in of_kind(svg, "rung")]


def test_the_hardest_is_on_top_with_its_words_its_number_and_a_note() -> None:
    told = texts(drawn(*RUNGS))
    assert told == [
        *("90", "Stay for the weekend"),
        *("40", "Stay <five> minutes", "being tried"),
        *("30", "Tea in the kitchen", "tried 3 times"),
    ]


def test_what_was_tried_is_told_by_the_shape() -> None:
    svg = drawn(*RUNGS)
    assert len(of_kind(svg, "ring")) == 2  # untried, and being tried
    small, full = (each.attrib["r"] for each in of_kind(svg, "dot"))
    assert float(small) < float(full)
    untried = drawn(*(Drawn(hard, "a", State.UNTRIED) for hard in (10, 20, 30)))
    assert not of_kind(untried, "dot")


def test_a_harder_step_is_a_wider_one() -> None:
    wide, near = (below - above for above, below in pairwise(heights(drawn(*RUNGS))))
    assert wide > near


@given(st.lists(st.integers(0, 100), min_size=FEWEST, max_size=MOST))
def test_rungs_are_never_too_near_nor_too_far_and_all_are_inside(
    hards: list[int],
) -> None:
    svg = drawn(*(Drawn(hard, "words", State.UNTRIED) for hard in hards))
    found = heights(svg)
    apart = [below - above for above, below in pairwise(found)]
    assert all(CLOSEST - 0.1 <= each <= WIDEST + 0.1 for each in apart)
    bottom = float(svg.attrib["viewBox"].split()[3])
    assert 0 < found[0] <= found[-1] < bottom


def test_words_that_are_too_long_are_shortened() -> None:
    long = Drawn(50, "Stay and say all of it, slowly. " * 300, State.UNTRIED)
    [told] = [each for each in texts(drawn(*RUNGS, long)) if each.endswith("…")]
    assert width(told, 13) <= ROOM


@pytest.mark.parametrize("count", [0, FEWEST - 1, MOST + 1])
def test_nothing_is_drawn_from_too_few_or_too_many(count: int) -> None:
    with pytest.raises(ValueError, match="ladder"):
        draw_ladder("ladder", RUNGS[:1] * count, Told("a", "b"))


def test_it_is_read_out_as_one_image() -> None:
    svg = drawn(*RUNGS)
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-labelledby"] == "ladder-title ladder-description"
    assert [each.text for each in svg[:2]] == ["The ladder", "3 rungs, from 30 to 90."]
