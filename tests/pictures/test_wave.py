from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moorings.pictures.drawing import Told
from moorings.pictures.labels import lines_box
from moorings.pictures.wave import (
    FIRST,
    HIGHEST,
    LAST,
    LEFT,
    LOWEST,
    WIDE,
    Done,
    Felt,
    Kind,
    Wave,
    Words,
    draw_wave,
)

SVG = "{http://www.w3.org/2000/svg}"
KEY = {Kind.BREATH: "a practice", Kind.WAIT: "a wait"}
SETTLED = Wave(
    (Felt(0, 7), Felt(8, 9), Felt(30, 4)),
    (Done(8, Kind.BREATH), Done(12, Kind.WAIT)),
    50,
)
OPEN = Wave((Felt(0, 7), Felt(8, 9)))


def drawn(
    wave: Wave, end: str = "calm", hours: dict[float, str] | None = None
) -> ET.Element:
    words = Words({0: "21:10", 50: "22:00"} if hours is None else hours, end, KEY)
    svg = draw_wave("wave", wave, words, Told("One wave", "How it went."))
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def of_kind(svg: ET.Element, kind: str) -> list[ET.Element]:
    return [each for each in svg.iter() if each.get("class") == f"wave-{kind}"]


def places(svg: ET.Element, kind: str = "felt") -> list[tuple[float, float]]:
    found = of_kind(svg, kind)
    return [(float(each.attrib["cx"]), float(each.attrib["cy"])) for each in found]


def texts(svg: ET.Element) -> list[str]:
    return [str(each.text) for each in svg.iter(f"{SVG}tspan")]


def test_the_picture_is_one_image_with_a_name_and_a_sentence() -> None:
    svg = drawn(SETTLED)
    assert svg.attrib["role"] == "img"
    told = svg.attrib["aria-labelledby"].split()
    named = {each.attrib["id"]: each.text for each in svg if "id" in each.attrib}
    assert [named[name] for name in told] == ["One wave", "How it went."]
    assert all(each.get("aria-hidden") for each in svg.iter(f"{SVG}text"))


def test_stronger_stands_higher_and_later_stands_further_on() -> None:
    (x0, y0), (x1, y1), (x2, y2) = places(drawn(SETTLED))
    assert FIRST <= x0 < x1 < x2 <= LAST
    assert HIGHEST <= y1 < y0 < y2 <= LOWEST
    assert (LOWEST - y0) / (LOWEST - HIGHEST) == pytest.approx(0.7, abs=1e-3)
    assert (x2 - x1) / (x1 - x0) == pytest.approx(22 / 8, abs=0.05)


def test_calm_is_a_ring_on_the_water_and_the_way_to_it_is_only_dashed() -> None:
    svg = drawn(SETTLED)
    [(x, y)] = places(svg, "calm")
    assert (x, y) == (LAST, LOWEST)
    rise, fall = of_kind(svg, "unknown")
    assert fall.attrib["d"].endswith(f"{LAST} {LOWEST}")
    assert rise.attrib["stroke-dasharray"]
    assert "calm" in texts(svg)


def test_what_is_unfinished_has_no_ring_and_runs_on_as_high_as_it_was() -> None:
    svg = drawn(OPEN, "still open")
    assert places(svg, "calm") == []
    (x, y) = places(svg)[-1]
    end = of_kind(svg, "unknown")[-1].attrib["d"]
    assert end.startswith(f"M{x:g} {y:g}")
    assert end.endswith(f" {y:g}")
    assert "still open" in texts(svg)


def test_a_lone_rating_is_drawn_without_a_line() -> None:
    svg = drawn(Wave((Felt(0, 10),)), "still open")
    assert len(places(svg)) == 1
    assert of_kind(svg, "line") == []


def test_what_was_rated_after_calm_stays_on_the_picture() -> None:
    svg = drawn(Wave((Felt(0, 8), Felt(60, 2)), calm=30))
    [(calm, _)] = places(svg, "calm")
    assert places(svg)[0][0] < calm < places(svg)[1][0]
    assert len(of_kind(svg, "unknown")) == 1


def test_marks_are_told_apart_by_shape_and_only_those_drawn_are_explained() -> None:
    both = drawn(SETTLED)
    assert len(of_kind(both, "breath")) == len(of_kind(both, "wait")) == 2
    assert {"a practice", "a wait"} <= set(texts(both))
    one = drawn(Wave(OPEN.felt, (Done(8, Kind.WAIT),)))
    assert len(of_kind(one, "wait")) == 2
    assert "a practice" not in texts(one)
    bare = drawn(OPEN)
    assert not of_kind(bare, "wait")
    assert float(bare.attrib["viewBox"].split()[3]) < float(
        both.attrib["viewBox"].split()[3]
    )


def test_a_moment_that_was_never_rated_has_no_wave() -> None:
    with pytest.raises(ValueError, match="wave"):
        drawn(Wave((), (Done(0, Kind.WAIT),), 20))


def test_words_are_escaped() -> None:
    svg = drawn(OPEN, "<b>&", {0: "<i>"})
    assert "<b>&" in texts(svg)
    assert "<i>" in texts(svg)


MOMENTS = st.lists(
    st.tuples(st.integers(0, 5000), st.integers(0, 10)), min_size=1, max_size=40
)


@settings(max_examples=60, deadline=None)
@given(felt=MOMENTS, calm=st.none() | st.integers(0, 9000))
def test_everything_stays_inside_in_its_order_however_much_there_is(
    felt: list[tuple[int, int]], calm: int | None
) -> None:
    wave = Wave(tuple(Felt(*each) for each in sorted(felt)), calm=calm)
    hours: dict[float, str] = {minute: f"{minute} min" for minute in wave.minutes}
    svg = drawn(wave, "words that are rather long for the end of a picture", hours)
    found = places(svg)
    assert len(found) == len(felt)
    for (before, _), (after, _) in pairwise(found):
        assert before <= after
    for x, y in (*found, *places(svg, "calm")):
        assert LEFT < x < LEFT + WIDE
        assert HIGHEST <= y <= LOWEST
    for each in svg.iter(f"{SVG}text"):
        if each.get("text-anchor") == "middle":
            [span] = each
            x, size = float(span.attrib["x"]), float(each.attrib["font-size"])
            box = lines_box(x, 0, [str(span.text)], size)
            assert box.left >= LEFT - 1
            assert box.right <= LEFT + WIDE + 1
