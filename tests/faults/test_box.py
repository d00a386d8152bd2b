import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_what_was_noted_arrives_once_whatever_goes_wrong_on_the_way() -> None:
    seen = require_bar("box")
    also, schedules = seen["also"], seen["done"]
    assert also["noted"] > 2 * schedules
    assert min(also["doubled"], also["lose_answer"], also["killed"]) > schedules / 4
