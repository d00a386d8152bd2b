import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_nothing_that_rots_changes_what_is_told_without_being_noticed() -> None:
    also = require_bar("rot")["also"]
    assert also["salvaged exactly"] >= also["one record's bytes"] > 0
