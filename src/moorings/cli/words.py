"""`moorings words`: what the danger words say of each line on standard input."""

import argparse
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from multiprocessing import get_context
from typing import Final

from moorings.library.rules import danger
from moorings.safety.danger import read
from moorings.settings import Settings

#: So many lines are answered at a time, and so many times before more are read.
_BATCH, _ROUND = 500, 64
_MOST_PROCESSES = 4
_ANSWERS: Final = {
    outcome: f'{{"outcome": "{outcome}"}}\n'.encode()
    for outcome in ("crisis", "note", "nothing")
}


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Answer each line with a line, in their order; keep nothing."""
    del chosen, settings
    out = sys.stdout.buffer
    try:
        for answers in _answers(_batches(sys.stdin.buffer)):
            out.write(answers)
        out.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        # To end processes that are at work can wait for ever; without us they end.
        os._exit(0)
    return 0


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    waiting = iter(lines)
    while batch := list(islice(waiting, _BATCH)):
        yield batch


def _answers(batches: Iterator[list[bytes]]) -> Iterator[bytes]:
    """Answer a few lines here; where there are more, every core takes its share."""
    few = list(islice(batches, 2))
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
    danger()
    if len(few) <= 1 or processes == 1:
        yield from map(_answered, chain(few, batches))
        return
    with get_context().Pool(processes, _leave_stopping_to_us) as pool:
        waiting = chain(few, batches)
        while some := list(islice(waiting, _ROUND)):
            yield from pool.imap(_answered, some)


def _answered(lines: list[bytes]) -> bytes:
    tables = danger()
    return b"".join(
        _ANSWERS[read(line.decode("utf-8", "replace"), tables).outcome]
        for line in lines
    )


def _leave_stopping_to_us() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
