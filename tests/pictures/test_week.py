from xml.etree import ElementTree as ET

import pytest

from moorings.pictures.drawing import Told
from moorings.pictures.rope import Tied
from moorings.pictures.week import Day, draw_week

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "الأحد")
KEY = ((Tied.OPEN, "planned"), (Tied.FULL, "time was given"))


def drawn(*days: Day) -> ET.Element:
    svg = draw_week("week", days, KEY, Told("The week", "One sentence."))
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def test_each_day_is_named_and_marked_by_shape() -> None:
    marks = (
        Tied.FREE,
        Tied.FULL,
        Tied.OPEN,
        Tied.FREE,
        Tied.OPEN,
        Tied.FREE,
        Tied.FREE,
    )
    svg = drawn(
        *(
            Day(name, mark, "today" if name == "Wed" else "")
            for name, mark in zip(NAMES, marks, strict=True)
        )
    )
    written = [each.text for each in svg.iter(f"{SVG}tspan")]
    assert {*NAMES, "today", "planned", "time was given"} == {*written}
    kinds = [each.get("class") for each in svg.iter(f"{SVG}circle")]
    assert kinds[:7] == [f"rope-{mark.value}" for mark in marks]
    sizes = {each.get("class"): each.get("r") for each in list(svg.iter())[::-1]}
    assert sizes["rope-free"] != sizes["rope-full"]


def test_a_day_with_a_very_long_name_keeps_to_its_room() -> None:
    svg = drawn(*(Day("Donnerstag" * 3, Tied.FREE) for _ in NAMES))
    named = [str(each.text) for each in svg.iter(f"{SVG}tspan")][:7]
    assert all(each.endswith("…") for each in named)


@pytest.mark.parametrize("many", [0, 6, 8])
def test_what_is_no_week_is_refused(many: int) -> None:
    with pytest.raises(ValueError, match="week"):
        drawn(*(Day("Mon", Tied.FREE) for _ in range(many)))
