from xml.etree import ElementTree as ET

import pytest

from moorings.pictures.balance import HIGH, MIDDLE, MOST, Legend, Week, draw_balance
from moorings.pictures.drawing import Told
from moorings.pictures.frame import TOP

LEGEND = Legend(("2 Feb 2026", "2 Mar 2026"), "of my own", "shared", "partly")
TOLD = Told("Mine & ours", "Two of your own, one shared.")
EMPTY = Week((0, 0), (0, 0))


def drawn(*weeks: Week) -> ET.Element:
    return ET.fromstring(draw_balance("balance", weeks, LEGEND, TOLD))  # noqa: S314 - ours


def marks(svg: ET.Element, kind: str) -> list[float]:
    """Give how far down each mark stands, without the one beside its side's name."""
    found = [e for e in svg.iter() if e.get("class") == f"balance-{kind}"]
    return [float(e.get("cy") or e.get("y") or 0) for e in found]


def test_what_is_ones_own_stands_above_the_line_and_the_shared_below_it() -> None:
    svg = drawn(Week((2, 1), (1, 1)), EMPTY)
    _, *mine = marks(svg, "mine")
    _, *ours = marks(svg, "ours")
    assert (len(mine), len(ours)) == (2, 1)
    assert all(y < MIDDLE for y in mine)
    assert all(y > MIDDLE for y in ours)
    assert marks(svg, "mine-part")[0] < min(mine)
    assert marks(svg, "ours-part")[0] > max(ours)


def test_hollow_marks_are_explained_only_where_there_are_any() -> None:
    assert "partly" in "".join(drawn(Week((0, 1), (0, 0))).itertext())
    assert "partly" not in "".join(drawn(Week((1, 0), (1, 0))).itertext())


def test_each_week_has_a_tick_also_an_empty_one() -> None:
    svg = drawn(Week((1, 0), (0, 0)), EMPTY, EMPTY)
    [group] = [e for e in svg.iter() if e.get("class") == "balance-line"]
    assert len(list(group)) == 1 + 3


def test_a_full_week_says_how_many_more_there_are_and_leaves_the_frame_nowhere() -> (
    None
):
    svg = drawn(Week((MOST, 0), (30, 10)))
    assert len(marks(svg, "mine")) == 1 + MOST
    assert len(marks(svg, "ours")) == 1 + MOST - 1
    assert "+37" in "".join(svg.itertext())
    tall = [*marks(svg, "mine"), *marks(svg, "ours")]
    assert all(TOP < y < TOP + HIGH for y in tall)


def test_it_has_a_name_a_description_and_words_at_both_sides_and_ends() -> None:
    svg = drawn(Week((1, 0), (1, 0)))
    assert [svg[0].text, svg[1].text] == [TOLD.title, TOLD.description]
    told = "".join(svg.itertext())
    ends = ("2 Feb 2026", "2 Mar 2026")
    assert all(each in told for each in ("of my own", "shared", *ends))


def test_no_weeks_are_not_drawn() -> None:
    with pytest.raises(ValueError, match="balance"):
        drawn()
