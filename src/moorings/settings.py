"""What whoever starts Moorings can choose, read once from the environment."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from moorings.errors import MooringsError

PORT = 8377
DEMO_PORT = 8378


class UnreadableSecretError(MooringsError):
    """A secret file was named but cannot be read."""

    sentence = (
        "{variable} names a file that could not be read ({reason}). Nothing was "
        "changed. Check the path, or leave the variable out to be asked."
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All choices, with defaults that suit one person at home."""

    data: Path
    passphrase: str | None = None

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """Take ``MOORINGS_*`` variables over the defaults."""
        data = environment.get("MOORINGS_DATA")
        return cls(
            data=Path(data).expanduser() if data else data_folder(environment),
            passphrase=_secret(environment, "MOORINGS_PASSPHRASE_FILE"),
        )


def data_folder(environment: Mapping[str, str]) -> Path:
    """Say where this system keeps a person's own data."""
    home = Path(environment.get("HOME", os.path.expanduser("~")))  # noqa: PTH111
    if sys.platform == "win32":
        return Path(environment.get("LOCALAPPDATA", home)) / "Moorings"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "Moorings"
    shared = environment.get("XDG_DATA_HOME")
    return (Path(shared) if shared else home / ".local" / "share") / "moorings"


def _secret(environment: Mapping[str, str], variable: str) -> str | None:
    """Read the file a variable points to; its first line is the secret."""
    path = environment.get(variable)
    if path is None:
        return None
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = type(error).__name__
        raise UnreadableSecretError(variable=variable, reason=reason) from error
    return lines[0] if lines else ""
