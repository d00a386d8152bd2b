from collections import Counter
from math import cos, pi, sin, sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moorings.library.instruments import read_key
from moorings.measures.bivariate_normal import Pair
from moorings.measures.instrument import Figures, Key, Scale, ScaleFigures
from moorings.measures.place import (
    Ellipse,
    Place,
    Saying,
    Style,
    Wording,
    ellipse,
    in_a_hundred,
    place_of_answers,
    place_of_scores,
    saying,
)
from moorings.measures.scoring import ScaleScore, score

Scores = dict[str, ScaleScore]

# Six items to a scale, answers from 1 to 7.
ANXIETY = ScaleFigures(mean=3.56, standard_deviation=1.12, reliability=0.90)
AVOIDANCE = ScaleFigures(mean=2.92, standard_deviation=1.19, reliability=0.85)


def key_of(
    anxiety: ScaleFigures = ANXIETY,
    avoidance: ScaleFigures = AVOIDANCE,
    correlation: float | None = 0.41,
) -> Key:
    scales = tuple(
        Scale(name, tuple(f"{name}-{n}" for n in range(6)), fewest_answers=1)
        for name in ("anxiety", "avoidance")
    )
    known = {"anxiety": anxiety, "avoidance": avoidance}
    return Key(
        *("made-up", 1, 1, 7),
        order=scales[0].items + scales[1].items,
        scales=scales,
        licence="own",
        figures=(Figures(1, 7, "nobody", known, correlation=correlation),),
    )


def scores(values: Pair, answered: Pair = (6, 6)) -> Scores:
    return {
        name: ScaleScore(value, (4,) * int(n), ())
        for name, value, n in zip(
            ("anxiety", "avoidance"), values, answered, strict=True
        )
    }


def placed(key: Key, *sittings: Scores) -> Place:
    found = place_of_scores(key, sittings)
    assert found is not None
    return found


# numpy 2.4.6 and scipy 1.17.1: K = ST @ inv(SX), m + K @ (x - m) and ST - K @ ST, where
# ST has s^2 r and SX has s^2 r + s^2 (1 - r) / L in its diagonal; the chances from
# multivariate_normal(t, C).cdf(m) and norm.cdf; L is answers given over items.
@pytest.mark.parametrize(
    ("sittings", "answered", "centre", "covariance", "chances"),
    [
        (
            *(1, (6, 6), (4.3489694, 2.32168906)),
            (0.1103612646, 0.0098530112, 0.1741144230),
            (0.0083237568, 0.9158714645, 0.0004522506, 0.0753525281),
        ),
        (
            *(1, (4, 5), (4.28903708, 2.35036977)),
            (0.1563330677, 0.0161529407, 0.2021547090),
            None,
        ),
        (
            *(4, (6, 6), (4.45593568, 2.16709102)),
            (0.0302941911, 0.0007847205, 0.0502821653),
            (1.319489e-07, 0.9996068284, 3.5e-11, 0.0003930396),
        ),
    ],
)
def test_scores_move_towards_the_mean_by_as_much_as_they_are_unsure(
    sittings: int,
    answered: Pair,
    centre: Pair,
    covariance: tuple[float, float, float],
    chances: tuple[float, ...] | None,
) -> None:
    found = placed(key_of(), *[scores((4.5, 2.1), answered)] * sittings)
    (wide, shared), (same, high) = found.covariance
    assert found.centre == pytest.approx(centre, abs=1e-8)
    assert (wide, shared, high) == pytest.approx(covariance, abs=1e-9)
    assert same == shared
    if chances is not None:
        assert tuple(found.chances.values()) == pytest.approx(chances, abs=1e-8)
    assert (found.cut, found.cut_kind, found.units) == ((3.56, 2.92), "mean", "points")


def test_without_a_mean_nothing_is_regressed_and_the_midpoint_cuts() -> None:
    # R 4.2 and scipy 1.17.1: pnorm((x - 4) / (s * sqrt(1 - r))) for each, multiplied
    found = placed(key_of(without_mean(ANXIETY)), scores((4.5, 2.1)))
    assert found.centre == (4.5, 2.1)
    (wide, shared), (_, high) = found.covariance
    assert (wide, shared, high) == pytest.approx((0.12544, 0, 0.212415))
    assert (found.cut, found.cut_kind) == ((4, 4), "midpoint")
    assert tuple(found.chances.values()) == pytest.approx(
        (0.0790130958, 0.9209681653, 1.4806e-06, 1.72582e-05), abs=1e-9
    )


def test_an_instrument_without_means_and_correlation_has_a_place_all_the_same() -> None:
    key = read_key("ecr-rs")
    answers = {item: 5 if item in "789" else 2 for item in key.order}
    found = place_of_answers(key, [answers])
    assert found is not None
    # by hand: 1.5² · .35, and four of six turned round into 6
    (wide, shared), (same, high) = found.covariance
    assert (wide, shared, same, high) == pytest.approx((0.7875, 0, 0, 0.7875))
    assert found.centre == pytest.approx((5, 28 / 6))
    assert (found.cut, found.cut_kind) == ((4, 4), "midpoint")
    # R 4.2: pnorm(-1 / sqrt(.7875)) * pnorm(-(2 / 3) / sqrt(.7875))
    assert found.chances[Style.SECURE] == pytest.approx(0.02938968762, abs=1e-9)


def without_mean(figures: ScaleFigures) -> ScaleFigures:
    return ScaleFigures(
        standard_deviation=figures.standard_deviation, reliability=figures.reliability
    )


def test_the_error_is_that_of_a_second_sitting_where_it_is_known() -> None:
    retested = ScaleFigures(3.56, 1.12, reliability=0.90, retest=0.82)
    found = placed(key_of(retested, correlation=0), scores((4, 4)))
    assert found.error_from == ("retest", "consistency")
    assert found.covariance[0][0] == pytest.approx(1.12**2 * 0.82 * 0.18)


@pytest.mark.parametrize(
    "key",
    [
        key_of(correlation=None),
        key_of(ScaleFigures(mean=3, standard_deviation=1)),
        key_of(ScaleFigures(mean=3, reliability=0.9)),
        key_of(avoidance=ScaleFigures(mean=3)),
        # a correlation that such errors could not have left over
        key_of(ScaleFigures(3, 1, 0.3), ScaleFigures(3, 1, 0.3), correlation=0.4),
        key_of().on_range(1, 5),
    ],
)
def test_where_too_little_is_known_there_is_no_place(key: Key) -> None:
    assert place_of_scores(key, [scores((4, 4))]) is None
    assert place_of_answers(key, [dict.fromkeys(key.order, 4)]) is None


def test_without_both_scores_there_is_no_place() -> None:
    whole = scores((4, 4))
    half = whole | {"avoidance": ScaleScore(None, (), ())}
    assert place_of_scores(key_of(), [half]) is place_of_scores(key_of(), []) is None
    assert placed(key_of(), half, whole) == placed(key_of(), whole)


def test_sheets_of_a_key_without_item_parameters_are_scored() -> None:
    key = key_of()
    sheets = [dict.fromkeys(key.order, 5), dict.fromkeys(key.order[1:], 3)]
    by_hand = place_of_scores(key, [score(key, sheet) for sheet in sheets])
    assert place_of_answers(key, sheets) == by_hand


def test_a_calibrated_key_places_by_single_answers() -> None:
    ecr = read_key("ecr").on_range(1, 5)
    few = place_of_answers(ecr, [{"2": 5, "8": 5, "9": 1, "17": 2}])
    whole = place_of_answers(ecr, [dict.fromkeys(ecr.order, 3)])
    assert few is not None
    assert whole is not None
    assert (few.units, few.cut, few.error_from[0]) == ("sd", (0, 0), "calibration")
    # numpy 2.4.6: girth's probabilities on a grid, r = -.03 / sqrt(.916 * .938)
    assert few.centre == pytest.approx((1.510974, -0.792843), abs=1e-5)
    assert saying(few.chances) == Saying(Wording.MOSTLY, (Style.ANXIOUS,))
    for at in (0, 1):
        assert whole.covariance[at][at] < few.covariance[at][at] / 2


def test_a_calibrated_key_wants_an_answer_on_each_dimension() -> None:
    ecr = read_key("ecr").on_range(1, 5)
    assert place_of_answers(ecr, [{"2": 5}]) is None
    assert place_of_answers(ecr, [{"2": 5}, {"1": 4}]) is not None


def people(key: Key, count: int, seed: int) -> list[tuple[Pair, list[Pair]]]:
    """Make up people: where they truly stand, and what they score four times."""
    rng = Random(seed)  # noqa: S311 - people made up
    assert key.known is not None
    known = key.known.scales.values()
    (m, n) = (each.mean or 0.0 for each in known)
    (s, t) = (each.standard_deviation or 0.0 for each in known)
    (q, r) = (each.reliability or 0.0 for each in known)
    latent = (key.known.correlation or 0.0) / sqrt(q * r)

    def one() -> tuple[Pair, list[Pair]]:
        z = rng.gauss(0, 1)
        w = latent * z + sqrt(1 - latent**2) * rng.gauss(0, 1)
        x, y = m + s * sqrt(q) * z, n + t * sqrt(r) * w
        return (x, y), [
            (x + rng.gauss(0, s * sqrt(1 - q)), y + rng.gauss(0, t * sqrt(1 - r)))
            for _ in range(4)
        ]

    return [one() for _ in range(count)]


def lies_within(outline: Ellipse, centre: Pair, point: Pair) -> bool:
    x, y = point[0] - centre[0], point[1] - centre[1]
    along = x * cos(outline.angle) + y * sin(outline.angle)
    across = y * cos(outline.angle) - x * sin(outline.angle)
    longer, shorter = outline.half_axes
    return (along / longer) ** 2 + (across / shorter) ** 2 <= 1


@pytest.mark.uncounted
@pytest.mark.parametrize("sittings", [1, 4])
def test_nine_in_ten_stand_within_the_ellipse_that_says_so(sittings: int) -> None:
    key = key_of()
    within = 0
    for true, observed in people(key, 10_000, seed=90):
        found = placed(key, *[scores(each) for each in observed[:sittings]])
        within += lies_within(ellipse(found, 0.9), found.centre, true)
    assert within / 10_000 == pytest.approx(0.90, abs=0.02)


@pytest.mark.uncounted
def test_the_frequencies_of_styles_come_true() -> None:
    key = key_of()
    foretold, met = 0.0, 0
    for true, observed in people(key, 4_000, seed=5):
        found = placed(key, scores(observed[0]))
        foretold += found.chances[Style.ANXIOUS]
        met += true[0] > found.cut[0] and true[1] < found.cut[1]
    assert met / 4_000 == pytest.approx(foretold / 4_000, abs=0.02)


@pytest.mark.uncounted
# The short forms' and the whole ECR's alphas, with r = -.03. That 47 in 100 reach four
# in five was first worked out for one form of twelve items, and 66 for all 36.
@pytest.mark.parametrize(
    ("alphas", "mostly", "between"),
    [
        ((0.776, 0.832), 0.41, 0.29),
        ((0.842, 0.852), 0.47, 0.24),
        ((0.916, 0.938), 0.64, 0.15),
    ],
)
def test_about_half_of_people_are_only_leaning_or_between(
    alphas: Pair, mostly: float, between: float
) -> None:
    key = key_of(
        ScaleFigures(3.06, 0.80, alphas[0]),
        ScaleFigures(2.54, 0.83, alphas[1]),
        correlation=-0.03,
    )
    said = Counter(
        saying(placed(key, scores(observed[0])).chances).wording
        for _, observed in people(key, 4_000, seed=47)
    )
    assert said[Wording.MOSTLY] / 4_000 == pytest.approx(mostly, abs=0.025)
    assert said[Wording.BETWEEN] / 4_000 == pytest.approx(between, abs=0.025)


def test_an_ellipse_is_as_long_and_turned_as_the_covariance_says() -> None:
    # numpy 2.4.6 and scipy 1.17.1: sqrt(eigh(C).eigenvalues * chi2.ppf(.8, 2)), arctan
    found = ellipse(placed(key_of(), scores((4.5, 2.1))), 0.8)
    assert found.half_axes == pytest.approx((0.75182614, 0.59198765), abs=1e-8)
    assert found.angle == pytest.approx(1.4209047076, abs=1e-8)


@pytest.mark.parametrize("share", [1.0, -0.1])
def test_no_ellipse_holds_everybody_or_less_than_nobody(share: float) -> None:
    found = placed(key_of(), scores((4, 4)))
    with pytest.raises(ValueError, match="math domain"):
        ellipse(found, share)


def test_high_on_both_is_fearful_and_nothing_else() -> None:
    found = placed(key_of(), scores((7, 7)))
    assert max(found.chances, key=lambda style: found.chances[style]) == "fearful"


@given(x=st.floats(1, 7), y=st.floats(1, 7))
def test_the_people_in_a_hundred_are_a_hundred(x: float, y: float) -> None:
    chances = placed(key_of(), scores((x, y))).chances
    found = in_a_hundred(chances)
    assert sum(chances.values()) == pytest.approx(1)
    assert sum(found.values()) == 100
    for style, chance in chances.items():
        assert abs(found[style] - 100 * chance) < 1


@given(x=st.floats(1, 7), y=st.floats(1, 7), angle=st.floats(0, 2 * pi))
def test_more_sittings_are_surer_in_every_direction(
    x: float, y: float, angle: float
) -> None:
    one = placed(key_of(), scores((x, y)))
    four = placed(key_of(), *[scores((x, y))] * 4)

    def width(found: Place) -> float:
        (wide, shared), (_, high) = found.covariance
        c, s = cos(angle), sin(angle)
        return wide * c * c + 2 * shared * c * s + high * s * s

    assert width(four) < width(one)
