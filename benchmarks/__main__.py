"""`python -m benchmarks`: one table, in under a minute."""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks import (
    appending,
    backing_up,
    first_page,
    growing,
    helping,
    leaving,
    measuring,
    paper,
    progress,
    scoring,
    searching,
    showing,
    starting,
    unlocking,
    words,
)
from benchmarks.ground import Ground, laid_out
from benchmarks.result import Result, table


def main() -> int:
    """Take every measure, print the table; 1 when a goal was missed."""
    chosen = _chosen()
    began = time.perf_counter()
    results = list(_measured(chosen.only, full=chosen.full))
    taken = time.perf_counter() - began
    print(table(results))
    for result in results:
        if result.note:
            print(f"{result.measure}: {result.note}")
    print(f"{taken:.0f} s")
    if chosen.json:
        told = {"seconds": taken, "results": [result.told() for result in results]}
        chosen.json.write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    return 0 if all(result.met for result in results) else 1


def _measured(only: str, *, full: bool) -> Iterator[Result]:
    measures: dict[str, Callable[[Ground], list[Result]]] = {
        "starting": starting.measure,
        "unlocking": unlocking.measure,
        "appending": appending.measure,
        "searching": searching.measure,
        "showing": showing.measure,
        "growing": partial(growing.measure, full=full),
        "first_page": first_page.measure,
        "helping": helping.measure,
        "leaving": leaving.measure,
        "backing_up": backing_up.measure,
        "paper": paper.measure,
        "measuring": measuring.measure,
        "scoring": scoring.measure,
        "words": words.measure,
        "progress": progress.measure,
    }
    with laid_out() as ground:
        for name, measure in measures.items():
            if only in {"", name}:
                print(f"{name} …", file=sys.stderr, flush=True)
                yield from measure(ground)


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--json", type=Path, help="write everything known there, too")
    parser.add_argument("--only", default="", help="take one measure: a module's name")
    parser.add_argument(
        "--full", action="store_true", help="grow to 200,000 records, not 100,000"
    )
    return parser.parse_args()


sys.exit(main())
