"""Two people with a notebook each; one may lie on another device."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from moorings.companion.harbour import Harbour
from moorings.vault.derivation import cheapest_stretching
from tests.companion.sharing_pair import Side, side
from tests.conftest import SetClock


@pytest.fixture
def ida(harbour: Harbour) -> Side:
    return side(harbour, "ida", "Bo")


@pytest.fixture
def bo(harbour: Harbour) -> Side:
    """Bo's notebook lies in the same folder."""
    return side(harbour, "bo", "Ida")


@pytest.fixture
def far(harbour: Harbour, tmp_path: Path, clock: SetClock) -> Iterator[Side]:
    """Bo's notebook lies on another device; keys take no time there either."""
    place = Harbour(tmp_path / "far", clock, stretching=cheapest_stretching)
    yield side(place, "bo", "Ida")
    place.lock_all()
    assert harbour.folder != place.folder
