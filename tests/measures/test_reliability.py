import csv
from collections.abc import Iterable
from pathlib import Path
from random import Random
from statistics import correlation, fmean, stdev, variance

import pytest

from moorings.library.instruments import read_key
from moorings.measures.factors import can_hold, uniquenesses
from moorings.measures.instrument import Key, Scale
from moorings.measures.many import Sheets, arranged_items, cell_of
from moorings.measures.reliability import alpha, omega_total, reliability
from moorings.measures.scoring import score
from tests.ways import way  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("way")
ECR = read_key("ecr").on_range(1, 5)
AGREEABLENESS = ("A1", "A2", "A3", "A4", "A5")


def key_of(scales: tuple[Scale, ...], highest: int = 5, counted: str = "mean") -> Key:
    order = tuple(item for scale in scales for item in scale.items)
    made = Key("made-up", 1, 1, highest, order, scales, "own")
    return (
        made
        if counted == "mean"
        else Key(
            "made-up", 1, 1, highest, order, scales, "own", counted="sum", multiplier=2
        )
    )


def packed(key: Key, sheets: list[dict[str, int]]) -> Sheets:
    shift = cell_of(key, 0)
    cells = (
        sheet[item] + shift if item in sheet else 0
        for item in arranged_items(key)
        for sheet in sheets
    )
    return Sheets(len(sheets), bytes(cells))


def answers(file: Path, names: Iterable[str], missing: str) -> list[dict[str, int]]:
    with file.open(newline="", encoding="utf-8") as table:
        return [
            {n: int(row[n]) for n in names if row[n] not in {missing, ""}}
            for row in csv.DictReader(table)
        ]


def covariances(rows: list[list[int]]) -> list[list[float]]:
    columns = list(zip(*rows, strict=True))
    means = [fmean(column) for column in columns]
    return [
        [
            sum((x - m) * (y - n) for x, y in zip(one, other, strict=True))
            / (len(rows) - 1)
            for other, n in zip(columns, means, strict=True)
        ]
        for one, m in zip(columns, means, strict=True)
    ]


def related(people: int, items: int) -> list[list[int]]:
    """Make up answers from 1 to 5 that have something in common."""
    chance = Random(7)  # noqa: S311 - no secret
    rows = []
    for _ in range(people):
        own = chance.gauss(3, 1)
        drawn = (round(chance.gauss(own, 1)) for _ in range(items))
        rows.append([min(max(point, 1), 5) for point in drawn])
    return rows


# --- golden numbers -----------------------------------------------------------


@pytest.mark.uncounted
def test_first_rows_of_the_public_ecr_answers(reference_data: Path) -> None:
    # R 4.2.2, psych 2.2.9; 0 is missing; items 3, 15, 19, 22, 25, 27, 29, 31, 33, 35
    # as 6 - x; cc <- q[complete.cases(q), ]; x <- cc[, seq(2, 36, 2)], seq(1, 35, 2):
    # psych::alpha(x)$total$raw_alpha; psych::omega(x, nfactors = 3)$omega.tot
    names = [f"Q{number}" for number in range(1, 37)]
    file = reference_data / "ecr-openpsychometrics" / "first-5000.csv"
    rows = answers(file, names, "0")
    sheets = [{name[1:]: point for name, point in row.items()} for row in rows]
    blocks = [packed(ECR, sheets[at : at + 700]) for at in range(0, 5000, 700)]
    found = reliability(ECR, blocks)
    anxiety, avoidance = found.scales["anxiety"], found.scales["avoidance"]
    assert found.people == 4576
    assert anxiety.items == avoidance.items == 18
    assert anxiety.alpha == pytest.approx(0.9162127764, abs=1e-9)
    assert avoidance.alpha == pytest.approx(0.9423848803, abs=1e-9)
    assert anxiety.omega_total == pytest.approx(0.9334954731, abs=1e-6)
    assert avoidance.omega_total == pytest.approx(0.9531612542, abs=1e-6)
    assert anxiety.mean == pytest.approx(3.193084693, abs=1e-8)
    assert anxiety.sd == pytest.approx(0.7963610733, abs=1e-9)
    assert anxiety.sem == pytest.approx(0.7963610733 * (1 - 0.9162127764) ** 0.5)
    [between] = found.correlations.values()
    assert between == pytest.approx(-0.1117656387, abs=1e-9)


def test_agreeableness_of_bfi(reference_data: Path) -> None:
    # R 4.2.2, psych 2.2.9; b$A1 <- 7 - b$A1; x <- b[complete.cases(b[, 1:5]), 1:5]
    # psych::alpha(x)$total; 1 - sum(psych::fa(x, 1)$uniquenesses) / sum(cor(x))
    rows = answers(reference_data / "psychtools" / "bfi.csv", AGREEABLENESS, "NA")
    items = tuple(name.lower() for name in AGREEABLENESS)
    key = key_of((Scale("agreeable", items, 1, ("a1",)),), highest=6)
    sheets = [{name.lower(): point for name, point in row.items()} for row in rows]
    found = reliability(key, [packed(key, sheets)])
    scale = found.scales["agreeable"]
    assert (found.people, found.correlations) == (2709, {})
    assert scale.alpha == pytest.approx(0.7037558944, abs=1e-9)
    assert scale.omega_total == pytest.approx(0.7237243569, abs=1e-6)
    assert scale.mean == pytest.approx(4.6434846807, abs=1e-9)
    assert scale.sd == pytest.approx(0.9005409306, abs=1e-9)


@pytest.mark.uncounted
def test_agreeableness_of_bfi_as_published_with_pairs(reference_data: Path) -> None:
    # R 4.2.2, psych 2.2.9: psych::alpha(b[, 1:5])$total, A1 as 7 - x: covariances of
    # all pairs that are there (raw_alpha .7030), means of all items that are (4.6521)
    rows = answers(reference_data / "psychtools" / "bfi.csv", AGREEABLENESS, "NA")
    for row in rows:
        row.update({"A1": 7 - row["A1"]} if "A1" in row else {})
    pairs = [
        [
            covariances([[r[a], r[b]] for r in rows if a in r and b in r])[0][1]
            if a != b
            else variance(r[a] for r in rows if a in r)
            for b in AGREEABLENESS
        ]
        for a in AGREEABLENESS
    ]
    assert alpha(pairs) == pytest.approx(0.7030184461, abs=1e-9)
    means = [fmean(row.values()) for row in rows if row]
    assert fmean(means) == pytest.approx(4.6520952381, abs=1e-4)
    assert stdev(means) == pytest.approx(0.8984018771, abs=1e-4)


@pytest.mark.parametrize(
    ("items", "omega"),
    [
        # 1 - sum(psych::fa(y, 3)$uniquenesses) / sum(cor(y)), R 4.2.2, psych 2.2.9, y
        # the complete rows' items A1 to C5, C4 and C5 turned as A1, and A1 to C1
        (("A1", "A2", "A3", "A4", "A5", "C1", "C2", "C3", "C4", "C5"), 0.8051114032),
        (("A1", "A2", "A3", "A4", "A5", "C1"), 0.7545415138),  # C1 meets its bound
    ],
)
def test_omega_of_items_of_bfi(
    reference_data: Path, items: tuple[str, ...], omega: float
) -> None:
    file = reference_data / "psychtools" / "bfi.csv"
    every = [f"{letter}{number}" for letter in "ACENO" for number in range(1, 6)]
    rows = [row for row in answers(file, every, "NA") if len(row) == 25]
    turned = {"A1", "C4", "C5"}
    keyed = [[7 - row[i] if i in turned else row[i] for i in items] for row in rows]
    assert len(rows) == 2436
    assert omega_total(covariances(keyed)) == pytest.approx(omega, abs=5e-6)


# --- what has to hold ---------------------------------------------------------


def test_parallel_items_have_the_alpha_that_spearman_and_brown_foretell() -> None:
    # k r / (1 + (k - 1) r) with k = 4, r = .5
    same = [[1.0 if i == j else 0.5 for j in range(4)] for i in range(4)]
    assert alpha(same) == pytest.approx(0.8)
    assert omega_total(same) == pytest.approx(0.8)


def test_items_made_of_three_factors_give_back_what_is_their_own() -> None:
    loadings = [[0.7, 0, 0.2], [0.6, 0.3, 0], [0.8, 0, 0], [0, 0.5, 0.4], [0.1, 0.7, 0]]
    loadings += [[0, 0.6, 0], [0.2, 0, 0.7], [0, 0.1, 0.6], [0.3, 0.3, 0.3]]
    matrix = [
        [
            1.0 if i == j else sum(map(float.__mul__, map(float, a), map(float, b)))
            for j, b in enumerate(loadings)
        ]
        for i, a in enumerate(loadings)
    ]
    own = [1 - sum(x * x for x in row) for row in loadings]
    assert uniquenesses(matrix, 3) == pytest.approx(own, abs=1e-5)


def test_three_factors_need_six_items() -> None:
    assert [n for n in range(9) if can_hold(n, 3)] == [6, 7, 8]


def test_means_spread_and_correlation_are_those_of_the_scores() -> None:
    rows = related(150, 8)
    first, second = ("a", "b", "c", "d"), ("e", "f", "g", "h")
    scales = (Scale("one", first, 1, ("b", "d")), Scale("two", second, 1))
    for counted in ("mean", "sum"):
        key = key_of(scales, counted=counted)
        sheets = [dict(zip(key.order, row, strict=True)) for row in rows]
        lacking = [*sheets, {"a": 5}, {}]
        found = reliability(key, [packed(key, lacking[:70]), packed(key, lacking[70:])])
        scores = [score(key, sheet) for sheet in sheets]
        values = {s: [float(x[s].value or 0) for x in scores] for s in ("one", "two")}
        assert found.people == 150
        for scale, each in values.items():
            assert found.scales[scale].mean == pytest.approx(fmean(each))
            assert found.scales[scale].sd == pytest.approx(stdev(each))
        [between] = found.correlations.values()
        assert between == pytest.approx(correlation(*values.values()))


def test_nobody_or_one_alone_tells_nothing_of_reliability() -> None:
    key = key_of((Scale("one", ("a", "b", "c"), 1), Scale("two", ("d", "e", "f"), 1)))
    for sheets, mean in (([{"a": 1}], None), ([dict.fromkeys("abcdef", 4)], 4.0)):
        found = reliability(key, [packed(key, sheets)])
        scale = found.scales["one"]
        assert (scale.mean, scale.sd, scale.alpha, scale.sem) == (
            mean,
            None,
            None,
            None,
        )
        assert (scale.omega_total, list(found.correlations.values())) == (None, [None])


def test_where_nothing_varies_nothing_is_made_up() -> None:
    key = key_of((Scale("one", ("a", "b", "c"), 1), Scale("two", ("d", "e"), 1)))
    sheets = [dict.fromkeys("abc", 3) | {"d": n, "e": n} for n in (1, 2, 4)]
    found = reliability(key, [packed(key, sheets)])
    flat, pair = found.scales["one"], found.scales["two"]
    assert (flat.sd, flat.alpha, flat.omega_total, flat.sem) == (0, None, None, None)
    assert pair.alpha == pytest.approx(1)
    assert pair.omega_total is None  # two items determine no factor
    assert found.correlations == {("one", "two"): None}
