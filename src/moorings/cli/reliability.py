"""`moorings reliability`: how far each scale measures one thing, in these answers."""

import argparse
import json
import sys
from dataclasses import asdict

from moorings.cli.answers import answers_of, key_of, report
from moorings.errors import MooringsError
from moorings.measures.reliability import Reliability, reliability
from moorings.settings import Settings


class NothingCompleteError(MooringsError):
    """A table without a row in which every item was answered."""

    sentence = (
        "In no row is every item answered, so nothing can be said of reliability. "
        "Check --scale, --missing and the columns."
    )


def run(chosen: argparse.Namespace, settings: Settings) -> int:
    """Read the table through, and print what its complete rows say."""
    del settings
    key = key_of(chosen)
    with answers_of(chosen, key) as answers:
        found = reliability(key, (block.sheets for block in answers.blocks()))
        report(answers.findings, "complete on every item", found.people)
        if not found.people:
            raise NothingCompleteError
        told = {
            "instrument": key.id,
            "n": found.people,
            "rows": answers.findings.rows,
            "scales": {scale: asdict(each) for scale, each in found.scales.items()},
            "correlation": _correlation(found),
        }
    sys.stdout.write(f"{json.dumps(told, indent=2)}\n")
    return 0


def _correlation(found: Reliability) -> float | dict[str, float | None] | None:
    """Give the one there is between two scales, or each by the names of its two."""
    pairs = found.correlations
    if len(pairs) == 1:
        return next(iter(pairs.values()))
    return {f"{one}, {other}": known for (one, other), known in pairs.items()}
