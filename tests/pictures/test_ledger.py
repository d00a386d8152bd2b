from xml.etree import ElementTree as ET

import pytest

from moorings.pictures.drawing import Told
from moorings.pictures.ledger import REACH, Legend, Row, draw_ledger

LEGEND = Legend("January 2026", "March 2026", "gave", "took")
TOLD = Told("Given & taken", "Mira: 3 that gave and 1 that took.")
MIRA = Row("Mira", (1, 0, 2), (0, 0, 1))


def drawn(*rows: Row) -> ET.Element:
    return ET.fromstring(draw_ledger("ledger", rows, LEGEND, TOLD))  # noqa: S314 - ours


def bars(svg: ET.Element, kind: str) -> list[tuple[float, float, float]]:
    """Give where each bar begins, how high it is, and where it stands across."""
    found = [e for e in svg.iter() if e.get("class") == f"ledger-{kind}"]
    told = [tuple(float(e.attrib[n]) for n in ("y", "height", "x")) for e in found]
    return told[:-1]  # type: ignore[return-value] # the last one is the key's


def water(svg: ET.Element) -> list[float]:
    lines = [e for e in svg.iter() if e.get("class") == "ledger-water"]
    return [float(each[0].attrib["y1"]) for each in lines]


def test_given_stands_above_the_water_and_taken_hangs_below_it() -> None:
    svg = drawn(MIRA)
    [level] = water(svg)
    assert all(y + high < level for y, high, _ in bars(svg, "given"))
    assert all(y > level for y, _, _ in bars(svg, "taken"))


def test_a_month_without_a_moment_is_empty_and_twice_as_many_are_twice_as_high() -> (
    None
):
    given = bars(drawn(MIRA), "given")
    assert len(given) == 2
    assert given[1][1] == pytest.approx(2 * given[0][1])


def test_one_moment_is_as_high_with_everybody_and_no_bar_leaves_its_row() -> None:
    svg = drawn(Row("Mira", (1,), (0,)), Row("Sam", (100,), (100,)))
    (_, one, _), (_, many, _) = bars(svg, "given")
    assert many == pytest.approx(100 * one, rel=0.4)
    assert many <= REACH
    upper, lower = water(svg)
    [(top, high, _)] = bars(svg, "taken")
    assert top + high < lower + REACH + 2
    assert lower - many > upper


def test_every_name_is_there_and_one_that_is_too_long_is_shortened() -> None:
    svg = drawn(
        MIRA, Row("سارة", (1, 0, 0), (0, 1, 0)), Row("M" * 80, (0,) * 3, (1,) * 3)
    )
    told = "".join(svg.itertext())
    assert "Mira" in told
    assert "سارة" in told
    assert "M…" in told
    assert "M" * 40 not in told


def test_it_has_a_name_a_description_and_both_shapes_in_its_key() -> None:
    svg = drawn(MIRA)
    assert [svg[0].text, svg[1].text] == [TOLD.title, TOLD.description]
    told = "".join(svg.itertext())
    assert all(each in told for each in ("gave", "took", "January 2026", "March 2026"))


def test_nobody_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="ledger"):
        drawn()
