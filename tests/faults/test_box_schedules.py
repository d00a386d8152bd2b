import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.uncounted

ROOT = Path(__file__).resolve().parents[2]
SCHEDULES = 100


def test_what_was_noted_arrives_once_whatever_goes_wrong_on_the_way() -> None:
    command = [sys.executable, "-m", "tests.faults.box_schedules"]
    command += ["--schedules", str(SCHEDULES), "--seed", "2026"]
    done = subprocess.run(
        command, check=False, capture_output=True, cwd=ROOT, text=True
    )
    assert done.stdout, done.stderr
    told = json.loads(done.stdout)
    assert told["wrong"] == []
    assert told["schedules"] == SCHEDULES
    seen = told["seen"]
    assert seen["noted"] > 2 * SCHEDULES
    assert min(seen["doubled"], seen["lose_answer"], seen["killed"]) > SCHEDULES / 4
