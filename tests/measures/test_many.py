import subprocess
import sys
from math import isnan
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from moorings.library.instruments import read_key
from moorings.measures import many
from moorings.measures.instrument import Key, Scale
from moorings.measures.many import (
    Sheets,
    TooManyPointsError,
    arranged_items,
    cell_of,
    scorer,
    standard_errors,
)
from moorings.measures.scoring import score
from tests.ways import way  # noqa: F401 - a fixture

ECR = read_key("ecr").on_range(1, 5)
#: Sums that count four times, answers from 0, and items with ranges of their own.
MIXED = Key(
    id="mixed",
    version=1,
    lowest=0,
    highest=3,
    order=("a", "b", "c", "d", "e"),
    scales=(
        Scale("one", ("a", "c", "e"), 2, ("c", "e")),
        Scale("all", ("a", "b", "c", "d", "e"), 1, ("b",)),
    ),
    licence="own",
    counted="sum",
    multiplier=4,
    ranges={"e": (-3, 3), "b": (0, 100)},
)
WIDE = Key(
    id="wide",
    version=1,
    lowest=1,
    highest=7,
    order=tuple(f"w{number}" for number in range(60)),
    scales=(Scale("w", tuple(f"w{number}" for number in range(60)), 30),),
    licence="own",
)
KEYS = [ECR, ECR.on_range(1, 7), MIXED, WIDE, read_key("gad-7"), read_key("saam")]


def made_up(key: Key, rows: int, seed: int) -> list[dict[str, int]]:
    """Make up sheets from complete ones to empty ones."""
    chance = Random(seed)  # noqa: S311 - no secret
    return [
        {
            item: chance.randint(*key.range_of(item))
            for item in key.order
            if chance.random() < chance.choice((0.2, 0.9, 1))
        }
        for _ in range(rows)
    ]


def packed(key: Key, sheets: list[dict[str, int]]) -> Sheets:
    shift = cell_of(key, 0)
    cells = (
        sheet[item] + shift if item in sheet else 0
        for item in arranged_items(key)
        for sheet in sheets
    )
    return Sheets(len(sheets), bytes(cells))


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("key", KEYS, ids=lambda key: f"{key.id} to {key.highest}")
def test_many_sheets_have_the_scores_that_each_has_alone(key: Key) -> None:
    for seed in range(5):
        sheets = made_up(key, 60, seed)
        found = scorer(key)(packed(key, sheets))
        for row, sheet in enumerate(sheets):
            for scale, alone in score(key, sheet).items():
                value = found[scale].values[row]
                assert (None if isnan(value) else value) == alone.value
                assert found[scale].answered[row] == alone.answered


@given(rows=st.lists(st.lists(st.integers(0, 5), min_size=36, max_size=36), min_size=1))
def test_any_matrix_has_the_same_scores_with_numpy_and_without(
    rows: list[list[int]],
) -> None:
    with_numpy = pytest.importorskip("moorings.measures.with_numpy")
    without = pytest.importorskip("moorings.measures.without_numpy")
    cells = bytes(cell for column in zip(*rows, strict=True) for cell in column)
    rules = [many._rule(ECR, scale) for scale in ECR.scales]
    both = (with_numpy, without)
    quick, slow = (each.scored(cells, len(rows), rules) for each in both)
    for one, other in zip(quick, slow, strict=True):
        assert list(map(repr, one.values)) == list(map(repr, other.values))
        assert list(one.answered) == list(other.answered)


def test_a_range_that_no_byte_holds_is_refused() -> None:
    with pytest.raises(TooManyPointsError, match="from -3 to 1000, and up to 254"):
        scorer(replace(MIXED, highest=1000))


def test_the_error_of_a_score_widens_with_every_answer_that_lacks() -> None:
    # computed with the norms: .232 and .207 for complete sheets; with 14 of 18 answers
    # by hand: .80 * sqrt(1 - .916) * sqrt(18 / 14) = .262907
    anxiety, avoidance = (standard_errors(ECR, scale) for scale in ECR.scales)
    assert anxiety[18] == pytest.approx(0.232, abs=5e-4)
    assert avoidance[18] == pytest.approx(0.207, abs=5e-4)
    assert anxiety[14] == pytest.approx(0.262907, abs=1e-6)
    assert sorted(anxiety) == [14, 15, 16, 17, 18]


def test_no_error_is_made_up_where_nothing_is_known_of_a_range() -> None:
    other = read_key("ecr").on_range(1, 9)
    assert [standard_errors(other, scale) for scale in other.scales] == [{}, {}]


def loaded_after(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", f"import sys; {code}; print('numpy' in sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    ).stdout.strip()


@pytest.mark.parametrize(
    "code",
    [
        "import moorings.web.app, moorings.cli",
        "import moorings.cli.score, moorings.cli.reliability",
    ],
)
def test_numpy_is_loaded_when_sheets_are_there_and_not_before(code: str) -> None:
    assert loaded_after(code) == "False"
