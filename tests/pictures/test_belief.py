from xml.etree import ElementTree as ET

import pytest

from moorings.pictures.belief import HIGHEST, LOWEST, Legend, Rated, draw_belief
from moorings.pictures.drawing import Told

SVG = "{http://www.w3.org/2000/svg}"
LEGEND = Legend("1 Jan 2026", "5 Mar 2026", "the belief", "the other sentence")
TOLD = Told("A belief <over> time", "From 80 to 60 & back.")


def drawn(*ratings: Rated) -> ET.Element:
    svg = draw_belief("belief", ratings, LEGEND, TOLD)
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def of_kind(svg: ET.Element, kind: str) -> list[ET.Element]:
    return [each for each in svg.iter() if each.get("class") == f"belief-{kind}"]


def dots(svg: ET.Element) -> list[tuple[float, float]]:
    found = [
        (float(e.attrib["cx"]), float(e.attrib["cy"])) for e in of_kind(svg, "dot")
    ]
    return found[:-1]  # the last one is the key's


def test_it_has_a_name_a_description_and_its_own_ids() -> None:
    svg = drawn(Rated(1, 50))
    title, description = svg[0], svg[1]
    assert (title.text, description.text) == (TOLD.title, TOLD.description)
    assert svg.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert svg.get("role") == "img"


def test_all_stands_at_the_top_nothing_at_the_bottom_and_days_run_across() -> None:
    found = dots(drawn(Rated(0, 100), Rated(10, 50), Rated(40, 0)))
    assert [y for _, y in found] == [HIGHEST, (HIGHEST + LOWEST) / 2, LOWEST]
    first, second, third = (x for x, _ in found)
    assert (second - first) * 4 == pytest.approx(third - first, abs=0.5)


def test_nothing_joins_two_ratings() -> None:
    svg = drawn(Rated(0, 80), Rated(9, 20))
    assert not list(svg.iter(f"{SVG}path")) + list(svg.iter(f"{SVG}polyline"))
    assert len(list(svg.iter(f"{SVG}line"))) == 3  # the steps alone


def test_the_other_sentence_has_another_shape_and_its_words_only_where_it_is() -> None:
    svg = drawn(Rated(0, 80, 40), Rated(9, 20))
    assert len(of_kind(svg, "square")) == 2
    alone = drawn(Rated(0, 80), Rated(9, 20))
    assert of_kind(alone, "square") == []
    assert "the other sentence" not in "".join(alone.itertext())


def test_ratings_of_one_day_stand_in_one_place_and_many_stay_inside() -> None:
    assert len({x for x, _ in dots(drawn(Rated(7, 10), Rated(7, 90)))}) == 1
    found = dots(drawn(*(Rated(day, day % 101) for day in range(0, 1000, 10))))
    assert all(4 < x < 316 for x, _ in found)


def test_without_a_rating_there_is_nothing_to_draw() -> None:
    with pytest.raises(ValueError, match="belief"):
        drawn()
