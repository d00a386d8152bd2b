"""`moorings score`: the scores of every row in a table of answers."""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from math import isnan
from pathlib import Path

from moorings.cli.answers import answers_of, key_of, report
from moorings.cli.writing import write_whole
from moorings.errors import MooringsError, reason_of
from moorings.exchange.answer_sheets import Block
from moorings.measures.instrument import Key
from moorings.measures.many import scorer, standard_errors
from moorings.settings import Settings


class CannotWriteScoresError(MooringsError):
    """The file cannot be written."""

    sentence = (
        "{path} could not be written ({reason}). Choose another place, or a name that "
        "is not taken yet."
    )


class NothingScoredError(MooringsError):
    """A table in which no row has enough answers."""

    sentence = (
        "No row has enough answers for a score, so nothing was kept. Check --scale, "
        "--missing and the columns."
    )


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Score block by block, in the order of the table."""
    del settings
    key = key_of(chosen)
    with answers_of(chosen, key) as answers:
        scoring = _Scoring(key)
        parts = scoring.parts(answers.blocks())
        try:
            _write(chosen.out, parts) if chosen.out else _print(parts)
        except NothingScoredError:
            report(answers.findings, "scored", 0)
            raise
        report(answers.findings, "scored", scoring.scored)
    return 0


class _Texts(dict[float, str]):
    """How a number is written, so that it reads back the same; NaN as nothing."""

    def __missing__(self, number: float) -> str:
        if isnan(number):
            return ""
        text = self[number] = repr(number)
        return text


class _Scoring:
    """Turns answers into a table of scores, and counts the rows that have one."""

    def __init__(self, key: Key) -> None:
        self.scored = 0
        self._names = [scale.id for scale in key.scales]
        self._score = scorer(key)
        self._texts = _Texts()
        self._errors = [
            {n: repr(error) for n, error in standard_errors(key, scale).items()}
            for scale in key.scales
        ]

    def parts(self, blocks: Iterable[Block]) -> Iterator[bytes]:
        """Give the table in parts; raises `NothingScoredError` at its end."""
        names = self._names
        heads = (f"{what}{name}" for what in ("", "answered_", "se_") for name in names)
        yield f"{','.join(('row', *heads))}\n".encode()
        row = 1
        for block in blocks:
            yield self._lines(block, row).encode()
            row += block.sheets.rows
        if not self.scored:
            raise NothingScoredError

    def _lines(self, block: Block, first: int) -> str:
        found = self._score(block.sheets).values()
        texts = self._texts
        values = [[texts[value] for value in each.values] for each in found]
        answered = [list(map(str, each.answered)) for each in found]
        errors = [
            [known.get(count, "") for count in each.answered]
            for known, each in zip(self._errors, found, strict=True)
        ]
        self.scored += sum(map(any, zip(*values, strict=True)))
        rows = map(str, range(first, first + block.sheets.rows))
        cells = zip(rows, *values, *answered, *errors, strict=True)
        lines = list(map(",".join, cells))
        for at in block.blank:
            lines[at] = f"{first + at}{',' * 3 * len(values)}"
        return "".join(f"{line}\n" for line in lines)


def _write(target: Path, parts: Iterable[bytes]) -> None:
    try:
        write_whole(target, parts)
    except OSError as error:
        raise CannotWriteScoresError(path=target, reason=reason_of(error)) from error


def _print(parts: Iterable[bytes]) -> None:
    try:
        for part in parts:
            sys.stdout.write(part.decode())
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
