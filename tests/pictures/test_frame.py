from xml.etree import ElementTree as ET

from moorings.pictures.drawing import Told, number
from moorings.pictures.frame import WIDE, WIDTH, Foot, draw_framed
from moorings.pictures.labels import Point

SVG = "{http://www.w3.org/2000/svg}"
LONG = "words that do not go into one line and so have to stand in two of them"


def cross(at: Point) -> str:
    return f'<path class="cross" d="M{number(at[0])} {number(at[1])}h1"/>'


def drawn(*key: str, ends: tuple[str, str] = ("first", "last")) -> ET.Element:
    foot = Foot(ends, [(cross, words) for words in key])
    svg = draw_framed("name", "kind", 100, ["<g/>"], foot, Told("Title", "Told."))
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def lines(svg: ET.Element) -> list[tuple[str, float]]:
    return [(str(e.text), float(e.attrib["y"])) for e in svg.iter(f"{SVG}tspan")]


def height(svg: ET.Element) -> float:
    return float(svg.attrib["viewBox"].split()[3])


def test_each_mark_stands_at_the_first_line_of_its_words_and_all_are_inside() -> None:
    svg = drawn(LONG, "short")
    _, _, (_, first), *_, (last, lowest) = lines(svg)
    marks = [each.attrib["d"] for each in svg.iter(f"{SVG}path")]
    ys = [float(d.partition(" ")[2].partition("h")[0]) for d in marks]
    assert (last, ys) == ("short", [first - 4.5, lowest - 4.5])
    assert lowest < height(svg)
    assert height(drawn("short", "short")) < height(svg)


def test_words_at_both_ends_stand_apart_however_long_they_are() -> None:
    svg = drawn("key", ends=(LONG, LONG))
    (left, y), (right, other), *_ = lines(svg)
    xs = [float(e.attrib["x"]) for e in svg.iter(f"{SVG}tspan")][:2]
    assert left == right != LONG
    assert y == other
    assert xs[0] < WIDTH / 2 < xs[1]
    assert xs[1] - xs[0] > WIDE / 2 - 12


def test_its_kind_begins_the_classes_of_its_ground_and_its_quiet_words() -> None:
    kinds = {each.get("class") for each in drawn("key").iter()} - {None, "cross"}
    assert kinds == {"kind", "kind-ground", "kind-quiet"}
