"""The fixtures of both doors, for what the checklist asks of them."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from campaigns.fuzzing_atlas import ENDING, Atlas
from campaigns.fuzzing_forms import Form
from moorings.companion.harbour import Harbour
from moorings.companion.opened import Opened
from tests.checklist import showing
from tests.checklist.showing import Standing
from tests.cli.conftest import data, environment, moorings, secret, vault
from tests.cli.serving import Served, serving
from tests.conftest import SetClock
from tests.web.conftest import (
    Answer,
    Browser,
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


@pytest.fixture
def shown(
    standing: Standing, tmp_path: Path, clock: SetClock
) -> Callable[[], Iterator[tuple[str, Answer]]]:
    """Give every page that can be looked at, in each state; in the end it is locked."""
    return lambda: showing.shown(standing, tmp_path / "first evening", clock)


@pytest.fixture
def standing(
    browser: Browser, harbour: Harbour, notebook: Opened, kept: Mapping[str, str]
) -> Standing:
    """Give a notebook with something in each room, and a browser that has it open."""
    return Standing(browser, harbour, notebook, kept)


@pytest.fixture
def forms(browser: Browser, kept: Mapping[str, str]) -> list[Form]:
    """Give every form there is, with what stands in it."""
    del kept
    atlas = Atlas()
    atlas.explore(browser)
    found = [form for several in atlas.forms.values() for form in several[:2]]
    return [f for f in found if f.method == "POST" and f.action not in ENDING]
