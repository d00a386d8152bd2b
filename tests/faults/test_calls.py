import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted

FEWEST_CALLS = 4 * 200


def test_no_call_that_a_disk_refuses_loses_what_was_acknowledged() -> None:
    also = require_bar("calls")["also"]
    assert also["calls refused"] >= FEWEST_CALLS
    assert also["acts refused"] > 0
