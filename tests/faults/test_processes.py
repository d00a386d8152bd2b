import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_of_four_processes_one_writes_and_three_are_told_so() -> None:
    seen = require_bar("processes")
    also = seen["also"]
    assert also["handed on"] == 3 * seen["done"]
    assert also["refused"] > also["handed on"]
    assert also["kept"] >= 4 * seen["done"]
