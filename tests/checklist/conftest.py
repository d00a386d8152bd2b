"""The fixtures of both doors, for what the checklist asks of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from moorings.companion.harbour import Harbour
from tests.cli.conftest import data, environment, moorings, secret, vault
from tests.cli.serving import Served, serving
from tests.web.conftest import (
    app,
    browser,
    house,
    kept,
    new_browser,
    notebook,
    page,
    write,
)

__all__ = [
    "app",
    "browser",
    "data",
    "environment",
    "house",
    "kept",
    "moorings",
    "new_browser",
    "notebook",
    "page",
    "secret",
    "vault",
    "write",
]


@pytest.fixture
def served(
    environment: dict[str, str], vault: Harbour, data: Path, tmp_path: Path
) -> Iterator[Served]:
    """Give a program that runs, with a locked notebook."""
    del vault
    with serving(environment, data, tmp_path / "said", "--port", "0") as running:
        yield running
