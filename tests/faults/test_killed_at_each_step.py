import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.uncounted

FEWEST_STEPS = {
    "make": 50,
    "change passphrase": 10,
    "erase": 10,
    "arrive": 20,
    "give": 5,
    "take back": 5,
    "leave": 5,
    "back up": 10,
    "restore": 20,
    "delete": 10,
    "open and lock": 5,
}


@pytest.mark.parametrize("act", FEWEST_STEPS)
def test_an_act_killed_at_any_step_is_done_or_not_begun(
    tmp_path: Path, act: str
) -> None:
    command = [sys.executable, "-m", "tests.faults.stopping", str(tmp_path), act]
    root = Path(__file__).parents[2]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=root
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert not seen["problems"], seen["problems"][0]
    assert seen["steps"] >= FEWEST_STEPS[act]
