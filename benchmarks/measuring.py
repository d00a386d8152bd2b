"""Asking the next question of an adaptive sitting, and telling one person's trend."""

import random
import time
from datetime import date, timedelta
from statistics import median

from benchmarks.ground import Ground
from benchmarks.result import Result
from moorings.library.instruments import read_key
from moorings.measures.adaptive import next_item
from moorings.measures.trend import Point, trend

PEOPLE = 40
STEP_MS = 1.0
POINTS, TREND_MS = 60, 50.0
TIMES = 10


def measure(ground: Ground) -> list[Result]:
    """Take every step of made-up people through the bank, and a trend of sixty days."""
    del ground
    steps, trends = _steps(), _trends()
    return [
        Result(
            "adaptive: answer, estimate, choose",
            median(steps),
            "ms",
            STEP_MS,
            len(steps),
        ),
        Result("trend of 60 sittings", median(trends), "ms", TREND_MS, len(trends)),
    ]


def _steps() -> list[float]:
    key = read_key("ecr").on_range(1, 5)
    taken = []
    for seed in range(PEOPLE):
        drawn = random.Random(seed)  # noqa: S311 - nothing secret
        responses: dict[str, int] = {}
        asked = next_item(key, responses, responses, drawn.choice)
        while asked is not None:
            responses[asked] = drawn.randint(1, 5)
            began = time.perf_counter()
            asked = next_item(key, responses, responses, drawn.choice)
            taken.append(1000 * (time.perf_counter() - began))
    return taken


def _trends() -> list[float]:
    drawn = random.Random(0)  # noqa: S311 - nothing secret
    first = date(2026, 1, 1)
    points = [
        Point(first + timedelta(days=6 * at), drawn.gauss(4, 0.5), 0.4)
        for at in range(POINTS)
    ]
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        trend(points, 1.12, 1.0, "lower")
        taken.append(1000 * (time.perf_counter() - began))
    return taken
