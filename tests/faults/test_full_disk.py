import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_a_full_disk_loses_nothing_and_everything_can_be_taken_along() -> None:
    seen = require_bar("full_disk")
    assert seen["also"]["taken out"] + seen["also"]["not opened"] == seen["done"]
