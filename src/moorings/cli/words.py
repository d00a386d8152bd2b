"""`moorings words`: what the danger words say of each line on standard input."""

import argparse
import os
import sys
from typing import Final

from moorings.library.rules import danger
from moorings.safety.danger import read
from moorings.settings import Settings

_ANSWERS: Final = {
    outcome: f'{{"outcome": "{outcome}"}}\n'.encode()
    for outcome in ("crisis", "note", "nothing")
}


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Answer each line with a line; keep nothing."""
    del chosen, settings
    tables = danger()
    out = sys.stdout.buffer
    try:
        for line in sys.stdin.buffer:
            out.write(_ANSWERS[read(line.decode("utf-8", "replace"), tables).outcome])
        out.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
