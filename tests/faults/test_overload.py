import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_fifty_who_unlock_at_once_are_let_in_and_others_are_answered() -> None:
    also = require_bar("overload")["also"]
    assert also["let in"] == 50
    assert also["answers meanwhile"] > 0
