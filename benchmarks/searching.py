"""Finding words in ten years, and finding none of them on the disk."""

import time
from statistics import median

from benchmarks.diary import (
    ABSENT,
    ACCENTED,
    ALSO_COMMON,
    COMMON,
    PHRASE,
    RARE,
)
from benchmarks.ground import PASSPHRASE, Ground
from benchmarks.result import Result
from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from moorings.companion.searching import Search, search, warm

TIMES = 30
SHOWN = 31
GOAL_MS = 5.0
QUERIES = {
    "rare": RARE,
    "two common": f"{COMMON} {ALSO_COMMON}",
    "phrase": f'"{PHRASE}"',
    "nothing": ABSENT,
    "accent": ACCENTED.upper().replace("É", "E"),
}


def measure(ground: Ground) -> list[Result]:
    """Search with all words folded already; then read every byte that was written."""
    harbour = Harbour(ground.data, SystemClock())
    opened = harbour.find(harbour.unlock(harbour.which(), PASSPHRASE))
    warm(opened)
    taken = {name: _times(opened, words) for name, words in QUERIES.items()}
    told = on_disk(ground)
    harbour.lock_all()
    told += on_disk(ground)
    every = [each for times in taken.values() for each in times]
    return [
        Result(
            "search ten years, warm",
            median(every),
            "ms",
            GOAL_MS,
            len(every),
            facts={f"p50 {name}": median(times) for name, times in taken.items()},
        ),
        Result(
            "searched words on disk",
            len(told),
            "",
            0,
            len(WORDS),
            note=" ".join(told),
        ),
    ]


WORDS = (RARE, COMMON, ALSO_COMMON, PHRASE, ACCENTED, ABSENT)


def on_disk(ground: Ground) -> list[str]:
    """Name the words that stand readable in any file of the vault."""
    files = [file for file in ground.data.rglob("*") if file.is_file()]
    content = b"\n".join(file.read_bytes() for file in files).lower()
    return [
        word
        for word in WORDS
        for coding in ("utf-8", "utf-16-le")
        if word.lower().encode(coding) in content
    ]


def _times(opened: Opened, words: str) -> list[float]:
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        search(opened, Search(words=words), 0, SHOWN)
        taken.append((time.perf_counter() - began) * 1000)
    return taken
