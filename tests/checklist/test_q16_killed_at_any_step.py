"""Q16: killed at any step of an act, whatever it changes, it is done or not begun."""

import pytest

from tests.faults.campaigns import require_bar

pytestmark = pytest.mark.uncounted

FEWEST_STEPS = {
    "make": 50,
    "change passphrase": 10,
    "renew code": 10,
    "add a passkey": 10,
    "take a passkey away": 10,
    "older form": 10,
    "erase": 10,
    "arrive": 20,
    "give": 5,
    "take back": 5,
    "leave": 5,
    "back up": 10,
    "restore": 20,
    "delete": 10,
    "open and lock": 5,
}


def test_q16_an_act_killed_at_any_step_is_done_or_not_begun() -> None:
    steps = require_bar("steps")["also"]
    assert FEWEST_STEPS.keys() == steps.keys()
    for act, fewest in FEWEST_STEPS.items():
        assert steps[act] >= fewest, act
