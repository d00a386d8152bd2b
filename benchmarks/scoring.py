"""Scoring a million answer sheets, and telling how reliable they are.

The answers lie in memory as reading a table leaves them: blocks, column by column, a
byte for each. The floors do with numpy what nobody can leave out with these bytes: add
up the columns; turn each block into numbers that a product can be made of, and multiply
it with itself once.
"""

import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.ground import Ground
from benchmarks.result import Result, beside
from moorings.exchange.answer_sheets import AnswerSheets, Wanted
from moorings.library.instruments import read_key
from moorings.measures.many import Sheets, scorer
from moorings.measures.reliability import reliability

TRIES = 25
SHEETS, ITEMS, BLOCK = 1_000_000, 36, 112_000
GROUPS = 6
SCORING_GOAL, RELIABILITY_GOAL = 3.0, 1.5
READ = 200_000
READING_GOAL = 3.0
#: In real answers one sheet in ten is not complete.
INCOMPLETE = 0.1

KEY = read_key("ecr").on_range(1, 5)


def measure(ground: Ground) -> list[Result]:
    """Take each in turns with its floor."""
    matrix = _answers()
    blocks = [
        Sheets(part.shape[1], part.tobytes())
        for part in np.split(matrix, range(BLOCK, SHEETS, BLOCK), axis=1)
    ]
    score = scorer(KEY)
    return [
        _beside(
            f"score {SHEETS:,} sheets",
            SCORING_GOAL,
            lambda: deque(map(score, blocks), maxlen=0),
            lambda: matrix.sum(axis=0, dtype=np.uint8),
        ),
        _beside(
            f"alpha, omega, SEM of {SHEETS:,}",
            RELIABILITY_GOAL,
            lambda: reliability(KEY, blocks),
            lambda: [_product(block) for block in blocks],
        ),
        _reading(matrix, ground.empty / "answers.csv"),
    ]


def _answers() -> NDArray[np.uint8]:
    """Make up answers from 1 to 5, in six groups of items that hang together."""
    chance = np.random.default_rng(1)
    groups = chance.integers(-1, 2, (GROUPS, SHEETS), np.int8)
    matrix = np.empty((ITEMS, SHEETS), np.uint8)
    for number, item in enumerate(matrix):
        drawn = chance.integers(1, 6, SHEETS, np.int8) + groups[number % GROUPS]
        item[:] = np.clip(drawn + groups[0], 1, 5)
    incomplete = np.flatnonzero(chance.random(SHEETS) < INCOMPLETE)
    matrix[chance.integers(0, ITEMS, incomplete.size), incomplete] = 0
    return matrix


def _product(block: Sheets) -> NDArray[np.float32]:
    cells = np.frombuffer(block.cells, np.uint8).reshape(ITEMS, block.rows)
    numbers = cells.astype(np.float32)
    product: NDArray[np.float32] = numbers @ numbers.T
    return product


def _beside(
    measure: str, goal: float, ours: Callable[[], object], floor: Callable[[], object]
) -> Result:
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(TRIES):
        for what, times in zip((ours, floor), taken, strict=True):
            began = time.perf_counter()
            what()
            times.append(time.perf_counter() - began)
    return beside(measure, goal, *taken)


def _reading(matrix: NDArray[np.uint8], file: Path) -> Result:
    """Read a table of plain cells, with a column of ages."""
    heads = ",".join([*(f"Q{item}" for item in range(1, ITEMS + 1)), "age"])
    rows = (",".join(map(str, row)) for row in matrix[:, :READ].T.tolist())
    file.write_text("\n".join([heads, *(f"{row},34" for row in rows), ""]), "ascii")
    with file.open("rb") as table:
        began = time.perf_counter()
        answers = AnswerSheets(table, KEY, Wanted(missing=("0",)))
        read = sum(block.sheets.rows for block in answers.blocks())
        taken = time.perf_counter() - began
    file.unlink()
    if read != READ:
        raise RuntimeError(read)
    return Result(
        "read a table of answers, a row",
        taken / READ * 1e6,
        "us",
        READING_GOAL,
        1,
        facts={"rows_a_second": READ / taken},
    )
