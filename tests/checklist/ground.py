"""A folder in which somebody without any power of root's starts Moorings."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import PASSPHRASE
from tests.cli.serving import Served, serving

ORDINARY = str(Path(__file__).with_name("ordinary.py"))
POWERS = "print(open('/proc/self/status').read().split('CapEff:')[1].split()[0])"


@dataclass(frozen=True)
class Ground:
    """A folder, and the environment in which it is started there."""

    place: Path
    told: Mapping[str, str]

    @property
    def data(self) -> Path:
        return self.place / "data"

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run Python as an ordinary user."""
        return subprocess.run(
            [sys.executable, ORDINARY, *arguments],
            check=False,
            capture_output=True,
            cwd=self.place,
            env=self.told,
            stdin=subprocess.DEVNULL,
            text=True,
        )

    def command(self, name: str) -> subprocess.CompletedProcess[str]:
        done = self.run("-m", "moorings", name, "--data", str(self.data))
        assert done.returncode == 0, done.stderr
        return done

    def serving(self, said: Path) -> AbstractContextManager[Served]:
        program = (ORDINARY, "-m", "moorings")
        told = dict(self.told)
        return serving(told, self.data, said, "--port", "0", program=program)


def ground(place: Path) -> Ground:
    """Give a folder with a passphrase in it, where this system knows such users."""
    if sys.platform != "linux":
        pytest.skip("this system does not tell what powers somebody has")
    place.mkdir(mode=0o700)
    secret = place / "passphrase"
    secret.write_text(PASSPHRASE, "utf-8")
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MOORINGS_")}
    home = {"HOME": str(place), "MOORINGS_PASSPHRASE_FILE": str(secret)}
    made = Ground(place, kept | home)
    told = made.run("-c", POWERS)
    if told.returncode:
        pytest.skip(told.stderr.strip())
    assert int(told.stdout, 16) == 0
    return made
