import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_no_power_cut_loses_what_was_acknowledged_or_damages_anything() -> None:
    also = require_bar("power")["also"]
    assert also["kept"] + also["dropped"] + also["torn"] + also["reordered"] == 2_000
