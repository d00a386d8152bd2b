from itertools import combinations, pairwise
from math import hypot
from xml.etree import ElementTree as ET

import pytest

from moorings.pictures.coil import Place, draw_coil
from moorings.pictures.drawing import Told
from moorings.pictures.rope import HALF, TURN, TURNS, Tied

SVG = "{http://www.w3.org/2000/svg}"
STEPS = [Place(str(number), done=False) for number in range(1, 11)]
SKILLS = [Place(letter, done=False) for letter in "ABCDEF"]


def drawn(
    steps: list[Place],
    skills: list[Place],
    key: tuple[tuple[Tied, str], ...] = (),
) -> ET.Element:
    svg = draw_coil("coil", steps, skills, key, Told("A coil", "What <it> shows."))
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def of_kind(svg: ET.Element, kind: str) -> list[ET.Element]:
    return [each for each in svg.iter() if each.get("class") == f"rope-{kind}"]


def test_it_is_named_and_told_in_words() -> None:
    svg = drawn(STEPS, SKILLS)
    assert svg.attrib["role"] == "img"
    assert [each.text for each in svg.iter(f"{SVG}title")] == ["A coil"]
    assert [each.text for each in svg.iter(f"{SVG}desc")] == ["What <it> shows."]


def test_every_step_and_skill_bears_its_mark() -> None:
    written = {each.text for each in drawn(STEPS, SKILLS).iter(f"{SVG}tspan")}
    assert written == {each.label for each in (*STEPS, *SKILLS)}


def test_no_two_knots_meet_even_with_all_their_turns() -> None:
    svg = drawn(STEPS, [])
    places = [
        (float(each.attrib["cx"]), float(each.attrib["cy"]))
        for each in of_kind(svg, "open")
    ]
    assert len(places) == 10
    least = 2 * (HALF + TURN * TURNS)
    for (x1, y1), (x2, y2) in combinations(places, 2):
        assert hypot(x2 - x1, y2 - y1) > least


def test_no_two_floats_meet_even_with_all_their_turns() -> None:
    svg = drawn(STEPS, [Place(each.label, done=True, turns=9) for each in SKILLS])
    outer = sorted(
        (float(each.attrib["cx"]), float(each.attrib["r"]))
        for each in of_kind(svg, "turn")
    )
    most = {x: max(r for other, r in outer if other == x) for x, _ in outer}
    assert len(most) == len(SKILLS)
    for (left, half), (right, other) in pairwise(sorted(most.items())):
        assert right - left > half + other


def test_what_was_done_is_told_by_its_shape_and_not_by_colour_alone() -> None:
    svg = drawn([Place("1", done=True), *STEPS[1:]], [Place("A", done=True)])
    assert len(of_kind(svg, "full")) == 2
    assert all("stroke-dasharray" not in each.attrib for each in of_kind(svg, "full"))
    assert all("stroke-dasharray" in each.attrib for each in of_kind(svg, "open"))


@pytest.mark.parametrize(("returns", "rings"), [(0, 0), (1, 1), (3, 3), (40, 3)])
def test_each_return_is_a_turn_of_rope_up_to_three(returns: int, rings: int) -> None:
    svg = drawn([Place("1", done=True, turns=returns)], [])
    assert len(of_kind(svg, "turn")) == rings


def test_a_key_makes_it_higher_and_stays_inside() -> None:
    key = ((Tied.FULL, "yours"), (Tied.OPEN, "open"), (Tied.TURNED, "came back " * 9))
    without = float(drawn(STEPS, SKILLS).attrib["viewBox"].split()[3])
    svg = drawn(STEPS, SKILLS, key)
    high = float(svg.attrib["viewBox"].split()[3])
    assert high > without
    lows = [float(each.attrib["y"]) for each in svg.iter(f"{SVG}tspan")]
    assert max(lows) < high
    assert any(str(each.text).endswith("…") for each in svg.iter(f"{SVG}tspan"))


@pytest.mark.parametrize(
    ("steps", "skills"), [([], SKILLS), ([*STEPS, *STEPS], []), (STEPS, [*SKILLS] * 2)]
)
def test_what_the_rope_has_no_room_for_is_refused(
    steps: list[Place], skills: list[Place]
) -> None:
    with pytest.raises(ValueError, match="coil"):
        drawn(steps, skills)
