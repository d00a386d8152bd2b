from collections.abc import Sequence
from xml.etree import ElementTree as ET

import pytest

from moorings.pictures.drawing import Told
from moorings.pictures.window import (
    FIRST,
    HIGHEST,
    LOWEST,
    MOST,
    Mark,
    Words,
    draw_window,
)

SVG = "{http://www.w3.org/2000/svg}"
KINDS = ("could be borne", "was too much", "nobody said")
WORDS = Words("racing", "numb", "1 Mar", "9 Mar", KINDS, "most of it")
MARKS = (Mark(5, "beyond"), Mark(0, "borne"), Mark(-5, "unsaid"), Mark(1, "borne"))


def drawn(
    marks: Sequence[Mark] = MARKS,
    band: tuple[int, int] | None = (0, 1),
    words: Words = WORDS,
) -> ET.Element:
    told = Told("High and low", "2 of 2 lie between 0 and 1.")
    return ET.fromstring(  # noqa: S314 - our own drawing
        draw_window("marks", marks, band, words, told)
    )


def of_kind(svg: ET.Element, kind: str) -> list[ET.Element]:
    """Give the shapes of a kind; the last of them explains it."""
    return [each for each in svg.iter() if each.get("class") == f"arousal-{kind}"]


def texts(svg: ET.Element) -> list[str]:
    return [str(each.text) for each in svg.iter(f"{SVG}tspan")]


def test_marks_stand_in_their_order_at_their_level() -> None:
    svg = drawn()
    middle = (HIGHEST + LOWEST) / 2
    first, second, _ = of_kind(svg, "borne")
    assert float(first.attrib["cy"]) == pytest.approx(middle, abs=0.1)
    assert float(first.attrib["cx"]) < float(second.attrib["cx"])
    assert float(second.attrib["cy"]) < middle
    beyond, _ = of_kind(svg, "beyond")
    ends = [float(beyond[0].attrib[name]) for name in ("y1", "y2")]
    assert sum(ends) / 2 == pytest.approx(HIGHEST, abs=0.1)
    unsaid, _ = of_kind(svg, "unsaid")
    assert float(unsaid.attrib["cy"]) == pytest.approx(LOWEST, abs=0.1)


def test_the_band_holds_the_marks_at_its_edges() -> None:
    band, _ = of_kind(drawn(band=(0, 1)), "band")
    top, high = (float(band.attrib[name]) for name in ("y", "height"))
    borne = of_kind(drawn(), "borne")[:2]
    assert all(top < float(each.attrib["cy"]) < top + high for each in borne)
    assert of_kind(drawn(band=None), "band") == []


def test_only_what_is_there_is_explained_and_all_of_it_in_the_picture() -> None:
    told = texts(drawn())
    assert {"racing", "numb", "1 Mar", "9 Mar", *KINDS, "most of it"} <= {*told}
    alone = drawn([Mark(0, "borne")], None)
    assert KINDS[0] in texts(alone)
    assert not {KINDS[1], KINDS[2], "most of it"} & {*texts(alone)}
    height = float(drawn().attrib["viewBox"].split()[3])
    assert max(float(each.attrib["y"]) for each in drawn().iter(f"{SVG}tspan")) < height


def test_far_too_many_or_none_are_refused_and_the_most_find_room() -> None:
    for marks in ([], [Mark(0, "borne")] * (MOST + 1)):
        with pytest.raises(ValueError, match="marks"):
            drawn(marks)
    full = of_kind(drawn([Mark(0, "borne")] * MOST), "borne")
    places = [float(each.attrib["cx"]) for each in full[:-1]]
    assert places == sorted(set(places))
    assert FIRST < places[0] < places[-1] < 316


def test_words_are_escaped_and_read_out() -> None:
    words = Words("<b> & so on", "numb", "", "", KINDS, "most")
    assert "<b> & so on" in texts(drawn(words=words))
    svg = drawn()
    assert svg.attrib["role"] == "img"
    assert svg.findtext(f"{SVG}desc") == "2 of 2 lie between 0 and 1."
