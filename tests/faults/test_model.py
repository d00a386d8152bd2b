import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_after_any_step_a_notebook_holds_what_a_dictionary_would() -> None:
    seen = require_bar("model")
    assert seen["also"]["steps"] > 30 * seen["done"]
