"""The sealed room takes whatever is sent to it, and tells nothing of it outside."""

import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted

FEWEST_KEPT, FEWEST_REFUSED = 40, 10


def test_whatever_is_sent_to_a_room_is_kept_or_refused_and_stands_nowhere_else() -> (
    None
):
    seen = require_bar("room")["also"]
    assert seen["kept"] > FEWEST_KEPT
    assert seen["refused"] > FEWEST_REFUSED
