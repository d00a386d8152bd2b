"""Figures, parameters and short forms of published keys, against real answers."""

import csv
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from pathlib import Path
from statistics import correlation, fmean, stdev

import msgspec
import pytest

from moorings.library.instruments import keys, read_key
from moorings.measures.instrument import Figures, Key, Scale, ScaleFigures
from moorings.measures.scoring import keyed, score

#: In the order of the short form: the number of each item in the whole ECR.
WITHIN_THE_ECR = {
    "ecr-s": (33, 18, 11, 26, 35, 16, 17, 22, 27, 32, 13, 6),
    "ecr-12": (2, 6, 8, 9, 14, 15, 18, 24, 25, 27, 29, 31),
}
#: Reliability where not the retest, standard error, and what a change must exceed in
#: 95 and in 90 of 100, rounded as in docs/reference/instruments.md.
SMALLEST_CHANGES = [
    ("ecr-r", "anxiety", None, 0.35, 0.98, 0.82),
    ("ecr-r", "anxiety", 0.80, 0.50, 1.39, 1.17),
    ("ecr-r", "avoidance", None, 0.38, 1.04, 0.88),
    ("ecr-s", "anxiety", None, 0.47, 1.29, 1.09),
    ("ecr-s", "avoidance", None, 0.47, 1.29, 1.09),
    ("ecr-rs", "anxiety", None, 0.89, 2.46, 2.06),
    ("ecr-rs", "avoidance", None, 0.89, 2.46, 2.06),
    ("ecr-rs", "avoidance", 0.80, 0.67, 1.86, 1.56),
    ("scs-sf", "self-compassion", 0.86, 0.22, 0.62, 0.52),
    ("scs-sf", "self-compassion", None, 0.32, 0.90, 0.75),
    ("ders-16", "total", None, 5.03, 14.0, 11.7),
    ("who-5", "total", None, 8.94, 24.8, 20.8),
    ("phq-4", "total", None, 0.94, 2.6, 2.2),
    ("gad-7", "total", None, 1.86, 5.1, 4.3),
    ("csi-4", "total", None, 1.94, 5.4, 4.5),
]
Sheets = list[dict[str, int]]


def alpha(key: Key, scale: Scale, sheets: Sheets) -> float:
    """Give Cronbach's alpha of sheets without a gap."""
    columns = [
        [keyed(key, scale, i, sheet[i]) for sheet in sheets] for i in scale.items
    ]
    totals = [sum(row) for row in zip(*columns, strict=True)]
    share = sum(spread(column) for column in columns) / spread(totals)
    return len(columns) / (len(columns) - 1) * (1 - share)


def spread(numbers: Sequence[int]) -> float:
    middle = fmean(numbers)
    return sum((number - middle) ** 2 for number in numbers)


def scores(key: Key, sheets: Sheets) -> dict[str, list[float]]:
    """Score sheets without a gap, by scale."""
    found = [score(key, sheet) for sheet in sheets]
    return {s.id: [row[s.id].value or 0 for row in found] for s in key.scales}


@pytest.fixture(scope="module")
def ecr() -> Key:
    return read_key("ecr").on_range(1, 5)


@pytest.fixture
def answers(reference_data: Path) -> Sheets:
    """Real sheets of the ECR on five answers that have all 36; 0 is missing."""
    file = reference_data / "ecr-openpsychometrics" / "first-5000.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = [
            {str(n): int(row[f"Q{n}"]) for n in range(1, 37)}
            for row in csv.DictReader(opened)
        ]
    return [row for row in rows if all(row.values())]


def within(name: str, answers: Sheets) -> Sheets:
    numbers = WITHIN_THE_ECR[name]
    return [
        {str(place): row[str(n)] for place, n in enumerate(numbers, 1)}
        for row in answers
    ]


@pytest.mark.parametrize("name", WITHIN_THE_ECR)
def test_a_short_form_keeps_scale_and_direction_of_each_item(name: str) -> None:
    whole, short = read_key("ecr"), read_key(name)
    for place, number in enumerate(WITHIN_THE_ECR[name], 1):
        for scale in short.scales:
            there = whole.scale(scale.id)
            assert (str(place) in scale.items) == (str(number) in there.items)
            turned = str(place) in scale.reverse_keyed
            assert turned == (str(number) in there.reverse_keyed)


def test_what_is_marked_as_unverified_is_a_figure_that_stands_there() -> None:
    for key in keys().values():
        for figures in key.figures:
            parts: tuple[Figures | ScaleFigures, ...]
            parts = (figures, *figures.scales.values())
            for found in parts:
                given = msgspec.structs.asdict(found)
                assert all(given[name] is not None for name in found.unverified)


def test_no_mean_was_stretched_to_seven_answers() -> None:
    for name in ("ecr", "ecr-12"):
        figures = read_key(name).known
        assert figures is not None
        assert all(scale.mean is None for scale in figures.scales.values())


def test_a_figure_of_the_ecr_holds_for_its_own_range(ecr: Key) -> None:
    figures = ecr.known
    assert figures is not None
    assert (figures.people, figures.correlation) == (39_047, -0.03)
    errors = {
        name: (s.standard_deviation or 0) * sqrt(1 - (s.reliability or 0))
        for name, s in figures.scales.items()
    }
    assert errors == pytest.approx({"anxiety": 0.232, "avoidance": 0.207}, abs=5e-4)
    assert ecr.on_range(1, 6).known is None


@pytest.mark.parametrize(
    ("name", "scale", "reliability", "error", "in_95", "in_90"), SMALLEST_CHANGES
)
def test_the_smallest_change_that_is_no_chance(
    name: str,
    scale: str,
    reliability: float | None,
    error: float,
    in_95: float,
    in_90: float,
) -> None:
    known = read_key(name).known
    assert known is not None
    figures = known.scales[scale]
    r = figures.retest if reliability is None else reliability
    assert figures.standard_deviation is not None
    assert r is not None
    found = figures.standard_deviation * sqrt(1 - r)
    assert found == pytest.approx(error, abs=0.005)
    assert 1.96 * sqrt(2) * found == pytest.approx(
        in_95, abs=0.05 if in_95 > 2 else 0.005
    )
    assert 1.645 * sqrt(2) * found == pytest.approx(
        in_90, abs=0.05 if in_90 > 2 else 0.005
    )


def test_every_item_of_the_ecr_has_its_parameters(ecr: Key) -> None:
    found = ecr.calibrated
    assert found is not None
    assert found.items.keys() == set(ecr.order)
    for parameters in found.items.values():
        assert len(parameters.thresholds) == 4
        assert all(lower < upper for lower, upper in pairwise(parameters.thresholds))
    assert read_key("ecr").calibrated is None


def test_parameters_are_those_that_were_fitted(ecr: Key) -> None:
    # girth 0.8.0 grm_mml on 39,047 sheets, responses turned round before.
    found = ecr.calibrated
    assert found is not None
    quoted = {
        "2": (2.10, (-1.71, -0.78, -0.31, 0.88)),
        "22": (1.83, (-1.68, -0.48, 0.06, 1.30)),
        "36": (1.28, (-1.35, 0.25, 1.20, 2.54)),
        "1": (1.69, (-1.20, 0.13, 0.57, 2.03)),
        "9": (2.51, (-0.99, 0.20, 0.68, 1.77)),
        "35": (1.54, (-1.07, 0.77, 1.59, 2.75)),
    }
    for item, parameters in quoted.items():
        there = found.items[item]
        assert (there.discrimination, there.thresholds) == parameters


@pytest.mark.parametrize(
    ("name", "sharpness", "places"),
    [
        ("anxiety", 28.39, (-30.66, -7.65, 5.30, 30.38)),
        ("avoidance", 34.68, (-20.34, 5.13, 16.12, 37.44)),
    ],
)
def test_no_parameter_was_copied_wrongly(
    ecr: Key, name: str, sharpness: float, places: tuple[float, ...]
) -> None:
    # Sums over the eighteen items of the table that the fit gave, added up by itself.
    assert ecr.calibrated is not None
    found = [ecr.calibrated.items[item] for item in ecr.scale(name).items]
    assert sum(p.discrimination for p in found) == pytest.approx(sharpness)
    each = zip(*(p.thresholds for p in found), strict=True)
    assert [sum(column) for column in each] == pytest.approx(places)


@pytest.mark.uncounted
def test_the_key_of_the_ecr_fits_real_answers(ecr: Key, answers: Sheets) -> None:
    # R 4.2.2, psych 2.2.9: alpha(cc[, seq(2, 36, 2)])$total$raw_alpha, and odd
    assert len(answers) == 4_576
    for name, expected in (("anxiety", 0.9162128), ("avoidance", 0.9423849)):
        scale = ecr.scale(name)
        right = alpha(ecr, scale, answers)
        assert right == pytest.approx(expected, abs=5e-8)
        for item in scale.reverse_keyed:
            others = tuple(i for i in scale.reverse_keyed if i != item)
            wrong = msgspec.structs.replace(scale, reverse_keyed=others)
            assert alpha(ecr, wrong, answers) < right - 0.005


@pytest.mark.uncounted
def test_the_figures_of_the_ecr_s_are_those_of_real_answers(answers: Sheets) -> None:
    key = read_key("ecr-s").on_range(1, 5)
    sheets, figures = within("ecr-s", answers), key.known
    assert figures is not None
    assert figures.people == len(sheets)
    found = scores(key, sheets)
    for scale in key.scales:
        told, real = figures.scales[scale.id], found[scale.id]
        assert told.mean == pytest.approx(fmean(real), abs=0.005)
        assert told.standard_deviation == pytest.approx(stdev(real), abs=0.005)
        assert told.reliability == pytest.approx(alpha(key, scale, sheets), abs=5e-4)
    r = correlation(found["anxiety"], found["avoidance"])
    assert figures.correlation == pytest.approx(r, abs=0.005)


def test_the_correlation_of_the_ecr_12_is_that_of_real_answers(answers: Sheets) -> None:
    key = read_key("ecr-12").on_range(1, 5)
    found = scores(key, within("ecr-12", answers))
    assert key.known is not None
    r = correlation(found["anxiety"], found["avoidance"])
    assert key.known.correlation == pytest.approx(r, abs=0.005)
