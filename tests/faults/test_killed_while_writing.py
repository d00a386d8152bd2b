import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.uncounted

CYCLES = 300


def test_what_was_acknowledged_survives_300_kills_at_random_moments(
    tmp_path: Path,
) -> None:
    script = Path(__file__).with_name("appending.py")
    command = [sys.executable, str(script), str(tmp_path), str(CYCLES), "2026"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seen = json.loads(done.stdout)
    assert seen["cycles"] == CYCLES
    assert seen["acknowledged"] > CYCLES
    assert (seen["lost"], seen["unsound"]) == (0, 0)
