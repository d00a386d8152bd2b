"""What may stand behind an option; what is none of it is said in a sentence."""

import argparse
import re
from datetime import date
from pathlib import Path

LAST_PORT = 65_535
MOST_PORT_DIGITS = 5
MOST_SEED_DIGITS = 9
#: In these years every system knows what time it is where.
YEARS = range(1975, 2900)


def port(typed: str) -> int:
    """Take a port."""
    if typed.isdecimal() and len(typed) <= MOST_PORT_DIGITS and int(typed) <= LAST_PORT:
        return int(typed)
    raise argparse.ArgumentTypeError(f"“{typed}” is not a port from 0 to {LAST_PORT}")


def ends(typed: str) -> tuple[int, int]:
    """Take the lowest and the highest answer."""
    ends = re.fullmatch(r"(-?[0-9]{1,4})-(-?[0-9]{1,4})", typed)
    if ends and int(ends[1]) < int(ends[2]):
        return int(ends[1]), int(ends[2])
    raise argparse.ArgumentTypeError(f"“{typed}” is not a range, as 1-5 is")


def named(typed: str) -> tuple[str, str]:
    """Take the column of one item."""
    item, equals, name = typed.partition("=")
    if item and equals and name:
        return item, name
    raise argparse.ArgumentTypeError(f"“{typed}” does not name a column, as 1=Q_1 does")


def day(typed: str) -> date:
    """Take a day."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = date.min
    if day.year in YEARS:
        return day
    told = f"“{typed}” is not a day from {YEARS.start} to {YEARS.stop - 1}; write it"
    raise argparse.ArgumentTypeError(f"{told} as 2026-03-09")


def seed(typed: str) -> int:
    """Take a number that varies small things."""
    if typed.isdecimal() and len(typed) <= MOST_SEED_DIGITS:
        return int(typed)
    raise argparse.ArgumentTypeError(f"“{typed}” is not a whole number, as 7 is")


def folder(path: str) -> Path:
    """Take a folder; `~` is the one of whoever asks."""
    return Path(path).expanduser()
