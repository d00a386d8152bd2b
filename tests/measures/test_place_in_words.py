import pytest

from moorings.measures.place import Saying, Style, Wording, in_a_hundred, saying


@pytest.mark.parametrize(
    ("shares", "wording", "styles"),
    [
        ((0.80, 0.10, 0.06, 0.04), Wording.MOSTLY, (Style.SECURE,)),
        ((0.10, 0.79, 0.06, 0.05), Wording.LEANING, (Style.ANXIOUS,)),
        ((0.10, 0.20, 0.60, 0.10), Wording.LEANING, (Style.AVOIDANT,)),
        ((0.05, 0.36, 0.00, 0.59), Wording.BETWEEN, (Style.FEARFUL, Style.ANXIOUS)),
        ((0.25, 0.25, 0.25, 0.25), Wording.BETWEEN, (Style.SECURE, Style.ANXIOUS)),
    ],
)
def test_how_plainly_a_style_is_named(
    shares: tuple[float, ...], wording: Wording, styles: tuple[Style, ...]
) -> None:
    chances = dict(zip(Style, shares, strict=True))
    assert saying(chances) == Saying(wording, styles)


@pytest.mark.parametrize(
    ("shares", "whole"),
    [
        ((0.29, 0.58, 0.07, 0.06), (29, 58, 7, 6)),
        ((0.333, 0.333, 0.333, 0.001), (34, 33, 33, 0)),
        ((0.615, 0.2075, 0.1075, 0.07), (61, 21, 11, 7)),
        ((1.0, 0.0, 0.0, 0.0), (100, 0, 0, 0)),
    ],
)
def test_whole_people_in_a_hundred(
    shares: tuple[float, ...], whole: tuple[int, ...]
) -> None:
    found = in_a_hundred(dict(zip(Style, shares, strict=True)))
    assert tuple(found.values()) == whole


def test_there_are_four_styles_and_none_is_called_disorganised() -> None:
    assert list(Style) == ["secure", "anxious", "avoidant", "fearful"]
