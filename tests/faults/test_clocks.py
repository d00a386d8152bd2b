import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_a_clock_that_goes_wrong_loses_nothing_and_lets_nobody_stay_longer() -> None:
    also = require_bar("clocks")["also"]
    assert also["locked by itself"] > also["a day back"] > 0
    assert also["waited"] > 0
