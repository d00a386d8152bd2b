from xml.etree import ElementTree as ET

import pytest

from moorings.pictures.consistency import (
    FIRST,
    LAST,
    OVER,
    REACH,
    Legend,
    Week,
    draw_consistency,
)
from moorings.pictures.drawing import Told

LEGEND = Legend("2 Feb", "this week", "kept", "said in time", "then mended", "missed")
TOLD = Told("Week by week", "9 told of & counted.")


def drawn(*weeks: Week) -> ET.Element:
    svg = draw_consistency("consistency", weeks, LEGEND, TOLD)
    return ET.fromstring(svg)  # noqa: S314 - ours


def marks(svg: ET.Element, kind: str) -> list[ET.Element]:
    found = [e for e in svg.iter() if e.get("class") == f"consistency-{kind}"]
    return found[:-1]  # the last one is the key's


def test_each_promise_is_one_mark_and_each_outcome_has_a_shape_of_its_own() -> None:
    svg = drawn(Week(2, 1, 1, 1), Week(1))
    counts = {k: len(marks(svg, k)) for k in ("kept", "said", "mended", "missed")}
    assert counts == {"kept": 3, "said": 1, "mended": 1, "missed": 1}
    [missed] = marks(svg, "missed")
    assert missed.get("fill") == "none"
    kept = marks(svg, "kept")
    assert float(kept[0].attrib["cy"]) > float(kept[1].attrib["cy"])


def test_an_empty_week_has_its_ground_and_nothing_on_it() -> None:
    svg = drawn(Week(1), Week(), Week(1))
    [weeks] = [e for e in svg.iter() if e.get("class") == "consistency-weeks"]
    assert len(weeks) == 3
    assert len(marks(svg, "kept")) == 2


def test_only_what_was_drawn_stands_in_the_key() -> None:
    told = "".join(drawn(Week(kept=1)).itertext())
    assert "kept" in told
    assert "missed" not in told
    assert "this week" in told
    assert "9 told of & counted." in told


def test_however_many_there_are_every_mark_stays_inside() -> None:
    svg = drawn(*(Week(kept=10, missed=30) for _ in range(26)))
    for mark in (*marks(svg, "kept"), *marks(svg, "missed")):
        x, y = float(mark.attrib["cx"]), float(mark.attrib["cy"])
        assert FIRST < x < LAST
        assert OVER < y < OVER + REACH + 4


@pytest.mark.parametrize("weeks", [(), (Week(), Week())])
def test_nothing_is_drawn_from_nothing(weeks: tuple[Week, ...]) -> None:
    with pytest.raises(ValueError, match="consistency"):
        drawn(*weeks)
