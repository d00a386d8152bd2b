from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moorings.pictures.change import (
    FIRST,
    HIGHEST,
    LAST,
    LEFT,
    LOWEST,
    SHORTEST,
    WIDE,
    Burst,
    Estimate,
    Legend,
    Scale,
    Sitting,
    draw_change,
)
from moorings.pictures.drawing import Told
from moorings.pictures.labels import lines_box

SVG = "{http://www.w3.org/2000/svg}"
SCALE = Scale(1, 7, "calm", "worry")
POINT = (LOWEST - HIGHEST) / 6
LEGEND = Legend("one sitting", "not counted", "what they make", "if nothing changed")


def sittings(days: list[int], scores: list[float], error: float) -> list[Sitting]:
    """Give sittings of which the first is not counted."""
    return [
        Sitting(day, Estimate(score, error), counted=place > 0)
        for place, (day, score) in enumerate(zip(days, scores, strict=True))
    ]


FORMER = Burst(
    "3 Mar 2026", tuple(sittings([0, 5, 9], [5.5, 5, 5.4], 1)), Estimate(5.2, 0.7)
)
LATTER = Burst(
    "1 Jun 2026",
    tuple(sittings([90, 94, 99], [4.5, 4, 3.6], 1)),
    Estimate(3.8, 0.7),
    Estimate(4.75, 0.8),
)
LONE = Burst("3 Mar 2026", (Sitting(0, Estimate(4, 1), counted=False),))


def drawn(*bursts: Burst, name: str = "change", scale: Scale = SCALE) -> ET.Element:
    told = Told("Over time", "What it shows.")
    svg = draw_change(name, scale, bursts, LEGEND, told)
    return ET.fromstring(svg)  # noqa: S314 - our own drawing


def of_kind(svg: ET.Element, kind: str) -> list[ET.Element]:
    """Give the shapes of a kind, without those that explain it in the legend."""
    found = [each for each in svg.iter() if each.get("class") == f"change-{kind}"]
    return [each for each in found if _top(each) < LOWEST + 10]


def _top(shape: ET.Element) -> float:
    for each in shape.iter():
        for name in ("cy", "y1", "y"):
            if name in each.attrib:
                return float(each.attrib[name])
    raise AssertionError


def place(circle: ET.Element) -> tuple[float, float]:
    return float(circle.attrib["cx"]), float(circle.attrib["cy"])


def places(svg: ET.Element) -> list[tuple[float, float]]:
    """Give where all sittings stand, from left to right."""
    return sorted(map(place, of_kind(svg, "dot") + of_kind(svg, "hollow")))


def ends(group: ET.Element) -> tuple[float, ...]:
    [line] = group.iter(f"{SVG}line")
    return tuple(float(line.attrib[name]) for name in ("x1", "y1", "x2", "y2"))


def texts(svg: ET.Element) -> list[tuple[str, float, float]]:
    return [
        (str(each.text), float(each.attrib["x"]), float(each.attrib["y"]))
        for each in svg.iter(f"{SVG}tspan")
    ]


def rows(svg: ET.Element) -> dict[str, tuple[float, float]]:
    return {words: (x, y) for words, x, y in texts(svg)}


def height(score: float) -> float:
    return LOWEST - POINT * (score - 1)


def test_it_is_one_image_with_a_name_and_a_description() -> None:
    svg = drawn(FORMER, LATTER, name="worry")
    assert svg.attrib["role"] == "img"
    named = svg.attrib["aria-labelledby"].split()
    told = {each.attrib.get("id"): each.text for each in svg.iter()}
    assert [told[name] for name in named] == ["Over time", "What it shows."]
    assert named == ["worry-title", "worry-description"]


def test_whatever_it_says_is_escaped() -> None:
    words = '<b>&"'
    svg = draw_change(
        "c",
        Scale(1, 7, words, words),
        [replace(FORMER, date=words), replace(LATTER, date=words)],
        Legend(words, words, words, words),
        Told(words, words),
    )
    assert "<b>" not in svg
    found = "".join(ET.fromstring(svg).itertext())  # noqa: S314 - our own drawing
    assert found.count(words) == 10


def test_it_needs_no_style_no_script_and_no_arrow() -> None:
    for each in drawn(FORMER, LATTER).iter():
        assert each.tag not in {f"{SVG}style", f"{SVG}script", f"{SVG}marker"}
        assert not [name for name in each.attrib if name.startswith(("style", "on"))]


def test_a_sitting_stands_at_its_score_with_its_error_to_each_side() -> None:
    svg = drawn(FORMER, LATTER)
    scores = (5.5, 5, 5.4, 4.5, 4, 3.6)
    for (_, y), score in zip(places(svg), scores, strict=True):
        assert y == pytest.approx(height(score), abs=0.1)
    for whisker, score in zip(of_kind(svg, "whisker"), scores, strict=True):
        x, top, same, bottom = ends(whisker)
        assert x == same
        assert top == pytest.approx(height(score + 1), abs=0.1)
        assert bottom == pytest.approx(height(score - 1), abs=0.1)


def test_what_is_not_counted_is_hollow_and_outside_the_band() -> None:
    svg = drawn(FORMER, LATTER)
    firsts = [place(each)[1] for each in of_kind(svg, "hollow")]
    assert firsts == pytest.approx([height(5.5), height(4.5)], abs=0.1)
    for band, hollow in zip(of_kind(svg, "band"), of_kind(svg, "hollow"), strict=True):
        assert hollow.attrib["fill"] == "none"
        assert place(hollow)[0] + 3.5 < float(band.attrib["x"])


def test_the_band_is_the_interval_of_the_counted_with_their_mean_in_it() -> None:
    svg = drawn(FORMER, LATTER)
    for band, mean, pooled in zip(
        of_kind(svg, "band"), of_kind(svg, "mean"), (5.2, 3.8), strict=True
    ):
        top, high, left, wide = (
            float(band.attrib[name]) for name in ("y", "height", "x", "width")
        )
        assert top == pytest.approx(height(pooled + 0.7), abs=0.1)
        assert high == pytest.approx(1.4 * POINT, abs=0.2)
        x1, y1, x2, y2 = ends(mean)
        assert y1 == y2 == pytest.approx(height(pooled), abs=0.1)
        assert (x1, x2) == pytest.approx((left, left + wide), abs=0.2)
        within = [x for x, _ in places(svg) if left < x < left + wide]
        assert len(within) == 2


def test_regression_to_the_mean_is_a_dashed_line_to_a_ring_with_its_whisker() -> None:
    svg = drawn(FORMER, LATTER)
    [ring] = of_kind(svg, "ring")
    x, y = place(ring)
    path, whisker = of_kind(svg, "expected")
    assert "stroke-dasharray" in path.attrib
    start_x, start_y, end_x, end_y = ends(path)
    assert start_y == pytest.approx(height(5.2), abs=0.1)
    assert (end_x, end_y) == (x, y)
    assert y == pytest.approx(height(4.75), abs=0.1)
    assert ends(whisker) == pytest.approx(
        (x, height(4.75 + 0.8), x, height(4.75 - 0.8)), abs=0.1
    )
    former, latter = places(svg)[:3], places(svg)[3:]
    assert former[-1][0] < start_x < x < latter[0][0]


def test_without_a_mean_before_it_nothing_is_expected() -> None:
    for bursts in (
        [replace(FORMER, pooled=None), LATTER],
        [LONE, LATTER],
        [LATTER],
        [FORMER, replace(LATTER, expected=None)],
    ):
        svg = drawn(*bursts)
        assert not of_kind(svg, "expected")
        assert "if nothing changed" not in rows(svg)


def test_no_line_joins_two_bursts_and_the_level_axis_has_gaps() -> None:
    svg = drawn(FORMER, replace(LATTER, expected=None))
    former, latter = places(svg)[:3], places(svg)[3:]
    [days] = of_kind(svg, "days")
    spans = [
        (float(line.attrib["x1"]), float(line.attrib["x2"]))
        for line in days.iter(f"{SVG}line")
    ]
    assert len(spans) == 2
    assert spans[0][0] < former[0][0] < former[-1][0] < spans[0][1]
    assert spans[1][0] < latter[0][0] < latter[-1][0] < spans[1][1]
    for group in of_kind(svg, "mean") + of_kind(svg, "whisker"):
        x1, _, x2, _ = ends(group)
        assert x2 < spans[0][1] + 1 or x1 > spans[1][0] - 1


def test_days_are_in_proportion_where_there_is_room() -> None:
    bursts = [
        replace(LONE, sittings=(replace(LONE.sittings[0], day=day),))
        for day in (0, 50, 200)
    ]
    xs = [x for x, _ in places(drawn(*bursts))]
    assert xs == pytest.approx([FIRST, FIRST + (LAST - FIRST) / 4, LAST], abs=0.1)


def test_a_few_days_do_not_fill_the_frame_and_stand_in_its_middle() -> None:
    xs = [x for x, _ in places(drawn(FORMER))]
    assert xs[-1] - xs[0] == pytest.approx(9 * (LAST - FIRST) / SHORTEST, abs=0.5)
    assert (xs[0] + xs[-1]) / 2 == pytest.approx((FIRST + LAST) / 2, abs=1)
    assert [x for x, _ in places(drawn(LONE))] == [LEFT + WIDE / 2]


def test_the_words_stand_at_the_ends_and_the_dates_under_their_days() -> None:
    svg = drawn(FORMER, LATTER)
    found = rows(svg)
    assert found["worry"][1] < HIGHEST < LOWEST < found["calm"][1]
    assert found["3 Mar 2026"][0] < found["1 Jun 2026"][0]
    assert found["3 Mar 2026"][1] == found["1 Jun 2026"][1] > found["calm"][1]


def test_only_what_is_drawn_is_explained() -> None:
    told = set(rows(drawn(LONE)))
    assert told == {"calm", "worry", "3 Mar 2026", "not counted"}
    shown = rows(drawn(FORMER, LATTER))
    assert {"one sitting", "what they make", "if nothing changed"} <= shown.keys()


def test_nothing_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="change"):
        drawn()


@pytest.mark.parametrize("score", [1, 7, -4, 30])
def test_at_the_rim_and_with_a_huge_error_all_stays_on_the_scale(score: float) -> None:
    wild = Estimate(score, 1e6)
    sitting = Sitting(0, wild)
    svg = drawn(
        Burst("3 Mar 2026", (sitting,), wild),
        Burst("1 Jun 2026", (replace(sitting, day=90),), wild, wild),
    )
    assert all(HIGHEST <= y <= LOWEST for _, y in places(svg))
    kinds = of_kind(svg, "whisker") + of_kind(svg, "expected")[1:]
    assert {ends(each)[1] for each in kinds} == {HIGHEST}
    assert {ends(each)[3] for each in kinds} == {LOWEST}
    for band in of_kind(svg, "band"):
        assert float(band.attrib["y"]) == HIGHEST
        assert float(band.attrib["height"]) == LOWEST - HIGHEST


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 400), st.integers(1, 4)), max_size=5))
def test_sittings_keep_their_order_apart_and_inside(
    steps: list[tuple[int, int]],
) -> None:
    day, bursts = 0, [FORMER]
    for pause, count in steps:
        day = bursts[-1].sittings[-1].day + pause
        days = [day + 3 * place for place in range(count)]
        own = tuple(sittings(days, [4.0] * count, 1))
        bursts.append(Burst(f"{day} days", own, Estimate(4, 1), Estimate(5, 1)))
    svg = drawn(*bursts)
    xs = sorted(x for x, _ in places(svg) + list(map(place, of_kind(svg, "ring"))))
    assert FIRST - 0.1 <= xs[0] <= xs[-1] <= LAST + 0.1
    assert all(right - left > 6 for left, right in pairwise(xs))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(1, 400), max_size=9), st.text("2 Mä6山", max_size=24))
def test_at_most_four_dates_that_never_meet_the_last_among_them(
    pauses: list[int], words: str
) -> None:
    day, bursts = 0, [replace(LONE, date=f"a{words}")]
    for pause in pauses:
        day += pause
        lone = (replace(LONE.sittings[0], day=day),)
        bursts.append(Burst(f"b{words}", lone))
    svg = drawn(*bursts)
    found = [text for text in texts(svg) if text[0][0] in "ab"]
    dates = [lines_box(x, y, [date], 13) for date, x, y in found]
    assert 1 <= len(dates) <= 4
    assert all(box.left >= LEFT - 0.1 and box.right <= 316.1 for box in dates)
    for left, right in pairwise(sorted(dates, key=lambda box: box.left)):
        assert left.right <= right.left + 0.2
