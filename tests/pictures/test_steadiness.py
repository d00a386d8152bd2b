from collections.abc import Sequence
from xml.etree import ElementTree as ET

import pytest

from moorings.pictures.drawing import Told
from moorings.pictures.steadiness import (
    FIRST,
    HIGH,
    LAST,
    MANY,
    Legend,
    Mark,
    Stretch,
    draw_steadiness,
)

HEIGHTS = {3: "a lot", 1: "a little", -1: "a little", -3: "a lot"}
LEGEND = Legend("3 Feb", "15 Nov", HEIGHTS, "gave", "took", "middle half", "days")
TOLD = Told("How steady", "14 moments & their band.")
EVEN = tuple(Mark(7 * week, 1) for week in range(10))
STEEP = tuple(Mark(7 * week, 3 if week % 5 < 3 else -2) for week in range(10))


def drawn(marks: Sequence[Mark], *bands: Stretch) -> ET.Element:
    svg = draw_steadiness("steadiness", marks, bands, LEGEND, TOLD)
    return ET.fromstring(svg)  # noqa: S314 - ours


def shapes(svg: ET.Element, kind: str) -> list[ET.Element]:
    """Give what was drawn of a kind; the last one is the key's."""
    return [e for e in svg.iter() if e.get("class") == f"steadiness-{kind}"][:-1]


def test_each_moment_is_a_mark_and_what_took_has_another_shape() -> None:
    svg = drawn(STEEP)
    gave, took = shapes(svg, "gave"), shapes(svg, "took")
    assert (len(gave), len(took)) == (6, 4)
    assert {e.tag.rpartition("}")[2] for e in gave} == {"circle"}
    assert {(e.tag.rpartition("}")[2], e.get("fill")) for e in took} == {
        ("rect", "none")
    }
    assert float(gave[0].attrib["cy"]) < float(took[0].attrib["y"])


def test_steady_and_on_and_off_with_the_same_mean_look_different() -> None:
    assert sum(m.height for m in EVEN) == sum(m.height for m in STEEP)
    [narrow] = shapes(drawn(EVEN, Stretch(0, 63, 1, 1)), "band")
    [wide] = shapes(drawn(STEEP, Stretch(0, 63, -2, 3)), "band")
    assert float(wide.attrib["height"]) > 5 * float(narrow.attrib["height"])
    assert float(narrow.attrib["height"]) > 0


def test_a_longer_gap_between_two_deposits_sags_deeper() -> None:
    marks = (Mark(0, 1), Mark(7, 1), Mark(35, 2), Mark(40, -1))
    ropes = [e.attrib["d"] for e in shapes(drawn(marks), "rope")]
    first, second = (float(way.partition("Q")[2].split()[1]) for way in ropes)
    assert len(ropes) == 2
    assert second > first


def test_several_of_one_day_stand_beside_one_another() -> None:
    svg = drawn((Mark(0, 1), Mark(9, 2), Mark(9, 2), Mark(20, 1)))
    places = {e.attrib["cx"] for e in shapes(svg, "gave")}
    assert len(places) == 4


def test_only_what_was_drawn_stands_in_the_key_and_the_sentence_is_read_out() -> None:
    words = "".join(drawn(EVEN, Stretch(0, 63, 1, 1)).itertext())
    assert "14 moments & their band." in words
    assert "gave" in words
    assert "took" not in words
    assert "days" not in "".join(drawn((Mark(0, -1), Mark(9, 2))).itertext())


def test_however_many_there_are_every_mark_stays_inside() -> None:
    marks = [Mark(day, height) for day in range(MANY) for height in (3, -3)]
    svg = drawn(marks, Stretch(0, MANY - 1, -3, 3))
    for mark in shapes(svg, "gave"):
        assert FIRST <= float(mark.attrib["cx"]) <= LAST
        assert 0 < float(mark.attrib["cy"]) < HIGH
    [band] = shapes(svg, "band")
    assert float(band.attrib["y"]) > 0
    assert float(band.attrib["y"]) + float(band.attrib["height"]) < HIGH


@pytest.mark.parametrize("marks", [(), (Mark(4, 1), Mark(4, -2))])
def test_nothing_is_drawn_from_nothing_or_from_one_day(marks: tuple[Mark, ...]) -> None:
    with pytest.raises(ValueError, match="steadiness"):
        drawn(marks)
