"""Opening ten years: every record verified, opened, decoded and folded."""

from statistics import median

from benchmarks.diary import RARE
from benchmarks.ground import PASSPHRASE, RECORDS, Ground
from benchmarks.result import Result, beside
from benchmarks.running import timed

TRIES = 5
GOAL = 2.6
AT_ONCE_MS = 400.0


def measure(ground: Ground) -> list[Result]:
    """Open and stretch in turns, each in a process of its own."""
    ours, floor, asked = [], [], []
    for _ in range(1 + TRIES):  # once to compile
        taken, told = timed("open.py", str(ground.data), PASSPHRASE, RARE)
        if not (told[1]["sound"] and told[1]["records"] == RECORDS):
            raise RuntimeError(told)
        ours.append(taken)
        asked.append(told[1]["search"])
        floor.append(timed("argon.py")[0])
    both = (ours[1:], floor[1:])
    del asked[0]
    return [
        beside(
            f"unlock and fold {RECORDS:,} records",
            GOAL,
            *([taken.wall for taken in each] for each in both),
        ),
        beside(
            "unlock and fold, time on a core",
            GOAL,
            *([taken.cpu for taken in each] for each in both),
        ),
        Result(
            "search at once after unlock",
            median(asked) * 1000,
            "ms",
            AT_ONCE_MS,
            TRIES,
            facts={"best": min(asked) * 1000},
        ),
    ]
