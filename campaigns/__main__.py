"""`python -m campaigns`: do to vaults what can go wrong, and tell what came of it.

Without a name, all of them, small. `--full` takes the size that is published with a
release, `--publish` writes the line into RELIABILITY.md. The same seed does the same.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from campaigns import (
    box,
    calls,
    clocks,
    full_disk,
    fuzzing_fields,
    fuzzing_inert,
    fuzzing_parsers,
    fuzzing_room,
    fuzzing_routes,
    guessing,
    kills,
    model,
    nonces,
    overload,
    power,
    processes,
    restores,
    rollback,
    rot,
    soak,
    steps,
    tabs,
)
from campaigns.campaign import Campaign
from campaigns.reliability import HEAD, publish, row

CAMPAIGNS: dict[str, Campaign] = {
    each.CAMPAIGN.name: each.CAMPAIGN
    for each in (
        fuzzing_fields,
        fuzzing_inert,
        fuzzing_parsers,
        fuzzing_room,
        fuzzing_routes,
        guessing,
        kills,
        steps,
        power,
        rot,
        calls,
        rollback,
        nonces,
        full_disk,
        box,
        processes,
        restores,
        clocks,
        tabs,
        model,
        overload,
        soak,
    )
}


def main() -> int:
    """Run what was chosen; 1 where anything was wrong."""
    chosen, wrong = _chosen(), 0
    names = chosen.names or list(CAMPAIGNS)
    if not chosen.json:
        print(HEAD, end="")
    for campaign in map(CAMPAIGNS.__getitem__, names):
        size = chosen.size or (campaign.full if chosen.full else campaign.ci)
        began = time.perf_counter()
        with tempfile.TemporaryDirectory(prefix="moorings-campaign-") as folder:
            seen = campaign.judged(Path(folder), size, chosen.seed)
        line = row(campaign, seen, chosen.seed, time.perf_counter() - began)
        print(json.dumps(seen.told()) if chosen.json else line, end="", flush=True)
        for problem in seen.problems:
            print(f"{campaign.name}: {problem}", file=sys.stderr)
        if chosen.publish:
            publish(campaign, line)
        wrong += seen.wrong
    return 1 if wrong else 0


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m campaigns", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*CAMPAIGNS, []], metavar="NAME")
    parser.add_argument("--full", action="store_true", help="the size of a release")
    parser.add_argument("--size", type=int, help="another size")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--json", action="store_true", help="tell it as JSON")
    parser.add_argument("--publish", action="store_true", help="into RELIABILITY.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
