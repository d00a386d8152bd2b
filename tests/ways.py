"""Both ways to calculate over many answer sheets."""

import sys
from collections.abc import Iterator

import pytest

from moorings.measures import arithmetic as choosing

WAYS = ("with_numpy", "without_numpy")


@pytest.fixture(params=WAYS)
def way(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """Calculate in one way, and then in the other."""
    if request.param == "with_numpy":
        pytest.importorskip("numpy")
    else:
        monkeypatch.setitem(sys.modules, "moorings.measures.with_numpy", None)
        monkeypatch.delattr("moorings.measures.with_numpy", raising=False)
    choosing.arithmetic.cache_clear()
    assert f"measures.{request.param}" in repr(choosing.arithmetic())
    yield request.param
    choosing.arithmetic.cache_clear()
