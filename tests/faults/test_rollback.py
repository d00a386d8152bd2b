import pytest

from campaigns.rollback import KINDS
from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_whatever_is_done_to_a_file_without_its_keys_is_noticed() -> None:
    also = require_bar("rollback")["also"]
    limits = sum(also[name] for name in KINDS if name.startswith("limit"))
    assert also["known limit"] <= limits
    assert also["harmless"] <= also["erased record put back"]
