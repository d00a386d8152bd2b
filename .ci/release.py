"""Name every emergency number and help line that was not read for twelve months.

.ci/release.py                       as of today; exit status 1 where there is one
.ci/release.py --today 2027-12-01    as of that day

It is run before a release, not with the tests: nothing may turn red by itself.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src"
sys.path.insert(0, str(SOURCE))

from moorings.library.crisis import Country, countries, is_old  # noqa: E402


def main() -> int:
    """List what is old, and answer with the exit status."""
    parser = argparse.ArgumentParser(description="Find numbers to be read anew.")
    parser.add_argument("--today", type=date.fromisoformat, metavar="DAY")
    today = parser.parse_args().today or datetime.now(UTC).date()
    old = [each for known in countries().items() for each in outdated(*known, today)]
    sys.stdout.writelines(f"{each}\n" for each in old)
    return 1 if old else 0


def outdated(code: str, country: Country, today: date) -> Iterator[str]:
    """Name the numbers of one country that are to be read anew, one a line."""
    told = country.emergency
    if is_old(told.read, today):
        for each in told.numbers:
            yield f"{code}.toml: {each.number} (emergency), read {told.read}"
    for line in country.lines:
        if is_old(line.read, today):
            for way in line.ways:
                yield f"{code}.toml: {way.number} ({line.name}), read {line.read}"


if __name__ == "__main__":
    sys.exit(main())
