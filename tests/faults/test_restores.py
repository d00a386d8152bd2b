import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted


def test_what_comes_back_is_what_was_backed_up_while_somebody_wrote() -> None:
    also = require_bar("restores")["also"]
    assert also["written meanwhile"] >= also["of these in the backup"] > 0
