"""Runs a campaign at the size of a test, in a process of its own: it may fork."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def require_bar(name: str) -> dict[str, Any]:
    """Run a campaign; give what it saw where nothing was wrong."""
    command = [sys.executable, "-m", "campaigns", name, "--json"]
    done = subprocess.run(
        command, check=False, capture_output=True, cwd=ROOT, text=True
    )
    assert done.stdout, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    assert seen["wrong"] == 0, done.stderr
    assert done.returncode == 0
    return seen
