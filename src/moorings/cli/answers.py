"""A table of answers, as the commands are given it, and what it was like."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from moorings.errors import MooringsError
from moorings.exchange.answer_codes import OLDEST, YOUNGEST
from moorings.exchange.answer_sheets import (
    MOST_COMPARED,
    AnswerSheets,
    Findings,
    Wanted,
)
from moorings.library.instruments import keys
from moorings.measures.instrument import Key


class NoSuchInstrumentError(MooringsError):
    """An instrument nothing is known of."""

    sentence = "There is no key for “{instrument}” here. There is one for: {known}."


class NoSuchTableError(MooringsError):
    """The path leads nowhere."""

    sentence = "There is no file at {path}."


def key_of(chosen: argparse.Namespace) -> Key:
    """Give the key that was asked for, on the response range of the file."""
    known = keys()
    key = known.get(chosen.instrument.strip().casefold())
    if key is None:
        names = ", ".join(known)
        raise NoSuchInstrumentError(instrument=chosen.instrument, known=names)
    return key.on_range(*chosen.scale) if chosen.scale else key


@contextmanager
def answers_of(chosen: argparse.Namespace, key: Key) -> Iterator[AnswerSheets]:
    """Open the table; it is read as its blocks are asked for."""
    wanted = Wanted(chosen.columns, dict(chosen.column), tuple(chosen.missing))
    try:
        file = chosen.answers.open("rb")
    except FileNotFoundError:
        raise NoSuchTableError(path=chosen.answers) from None
    with file:
        yield AnswerSheets(file, key, wanted)


def report(findings: Findings, used: str, count: int) -> None:
    """Say on standard error what the table was like, a sentence for each thing."""
    counted = f"Rows: {findings.rows}; {used}: {count}."
    sys.stderr.writelines(f"{line}\n" for line in (counted, *_told(findings)))


def _told(found: Findings) -> Iterator[str]:
    yield f"Encoding: {found.encoding}."
    counted = {
        "Blank rows": found.blank,
        "Rows that repeat an earlier one, counted all the same": found.repeated,
        "Rows with too few cells; those that lack were not answered": found.short,
        "Rows with too many cells, not read": found.overlong,
        f"Impossible ages (under {YOUNGEST} or over {OLDEST}), scored all the same": (
            found.ages
        ),
    }
    yield from (f"{name}: {count}." for name, count in counted.items() if count)
    if not found.all_compared:
        yield f"Repeated rows were looked for in the first {MOST_COMPARED} only."
    if found.unclosed:
        yield "A quotation mark is never closed; from there on they were not minded."
    if found.unknown:
        shown = (f"“{e.text}” in row {e.row}, {e.column}" for e in found.examples)
        more = "; …" if found.unknown > len(found.examples) else ""
        given = f"{'; '.join(shown)}{more}"
        yield f"Unknown codes, taken as not answered: {found.unknown} ({given})."
