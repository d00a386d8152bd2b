"""Before a release every number of the crisis page has been read within a year."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from moorings.library.crisis import countries, oldest

ROOT = Path(__file__).resolve().parents[2]
READ = oldest(countries().values())


def checked(*arguments: str) -> tuple[int, list[str]]:
    done = subprocess.run(
        [sys.executable, str(ROOT / ".ci" / "release.py"), *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_within_a_year_nothing_is_named() -> None:
    assert checked("--today", READ.isoformat()) == (0, [])


def test_after_a_year_every_number_is_named_with_the_day_it_was_read() -> None:
    year_on = date(READ.year + 2, READ.month, READ.day)
    status, named = checked("--today", year_on.isoformat())
    assert status == 1
    emergency = sum(len(each.emergency.numbers) for each in countries().values())
    ways = [way for c in countries().values() for line in c.lines for way in line.ways]
    assert len(named) == emergency + len(ways)
    assert f"fr.toml: 15 (emergency), read {READ}" in named
    assert f"fr.toml: 3919 (Violences Femmes Info), read {READ}" in named
