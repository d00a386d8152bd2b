import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_what_was_acknowledged_survives_kills_at_random_moments() -> None:
    seen = require_bar("kills")
    assert seen["also"]["acknowledged"] > seen["done"]
