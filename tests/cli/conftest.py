import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from moorings.companion.harbour import Harbour
from tests.conftest import SetClock

PASSPHRASE = "a lamp beside the harbour wall"
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase"
    file.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return file


@pytest.fixture
def environment(tmp_path: Path, secret: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MOORINGS_")}
    home = {"HOME": str(tmp_path), "MOORINGS_PASSPHRASE_FILE": str(secret)}
    return kept | home


@pytest.fixture
def moorings(tmp_path: Path, data: Path, environment: dict[str, str]) -> Run:
    """Run a command in a process of its own, as a person would."""

    def run(
        command: str,
        *arguments: object,
        env: Mapping[str, str] | None = None,
        status: int = 0,
    ) -> subprocess.CompletedProcess[str]:
        homeless = command in {"language", "pocket", "content"}
        given = [command] if homeless else [command, "--data", str(data)]
        done = subprocess.run(
            [sys.executable, "-m", "moorings", *given, *map(str, arguments)],
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env=environment | dict(env or {}),
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=60,
        )
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stdout + done.stderr
        assert PASSPHRASE not in done.stdout + done.stderr
        return done

    return run


@pytest.fixture
def vault(data: Path) -> Harbour:
    """Give a data folder with one vault in it, made without waiting for it."""
    from moorings.vault.derivation import cheapest_stretching  # noqa: PLC0415

    harbour = Harbour(data, SetClock(), stretching=cheapest_stretching)
    harbour.lock(harbour.make(PASSPHRASE).opened)
    return harbour
