import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_whatever_is_done_to_a_file_without_its_keys_is_noticed() -> None:
    also = require_bar("rollback")["also"]
    limits = sum(count for name, count in also.items() if name.startswith("limit:"))
    assert also["known limit"] <= limits
    assert also["harmless"] <= also["erased record put back"]
