import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_a_long_diary_is_opened_and_read_whole() -> None:
    seen = require_bar("soak")
    assert seen["done"] >= 2_000
